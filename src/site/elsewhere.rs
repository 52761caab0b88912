//! Parts of the site that come from another place, as the settings say: another repository, a script that runs before the
//! generator. Links into them are not judged.

use rayon::prelude::*;

use crate::corpus::{Article, ArticleId, Link};

use super::href::{Href, classify};
use super::map::url_key;
use super::project::strip_folder;
use super::url_path::{decode, join, parent, path_of};
use super::{Site, Target, Unchecked};

impl Site {
    /// Whether the URL path lies in such a part.
    pub(super) fn is_elsewhere(&self, path: &str) -> bool {
        !self.elsewhere.is_empty() && {
            let key = url_key(path);
            self.elsewhere.iter().any(|part| strip_folder(&key, part).is_some())
        }
    }

    /// Takes back the verdict on links into such parts.
    pub(super) fn leave_elsewhere(&self, articles: &[Article], targets: &mut [Box<[Target]>]) {
        if self.elsewhere.is_empty() {
            return;
        }
        articles.par_iter().zip(targets).enumerate().for_each(|(index, (article, targets))| {
            let dead = article.links.iter().zip(targets.iter_mut()).filter(|(_, target)| **target == Target::Dead);
            let from = ArticleId(index as u32);
            for (link, target) in dead {
                let as_browsers_do = self.path_of_link(from, link);
                let paths = as_browsers_do.into_iter().chain(self.path_beside(from, link));
                if paths.into_iter().any(|path| self.is_elsewhere(&path)) {
                    *target = Target::Unchecked(Unchecked::Program);
                }
            }
        });
    }

    /// Where `link` leads if it is a path from file to file: beside the page, not below it.
    fn path_beside(&self, from: ArticleId, link: &Link) -> Option<String> {
        let Href::Relative(path) = classify(&link.href) else { return None };
        let mut joined = String::new();
        join(&mut joined, parent(self.url(from).trim_matches('/')), &decode(path_of(path))).then_some(joined)
    }
}
