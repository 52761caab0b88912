//! Link score: PageRank over live links, scaled so that the best article has 100.
//!
//! Why: counting inbound links treats a link from the home page like one from a page that nobody finds. PageRank asks
//! how often a reader who keeps following links at random would be on each article.
//!
//! The formula is that of Page, Brin, Motwani and Winograd, "The PageRank Citation Ranking: Bringing Order to the Web"
//! (Stanford, 1999): `r(v) = (1 - d) / n + d * (sum over links u -> v of r(u) / out(u) + dangling / n)`, with `d` = .85
//! and the mass of articles without outbound links spread evenly, as in Langville and Meyer, "Deeper Inside PageRank"
//! (Internet Mathematics 1(3), 2004). Several links between two articles count once.

use rayon::prelude::*;

use super::LinkGraph;
use crate::corpus::ArticleId;

/// The share of readers who follow a link rather than start again anywhere.
const DAMPING: f64 = 0.85;
/// Rounds stop when the ranks have moved less than this in sum.
const SETTLED: f64 = 1e-9;
/// Rounds stop here at the latest; what is left then is below .85^100, a ten-millionth.
const MAX_ROUNDS: usize = 100;
/// Articles per task: below this, one thread is as fast.
const TASK: usize = 4096;

/// Link scores by article index, 0 to 100; 0 for articles that are not live.
///
/// Each article sums its own inbound links in path order, so the result does not depend on the number of threads.
pub fn link_scores(graph: &LinkGraph, live: &[bool]) -> Vec<f32> {
    let ranks = page_rank(graph, live);
    let best = ranks.iter().copied().fold(0.0, f64::max);
    let scale = if best > 0.0 { 100.0 / best } else { 0.0 };
    ranks.into_iter().map(|rank| (rank * scale) as f32).collect()
}

fn page_rank(graph: &LinkGraph, live: &[bool]) -> Vec<f64> {
    let is_live = |id: ArticleId| live.get(id.index()).copied().unwrap_or(false);
    let count = graph.ids().filter(|&id| is_live(id)).count().max(1) as f64;
    let mut ranks: Vec<f64> = graph.ids().map(|id| if is_live(id) { 1.0 / count } else { 0.0 }).collect();
    // What each article hands on along each of its links.
    let mut shares = vec![0.0; ranks.len()];
    let mut next = vec![0.0; ranks.len()];
    for _ in 0..MAX_ROUNDS {
        let mut dangling = 0.0;
        for id in graph.ids() {
            let links = graph.outbound(id).len();
            let rank = ranks[id.index()];
            if links == 0 {
                dangling += rank;
            } else {
                shares[id.index()] = rank / links as f64;
            }
        }
        let base = (1.0 - DAMPING + DAMPING * dangling) / count;
        next.par_iter_mut().enumerate().with_min_len(TASK).for_each(|(index, rank)| {
            let id = ArticleId(index as u32);
            if is_live(id) {
                let received: f64 = graph.inbound(id).iter().map(|edge| shares[edge.article.index()]).sum();
                *rank = base + DAMPING * received;
            }
        });
        let change: f64 = ranks.iter().zip(&next).map(|(before, after)| (before - after).abs()).sum();
        std::mem::swap(&mut ranks, &mut next);
        if change < SETTLED {
            break;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::graph;

    /// Ranks worked out with networkx 3.6 (`pagerank(g, alpha=.85, tol=1e-12)`) for the same links.
    #[test]
    fn ranks_agree_with_a_known_implementation() {
        let graph = graph(5, &[(0, 1), (0, 2), (1, 2), (2, 0), (3, 2)]);
        let ranks = page_rank(&graph, &[true; 5]);
        let expected = [0.359062025, 0.188745939, 0.379902879, 0.036144578, 0.036144578];
        for (rank, known) in ranks.iter().zip(expected) {
            assert!((rank - known).abs() < 1e-7, "{ranks:?}");
        }
        assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_best_has_a_hundred_and_drafts_have_nothing() {
        let graph = graph(4, &[(0, 1), (2, 1)]);
        let scores = link_scores(&graph, &[true, true, true, false]);
        assert_eq!((scores[1], scores[3]), (100.0, 0.0));
        assert_eq!(scores[0], scores[2]);
        assert!(link_scores(&LinkGraph::default(), &[]).is_empty());
    }
}
