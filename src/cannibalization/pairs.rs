//! Pairs of rivals: candidates compared, and those kept that score enough.

use rayon::prelude::*;

use super::candidates::{self, LONGEST};
use super::rarity::Rarity;
use super::signals::Signals;
use super::texts::Texts;
use super::topic::Topic;
use crate::corpus::ArticleId;
use crate::similarity::Term;
use crate::similarity::minhash::meetings;

/// Two articles that compete.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The first of them in path order.
    pub a: ArticleId,
    /// The other.
    pub b: ArticleId,
    /// How much they compete, 0 to 1.
    pub score: f32,
    /// Why.
    pub signals: Signals,
}

/// The pairs that score at least `threshold`, sorted. Without texts only topics are compared, and only those that tell
/// enough by themselves.
pub(super) fn find(
    topics: &[Topic],
    judged: &[bool],
    rarity: &Rarity<Term>,
    texts: Option<&Texts>,
    threshold: f32,
) -> Vec<Pair> {
    let mut candidates = candidates::by_topic(topics, judged, rarity, texts.is_none());
    if let Some(texts) = texts {
        // What no text could make rivals need not be read; copies come by their own way.
        let could = |&(a, b): &(u32, u32)| {
            let (one, other) = (&topics[a as usize], &topics[b as usize]);
            Signals::of((one, None), (other, None), rarity).most(one.tells && other.tells) >= threshold
        };
        candidates = candidates.into_par_iter().filter(could).collect();
        candidates.extend(meetings(&texts.sketches, LONGEST));
        candidates.par_sort_unstable();
        candidates.dedup();
    }
    // Translations are no rivals.
    candidates.retain(|&(a, b)| topics[a as usize].locale.shares_readers(&topics[b as usize].locale));
    let mut seen: Vec<u32> = candidates.iter().flat_map(|&(a, b)| [a, b]).collect();
    seen.sort_unstable();
    seen.dedup();
    let facets = texts.map(|texts| texts.facets_of_all(&seen));
    let judge = |&(a, b): &(u32, u32)| {
        let (one, other) = (&topics[a as usize], &topics[b as usize]);
        let of = |article: u32| facets.as_ref().and_then(|facets| facets.get(&article));
        let signals = Signals::of((one, of(a)), (other, of(b)), rarity);
        let score = signals.score(one.tells && other.tells);
        (score >= threshold).then_some(Pair { a: ArticleId(a), b: ArticleId(b), score, signals })
    };
    let found = candidates.par_iter().filter_map(judge).collect();
    rayon::spawn(move || drop(facets));
    found
}
