//! Words to their stems, by language, remembered: a corpus has few words and repeats them often.

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
        self.forms.push(forms(self.stemmer, &self.lower));
        &self.forms[at]
    }
}

fn forms(stemmer: Option<Stemmer>, lower: &str) -> Forms {
    let folded = if lower.is_ascii() { lower.to_owned() } else { fold(lower) };
    let worth = folded.len() > 2 && !folded.bytes().any(|byte| byte.is_ascii_digit());
    let stem = stemmer.filter(|_| worth).map(|stemmer| fold(&stemmer.stem(lower)));
    let stem = stem.filter(|stem| !stem.is_empty() && *stem != folded).map(String::into_boxed_str);
    Forms { folded: folded.into(), stem }
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
