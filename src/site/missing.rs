//! What a link means that leads to nothing here: dead, or out of sight.
//!
//! Dead only where the corpus is known to hold that part of the site: an article is served from the same folder.
//! Anything else may be made by the generator, by another repository or by a redirect, and is unchecked, with a kind that
//! says why. `sections` thinks both over once all links are known.

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
        if held { Target::Dead } else { Target::Unchecked(Unchecked::OutsideCorpus) }
    }

    /// What the path of a file means that is not there; `names_article` if it has an article's extension.
    pub(super) fn missing_source(&self, path: &str, names_article: bool) -> Target {
        let key = key(path);
        if self.languages.has_translation(key, &self.map) {
            return Target::Unchecked(Unchecked::Untranslated);
        }
        let held = names_article || self.map.holds_source(parent(key));
        if held { Target::Dead } else { Target::Unchecked(Unchecked::OutsideCorpus) }
    }
}
