//! Rules about single links: where they lead, and what their anchor text says.

pub(super) mod conflicting_anchor;
pub(super) mod dead_fragment;
pub(super) mod dead_link;
pub(super) mod empty_anchor;
pub(super) mod link_to_draft;
pub(super) mod link_to_redirect;
pub(super) mod link_to_translation;
pub(super) mod missing_image;
pub(super) mod placeholder_link;
pub(super) mod redirect_loop;
pub(super) mod repeated_link;
pub(super) mod self_link;
pub(super) mod too_many_links;
pub(super) mod vague_anchor;

mod heading_ids;
mod mending;

use crate::catalog::Catalog;
use crate::corpus::{ArticleId, Link};
use crate::site::Target;

/// The links that rules judge, in place order: those of a live article, images left out.
pub(super) fn judged_links(catalog: &Catalog, id: ArticleId) -> impl Iterator<Item = (&Link, Target)> {
    let links = catalog.is_live(id).then(|| catalog.links(id));
    links.into_iter().flatten().filter(|(link, _)| !link.kind.is_image())
}
