//! Which articles are pages that somebody could find by searching, and so compete at all: not the parts that others include,
//! and not the notes that lie beside them.

use crate::catalog::Catalog;
use crate::corpus::{Article, ArticleId};

/// Folders of parts that other articles include, if nobody links to what is in them.
const SHARED: [&str; 8] =
    ["shared", "_shared", "includes", "_includes", "partials", "_partials", "snippets", "_snippets"];
/// Where so many articles in a hundred have front matter, those without are notes: a to-do list, a README.
const MOST: usize = 75;

/// By article, whether it is a live page.
pub(super) fn pages(catalog: &Catalog) -> Vec<bool> {
    let live = |id: ArticleId| catalog.is_live(id) && !catalog.article(id).is_partial && catalog.site.answers(id);
    let mut pages: Vec<bool> = catalog.ids().map(live).collect();
    let has_front_matter = |article: &Article| article.metadata.field_count > 0;
    let all = || catalog.articles.iter().zip(&pages).filter(|(_, page)| **page).map(|(article, _)| article);
    let notes = all().filter(|article| has_front_matter(article)).count() * 100 >= all().count() * MOST;
    for id in catalog.ids() {
        let article = catalog.article(id);
        let is_note = || notes && !has_front_matter(article);
        if pages[id.index()] && (is_note() || is_shared(catalog, id)) {
            pages[id.index()] = false;
        }
    }
    pages
}

fn is_shared(catalog: &Catalog, id: ArticleId) -> bool {
    let in_folder = || catalog.article(id).folder().split('/').any(|name| SHARED.contains(&name));
    in_folder() && catalog.graph().inbound(id).is_empty()
}
