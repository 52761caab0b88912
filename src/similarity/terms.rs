//! Text to terms: the unit in which articles are compared.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::text::language::Language;
use crate::text::stems::Stems;
use crate::text::terms::{Word, words};

/// A stem, by its hash. Two different stems share one with a chance of 1 in 10¹⁰ for a million stems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u64);

/// Cuts text into terms. Keeps what it learned of words, so one is used for many texts; each thread has its own.
#[derive(Clone, Default)]
pub struct Terms {
    stems: FxHashMap<Language, Stems>,
}

impl Terms {
    /// Calls `each` for every word of `text`, in order, with its term.
    pub fn each<'t>(&mut self, text: &'t str, language: Language, mut each: impl FnMut(Term, Word<'t>)) {
        let stems = self.stems.entry(language).or_insert_with(|| Stems::new(language));
        for word in words(text) {
            each(term(stems, word.text), word);
        }
    }

    /// The terms of `text` in order.
    pub fn of(&mut self, text: &str, language: Language) -> Vec<Term> {
        let mut terms = Vec::new();
        self.each(text, language, |term, _| terms.push(term));
        terms
    }
}

/// The stem, else the folded word: numbers and names are the same term in all languages.
fn term(stems: &mut Stems, word: &str) -> Term {
    let forms = stems.forms(word);
    Term(xxh3_64(forms.stem.as_deref().unwrap_or(&forms.folded).as_bytes()))
}
