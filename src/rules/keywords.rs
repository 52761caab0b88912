//! Rules about keywords: which article is written for what, and which of them compete.

pub(super) mod competing_anchor;
pub(super) mod contested_keyword;
pub(super) mod keyword_cannibalization;
pub(super) mod keyword_not_in_title;
pub(super) mod missing_keyword;
pub(super) mod near_duplicate;
pub(super) mod owner_not_linked;

use crate::catalog::Catalog;
use crate::corpus::ArticleId;

/// The articles that a keyword is expected of: live ones that are pages of their own, and no way in to others.
fn written_for_search(catalog: &Catalog, id: ArticleId) -> bool {
    catalog.is_live(id) && !catalog.article(id).is_partial && !catalog.is_entry(id)
}

/// Whether the corpus declares keywords at all: at least half of its articles do.
fn declares_keywords(catalog: &Catalog) -> bool {
    let articles = || catalog.ids().filter(|&id| written_for_search(catalog, id));
    let declared = articles().filter(|&id| catalog.article(id).metadata.keyword.is_some()).count();
    declared > 0 && declared * 2 >= articles().count()
}
