//! The catalogue as the graph's statistics and exports want it.

use super::Catalog;
use crate::graph::GraphFacts;

impl Catalog {
    /// Articles, links and measures side by side. Mentions are not counted, as that means to read all
    /// files again; whoever wants them sets them to [`Catalog::mentions`].
    pub fn graph_facts(&self) -> GraphFacts<'_> {
        GraphFacts {
            articles: &self.articles,
            urls: self.ids().map(|id| self.url(id)).collect(),
            live: self.ids().map(|id| self.is_live(id)).collect(),
            entry: self.ids().map(|id| self.is_entry(id)).collect(),
            links: self.graph(),
            depths: self.depths(),
            link_scores: self.link_scores(),
            tools: self.tool_entries(),
            mentions: None,
        }
    }
}
