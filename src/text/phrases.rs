//! Phrases that say nothing about where a link leads, in several languages; `vague_anchors.txt` lists them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::words::fold_hash;

const LISTS: &str = include_str!("vague_anchors.txt");
/// The list of words that only lead on ("next"): fine as anchors, yet no name of a target.
const NAVIGATION: &str = "[navigation]";

/// The list of words that only say when, any number of them a line.
const DATES: &str = "[dates]";

/// The lists as hashes of the folded phrases or words, read once.
#[derive(Default)]
struct Phrases {
    vague: FxHashSet<u64>,
    navigation: FxHashSet<u64>,
    dates: FxHashSet<u64>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    let mut list = "";
    for line in LISTS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match list {
            _ if line.starts_with('[') => list = line,
            NAVIGATION => drop(phrases.navigation.insert(fold_hash(line))),
            DATES => phrases.dates.extend(line.split(' ').map(fold_hash)),
            _ => drop(phrases.vague.insert(fold_hash(line))),
        }
    }
    phrases
});

/// Whether the phrase with this [`fold_hash`] is vague, whatever the language.
pub fn is_vague(hash: u64) -> bool {
    PHRASES.vague.contains(&hash)
}

/// Whether the phrase with this [`fold_hash`] only leads on or back, whatever the language.
pub fn is_navigation(hash: u64) -> bool {
    PHRASES.navigation.contains(&hash)
}

/// Whether an anchor says nothing about where it leads: it is vague, or only leads on or back.
pub fn says_nothing(anchor: &str) -> bool {
    let hash = fold_hash(anchor);
    is_vague(hash) || is_navigation(hash)
}

/// Whether a phrase only says when or how many: dates, numbers, versions that belong to nothing (`late 2020`, `1.31`).
pub fn is_date_or_number(phrase: &str) -> bool {
    let is_number = |word: &str| {
        word.bytes().any(|byte| byte.is_ascii_digit()) && word.chars().filter(|c| c.is_alphabetic()).count() < 2
    };
    let mut words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| is_number(word) || PHRASES.dates.contains(&fold_hash(word)))
}

#[cfg(test)]
mod tests {
    use super::super::words::fold;
    use super::*;

    #[test]
    fn dates_and_numbers_are_told_from_names() {
        for phrase in ["November 2025", "late 2020", "1.31", "v2.0", "the end of 2025", "Ende März"] {
            assert!(is_date_or_number(phrase), "{phrase}");
        }
        for phrase in ["Rust 1.31", "May contain nuts", "2026 survey", "HTTP/2"] {
            assert!(!is_date_or_number(phrase), "{phrase}");
        }
    }

    #[test]
    fn every_listed_phrase_is_folded() {
        let phrases = LISTS.lines().filter(|line| !line.starts_with(['#', '[']) && !line.is_empty());
        for phrase in phrases {
            assert_eq!(fold(phrase), phrase);
        }
    }

    #[test]
    fn several_languages_are_known() {
        for phrase in ["Click here!", "Hier klicken", "Czytaj więcej…", "En savoir plus", "Haz clic aquí", "Clicca qui"]
        {
            assert!(is_vague(fold_hash(phrase)), "{phrase}");
        }
        assert!(
            is_vague(fold_hash("Saiba mais »")) && is_vague(fold_hash("Lees meer")) && is_navigation(fold_hash("next"))
        );
        assert!(!is_vague(fold_hash("email automation")));
    }
}
