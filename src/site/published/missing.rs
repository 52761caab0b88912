//! What nothing answers to, and what stands for a value that the site's data has.

use crate::site::calls::Call;
use crate::site::resolve::is_asset_name;
use crate::site::url_path::{key, parent};
use crate::site::{Site, Target, Unchecked};

use super::Published;

impl Published {
    /// Whether a file at `path` could only come from a folder of files.
    fn keeps_file(&self, path: &str) -> bool {
        is_asset_name(path) && path.split_once('/').is_some_and(|(root, _)| self.file_roots.contains(root))
    }

    /// `href` with the values of the variables that it asks for; `None` if it asks for none that is known.
    pub(super) fn filled(&self, href: &str) -> Option<String> {
        if self.variables.is_empty() {
            return None;
        }
        let mut filled: Option<String> = None;
        loop {
            let now = filled.as_deref().unwrap_or(href);
            let call = Call::first(now).filter(|call| call.words.len() == 1 && !call.is_statement);
            let Some(call) = call else { return filled };
            let Some(value) = self.variables.get(call.name()) else { return filled };
            let next = format!("{}{value}{}", call.before, call.behind);
            if !next.contains("{{") || value.contains("{{") {
                return Some(next);
            }
            filled = Some(next);
        }
    }
}

impl Site {
    /// What a URL means that nothing answers to.
    pub(super) fn nothing_at(&self, published: &Published, path: &str) -> Target {
        let key = key(path);
        if (published.is_open(key) && !published.keeps_file(path)) || self.redirects.is_proxied(key) {
            return Target::Unchecked(Unchecked::Program);
        }
        if let Some(folders) = &published.file_folders
            && is_asset_name(path)
        {
            let held = folders.contains(parent(path));
            return if held { Target::Dead } else { Target::Unchecked(Unchecked::AssetElsewhere) };
        }
        if published.whole {
            return Target::Dead;
        }
        if is_asset_name(path) {
            return Target::Unchecked(Unchecked::AssetElsewhere);
        }
        let held = self.map.holds_url(parent(key));
        if held { Target::Dead } else { Target::Unchecked(Unchecked::OutsideCorpus) }
    }
}
