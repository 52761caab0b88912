//! The tightest stretch of a page that holds the terms of a topic.

use std::ops::Range;

use super::page::Page;
use crate::similarity::TermId;

/// Places looked at of each term.
const MOST_PLACES: usize = 16;

/// Words that may lie between the terms of a topic, a term.
const SLACK: u32 = 2;

/// A stretch of free text within one block.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Window {
    /// The share of the topic that it holds, by rarity, 0 to 1.
    pub(super) coverage: f32,
    /// Its tokens.
    pub(super) tokens: Range<u32>,
}

/// The window that holds most of a topic; of those the shortest, then the first.
pub(super) fn best_window(page: &Page, topic: &[(TermId, f32)]) -> Option<Window> {
    let all: f32 = topic.iter().map(|(_, idf)| idf).sum();
    // A place and whose it is, as one number, which sorts faster than two.
    let mut places: Vec<u64> = Vec::with_capacity(topic.len() * MOST_PLACES);
    for (number, (term, idf)) in topic.iter().enumerate() {
        if *idf > 0.0 {
            let own = page.places_of(*term).iter().take(MOST_PLACES);
            places.extend(own.map(|place| u64::from(*place) << 32 | number as u64));
        }
    }
    if places.is_empty() {
        return None;
    }
    places.sort_unstable();
    let apart = |place: u64| ((place >> 32) as u32, place as u32 as usize);
    let longest = topic.len() as u32 * (1 + SLACK);
    let mut held = vec![0_u32; topic.len()];
    let (mut sum, mut from) = (0.0_f32, 0);
    let mut best: Option<(f32, u32, u32)> = None;
    for (end, number) in places.iter().map(|place| apart(*place)) {
        held[number] += 1;
        if held[number] == 1 {
            sum += topic[number].1;
        }
        let block = page.tokens[end as usize].block;
        // What is too far, in another block, or held again later, is let go.
        while let Some((start, first)) = places.get(from).map(|place| apart(*place)) {
            let far = end - start >= longest || page.tokens[start as usize].block != block;
            if !far && held[first] < 2 {
                break;
            }
            held[first] -= 1;
            if held[first] == 0 {
                sum -= topic[first].1;
            }
            from += 1;
        }
        let start = places.get(from).map_or(end, |place| apart(*place).0);
        let length = end - start + 1;
        let better =
            best.is_none_or(|(most, shortest, _)| sum > most + 1e-4 || (sum > most - 1e-4 && length < shortest));
        if better && page.is_free(start as usize..end as usize + 1) {
            best = Some((sum, length, start));
        }
    }
    let (sum, length, start) = best?;
    (all > 0.0).then(|| Window { coverage: (sum / all).clamp(0.0, 1.0), tokens: start..start + length })
}
