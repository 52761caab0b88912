//! The places where articles are linked from: evidence for verdicts about inbound links.

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::site::Target;
use crate::text::Place;

/// The first link from one article to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    pub(super) to: ArticleId,
    pub(super) from: ArticleId,
    pub(super) place: Place,
}

impl Use {
    /// "`hubs/x.md` (line 14)".
    pub(super) fn describe(&self, catalog: &Catalog) -> String {
        format!("`{}` (line {})", catalog.article(self.from).path, self.place.line)
    }
}

/// The first link of every pair of articles for which both questions are answered by yes, by target and then by
/// linking article. One pass over the links, so that asking for all targets costs no more than asking for one.
pub(super) fn first_uses(
    catalog: &Catalog,
    is_source: impl Fn(ArticleId) -> bool + Sync,
    is_target: impl Fn(ArticleId) -> bool + Sync,
) -> Vec<Use> {
    let ids = || (0..catalog.articles.len() as u32).into_par_iter().map(ArticleId);
    // Asked once an article, not once a link.
    let wanted: Vec<bool> = ids().map(&is_target).collect();
    let is_wanted = |to: ArticleId| wanted.get(to.index()).copied().unwrap_or(false);
    let parts = ids().filter(|&from| is_source(from)).fold(Vec::new, |mut uses, from| {
        uses.extend(catalog.links(from).filter_map(|(link, target)| match target {
            Target::Article(to) if is_wanted(to) && to != from && !link.kind.is_image() => {
                Some(Use { to, from, place: link.place })
            }
            _ => None,
        }));
        uses
    });
    let mut uses = parts.collect::<Vec<_>>().concat();
    uses.par_sort_by_key(|one| (one.to, one.from, one.place.span));
    uses.dedup_by_key(|one| (one.to, one.from));
    uses
}

/// The first links from drafts to articles, as [`first_uses`] gives them.
pub(super) fn from_drafts(catalog: &Catalog, is_target: impl Fn(ArticleId) -> bool + Sync) -> Vec<Use> {
    first_uses(catalog, |from| !catalog.is_live(from), is_target)
}
