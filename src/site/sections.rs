//! Parts of the site that the corpus does not hold, known by the links into them.
//!
//! `/docs/specs/` has no source here, but a dozen links lead to different pages below `/docs/specs/otel/`: that section is
//! made elsewhere, and its front page is not dead. The same goes for the pages at the root, which are often made by an
//! application: where more of them are missing than are there, the corpus does not hold the root.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Article, LinkKind};

use super::href::{Href, classify};
use super::url_path::{decode, join, key, parent, path_of};
use super::{Site, Target, Unchecked};

/// So many different missing pages below a folder make it a section.
const ENOUGH: usize = 3;

/// So many pages may be missing at the root of a site however small.
const FEW: usize = 2;

impl Site {
    /// Takes back the verdict on dead links into sections that the corpus does not hold.
    pub(crate) fn leave_sections_unchecked(&self, articles: &[Article], targets: &mut [Box<[Target]>]) {
        let mut missing: FxHashSet<String> = FxHashSet::default();
        let mut dead = false;
        let mut scratch = String::new();
        for (article, targets) in articles.iter().zip(targets.iter()) {
            for (link, target) in article.links.iter().zip(targets) {
                dead |= *target == Target::Dead;
                if matches!(target, Target::Dead | Target::Unchecked(Unchecked::OutsideCorpus))
                    && link.kind != LinkKind::Image
                    && self.url_key_of(&link.href, &mut scratch)
                    && !missing.contains(key(&scratch))
                {
                    missing.insert(key(&scratch).to_owned());
                }
            }
        }
        if !dead {
            return;
        }
        let sections = self.sections(&missing);
        let at_root = |key: &&String| !key.is_empty() && !key.contains('/');
        let served = self.map.urls.iter().filter(|url| url.len() > 1 && !url.trim_matches('/').contains('/')).count();
        let holds_root = missing.iter().filter(at_root).count() <= served.max(FEW);
        let is_elsewhere = |key: &str| sections.contains(key) || (!holds_root && !key.contains('/'));
        for (article, targets) in articles.iter().zip(targets.iter_mut()) {
            for (link, target) in article.links.iter().zip(targets).filter(|(_, target)| **target == Target::Dead) {
                if self.url_key_of(&link.href, &mut scratch) && is_elsewhere(key(&scratch)) {
                    *target = Target::Unchecked(Unchecked::OutsideCorpus);
                }
            }
        }
    }

    /// Writes the path of a link to a page of the site to `scratch`; `false` if it is no such link.
    fn url_key_of(&self, href: &str, scratch: &mut String) -> bool {
        let path = match classify(href) {
            Href::Root(path) => path,
            Href::Web { host, path } if self.is_own_host(host) => path,
            _ => return false,
        };
        join(scratch, "", &decode(self.below_base(path_of(path))))
    }

    /// Folders that hold no article, but into which enough links to different `missing` pages lead.
    fn sections<'k>(&self, missing: &'k FxHashSet<String>) -> FxHashSet<&'k str> {
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for key in missing {
            let mut folder = parent(key);
            while !folder.is_empty() && !self.map.holds_url(folder) {
                *counts.entry(folder).or_default() += 1;
                folder = parent(folder);
            }
        }
        counts.into_iter().filter(|(_, pages)| *pages >= ENOUGH).map(|(folder, _)| folder).collect()
    }
}
