//! What is known of words beforehand: those that only join others, and the verbs that tell what an article is for. Read
//! from two short lists, as terms of the language they are asked in.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::similarity::{Term, Terms};
use crate::text::language::Language;

const GLUE: &str = include_str!("glue.txt");
const INTENTS: &str = include_str!("intents.txt");

/// The purpose that is a comparison: the last group of `intents.txt`.
const COMPARISON: &str = "comparison";

/// The words of one language that are known beforehand.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    glue: FxHashSet<Term>,
    /// The number of its group, by verb.
    intents: FxHashMap<Term, u8>,
    comparison: u32,
}

impl Lexicon {
    /// The lists in `language`; empty where they have nothing in it.
    pub(super) fn new(language: Language, terms: &mut Terms) -> Self {
        let mut lexicon = Self::default();
        let lines = |text: &'static str| text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for words in lines(GLUE).filter_map(|line| of(line, language)) {
            lexicon.glue.extend(terms.of(words, language));
        }
        let mut group = 0_u8;
        for line in lines(INTENTS) {
            if line == "-" {
                group += 1;
            } else if let Some(words) = of(line, language) {
                lexicon.intents.extend(terms.of(words, language).into_iter().map(|term| (term, group)));
            }
        }
        // Titles in other languages say it too, and content types are English.
        let english = terms.of(COMPARISON, Language::ENGLISH);
        lexicon.comparison = 1 << group;
        lexicon.intents.extend(english.into_iter().map(|term| (term, group)));
        lexicon
    }

    /// Whether a term only joins others.
    pub(super) fn is_glue(&self, term: Term) -> bool {
        self.glue.contains(&term)
    }

    /// The purposes that a term tells, a bit each: none or one.
    pub(super) fn intent(&self, term: Term) -> u32 {
        self.intents.get(&term).map_or(0, |group| 1 << group)
    }

    /// The bit of comparisons.
    pub(super) fn comparison(&self) -> u32 {
        self.comparison
    }
}

/// The words of a line, if it is of this language.
fn of(line: &'static str, language: Language) -> Option<&'static str> {
    line.split_once(' ').filter(|(code, _)| *code == language.code()).map(|(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intent(language: &str, word: &str) -> u32 {
        let language = Language::from_code(language).unwrap();
        let mut terms = Terms::default();
        let lexicon = Lexicon::new(language, &mut terms);
        terms.of(word, language).into_iter().map(|term| lexicon.intent(term)).sum()
    }

    #[test]
    fn inflections_of_a_verb_have_its_purpose() {
        assert_eq!(intent("en", "Monitoring"), intent("en", "monitors"));
        assert_ne!(intent("en", "monitor"), intent("en", "troubleshooting"));
        assert_ne!(intent("pl", "monitorować"), 0);
        assert_eq!(intent("en", "podcast"), 0);
    }

    #[test]
    fn every_line_begins_with_the_code_of_a_language() {
        for line in GLUE.lines().chain(INTENTS.lines()).filter(|line| !line.starts_with('#') && *line != "-") {
            let (code, words) = line.split_once(' ').expect("a code and words");
            assert!(Language::from_code(code).is_some() && !words.is_empty(), "{line}");
        }
    }
}
