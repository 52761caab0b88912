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
    known: FxHashMap<Box<str>, u32>,
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
        Self { stemmer, known: FxHashMap::default(), forms: Vec::new(), lower: String::new() }
    }

    /// The forms of `word` as it is written.
    pub fn forms(&mut self, word: &str) -> &Forms {
        lower(word, &mut self.lower);
        if let Some(&at) = self.known.get(self.lower.as_str()) {
            return &self.forms[at as usize];
        }
        if self.forms.len() >= MOST {
            self.known.clear();
            self.forms.clear();
        }
        let at = self.forms.len();
        self.known.insert(self.lower.as_str().into(), at as u32);
        let (folded, stem) = forms(self.stemmer, &self.lower);
        self.forms.push(Forms { folded: folded.as_ref().into(), stem: stem.as_deref().map(Box::from) });
        &self.forms[at]
    }

    /// Calls `take` with the stem of `word`, else with its folded form. Nothing is remembered: for whoever remembers what
    /// it makes of them.
    pub fn with_stem<T>(&mut self, word: &str, take: impl FnOnce(&str) -> T) -> T {
        lower(word, &mut self.lower);
        let (folded, stem) = forms(self.stemmer, &self.lower);
        take(stem.as_deref().unwrap_or(&folded))
    }
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
    fn stems_follow_the_language() {
        assert_eq!(stem("en", "Recording").as_deref(), Some("record"));
        assert_eq!(stem("de", "Häuser").as_deref(), Some("haus"));
        assert_eq!(stem("pl", "artykułami"), stem("pl", "artykułów"));
        assert_eq!(stem("en", "v2"), None);
    }
}
