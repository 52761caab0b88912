//! Parts of the site that come from another place, as the settings say: another repository, a script that runs before the
//! generator. Links into them are not judged.

use rayon::prelude::*;

use crate::corpus::{Article, ArticleId};

use super::map::url_key;
use super::project::strip_folder;
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
            for (link, target) in dead {
                let path = self.path_of_link(ArticleId(index as u32), link);
                if path.is_some_and(|path| self.is_elsewhere(&path)) {
                    *target = Target::Unchecked(Unchecked::Program);
                }
            }
        });
    }
}
