//! What it is worth that the words of a query stand near one another, in its order, in an article's text.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;

use super::error::SearchError;
use super::fields::FieldId;
use super::matching::advance_to;
use super::variants::Word;
use super::view::SegmentView;

/// What two neighbours are worth, in parts of the rarity of the more frequent one.
const NEIGHBOURS: f32 = 0.9;

/// What a whole run of words is worth, in parts of the rarity of all of them.
const RUN: f32 = 2.0;

/// From so many words in a row on, somebody quotes the text: then the run is worth more than anything else can be.
const QUOTED: f32 = 5.0;
const QUOTED_RUN: f32 = 14.0;

/// Words further apart than this have nothing to do with each other.
const FAR: u32 = 8;

/// How near to one another words stand, for documents asked for in order.
pub(super) struct Proximity<'w> {
    words: Vec<&'w Word>,
    lists: Vec<Vec<SegmentPostings>>,
    positions: Vec<Vec<u32>>,
    rarity: f32,
}

impl<'w> Proximity<'w> {
    /// For the words that may stand anywhere; `None` if there are fewer than two.
    pub(super) fn new(segment: &SegmentView, words: &'w [Word]) -> Result<Option<Self>, SearchError> {
        let words: Vec<&Word> = words.iter().filter(|word| word.field.is_none()).collect();
        if words.len() < 2 {
            return Ok(None);
        }
        let mut lists = Vec::with_capacity(words.len());
        for word in &words {
            let mut of_word = Vec::new();
            for variant in &word.variants {
                let term = variant.term.as_bytes();
                of_word.extend(segment.postings(FieldId::Text, term, IndexRecordOption::WithFreqsAndPositions)?);
            }
            lists.push(of_word);
        }
        let positions = vec![Vec::new(); words.len()];
        let rarity = words.iter().map(|word| word.idf).sum();
        Ok(Some(Self { words, lists, positions, rarity }))
    }

    /// What is added to the score of `doc`.
    pub(super) fn score(&mut self, doc: u32) -> f32 {
        let mut own = Vec::new();
        for (lists, positions) in self.lists.iter_mut().zip(&mut self.positions) {
            positions.clear();
            for list in lists.iter_mut() {
                if advance_to(list, doc) {
                    list.positions(&mut own);
                    positions.extend_from_slice(&own);
                }
            }
            positions.sort_unstable();
            positions.dedup();
        }
        let pairs = self.words.windows(2).zip(self.positions.windows(2));
        let mut score = 0.0;
        for (words, positions) in pairs {
            if let ([a, b], [before, after]) = (words, positions) {
                score += NEIGHBOURS * a.idf.min(b.idf) * nearness(before, after);
            }
        }
        let run = longest_run(&self.positions);
        let whole = (run - 1.0).max(0.0) / (self.words.len() as f32 - 1.0);
        let worth = if run >= QUOTED { QUOTED_RUN } else { RUN };
        score + worth * self.rarity * whole * whole
    }
}

/// 1 where a word follows the other at once, less where words lie between or the order is turned, 0 where they stand far apart.
fn nearness(before: &[u32], after: &[u32]) -> f32 {
    let mut best = 0.0_f32;
    let mut at = 0;
    for &position in before {
        while after.get(at).is_some_and(|&other| other <= position) {
            at += 1;
        }
        if let Some(&next) = after.get(at) {
            let apart = next - position;
            if apart <= FAR {
                best = best.max(1.0 / apart as f32);
            }
        }
        if let Some(&last) = at.checked_sub(1).and_then(|at| after.get(at)) {
            let apart = position - last;
            if apart > 0 && apart <= FAR {
                best = best.max(0.6 / apart as f32);
            }
        }
        if best >= 1.0 {
            break;
        }
    }
    best
}

/// How many words of the query, one after the other, stand so in the text.
fn longest_run(positions: &[Vec<u32>]) -> f32 {
    let mut longest = 0_u32;
    let mut before: Vec<(u32, u32)> = Vec::new();
    for own in positions {
        let mut at = 0;
        let mut runs = Vec::with_capacity(own.len());
        for &position in own {
            while before.get(at).is_some_and(|&(other, _)| other + 1 < position) {
                at += 1;
            }
            let run = before.get(at).filter(|&&(other, _)| other + 1 == position).map_or(1, |&(_, run)| run + 1);
            longest = longest.max(run);
            runs.push((position, run));
        }
        before = runs;
    }
    longest as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_order_are_nearest() {
        assert_eq!(nearness(&[3, 20], &[21]), 1.0);
        assert_eq!(nearness(&[5], &[4]), 0.6);
        assert_eq!(nearness(&[1], &[3]), 0.5);
        assert_eq!(nearness(&[1], &[100]), 0.0);
    }

    #[test]
    fn runs_follow_the_query() {
        assert_eq!(longest_run(&[vec![1, 7], vec![2, 9], vec![3]]), 3.0);
        assert_eq!(longest_run(&[vec![1], vec![5], vec![9]]), 1.0);
        assert_eq!(longest_run(&[vec![], vec![5], vec![6]]), 2.0);
    }
}
