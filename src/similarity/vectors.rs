//! Documents as vectors of term weights, TF-IDF with unit length, so that a dot product is the cosine.
//!
//! The weight of a term is `(1 + ln tf) * ln(N / df)`, as in Salton and Buckley, "Term-weighting approaches in automatic text
//! retrieval" (Information Processing & Management 24(5), 1988). Terms that only one document has are left out: they
//! bring no two documents together.

use rayon::prelude::*;

use super::TermId;

/// Terms kept of each document, the weightiest ones: what follows adds a few hundredths to a cosine.
const MOST_TERMS: usize = 48;

/// From this ratio on, looking terms up is faster than passing over all of them.
const MUCH_LONGER: usize = 8;

/// In how many documents each term occurs.
#[derive(Clone, Debug, Default)]
pub struct Rarity {
    documents: u32,
    frequencies: Vec<u32>,
    /// The inverse document frequencies, which are asked for far more often than there are terms.
    idfs: Vec<f32>,
}

impl Rarity {
    /// Counts over documents that are given as their terms, each once. Those without any are not counted. There are `terms` terms.
    pub fn count(documents: &[Vec<(TermId, u16)>], terms: usize) -> Self {
        let count = |documents: &[Vec<(TermId, u16)>]| {
            let mut frequencies = vec![0; terms];
            for (term, _) in documents.iter().flatten() {
                frequencies[term.index()] += 1;
            }
            frequencies
        };
        let share = documents.len().div_ceil(rayon::current_num_threads()).max(1);
        let parts: Vec<Vec<u32>> = documents.par_chunks(share).map(count).collect();
        let mut frequencies = vec![0; terms];
        for part in parts {
            frequencies.iter_mut().zip(part).for_each(|(all, some)| *all += some);
        }
        let documents = documents.iter().filter(|document| !document.is_empty()).count() as u32;
        let mut rarity = Self { documents, frequencies, idfs: Vec::new() };
        rarity.idfs = rarity.frequencies.iter().map(|&frequency| rarity.idf_of(frequency)).collect();
        rarity
    }

    /// How many documents have the term; 0 for one that none has.
    pub fn frequency(&self, term: TermId) -> u32 {
        self.frequencies.get(term.index()).copied().unwrap_or(0)
    }

    /// Inverse document frequency, `ln(N / df)`: 0 for a term of all documents; unknown terms count as those of one document.
    pub fn idf(&self, term: TermId) -> f32 {
        self.idfs.get(term.index()).copied().unwrap_or_else(|| self.idf_of(0))
    }

    /// Inverse document frequency of what a single document has, which is the greatest; 1 at least.
    pub fn greatest(&self) -> f32 {
        self.idf_of(1).max(1.0)
    }

    /// Inverse document frequency of whatever `frequency` of the documents have.
    pub fn idf_of(&self, frequency: u32) -> f32 {
        (self.documents.max(1) as f32 / frequency.max(1) as f32).ln()
    }
}

/// One document: terms in ascending order with their weights. The squares of all weights sum up to 1, or there are none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vector<'v>(pub &'v [(TermId, f32)]);

impl Vector<'_> {
    /// Cosine with another, 0 to 1. Linear in both lengths, or in the shorter one times the logarithm of a much longer one.
    pub fn cosine(self, other: Vector<'_>) -> f32 {
        let (short, long) = if self.0.len() <= other.0.len() { (self.0, other.0) } else { (other.0, self.0) };
        if short.len() * MUCH_LONGER < long.len() {
            let weight = |term: TermId| long.binary_search_by(|entry| entry.0.cmp(&term)).ok().map(|at| long[at].1);
            return short.iter().filter_map(|(term, own)| Some(own * weight(*term)?)).sum();
        }
        let (mut a, mut b, mut sum) = (0, 0, 0.0);
        while let (Some(own), Some(others)) = (short.get(a), long.get(b)) {
            // No branch that the processor could guess wrong.
            sum += if own.0 == others.0 { own.1 * others.1 } else { 0.0 };
            a += usize::from(own.0 <= others.0);
            b += usize::from(others.0 <= own.0);
        }
        sum
    }
}

/// The vectors of all documents, in one array.
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    starts: Vec<u32>,
    weights: Vec<(TermId, f32)>,
}

impl Vectors {
    /// Weighs the terms of documents that are given as terms, each once in ascending order, with how often they occur.
    pub fn weigh(documents: &[Vec<(TermId, u16)>], rarity: &Rarity) -> Self {
        let weighed: Vec<Vec<(TermId, f32)>> = documents.par_iter().map(|document| weigh(document, rarity)).collect();
        let mut vectors = Self { starts: vec![0], weights: Vec::with_capacity(weighed.iter().map(Vec::len).sum()) };
        for document in weighed {
            vectors.weights.extend_from_slice(&document);
            vectors.starts.push(vectors.weights.len() as u32);
        }
        vectors
    }

    /// The vector of a document; empty for one that is not there.
    pub fn get(&self, document: usize) -> Vector<'_> {
        match self.starts.get(document..document + 2) {
            Some(&[start, end]) => Vector(self.weights.get(start as usize..end as usize).unwrap_or(&[])),
            _ => Vector(&[]),
        }
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn weigh(document: &[(TermId, u16)], rarity: &Rarity) -> Vec<(TermId, f32)> {
    let shared = document.iter().filter(|(term, _)| rarity.frequency(*term) > 1);
    let weight = |count: u16| if count > 1 { 1.0 + f32::from(count).ln() } else { 1.0 };
    let mut weights: Vec<(TermId, f32)> = shared
        .map(|&(term, count)| (term, weight(count) * rarity.idf(term)))
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    if weights.len() > MOST_TERMS {
        weights.select_nth_unstable_by(MOST_TERMS, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        weights.truncate(MOST_TERMS);
        weights.sort_unstable_by_key(|(term, _)| *term);
    }
    let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        weights.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_say_weighs_nothing() {
        let term = TermId;
        let documents = vec![
            vec![(term(1), 3), (term(2), 1), (term(3), 1)],
            vec![(term(1), 1), (term(2), 2)],
            vec![(term(1), 9), (term(3), 1)],
        ];
        let rarity = Rarity::count(&documents, 4);
        let vectors = Vectors::weigh(&documents, &rarity);
        let cosine = |a: usize, b: usize| vectors.get(a).cosine(vectors.get(b));
        assert!((cosine(0, 0) - 1.0).abs() < 1e-6);
        assert!((cosine(0, 1) - 0.5_f32.sqrt()).abs() < 1e-6);
        assert!(cosine(1, 2).abs() < 1e-6);
        assert_eq!(rarity.frequency(term(9)), 0);
    }
}
