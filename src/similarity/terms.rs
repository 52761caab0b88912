//! Text to terms: the unit in which articles are compared.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::text::language::Language;
use crate::text::stems::Stems;
use crate::text::terms::{Word, words};

/// A stem, by its hash. Two different stems share one with a chance of 1 in 10¹⁰ for a million stems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u64);

/// When so many words are remembered, forgetting all of them is cheaper than looking after them.
const MOST: usize = 1 << 18;

/// So many words are remembered where they are found at once: common words, which most of a text is made of. A power of two.
const AT_HAND: usize = 1 << 12;

/// Cuts text into terms. Keeps what it learned of words, so one is used for many texts; each thread has its own.
#[derive(Clone, Default)]
pub struct Terms {
    languages: FxHashMap<Language, Memory<Term>>,
}

/// What was learned of the words of one language.
#[derive(Clone)]
pub(super) struct Memory<V> {
    stems: Stems,
    /// What stands for a word, by the hash of the word as it is written: most words are met again, and then cost no more than
    /// their hash.
    known: FxHashMap<u64, V>,
    /// Words met lately, each at the place that the low bits of its hash say.
    at_hand: Box<[Option<(u64, V)>]>,
}

impl Terms {
    /// Calls `each` for every word of `text`, in order, with its term.
    pub fn each<'t>(&mut self, text: &'t str, language: Language, mut each: impl FnMut(Term, Word<'t>)) {
        let memory = self.languages.entry(language).or_insert_with(|| Memory::new(language));
        for word in words(text) {
            each(memory.get(word.text, |term| term), word);
        }
    }

    /// The terms of `text` in order.
    pub fn of(&mut self, text: &str, language: Language) -> Vec<Term> {
        let mut terms = Vec::new();
        self.each(text, language, |term, _| terms.push(term));
        terms
    }
}

impl<V: Copy> Memory<V> {
    /// An empty one.
    pub(super) fn new(language: Language) -> Self {
        let at_hand = vec![None; AT_HAND].into_boxed_slice();
        Self { stems: Stems::new(language), known: FxHashMap::default(), at_hand }
    }

    /// What stands for `word`. `of` makes it of a term that was not met yet, or was forgotten: the stem, else the folded word:
    /// numbers and names are the same term in all languages.
    pub(super) fn get(&mut self, word: &str, of: impl FnOnce(Term) -> V) -> V {
        let hash = xxh3_64(word.as_bytes());
        let place = hash as usize % AT_HAND;
        if let Some((known, value)) = self.at_hand[place]
            && known == hash
        {
            return value;
        }
        let value = self.look_up(word, hash, of);
        self.at_hand[place] = Some((hash, value));
        value
    }

    fn look_up(&mut self, word: &str, hash: u64, of: impl FnOnce(Term) -> V) -> V {
        if let Some(value) = self.known.get(&hash) {
            return *value;
        }
        if self.known.len() >= MOST {
            self.known.clear();
        }
        let value = of(Term(self.stems.with_stem(word, |stem| xxh3_64(stem.as_bytes()))));
        self.known.insert(hash, value);
        value
    }
}
