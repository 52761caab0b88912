//! Words to their stems, by language, remembered: a corpus has few words and repeats them often.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::language::Language;
use super::terms::{fold, lower};

/// When so many words are remembered, forgetting all of them is cheaper than looking after them.
const MOST: usize = 1 << 17;

/// The forms of words in one language.
#[derive(Clone)]
pub struct Stems {
    stemmer: Option<Stemmer>,
    /// By the word in lower case.
    known: FxHashMap<Box<str>, u32>,
    /// Of short words, by the word as it is but for the size of its letters: this is asked first.
    short: FxHashMap<u128, u32>,
    forms: Vec<Forms>,
    lower: String,
}

/// What a word is indexed as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forms {
    /// Lower case, accents gone.
    pub folded: Box<str>,
    /// Its stem, where that is another word.
    pub stem: Option<Box<str>>,
}

impl Stems {
    /// An empty memory for one language.
    pub fn new(language: Language) -> Self {
        let stemmer = Algorithm::from_name(language.stemmer()).ok().map(Stemmer::new);
        Self {
            stemmer,
            known: FxHashMap::default(),
            short: FxHashMap::default(),
            forms: Vec::new(),
            lower: String::new(),
        }
    }

    /// The forms of `word` as it is written. What was remembered may be forgotten before.
    pub fn forms(&mut self, word: &str) -> &Forms {
        if self.forms.len() >= MOST {
            self.known.clear();
            self.short.clear();
            self.forms.clear();
        }
        let at = self.number(word);
        &self.forms[at]
    }

    /// The number of `word` as it is written. Words that differ in the size of their letters alone have the same. Numbers
    /// begin at 0, without a gap, and hold as long as [`forms`](Self::forms) is not called.
    pub fn number(&mut self, word: &str) -> usize {
        let short = short(word);
        if let Some(&at) = short.and_then(|short| self.short.get(&short)) {
            return at as usize;
        }
        let at = self.number_of(word);
        if let Some(short) = short {
            self.short.insert(short, at as u32);
        }
        at
    }

    fn number_of(&mut self, word: &str) -> usize {
        lower(word, &mut self.lower);
        if let Some(&at) = self.known.get(self.lower.as_str()) {
            return at as usize;
        }
        let at = self.forms.len();
        self.known.insert(self.lower.as_str().into(), at as u32);
        let (folded, stem) = forms(self.stemmer, &self.lower);
        self.forms.push(Forms { folded: folded.as_ref().into(), stem: stem.as_deref().map(Box::from) });
        at
    }

    /// The forms of the word of this number, which must have been given.
    pub fn numbered(&self, number: usize) -> &Forms {
        &self.forms[number]
    }

    /// Calls `take` with the stem of `word`, else with its folded form. Nothing is remembered: for whoever remembers what
    /// it makes of them.
    pub fn with_stem<T>(&mut self, word: &str, take: impl FnOnce(&str) -> T) -> T {
        lower(word, &mut self.lower);
        let (folded, stem) = forms(self.stemmer, &self.lower);
        take(stem.as_deref().unwrap_or(&folded))
    }
}

/// A word of up to fifteen letters of ASCII, their size aside: a number is found sooner than letters.
fn short(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes[..15].get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    if !bytes.is_ascii() {
        return None;
    }
    bytes.make_ascii_lowercase();
    bytes[15] = word.len() as u8;
    Some(u128::from_le_bytes(bytes))
}

/// The folded form of a word in lower case, and its stem where that is another word.
fn forms(stemmer: Option<Stemmer>, lower: &str) -> (Cow<'_, str>, Option<Cow<'_, str>>) {
    let form = without_accents(Cow::Borrowed(lower));
    let worth = form.len() > 2 && !form.bytes().any(|byte| byte.is_ascii_digit());
    let stem = stemmer.filter(|_| worth).map(|stemmer| without_accents(stemmer.stem(lower)));
    let stem = stem.filter(|stem| !stem.is_empty() && *stem != form);
    (form, stem)
}

fn without_accents(word: Cow<'_, str>) -> Cow<'_, str> {
    if word.is_ascii() { word } else { fold(&word).into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(language: &str, word: &str) -> Option<String> {
        let language = Language::from_code(language).unwrap();
        Stems::new(language).forms(word).stem.as_deref().map(str::to_owned)
    }

    #[test]
    fn a_word_has_one_number_however_it_is_written() {
        let mut stems = Stems::new(Language::ENGLISH);
        let words = ["don't", "Dont", "DON’T", "records", "Records", "internationalization", "Internationalization"];
        assert_eq!(words.map(|word| stems.number(word)), [0, 0, 0, 1, 1, 2, 2]);
        assert_eq!(&*stems.numbered(1).folded, "records");
    }

    #[test]
    fn stems_follow_the_language() {
        assert_eq!(stem("en", "Recording").as_deref(), Some("record"));
        assert_eq!(stem("de", "Häuser").as_deref(), Some("haus"));
        assert_eq!(stem("pl", "artykułami"), stem("pl", "artykułów"));
        assert_eq!(stem("en", "v2"), None);
    }
}
