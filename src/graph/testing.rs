//! Small graphs for the unit tests of this module.

use super::{GraphFacts, LinkGraph, LinkUse, ToolEntry};
use crate::corpus::{Article, ArticleId, LinkRole, Metadata};

/// A graph of body links given as pairs of article numbers.
pub(crate) fn graph(articles: usize, links: &[(u32, u32)]) -> LinkGraph {
    let body = |&(from, to): &(u32, u32)| LinkUse { from: ArticleId(from), to: ArticleId(to), role: LinkRole::Body };
    LinkGraph::build(articles, links.iter().map(body).collect())
}

/// A chain 0 → 1 → 2 → …, long enough that recursion would overflow the stack.
pub(crate) fn chain(articles: u32) -> LinkGraph {
    let links: Vec<(u32, u32)> = (1..articles).map(|to| (to - 1, to)).collect();
    graph(articles as usize, &links)
}

/// An article with a category and tools.
pub(crate) fn article(path: &str, category: &str, tools: &[&str]) -> Article {
    let metadata = Metadata {
        categories: [category.into()].into(),
        tools: tools.iter().map(|&tool| tool.into()).collect(),
        keyword: Some("The Keyword".into()),
        ..Metadata::default()
    };
    Article { path: path.into(), metadata, ..Article::default() }
}

/// The facts of `articles`: the first is the entry article, the last a draft; depths are those of a chain of links.
pub(crate) fn facts<'a>(articles: &'a [Article], links: &'a LinkGraph, depths: &'a [Option<u32>]) -> GraphFacts<'a> {
    GraphFacts {
        articles,
        urls: articles.iter().map(|article| &*article.path).collect(),
        live: (1..=articles.len()).map(|number| number < articles.len()).collect(),
        entry: (0..articles.len()).map(|index| index == 0).collect(),
        links,
        depths,
        link_scores: &[],
        tools: vec![ToolEntry { name: "Otter AI", category: Some("audio") }],
        mentions: None,
    }
}
