//! The documents nearest to a vector, by inverted lists that are cut off.
//!
//! Each term's list holds the documents that it weighs most in, heaviest first, and no more than [`LONGEST`]; a query follows its
//! [`MOST_QUERIED`] weightiest terms. So one query costs the same in a corpus of any size, and all of them grow with the number of
//! documents, not its square. What the cut-off lists propose is then measured exactly, and put in order by that.

use rayon::prelude::*;

use super::{TermId, Vector, Vectors};

/// Documents kept for each term.
const LONGEST: usize = 64;

/// Terms of a query that are followed.
const MOST_QUERIED: usize = 20;

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
    /// Where the list of each term starts; one more than there are terms.
    starts: Vec<u32>,
    postings: Vec<Weighed>,
}

/// Sums by document, used again and again by one thread.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    sums: Vec<f32>,
    /// The documents that have a sum are the first `met` of these; there is always room for one more.
    touched: Vec<u32>,
    met: usize,
    /// The weight of each term of the query, 0 between queries.
    query: Vec<f32>,
}

impl Scratch {
    /// Adds to the sum of a document. Only what is above zero counts.
    pub fn add(&mut self, document: u32, weight: f32) {
        let at = document as usize;
        if at >= self.sums.len() {
            self.sums.resize(at + 1, 0.0);
            self.touched.resize(at + 2, 0);
        }
        // It is written down in any case and counted if it is new: no branch that the processor could guess wrong.
        let sum = &mut self.sums[at];
        self.touched[self.met] = document;
        self.met += usize::from(*sum == 0.0 && weight > 0.0);
        *sum += weight;
    }

    /// The `most` documents with the greatest sums, greatest first, equal ones by number; all sums are forgotten.
    pub fn take(&mut self, most: usize) -> Vec<Weighed> {
        self.take_of(most, |_| true)
    }

    /// As [`Scratch::take`], of those documents that are `wanted`.
    pub fn take_of(&mut self, most: usize, wanted: impl Fn(u32) -> bool) -> Vec<Weighed> {
        let sums = &mut self.sums;
        let met = self.touched[..std::mem::take(&mut self.met)].iter();
        let weighed = met.map(|&document| Weighed { document, weight: std::mem::take(&mut sums[document as usize]) });
        let mut found: Vec<Weighed> = weighed.filter(|at| wanted(at.document)).collect();
        keep_greatest(&mut found, most);
        found
    }
}

/// What orders the heaviest first, equal ones by number. No weight is below zero, so its bits are in the order of what they mean.
fn order(weighed: &Weighed) -> u64 {
    u64::from(!weighed.weight.to_bits()) << 32 | u64::from(weighed.document)
}

/// Keeps the `most` greatest, sorted, equal ones by number. No weight is below zero.
pub fn keep_greatest(found: &mut Vec<Weighed>, most: usize) {
    if found.len() > most {
        found.select_nth_unstable_by_key(most, order);
        found.truncate(most);
    }
    found.sort_unstable_by_key(order);
}

impl Nearest {
    /// Turns vectors into lists, of `terms` terms. Linear in the number of weights.
    pub fn build(vectors: &Vectors, terms: usize) -> Self {
        let mut ends = vec![0_usize; terms + 1];
        let all =
            || (0..vectors.len()).flat_map(|document| vectors.get(document).0.iter().map(move |at| (document, at)));
        for (_, (term, _)) in all() {
            ends[term.index() + 1] += 1;
        }
        (1..ends.len()).for_each(|at| ends[at] += ends[at - 1]);
        let mut postings = vec![Weighed { document: 0, weight: 0.0 }; ends.last().copied().unwrap_or(0)];
        // What is the start of each list now is its end when all are filled.
        for (document, &(term, weight)) in all() {
            let at = &mut ends[term.index()];
            postings[*at] = Weighed { document: document as u32, weight };
            *at += 1;
        }
        let mut lists: Vec<&mut [Weighed]> = Vec::with_capacity(terms);
        let (mut rest, mut start) = (postings.as_mut_slice(), 0);
        for &end in ends.iter().take(terms) {
            let (list, others) = rest.split_at_mut(end - start);
            lists.push(list);
            (rest, start) = (others, end);
        }
        lists.par_iter_mut().for_each(|list| {
            if list.len() > LONGEST {
                list.select_nth_unstable_by_key(LONGEST, order);
            }
            let kept = list.len().min(LONGEST);
            list[..kept].sort_unstable_by_key(order);
        });
        let kept = |list: &&mut [Weighed]| list.len().min(LONGEST);
        let mut nearest = Self { starts: vec![0], postings: Vec::with_capacity(lists.iter().map(kept).sum()) };
        for list in lists {
            nearest.postings.extend(list.iter().take(LONGEST));
            nearest.starts.push(nearest.postings.len() as u32);
        }
        nearest
    }

    /// The documents that a term weighs most in, heaviest first.
    pub fn of_term(&self, term: TermId) -> &[Weighed] {
        match self.starts.get(term.index()..).and_then(|starts| starts.get(..2)) {
            Some(&[start, end]) => self.postings.get(start as usize..end as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The `most` documents nearest to `query` with their cosines, nearest first.
    pub fn to(&self, query: Vector<'_>, vectors: &Vectors, most: usize, scratch: &mut Scratch) -> Vec<Weighed> {
        let mut terms: Vec<(TermId, f32)> = query.0.to_vec();
        if terms.len() > MOST_QUERIED {
            terms.select_nth_unstable_by(MOST_QUERIED, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            terms.truncate(MOST_QUERIED);
        }
        for (term, weight) in terms {
            for posting in self.of_term(term) {
                scratch.add(posting.document, weight * posting.weight);
            }
        }
        let mut found = scratch.take(most);
        // The query stands in an array of all terms, so each cosine is one pass over the document alone.
        let weights = &mut scratch.query;
        weights.resize(weights.len().max(self.starts.len()), 0.0);
        query.0.iter().for_each(|(term, weight)| weights[term.index()] = *weight);
        for near in &mut found {
            let document = vectors.get(near.document as usize).0;
            near.weight = document.iter().fold(0.0, |sum, (term, weight)| sum + weight * weights[term.index()]);
        }
        query.0.iter().for_each(|(term, _)| weights[term.index()] = 0.0);
        keep_greatest(&mut found, most);
        found
    }
}
