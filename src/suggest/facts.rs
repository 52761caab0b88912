//! What is asked of every candidate again and again, worked out once for each article.

use super::knowledge::Topic;
use super::ledger::is_target;
use super::prints::Print;
use super::reading::Reading;
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::graph::LinkGraph;
use crate::similarity::Vocabulary;
use crate::site::Locale;

/// What is known of one article as a candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    is_target: bool,
    /// Whether it is the page of its folder.
    pub(super) is_folder_page: bool,
    /// Whom it is written for.
    locale: Locale,
    /// A hash of what it is about apart from its tools; 0 if it names no tools.
    pub(super) apart_from_tools: u64,
    /// Articles that link to it in running text.
    pub(super) linked: u32,
    /// Articles that only list it.
    pub(super) listed: u32,
}

impl Facts {
    /// The facts of all articles, from their topics and the names of their tools.
    pub(super) fn of_all(
        catalog: &Catalog,
        graph: &LinkGraph,
        topics: &[Topic],
        readings: &[Reading],
        vocabulary: &Vocabulary,
    ) -> Vec<Self> {
        let facts = |id: ArticleId| {
            let article = catalog.article(id);
            let inbound = graph.inbound(id);
            let linked = inbound.iter().filter(|link| link.body > 0).count() as u32;
            Self {
                is_target: is_target(catalog, id),
                is_folder_page: article.is_folder_page(),
                apart_from_tools: apart_from_tools(topics.get(id.index()), readings.get(id.index()), vocabulary),
                locale: catalog.site.locale(article),
                linked,
                listed: inbound.len() as u32 - linked,
            }
        };
        catalog.ids().map(facts).collect()
    }

    /// Whether who reads the article may also read the one with the `other` facts: it is live, in the same language and place.
    pub(super) fn reads_with(&self, other: &Self) -> bool {
        other.is_target && self.locale.shares_readers(&other.locale)
    }

    /// Whether a link to the article with the `other` facts makes sense at all: it is no rival, which articles are to each other
    /// that differ only in the tool they name.
    pub(super) fn may_link(&self, other: &Self) -> bool {
        let rivals = self.apart_from_tools != 0 && self.apart_from_tools == other.apart_from_tools;
        self.reads_with(other) && !rivals
    }
}

/// A hash of an article's topic without the names of its tools.
fn apart_from_tools(topic: Option<&Topic>, reading: Option<&Reading>, vocabulary: &Vocabulary) -> u64 {
    let Some(tools) = reading.map(|reading| &reading.tools).filter(|tools| !tools.is_empty()) else { return 0 };
    let rest = topic.into_iter().flatten().map(|(term, _)| *term).filter(|term| !tools.contains(term));
    let mut print = Print::default();
    rest.for_each(|term| print.push(vocabulary.term(term), "", false));
    print.finish().unwrap_or(0)
}
