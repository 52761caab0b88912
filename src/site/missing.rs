//! What a link means that leads to nothing here: dead, or out of sight.
//!
//! Dead only where the corpus is known to hold that part of the site: an article is served from the same folder, or the
//! path is a slip away from an article's. Anything else may be made by the generator, by another repository or by a
//! redirect, and is unchecked, with a kind that says why.

use super::url_path::{is_source, key, parent};
use super::{Site, Target, Unchecked};

impl Site {
    /// What a URL path means that no article and no file answers to.
    pub(super) fn missing_url(&self, path: &str) -> Target {
        let key = key(path);
        if self.languages.has_translation(key, &self.map) {
            return Target::Unchecked(Unchecked::Untranslated);
        }
        let held = self.map.holds_url(parent(key)) || (is_source(path) && self.map.holds_source(parent(key)));
        if held || self.is_slip(key) { Target::Dead } else { Target::Unchecked(Unchecked::OutsideCorpus) }
    }

    /// What the path of a file means that is not there; `names_article` if it has an article's extension.
    pub(super) fn missing_source(&self, path: &str, names_article: bool) -> Target {
        let key = key(path);
        if self.languages.has_translation(key, &self.map) {
            return Target::Unchecked(Unchecked::Untranslated);
        }
        let held = names_article || self.map.holds_source(parent(key)) || self.is_slip(key);
        if held { Target::Dead } else { Target::Unchecked(Unchecked::OutsideCorpus) }
    }

    /// Whether an article is served at nearly this path: but for a letter or two, or for a date.
    fn is_slip(&self, key: &str) -> bool {
        let Some(near) = self.slug_index().nearest(key, |_| true) else { return false };
        let (meant, found) = (key.to_lowercase(), self.url(near).trim_matches('/').to_lowercase());
        let undated = |key: &str| key.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        undated(&meant) == undated(&found) || (meant.len() >= 8 && strsim::osa_distance(&meant, &found) <= 2)
    }
}
