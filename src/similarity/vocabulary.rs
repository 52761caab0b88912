//! Terms by number. What is kept for each term stands in arrays then, not in tables of hashes, and a word takes four bytes.
//!
//! Threads number the terms that they meet as they come ([`Numbering`]); a [`Vocabulary`] gives all terms their final numbers, in the
//! order of their hashes, so that nothing depends on which thread met what.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::terms::Memory;
use super::{Term, Terms};
use crate::text::language::Language;
use crate::text::terms::{Word, words};

/// A term by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

impl TermId {
    /// What stands in no article.
    pub const UNKNOWN: Self = Self(u32::MAX);

    /// Its place in an array.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Cuts text into numbered terms.
pub trait Cut {
    /// Calls `each` for every word of `text`, in order, with its term.
    fn cut<'t>(&mut self, text: &'t str, language: Language, each: impl FnMut(TermId, Term, Word<'t>));

    /// The terms of `text` in order.
    fn of(&mut self, text: &str, language: Language) -> Vec<TermId> {
        let mut terms = Vec::new();
        self.cut(text, language, |id, _, _| terms.push(id));
        terms
    }
}

/// Numbers terms as they come. Each thread has its own.
#[derive(Default)]
pub struct Numbering {
    languages: FxHashMap<Language, Memory<(TermId, Term)>>,
    numbers: FxHashMap<Term, TermId>,
    terms: Vec<Term>,
}

impl Cut for Numbering {
    fn cut<'t>(&mut self, text: &'t str, language: Language, mut each: impl FnMut(TermId, Term, Word<'t>)) {
        let Self { languages, numbers, terms } = self;
        let memory = languages.entry(language).or_insert_with(|| Memory::new(language));
        for word in words(text) {
            let number = |term: Term| {
                let id = *numbers.entry(term).or_insert_with(|| {
                    terms.push(term);
                    TermId(terms.len() as u32 - 1)
                });
                (id, term)
            };
            let (id, term) = memory.get(word.text, number);
            each(id, term, word);
        }
    }
}

/// All terms of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    terms: Vec<Term>,
}

impl Vocabulary {
    /// The terms of all numberings, and for each of these the number that every term has now.
    pub fn unite(numberings: &[Numbering]) -> (Self, Vec<Vec<TermId>>) {
        let mut terms: Vec<Term> = numberings.iter().flat_map(|numbering| &numbering.terms).copied().collect();
        terms.par_sort_unstable();
        terms.dedup();
        terms.shrink_to_fit();
        let vocabulary = Self { terms };
        let id = |term: &Term| vocabulary.id(*term);
        let tables = numberings.iter().map(|numbering| numbering.terms.par_iter().map(id).collect()).collect();
        (vocabulary, tables)
    }

    /// The number of a term.
    pub fn id(&self, term: Term) -> TermId {
        self.terms.binary_search(&term).map_or(TermId::UNKNOWN, |at| TermId(at as u32))
    }

    /// The term with this number.
    pub fn term(&self, id: TermId) -> Term {
        self.terms.get(id.index()).copied().unwrap_or(Term(0))
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// Cuts text into the terms of a vocabulary.
pub struct Lookup<'v> {
    /// Cuts and stems.
    pub terms: &'v mut Terms,
    /// Numbers.
    pub vocabulary: &'v Vocabulary,
}

impl Cut for Lookup<'_> {
    fn cut<'t>(&mut self, text: &'t str, language: Language, mut each: impl FnMut(TermId, Term, Word<'t>)) {
        self.terms.each(text, language, |term, word| each(self.vocabulary.id(term), term, word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_do_not_depend_on_who_met_a_term_first() {
        let mut numberings = [Numbering::default(), Numbering::default()];
        let first = numberings[0].of("one two three", Language::ENGLISH);
        let second = numberings[1].of("three four one", Language::ENGLISH);
        let (vocabulary, tables) = Vocabulary::unite(&numberings);
        let now = |table: usize, id: TermId| tables[table][id.index()];
        assert_eq!(vocabulary.len(), 4);
        assert_eq!((now(0, first[0]), now(0, first[2])), (now(1, second[2]), now(1, second[0])));
        let mut terms = Terms::default();
        let mut lookup = Lookup { terms: &mut terms, vocabulary: &vocabulary };
        assert_eq!(lookup.of("Four fives", Language::ENGLISH), [now(1, second[1]), TermId::UNKNOWN]);
    }
}
