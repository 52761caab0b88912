//! Phrases that say nothing about where a link leads, in several languages; `vague_anchors.txt` lists them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

const LISTS: &str = include_str!("vague_anchors.txt");
/// The list of words that only lead on ("next"): fine as anchors, yet no name of a target.
const NAVIGATION: &str = "[navigation]";

/// Both lists, read once.
struct Phrases {
    vague: FxHashSet<&'static str>,
    navigation: FxHashSet<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { vague: FxHashSet::default(), navigation: FxHashSet::default() };
    let mut navigation = false;
    for line in LISTS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with('[') {
            navigation = line == NAVIGATION;
        } else if navigation {
            phrases.navigation.insert(line);
        } else {
            phrases.vague.insert(line);
        }
    }
    phrases
});

/// Whether a folded phrase is vague, whatever the language.
pub(super) fn is_vague(folded: &str) -> bool {
    PHRASES.vague.contains(folded)
}

/// Whether a folded phrase only leads on or back, whatever the language.
pub(super) fn is_navigation(folded: &str) -> bool {
    PHRASES.navigation.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::fold;

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
            assert!(is_vague(&fold(phrase)), "{phrase}");
        }
        assert!(is_vague(&fold("Saiba mais »")) && is_vague(&fold("Lees meer")) && is_navigation("next"));
        assert!(!is_vague(&fold("email automation")));
    }
}
