//! Which tools the corpus is about, and how well the articles about them are linked.

use std::cmp::Reverse;

use super::ToolRow;
use crate::graph::{GraphFacts, Node, NodeType, Relation, TypedGraph};

/// All tools, most linked first; ties by articles, then by name.
pub(super) fn rows(facts: &GraphFacts<'_>, graph: &TypedGraph<'_>) -> Vec<ToolRow> {
    let mut rows: Vec<ToolRow> = graph
        .nodes()
        .enumerate()
        .filter_map(|(number, node)| match node {
            Node::Entity { kind: NodeType::Tool, name, .. } => Some(row(facts, graph, number, name)),
            _ => None,
        })
        .collect();
    rows.sort_by(|a, b| {
        let key = |row: &ToolRow| Reverse((row.inbound, row.articles, row.mentions));
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    rows
}

fn row(facts: &GraphFacts<'_>, graph: &TypedGraph<'_>, number: usize, name: &str) -> ToolRow {
    let mut row = ToolRow { name: name.to_owned(), articles: 0, inbound: 0, mentions: None };
    let mut mentions = 0;
    for (id, relation) in graph.articles_of(number) {
        match relation {
            Relation::UsesTool { .. } => {
                row.articles += 1;
                row.inbound += facts.inbound(id);
            }
            Relation::Mentions { count } => mentions += u64::from(count),
            _ => {}
        }
    }
    row.mentions = facts.mentions.is_some().then_some(mentions);
    row
}
