//! Which categories the corpus has, and which of them lack a hub: a page that brings its articles together.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{CategoryRow, Hub, HubEvidence};
use crate::corpus::{Article, ArticleId};
use crate::graph::{GraphFacts, Node, NodeType, TypedGraph};
use crate::text::words::fold;

/// All categories with live articles, largest first; ties by name.
pub(super) fn rows(facts: &GraphFacts<'_>, graph: &TypedGraph<'_>) -> Vec<CategoryRow> {
    let named = entries_by_name(facts);
    let mut rows: Vec<CategoryRow> = Vec::new();
    for (number, node) in graph.nodes().enumerate() {
        let Node::Entity { kind: NodeType::Category, name, folded } = node else { continue };
        let members: Vec<ArticleId> = graph.articles_of(number).into_iter().map(|(id, _)| id).collect();
        if !members.is_empty() {
            let hub = hub(facts, &members, named.get(folded).map_or(&[], Vec::as_slice));
            rows.push(CategoryRow { name: (*name).to_owned(), articles: members.len(), hub });
        }
    }
    rows.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
    rows
}

/// The entry article with the best evidence; ties go to the one that links most, then to the first. Looks at the
/// links into the category rather than at those out of every entry article: a large site has thousands of either.
fn hub(facts: &GraphFacts<'_>, members: &[ArticleId], named: &[ArticleId]) -> Option<Hub> {
    let mut linked: FxHashMap<ArticleId, usize> = FxHashMap::default();
    for &member in members {
        for edge in facts.links.inbound(member).iter().filter(|edge| facts.is_entry(edge.article)) {
            *linked.entry(edge.article).or_default() += 1;
        }
    }
    let linked_by = |id: ArticleId| linked.get(&id).copied().unwrap_or(0);
    let within = members.iter().copied().filter(|&id| facts.is_entry(id)).map(|id| (HubEvidence::Category, id));
    let named = named.iter().map(|&id| (HubEvidence::Name, id));
    let linking = linked.iter().filter(|(_, count)| 2 * **count >= members.len());
    let linking = linking.map(|(&id, _)| (HubEvidence::Links, id));
    let candidates = within.chain(named).chain(linking);
    let (evidence, id) = candidates.min_by_key(|&(evidence, id)| (evidence, Reverse(linked_by(id)), id))?;
    let path = facts.articles[id.index()].path.to_string();
    Some(Hub { path, url: facts.url(id).to_owned(), evidence, linked: linked_by(id) })
}

/// The entry articles by everything they are named: file, slug, the folder they are the page of, last part of the URL.
fn entries_by_name(facts: &GraphFacts<'_>) -> FxHashMap<String, Vec<ArticleId>> {
    let mut named: FxHashMap<String, Vec<ArticleId>> = FxHashMap::default();
    for (id, article) in facts.live_articles().filter(|&(id, _)| facts.is_entry(id)) {
        for name in names(article, facts.url(id)) {
            named.entry(name).or_default().push(id);
        }
    }
    named
}

fn names(article: &Article, url: &str) -> impl Iterator<Item = String> {
    let last = |path: &str| path.trim_end_matches('/').rsplit('/').next().map(fold);
    let file = if article.is_folder_page() { last(article.folder()) } else { Some(fold(article.stem())) };
    let slug = article.metadata.slug.as_deref().map(fold);
    [file, slug, last(url)].into_iter().flatten().filter(|name| !name.is_empty())
}
