//! Which articles a page may be missing a link to: the union of what each signal brings up, each list bounded.

use rustc_hash::FxHashMap;

use super::knowledge::Knowledge;
use super::mentions::Mentions;
use super::neighbours::{votes, walk};
use super::page::Page;
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::similarity::{Scratch, Weighed, keep_greatest};

/// Candidates that each signal may bring.
const MOST_EACH: usize = 24;

/// Of the articles nearest in content fewer do: each is measured.
const MOST_NEAR: usize = 24;

/// Lists of phrases count twice.
const PHRASES: f32 = 2.0;

/// A rank counts `RANK_DECAY / (RANK_DECAY + rank)`, as in reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009).
const RANK_DECAY: f32 = 20.0;

/// Candidates that are judged: so many times those that are asked for, within these bounds.
const JUDGED_EACH: usize = 4;
const FEWEST_JUDGED: usize = 24;
const MOST_JUDGED: usize = 64;

/// Which candidates are asked for.
pub(super) struct Wanted<F> {
    /// How many of the best will be suggested.
    pub(super) most: usize,
    /// Whether an article may be one.
    pub(super) is_wanted: F,
}

/// The candidates of one page, and what brought them up.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// In path order.
    pub(super) targets: Vec<ArticleId>,
    /// The articles nearest to the source, nearest first.
    pub(super) near: Vec<ArticleId>,
    pub(super) votes: FxHashMap<u32, f32>,
    pub(super) ranks: Ranks,
}

/// The place of each target in the lists, 1 for the first.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    /// By the names that stand in the page.
    pub(super) named: FxHashMap<u32, f32>,
    /// By the phrases that links to it use.
    pub(super) linked: FxHashMap<u32, f32>,
    /// By how much of its topic stands in the page.
    pub(super) covered: FxHashMap<u32, f32>,
    /// By content.
    pub(super) near: FxHashMap<u32, f32>,
    /// By a walk along links.
    pub(super) walked: FxHashMap<u32, f32>,
}

impl Candidates {
    /// Brings up the candidates that are wanted.
    pub(super) fn of(
        catalog: &Catalog,
        knowledge: &Knowledge,
        source: ArticleId,
        page: &Page,
        mentions: &Mentions,
        wanted: &Wanted<impl Fn(ArticleId) -> bool>,
        scratch: &mut Scratch,
    ) -> Self {
        let graph = knowledge.graph(catalog);
        let near = near(knowledge, source, scratch);
        let votes = votes(graph, source, &near, MOST_EACH, scratch);
        let walked = walk(graph, source, MOST_EACH, scratch);
        let covered = covered(page, knowledge, scratch);
        let by = |weight: fn(&super::mentions::Mention) -> f32| {
            let weighed = mentions.targets().map(|(target, mention)| (target, weight(mention)));
            ranked(weighed, MOST_EACH * 2)
        };
        let named = by(|mention| mention.share * (0.3 + mention.rarity));
        let linked = by(|mention| mention.anchor + 0.3 * mention.name + 0.05 * mention.share * mention.rarity);
        // The sum of ranks decides who is judged.
        let lists =
            [(&near, 1.0), (&votes, 1.0), (&walked, 1.0), (&covered, 1.0), (&named, PHRASES), (&linked, PHRASES)];
        for (list, weight) in lists {
            for (rank, at) in list.iter().enumerate() {
                if knowledge.may_link(source, ArticleId(at.document)) {
                    scratch.add(at.document, weight * by_rank(rank));
                }
            }
        }
        let linked_already = graph.outbound(source);
        let is_new = |id: ArticleId| linked_already.binary_search_by_key(&id, |link| link.article).is_err();
        let is_wanted = |document| is_new(ArticleId(document)) && (wanted.is_wanted)(ArticleId(document));
        let most = wanted.most.saturating_mul(JUDGED_EACH).clamp(FEWEST_JUDGED, MOST_JUDGED);
        let best = scratch.take_of(most, is_wanted);
        let mut targets: Vec<ArticleId> = best.iter().map(|at| ArticleId(at.document)).collect();
        targets.sort_unstable();
        let votes = votes.iter().map(|vote| (vote.document, vote.weight)).collect();
        let ranks = Ranks {
            named: ranks(&named),
            linked: ranks(&linked),
            covered: ranks(&covered),
            near: ranks(&near),
            walked: ranks(&walked),
        };
        let near = near.iter().map(|at| ArticleId(at.document)).filter(|id| *id != source).collect();
        Self { targets, near, votes, ranks }
    }
}

/// The articles nearest to one in what they say.
pub(super) fn near(knowledge: &Knowledge, id: ArticleId, scratch: &mut Scratch) -> Vec<Weighed> {
    let vector = knowledge.vectors.get(id.index());
    knowledge.nearest.to(vector, &knowledge.vectors, MOST_NEAR, scratch)
}

/// Targets by how much of their topic stands in free text, weighed by rarity.
fn covered(page: &Page, knowledge: &Knowledge, scratch: &mut Scratch) -> Vec<Weighed> {
    for term in page.free_terms() {
        let idf = knowledge.rarity.idf(term);
        knowledge.with_topic(term).iter().for_each(|&target| scratch.add(target, idf));
    }
    let share = |at: Weighed| {
        let all: f32 = knowledge.topic(ArticleId(at.document)).iter().map(|(_, idf)| idf).sum();
        (at.document, at.weight * at.weight / all.max(1.0))
    };
    ranked(scratch.take(MOST_EACH * 4).into_iter().map(share), MOST_EACH)
}

/// The `most` with the greatest weights, greatest first.
fn ranked(weighed: impl Iterator<Item = (u32, f32)>, most: usize) -> Vec<Weighed> {
    let kept = weighed.filter(|(_, weight)| *weight > 0.0);
    let mut list: Vec<Weighed> = kept.map(|(document, weight)| Weighed { document, weight }).collect();
    keep_greatest(&mut list, most);
    list
}

fn ranks(list: &[Weighed]) -> FxHashMap<u32, f32> {
    list.iter().enumerate().map(|(rank, at)| (at.document, by_rank(rank))).collect()
}

fn by_rank(rank: usize) -> f32 {
    RANK_DECAY / (RANK_DECAY + rank as f32)
}
