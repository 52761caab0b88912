//! Phrases that say nothing about where a link leads, in several languages; `vague_anchors.txt` lists them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::words::fold_hash;

const LISTS: &str = include_str!("vague_anchors.txt");
/// The list of words that only lead on ("next"): fine as anchors, yet no name of a target.
const NAVIGATION: &str = "[navigation]";

/// Both lists as hashes of the folded phrases, read once.
struct Phrases {
    vague: FxHashSet<u64>,
    navigation: FxHashSet<u64>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { vague: FxHashSet::default(), navigation: FxHashSet::default() };
    let mut navigation = false;
    for line in LISTS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with('[') {
            navigation = line == NAVIGATION;
        } else if navigation {
            phrases.navigation.insert(fold_hash(line));
        } else {
            phrases.vague.insert(fold_hash(line));
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

#[cfg(test)]
mod tests {
    use super::super::words::fold;
    use super::*;

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
