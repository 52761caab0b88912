//! Words as numbers. A text is cut into words once, while its article is read. All that comes after goes by their numbers: what
//! tells blocks apart, what is counted, and what stands where. Forms and stems are made once a word.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::corpus::boilerplate::{WordPrint, fingerprint};
use crate::text::language::Language;
use crate::text::stems::{Forms, Stems};
use crate::text::terms::words;

/// A number with this bit is no word: the rest of it says how many positions are passed over.
const PASSED: u32 = 1 << 31;

/// The words that were met so far, by language. Threads share it: each that reads has words of its own as long as it
/// reads one article, so that none waits for another.
#[derive(Debug, Default)]
pub struct Lexicons(Mutex<Vec<(Language, Shared)>>);

/// The words of one language that one thread at a time adds to.
pub(super) type Shared = Arc<RwLock<Lexicon>>;

/// The words of one language, by number.
pub(super) struct Lexicon {
    /// Its own number among all of them.
    pub(super) number: usize,
    mark: char,
    stems: Stems,
    prints: Vec<WordPrint>,
    room: Vec<u8>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("number", &self.number).field("words", &self.prints.len()).finish()
    }
}

impl Lexicons {
    /// Hands `work` one for `language` that nobody uses, and gives it back with what came of it.
    pub(super) fn with<T>(&self, language: Language, work: impl FnOnce(&mut Lexicon) -> T) -> (Shared, T) {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_language = |(of, shared): &(Language, Shared)| (*of == language).then(|| Arc::clone(shared));
        let known: Vec<Shared> = lock().iter().filter_map(of_language).collect();
        for shared in known {
            let Ok(mut lexicon) = shared.try_write() else { continue };
            let done = work(&mut lexicon);
            drop(lexicon);
            return (shared, done);
        }
        let mut all = lock();
        let shared = Arc::new(RwLock::new(Lexicon::new(all.len(), language)));
        let mut lexicon = shared.write().unwrap_or_else(PoisonError::into_inner);
        all.push((language, Arc::clone(&shared)));
        drop(all);
        let done = work(&mut lexicon);
        drop(lexicon);
        (shared, done)
    }
}

impl Lexicon {
    fn new(number: usize, language: Language) -> Self {
        Self { number, mark: language.mark(), stems: Stems::new(language), prints: Vec::new(), room: Vec::new() }
    }

    /// Appends the numbers of the words of `text` to `numbers`. How many positions the text takes.
    pub(super) fn cut(&mut self, text: &str, numbers: &mut Vec<u32>) -> u32 {
        let mut words = words(text);
        let mut at = 0;
        for word in words.by_ref() {
            if word.position > at {
                numbers.push(PASSED | (word.position - at));
            }
            at = word.position + 1;
            let number = self.stems.number(word.text);
            if number == self.prints.len() {
                self.prints.push(WordPrint::of(&self.stems.numbered(number).folded));
            }
            numbers.push(number as u32);
        }
        words.position()
    }

    /// The fingerprint of a block of these words.
    pub(super) fn fingerprint(&mut self, numbers: &[u32], tools: &[WordPrint]) -> Option<u64> {
        let prints = numbers.iter().filter(|number| **number & PASSED == 0);
        fingerprint(prints.filter_map(|number| self.prints.get(*number as usize)).copied(), tools, &mut self.room)
    }

    /// A stem as it is indexed: with a mark of its language, so that it is never taken for a word, nor for a stem of another.
    pub(super) fn marked(&self, stem: &str) -> String {
        let mut marked = String::with_capacity(stem.len() + 4);
        marked.push(self.mark);
        marked.push_str(stem);
        marked
    }

    /// The forms of the word of this number.
    pub(super) fn forms(&self, number: usize) -> &Forms {
        self.stems.numbered(number)
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.prints.len()
    }
}

/// The words of a line and their positions, the first of which is `base`.
pub(super) fn placed(numbers: &[u32], base: u32) -> impl Iterator<Item = (usize, u32)> {
    let mut at = base;
    numbers.iter().filter_map(move |&number| {
        if number & PASSED != 0 {
            at += number & !PASSED;
            return None;
        }
        at += 1;
        Some((number as usize, at - 1))
    })
}
