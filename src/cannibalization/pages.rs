//! Which articles are pages that somebody could find by searching, and so compete at all: not the parts that others include,
//! and not the notes that lie beside them.

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::corpus::ArticleId;

/// Folders of parts that other articles include, if nobody links to what is in them.
const SHARED: [&str; 8] =
    ["shared", "_shared", "includes", "_includes", "partials", "_partials", "snippets", "_snippets"];
/// Where so many articles in a hundred have front matter, those without are notes: a to-do list, a README.
const MOST: usize = 75;

/// By article, whether it is a live page.
pub(super) fn pages(catalog: &Catalog) -> Vec<bool> {
    let ids = || (0..catalog.articles.len() as u32).into_par_iter().map(ArticleId);
    let live = |id: ArticleId| catalog.is_live(id) && !catalog.article(id).is_partial && catalog.site.answers(id);
    let has_front_matter = |id: ArticleId| catalog.article(id).metadata.field_count > 0;
    let pages: Vec<bool> = ids().map(live).collect();
    let is_page = |id: &ArticleId| pages[id.index()];
    let with_front_matter = ids().filter(is_page).filter(|id| has_front_matter(*id)).count();
    let notes = with_front_matter * 100 >= ids().filter(is_page).count() * MOST;
    let is_note = |id: ArticleId| notes && !has_front_matter(id);
    ids().map(|id| is_page(&id) && !is_note(id) && !is_shared(catalog, id)).collect()
}

fn is_shared(catalog: &Catalog, id: ArticleId) -> bool {
    let in_folder = || catalog.article(id).folder().split('/').any(|name| SHARED.contains(&name));
    in_folder() && catalog.graph().inbound(id).is_empty()
}
