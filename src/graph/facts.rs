//! What the statistics and the exports are made from: the articles, their links and the measures, side by side.
//!
//! The catalogue holds all of this, but stands a layer above; it hands it down in this shape.

use rustc_hash::FxHashSet;

use super::LinkGraph;
use crate::corpus::{Article, ArticleId};
use crate::text::words::fold;

/// The articles of a corpus and what is measured about them. Every list is by article index.
#[derive(Clone, Debug)]
pub struct GraphFacts<'a> {
    /// The articles in path order.
    pub articles: &'a [Article],
    /// Their primary URL paths.
    pub urls: Vec<&'a str>,
    /// Whether each is live. Others count for nothing.
    pub live: Vec<bool>,
    /// Whether each is an entry article.
    pub entry: Vec<bool>,
    /// The live links.
    pub links: &'a LinkGraph,
    /// Click depths.
    pub depths: &'a [Option<u32>],
    /// Link scores.
    pub link_scores: &'a [f32],
    /// The tools of the tool catalogue, if there is one.
    pub tools: Vec<ToolEntry<'a>>,
    /// Mentions of tools in running text, if they were counted.
    pub mentions: Option<Vec<Mention<'a>>>,
}

/// A tool of the tool catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToolEntry<'a> {
    /// Its name as readers see it.
    pub name: &'a str,
    /// The category the catalogue puts it in.
    pub category: Option<&'a str>,
}

/// How often an article names a tool in running text, outside links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The article.
    pub article: ArticleId,
    /// The tool's name in any spelling.
    pub tool: &'a str,
    /// How many times.
    pub count: u32,
}

impl<'a> GraphFacts<'a> {
    /// The live articles in path order.
    pub fn live_articles(&self) -> impl Iterator<Item = (ArticleId, &'a Article)> {
        let numbered = self.articles.iter().enumerate();
        numbered.map(|(index, article)| (ArticleId(index as u32), article)).filter(|(id, _)| self.is_live(*id))
    }

    /// Whether the article is live.
    pub fn is_live(&self, id: ArticleId) -> bool {
        self.live.get(id.index()).copied().unwrap_or(false)
    }

    /// Whether the article is a live entry article.
    pub fn is_entry(&self, id: ArticleId) -> bool {
        self.is_live(id) && self.entry.get(id.index()).copied().unwrap_or(false)
    }

    /// The primary URL path, empty if there is none.
    pub fn url(&self, id: ArticleId) -> &'a str {
        self.urls.get(id.index()).copied().unwrap_or("")
    }

    /// The link score with two decimals, as it is shown and exported.
    pub fn link_score(&self, id: ArticleId) -> f64 {
        let score = self.link_scores.get(id.index()).copied().unwrap_or(0.0);
        (f64::from(score) * 100.0).round() / 100.0
    }

    /// The click depth.
    pub fn depth(&self, id: ArticleId) -> Option<u32> {
        self.depths.get(id.index()).copied().flatten()
    }

    /// How many articles link to it.
    pub fn inbound(&self, id: ArticleId) -> usize {
        self.links.inbound(id).len()
    }
}

/// The names of all tools, each once, in the spelling of the tool catalogue, else in the one found first: what to look
/// for when mentions are counted.
pub fn tool_names<'a>(articles: &'a [Article], tools: &[ToolEntry<'a>]) -> Vec<&'a str> {
    let named = articles.iter().flat_map(|article| article.metadata.tools.iter().map(|tool| &**tool));
    let mut seen = FxHashSet::default();
    let all = tools.iter().map(|tool| tool.name).chain(named);
    all.filter(|name| {
        let folded = fold(name);
        !folded.is_empty() && seen.insert(folded)
    })
    .collect()
}
