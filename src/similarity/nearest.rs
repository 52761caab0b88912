//! The documents nearest to a vector, by inverted lists that are cut off.
//!
//! Each term's list holds the documents that it weighs most in, heaviest first, and no more than [`LONGEST`]; a query follows its
//! [`MOST_QUERIED`] weightiest terms. So one query costs the same in a corpus of any size, and all of them grow with the number of
//! documents, not its square. What the cut-off lists propose is then measured exactly.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Term, Vector, Vectors};

/// Documents kept for each term.
const LONGEST: usize = 192;

/// Terms of a query that are followed.
const MOST_QUERIED: usize = 32;

/// A document and how near it is, or how much speaks for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// The document.
    pub document: u32,
    /// Greater is nearer.
    pub weight: f32,
}

/// Inverted lists, heaviest document first.
#[derive(Debug, Default)]
pub struct Nearest {
    ranges: FxHashMap<Term, (u32, u32)>,
    postings: Vec<Weighed>,
}

/// Sums by document, used again and again by one thread.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Scratch {
    /// Adds to the sum of a document. Only what is above zero counts.
    pub fn add(&mut self, document: u32, weight: f32) {
        let at = document as usize;
        if at >= self.sums.len() {
            self.sums.resize(at + 1, 0.0);
        }
        if let Some(sum) = self.sums.get_mut(at) {
            if *sum == 0.0 {
                self.touched.push(document);
            }
            *sum += weight;
        }
    }

    /// The `most` documents with the greatest sums, greatest first, equal ones by number; all sums are forgotten.
    pub fn take(&mut self, most: usize) -> Vec<Weighed> {
        let sums = &mut self.sums;
        let mut found: Vec<Weighed> = self
            .touched
            .drain(..)
            .map(|document| Weighed { document, weight: std::mem::take(&mut sums[document as usize]) })
            .collect();
        keep_greatest(&mut found, most);
        found
    }
}

/// Keeps the `most` greatest, sorted, equal ones by number.
pub(super) fn keep_greatest(found: &mut Vec<Weighed>, most: usize) {
    let order = |a: &Weighed, b: &Weighed| b.weight.total_cmp(&a.weight).then(a.document.cmp(&b.document));
    if found.len() > most {
        found.select_nth_unstable_by(most, order);
        found.truncate(most);
    }
    found.sort_unstable_by(order);
}

impl Nearest {
    /// Turns vectors into lists. n log n in the number of weights.
    pub fn build(vectors: &Vectors) -> Self {
        let mut all: Vec<(Term, Weighed)> = (0..vectors.len() as u32)
            .into_par_iter()
            .flat_map_iter(|document| {
                let weights = vectors.get(document as usize).0.iter();
                weights.map(move |&(term, weight)| (term, Weighed { document, weight }))
            })
            .collect();
        all.par_sort_unstable_by(|a, b| {
            let heavier = b.1.weight.total_cmp(&a.1.weight);
            a.0.cmp(&b.0).then(heavier).then(a.1.document.cmp(&b.1.document))
        });
        let mut lists = Self::default();
        for run in all.chunk_by(|a, b| a.0 == b.0) {
            let start = lists.postings.len() as u32;
            lists.postings.extend(run.iter().take(LONGEST).map(|(_, posting)| *posting));
            lists.ranges.insert(run[0].0, (start, lists.postings.len() as u32));
        }
        lists.postings.shrink_to_fit();
        lists
    }

    /// The documents that a term weighs most in, heaviest first.
    pub fn of_term(&self, term: Term) -> &[Weighed] {
        let range = self.ranges.get(&term).map(|&(start, end)| start as usize..end as usize);
        range.and_then(|range| self.postings.get(range)).unwrap_or(&[])
    }

    /// The `most` documents nearest to `query` with their cosines, nearest first.
    pub fn to(&self, query: Vector<'_>, vectors: &Vectors, most: usize, scratch: &mut Scratch) -> Vec<Weighed> {
        let mut terms: Vec<(Term, f32)> = query.0.to_vec();
        if terms.len() > MOST_QUERIED {
            terms.select_nth_unstable_by(MOST_QUERIED, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            terms.truncate(MOST_QUERIED);
        }
        for (term, weight) in terms {
            for posting in self.of_term(term) {
                scratch.add(posting.document, weight * posting.weight);
            }
        }
        let mut found = scratch.take(most.saturating_add(most / 4));
        for near in &mut found {
            near.weight = query.cosine(vectors.get(near.document as usize));
        }
        keep_greatest(&mut found, most);
        found
    }
}
