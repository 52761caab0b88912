//! Posts by their name, as `{% post_url %}` has it.

use crate::site::url_path::last;
use crate::site::{Site, Target, Unchecked};

use super::Published;

impl Site {
    /// The post called `name`: `2024-01-31-title`, or with the folder before or in its `_posts`.
    pub(super) fn post(&self, published: &Published, name: &str) -> Target {
        let wanted = name.trim_start_matches('/').to_lowercase();
        let bearers = self.names().get(last(&wanted)).map_or(&[][..], Vec::as_slice);
        let is_meant = |key: &str| {
            let Some((before, inside)) = key.rsplit_once("_posts/") else { return false };
            let path = format!("{before}{inside}");
            path == wanted || path.strip_suffix(&*wanted).is_some_and(|head| head.ends_with('/'))
        };
        let found = bearers.iter().find(|(key, id)| is_meant(key) && published.unpublished(*id).is_none());
        match found {
            Some((_, id)) => Target::Article(*id),
            None if published.whole => Target::Dead,
            None => Target::Unchecked(Unchecked::OutsideCorpus),
        }
    }
}
