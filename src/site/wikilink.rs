//! Wikilinks: a name, a path or the end of one, looked up the way vaults do it.

use rustc_hash::FxHashMap;

use crate::corpus::ArticleId;

use super::href::{Href, classify};
use super::url_path::{decode, join, key, last, path_of};
use super::{Map, Site, Target, Unchecked};

/// Names in lower case to the articles that bear them, in path order.
pub(super) type Names = FxHashMap<String, Vec<(String, ArticleId)>>;

/// All source keys by the name of their last segment.
pub(super) fn names(map: &Map) -> Names {
    let mut names = Names::default();
    for (key, id) in map.sources() {
        names.entry(last(key).to_lowercase()).or_default().push((key.to_lowercase(), id));
    }
    names
}

impl Site {
    /// What `[[name#heading]]` in article `from` means: the article at that path, else the one nearest by that name.
    pub(super) fn wikilink(&self, from: ArticleId, href: &str, scratch: &mut String) -> Target {
        if let Href::Template | Href::Web { .. } | Href::Scheme = classify(href) {
            return self.href(from, href, scratch);
        }
        let name = decode(path_of(href)).trim().to_owned();
        if name.is_empty() {
            return Target::Article(from);
        }
        for folder in ["", self.folder(from)] {
            if join(scratch, folder, &name) {
                if let Some(id) = self.map.source(key(scratch)).or_else(|| self.map.source(scratch)) {
                    return Target::Article(id);
                }
                if self.map.has_asset(scratch) {
                    return Target::Asset;
                }
            }
        }
        if !join(scratch, "", &name) {
            return Target::Unchecked(Unchecked::Wikilink);
        }
        let wanted = key(scratch).to_lowercase();
        let bearers = self.names().get(last(&wanted)).map_or(&[][..], Vec::as_slice);
        let ends_so = |key: &str| key == wanted || key.strip_suffix(&*wanted).is_some_and(|head| head.ends_with('/'));
        let folder = self.folder(from).to_lowercase();
        let near = bearers.iter().filter(|(key, _)| ends_so(key)).min_by_key(|(key, id)| {
            let same_folder = super::url_path::parent(key) == folder;
            (!same_folder, std::cmp::Reverse(shared_folders(key, &folder)), key.matches('/').count(), *id)
        });
        near.map_or(Target::Unchecked(Unchecked::Wikilink), |(_, id)| Target::Article(*id))
    }
}

/// How many folders two paths have in common from the root on.
fn shared_folders(a: &str, b: &str) -> usize {
    a.split('/').zip(b.split('/')).take_while(|(one, other)| one == other).count()
}
