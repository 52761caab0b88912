//! Second thoughts about links that lead to nothing, once all of them are known.
//!
//! `/docs/specs/` has no source here, but a dozen links lead to different pages below `/docs/specs/otel/`: that section is
//! made elsewhere, and its front page is not dead. The same goes for the pages at the root, which are often made by an
//! application: where more of them are missing than are there, the corpus does not hold the root. On the other hand, a
//! link into a folder that is not there is dead after all if an article is served at nearly the same path.
//!
//! Where a preset knows the whole site, a section that it does not make is not there: its front page is as dead as the pages
//! below.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Article, ArticleId, Link};
use crate::text::nearest::Word;

use super::href::{Href, classify};
use super::published::Published;
use super::url_path::{decode, join, key, parent, path_of};
use super::{Site, Target, Unchecked};

/// So many different missing pages below a folder make it a section.
const ENOUGH: usize = 3;

/// So many pages may be missing at the root of a site however small.
const FEW: usize = 2;

impl Site {
    /// Thinks over which links are dead and which are out of sight.
    pub(super) fn reconsider(&self, articles: &[Article], targets: &mut [Box<[Target]>]) {
        let missing = self.missing(articles, targets);
        if missing.is_empty() {
            return;
        }
        let sections = self.sections(&missing);
        let in_part = self.published.as_ref().is_some_and(Published::is_in_part);
        // What a site is made of whose sources are all here, the preset knows.
        let all_here = self.published.as_ref().is_some_and(Published::is_all_here);
        let at_root = |key: &str| !key.is_empty() && !key.contains('/');
        let served = self.map.urls.par_iter().filter(|url| at_root(url.trim_matches('/'))).count();
        let holds_root = missing.iter().filter(|key| at_root(key)).count() <= served.max(FEW);
        let judge = |key: &String| {
            let elsewhere = !all_here
                && (sections.contains(&**key)
                    || (in_part && sections.contains(parent(key)))
                    || (!holds_root && at_root(key)));
            let target = match elsewhere {
                true => Some(Target::Unchecked(Unchecked::OutsideCorpus)),
                // In a folder that the corpus holds, all is dead already.
                false => (!self.map.holds_url(parent(key)) && self.is_slip(key)).then_some(Target::Dead),
            };
            Some((key.clone(), target?))
        };
        self.prepare_nearest();
        let verdicts: FxHashMap<String, Target> = missing.par_iter().filter_map(judge).collect();
        articles.par_iter().zip(targets.par_iter_mut()).for_each(|(article, targets)| {
            let mut scratch = String::new();
            for (link, target) in article.links.iter().zip(targets).filter(|(link, target)| is_open(link, **target)) {
                if self.url_key_of(&link.href, &mut scratch) {
                    *target = verdicts.get(key(&scratch)).copied().unwrap_or(*target);
                }
            }
        });
    }

    /// The distinct keys of links to pages of the site that are not there.
    fn missing(&self, articles: &[Article], targets: &[Box<[Target]>]) -> FxHashSet<String> {
        let each = articles.par_iter().zip(targets);
        let sets = each.fold(FxHashSet::default, |mut missing: FxHashSet<String>, (article, targets)| {
            let mut scratch = String::new();
            for (link, _) in article.links.iter().zip(targets).filter(|(link, target)| is_open(link, **target)) {
                if self.url_key_of(&link.href, &mut scratch) && !missing.contains(key(&scratch)) {
                    missing.insert(key(&scratch).to_owned());
                }
            }
            missing
        });
        sets.reduce(FxHashSet::default, |mut into, from| {
            into.extend(from);
            into
        })
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
        let in_part = self.published.as_ref().is_some_and(Published::is_in_part);
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for key in missing {
            let mut folder = parent(key);
            if in_part && !folder.is_empty() {
                *counts.entry(folder).or_default() += 1;
                folder = parent(folder);
            }
            while !folder.is_empty() && !self.map.holds_url(folder) {
                *counts.entry(folder).or_default() += 1;
                folder = parent(folder);
            }
        }
        let enough = counts.into_iter().filter(|(_, pages)| *pages >= ENOUGH);
        // Where not all is here, one that holds articles may still be made elsewhere for the most part.
        let elsewhere = |folder: &str, pages: usize| !self.map.holds_url(folder) || pages > self.served_in(folder);
        enough.filter(|(folder, pages)| elsewhere(folder, *pages)).map(|(folder, _)| folder).collect()
    }

    /// How many articles are served right in a folder.
    fn served_in(&self, folder: &str) -> usize {
        self.map.urls.iter().filter(|url| parent(url.trim_matches('/')) == folder).count()
    }

    /// Whether an article is served at nearly this path: but for a letter or two, or for a date.
    fn is_slip(&self, key: &str) -> bool {
        let near: Option<ArticleId> = self.slug_index().nearest(key, |_| true);
        let Some(near) = near else { return false };
        let (meant, found) = (key.to_lowercase(), self.url(near).trim_matches('/').to_lowercase());
        let undated = |key: &str| key.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        undated(&meant) == undated(&found)
            || (meant.len() >= 8 && Word::new(&meant).distance_within(&found, 2).is_some())
    }
}

/// Whether the verdict on a link is worth a second thought.
fn is_open(link: &Link, target: Target) -> bool {
    matches!(target, Target::Dead | Target::Unchecked(Unchecked::OutsideCorpus)) && !link.kind.is_image()
}
