//! The parts a corpus falls into: weakly connected (links taken as roads in both directions) and strongly connected
//! (each article can be reached from each other one by following links).
//!
//! A second weakly connected part is content that the rest of the site neither links to nor is linked from; a large
//! strongly connected part is the core in which readers can keep going. Both run without recursion, so that a chain
//! of any length fits the stack.

use super::LinkGraph;
use crate::corpus::ArticleId;

/// Stands for "not visited yet" and "in no part".
const NONE: u32 = u32::MAX;

/// A division of the live articles into parts, numbered in the order of their first articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The part of each article, by article index; `None` for articles that are not live.
    pub of: Vec<Option<u32>>,
    /// How many articles each part has.
    pub sizes: Vec<u32>,
}

impl Parts {
    /// The size of the largest part.
    pub fn largest(&self) -> u32 {
        self.sizes.iter().copied().max().unwrap_or(0)
    }

    /// Numbers parts by their first article, from any labels below `labels.len()`.
    fn from_labels(labels: &[u32], live: &[bool]) -> Self {
        let mut number = vec![NONE; labels.len()];
        let mut parts = Self { of: vec![None; labels.len()], sizes: Vec::new() };
        for (index, &label) in labels.iter().enumerate() {
            if !live.get(index).copied().unwrap_or(false) {
                continue;
            }
            let part = &mut number[label as usize];
            if *part == NONE {
                *part = parts.sizes.len() as u32;
                parts.sizes.push(0);
            }
            parts.of[index] = Some(*part);
            parts.sizes[*part as usize] += 1;
        }
        parts
    }
}

/// Weakly connected parts, by flooding links in both directions.
pub fn weak_parts(graph: &LinkGraph, live: &[bool]) -> Parts {
    let mut labels = vec![NONE; graph.len()];
    let mut stack = Vec::new();
    for first in graph.ids() {
        if labels[first.index()] != NONE {
            continue;
        }
        labels[first.index()] = first.0;
        stack.push(first);
        while let Some(id) = stack.pop() {
            for edge in graph.outbound(id).iter().chain(graph.inbound(id)) {
                let label = &mut labels[edge.article.index()];
                if *label == NONE {
                    *label = first.0;
                    stack.push(edge.article);
                }
            }
        }
    }
    Parts::from_labels(&labels, live)
}

/// Strongly connected parts, by Tarjan's algorithm ("Depth-First Search and Linear Graph Algorithms", 1972) with its
/// call stack kept as data.
pub fn strong_parts(graph: &LinkGraph, live: &[bool]) -> Parts {
    let mut search = Search {
        labels: vec![NONE; graph.len()],
        visited: vec![NONE; graph.len()],
        low: vec![NONE; graph.len()],
        open: Vec::new(),
        time: 0,
    };
    for first in graph.ids() {
        if search.visited[first.index()] == NONE {
            search.from(graph, first);
        }
    }
    Parts::from_labels(&search.labels, live)
}

/// The state of Tarjan's search.
struct Search {
    /// The part of each article that is finished, named by the article it was entered at.
    labels: Vec<u32>,
    /// When each article was first seen.
    visited: Vec<u32>,
    /// The earliest article seen that each article leads back to.
    low: Vec<u32>,
    /// Articles seen whose part is not finished.
    open: Vec<ArticleId>,
    time: u32,
}

impl Search {
    fn enter(&mut self, id: ArticleId) {
        self.visited[id.index()] = self.time;
        self.low[id.index()] = self.time;
        self.time += 1;
        self.open.push(id);
    }

    fn from(&mut self, graph: &LinkGraph, first: ArticleId) {
        self.enter(first);
        // Each frame is an article and how many of its links have been followed.
        let mut frames = vec![(first, 0)];
        while let Some((id, followed)) = frames.last_mut() {
            let id = *id;
            if let Some(edge) = graph.outbound(id).get(*followed) {
                *followed += 1;
                let to = edge.article;
                if self.visited[to.index()] == NONE {
                    self.enter(to);
                    frames.push((to, 0));
                } else if self.labels[to.index()] == NONE {
                    self.low[id.index()] = self.low[id.index()].min(self.visited[to.index()]);
                }
                continue;
            }
            frames.pop();
            if let Some((parent, _)) = frames.last() {
                self.low[parent.index()] = self.low[parent.index()].min(self.low[id.index()]);
            }
            if self.low[id.index()] == self.visited[id.index()] {
                self.close(id);
            }
        }
    }

    /// Everything opened since `root` is one part.
    fn close(&mut self, root: ArticleId) {
        while let Some(id) = self.open.pop() {
            self.labels[id.index()] = root.0;
            if id == root {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::{chain, graph};

    #[test]
    fn parts_are_numbered_by_their_first_article() {
        // A loop 1 → 2 → 3 → 1 with a way out to 0; 4 and 5 link each other; 6 is alone; 7 is a draft.
        let graph = graph(8, &[(1, 2), (2, 3), (3, 1), (3, 0), (4, 5), (5, 4)]);
        let live = [true, true, true, true, true, true, true, false];
        let weak = weak_parts(&graph, &live);
        assert_eq!(weak.of, [Some(0), Some(0), Some(0), Some(0), Some(1), Some(1), Some(2), None]);
        assert_eq!((weak.sizes.as_slice(), weak.largest()), (&[4, 2, 1][..], 4));
        let strong = strong_parts(&graph, &live);
        assert_eq!(strong.of, [Some(0), Some(1), Some(1), Some(1), Some(2), Some(2), Some(3), None]);
    }

    #[test]
    fn a_long_chain_does_not_overflow_the_stack() {
        let (graph, live) = (chain(100_000), vec![true; 100_000]);
        assert_eq!(weak_parts(&graph, &live).sizes, [100_000]);
        assert_eq!(strong_parts(&graph, &live).sizes.len(), 100_000);
    }
}
