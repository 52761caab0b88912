//! What the links that are there already tell about the links that are missing.

use crate::corpus::ArticleId;
use crate::graph::LinkGraph;
use crate::similarity::{Scratch, Weighed};

/// The share of steps that go back to where the walk began; the fit weighs what comes of it.
const RESTART: f32 = 0.25;

/// Steps of the walk: on real corpora a third one changed nothing that could be measured.
const STEPS: usize = 2;

/// Articles that each step goes on from, the likeliest.
const MOST_WALKED: usize = 40;

/// An article with more links than this tells nothing about any one of them.
const MOST_LINKS: usize = 200;

/// Articles whose links are counted as votes.
const VOTERS: usize = 16;

/// Links of the articles most similar to one, weighted by their similarity: how much speaks for each target, 0 to 1.
pub(super) fn votes(
    graph: &LinkGraph,
    source: ArticleId,
    nearest: &[Weighed],
    most: usize,
    scratch: &mut Scratch,
) -> Vec<Weighed> {
    let mut all: f32 = 0.0;
    for voter in nearest.iter().filter(|near| near.document != source.0).take(VOTERS) {
        let links = graph.outbound(ArticleId(voter.document));
        all += voter.weight;
        if links.len() > MOST_LINKS {
            continue;
        }
        for link in links {
            let weight = if link.body > 0 { 1.0 } else { 0.5 };
            scratch.add(link.article.0, weight * voter.weight);
        }
    }
    let mut votes = scratch.take(most);
    votes.iter_mut().for_each(|vote| vote.weight /= all.max(f32::MIN_POSITIVE));
    votes
}

/// Personalised PageRank by a few steps of a walk from `source` along links in both directions.
pub(super) fn walk(graph: &LinkGraph, source: ArticleId, most: usize, scratch: &mut Scratch) -> Vec<Weighed> {
    let mut met: Vec<Weighed> = Vec::new();
    let mut front = vec![Weighed { document: source.0, weight: 1.0 }];
    for _ in 0..STEPS {
        for at in &front {
            let id = ArticleId(at.document);
            let (out, back) = (graph.outbound(id), graph.inbound(id));
            let links = out.len() + back.len();
            if links == 0 || (links > MOST_LINKS && id != source) {
                continue;
            }
            let share = (1.0 - RESTART) * at.weight / links as f32;
            for link in out.iter().chain(back) {
                scratch.add(link.article.0, share);
            }
        }
        front = scratch.take(MOST_WALKED);
        met.extend_from_slice(&front);
    }
    met.iter().filter(|at| at.document != source.0).for_each(|at| scratch.add(at.document, at.weight));
    scratch.take(most)
}
