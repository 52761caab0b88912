//! Click depth: the fewest links from an entry article.
//!
//! Readers and crawlers start at entry articles, and each further click loses some of them; what lies deep is seldom
//! read and seldom crawled.

use std::collections::VecDeque;

use super::LinkGraph;
use crate::corpus::ArticleId;

/// Click depth by article index, by breadth-first search from all entry articles at once: 0 for an entry article,
/// `None` for an article that no chain of live links leads to.
pub fn click_depths(graph: &LinkGraph, entries: &[ArticleId]) -> Vec<Option<u32>> {
    let mut depths = vec![None; graph.len()];
    let mut queue = VecDeque::new();
    for &entry in entries {
        if let Some(depth @ None) = depths.get_mut(entry.index()) {
            *depth = Some(0);
            queue.push_back((entry, 0));
        }
    }
    while let Some((id, depth)) = queue.pop_front() {
        for edge in graph.outbound(id) {
            let reached = &mut depths[edge.article.index()];
            if reached.is_none() {
                *reached = Some(depth + 1);
                queue.push_back((edge.article, depth + 1));
            }
        }
    }
    depths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::{chain, graph};

    #[test]
    fn depth_is_the_fewest_clicks_from_any_entry() {
        let graph = graph(6, &[(0, 1), (1, 2), (2, 3), (4, 3), (5, 0)]);
        let depths = click_depths(&graph, &[ArticleId(0), ArticleId(4), ArticleId(0), ArticleId(77)]);
        assert_eq!(depths, [Some(0), Some(1), Some(2), Some(1), Some(0), None]);
        assert_eq!(click_depths(&graph, &[]), [None; 6]);
    }

    #[test]
    fn a_long_chain_is_walked_to_its_end() {
        assert_eq!(click_depths(&chain(100_000), &[ArticleId(0)])[99_999], Some(99_999));
    }
}
