//! What is asked of every candidate again and again, worked out once for each article.

use rustc_hash::FxHashMap;

use super::ledger::is_target;
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::graph::LinkGraph;
use crate::text::language::Language;

/// What is known of one article as a candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    is_target: bool,
    /// Whether it is the page of its folder.
    pub(super) is_folder_page: bool,
    language: Language,
    /// The number of the locale that it names, such as `en-GB`; 0 for none.
    locale: u32,
    /// Articles that link to it in running text.
    pub(super) linked: u32,
    /// Articles that only list it.
    pub(super) listed: u32,
}

impl Facts {
    /// The facts of all articles.
    pub(super) fn of_all(catalog: &Catalog, graph: &LinkGraph) -> Vec<Self> {
        let mut locales: FxHashMap<String, u32> = FxHashMap::default();
        let mut facts = |id: ArticleId| {
            let article = catalog.article(id);
            let locale = article.metadata.lang.as_deref().map_or(0, |lang| {
                let fresh = locales.len() as u32 + 1;
                *locales.entry(lang.to_ascii_lowercase()).or_insert(fresh)
            });
            let inbound = graph.inbound(id);
            let linked = inbound.iter().filter(|link| link.body > 0).count() as u32;
            Self {
                is_target: is_target(catalog, id),
                is_folder_page: article.is_folder_page(),
                language: article.language(),
                locale,
                linked,
                listed: inbound.len() as u32 - linked,
            }
        };
        catalog.ids().map(&mut facts).collect()
    }

    /// Whether a link to the article with the `other` facts makes sense at all: it is live, and read in the same language and place.
    pub(super) fn may_link(&self, other: &Self) -> bool {
        let same_locale = self.locale == 0 || other.locale == 0 || self.locale == other.locale;
        other.is_target && self.language == other.language && same_locale
    }
}
