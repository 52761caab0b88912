//! How much a term tells: the rarer, the more; and how alike two texts are when terms are weighed so.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// In how many of a number of texts each term stands.
#[derive(Clone, Debug)]
pub(super) struct Rarity<T> {
    counts: FxHashMap<T, u32>,
    texts: u32,
}

impl<T> Default for Rarity<T> {
    fn default() -> Self {
        Self { counts: FxHashMap::default(), texts: 0 }
    }
}

impl<T: Copy + Eq + Hash + Ord> Rarity<T> {
    /// Counts a text by its terms, each once.
    pub(super) fn add(&mut self, terms: impl IntoIterator<Item = T>) {
        self.texts += 1;
        for term in terms {
            *self.counts.entry(term).or_default() += 1;
        }
    }

    /// Counts texts, in each of which a term may stand many times.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t [T]>) -> Self
    where
        T: 't,
    {
        // With each term goes the text it was last seen in, which is cheaper than sorting the terms of each text.
        let mut seen: FxHashMap<T, (u32, u32)> = FxHashMap::default();
        let mut number = 0;
        for text in texts {
            number += 1;
            for term in text {
                let (last, count) = seen.entry(*term).or_default();
                if *last != number {
                    (*last, *count) = (number, *count + 1);
                }
            }
        }
        Self { counts: seen.into_iter().map(|(term, (_, count))| (term, count)).collect(), texts: number }
    }

    /// The counts of both.
    pub(super) fn merge(mut self, other: Self) -> Self {
        let (mut more, less) = if self.counts.len() < other.counts.len() {
            (other.counts, std::mem::take(&mut self.counts))
        } else {
            (std::mem::take(&mut self.counts), other.counts)
        };
        for (term, count) in less {
            *more.entry(term).or_default() += count;
        }
        Self { counts: more, texts: self.texts + other.texts }
    }

    /// In how many texts the term stands.
    pub(super) fn count(&self, term: T) -> u32 {
        self.counts.get(&term).copied().unwrap_or(0)
    }

    /// ln((n + 1) / df): 0 for what stands everywhere and more the rarer the term, never below a hundredth.
    pub(super) fn weight(&self, term: T) -> f32 {
        ((self.texts + 1) as f32 / self.count(term).max(1) as f32).ln().max(0.01)
    }

    /// The weighted share that two sorted sets have in common (weighted Jaccard), 0 to 1.
    pub(super) fn overlap(&self, a: &[T], b: &[T]) -> f32 {
        let (mut both, mut all) = (0.0_f32, 0.0_f32);
        let (mut i, mut j) = (0, 0);
        loop {
            let (term, common) = match (a.get(i), b.get(j)) {
                (None, None) => break,
                (Some(&x), Some(&y)) if x == y => (x, true),
                (Some(&x), Some(&y)) if x < y => (x, false),
                (Some(&x), None) => (x, false),
                (_, Some(&y)) => (y, false),
            };
            i += usize::from(a.get(i) == Some(&term));
            j += usize::from(b.get(j) == Some(&term));
            let weight = self.weight(term);
            all += weight;
            both += if common { weight } else { 0.0 };
        }
        if all > 0.0 { both / all } else { 0.0 }
    }

    /// The vector of a text of length 1: (1 + ln tf) · weight, by term.
    pub(super) fn vector(&self, mut terms: Vec<T>) -> Vec<(T, f32)> {
        terms.sort_unstable();
        let runs = terms.chunk_by(|a, b| a == b);
        let mut vector: Vec<(T, f32)> =
            runs.map(|run| (run[0], (1.0 + (run.len() as f32).ln()) * self.weight(run[0]))).collect();
        let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        for (_, weight) in &mut vector {
            *weight /= length.max(f32::MIN_POSITIVE);
        }
        vector
    }
}

/// The cosine of two vectors of length 1; `None` if either is empty, which says nothing.
pub(super) fn cosine<T: Ord>(a: &[(T, f32)], b: &[(T, f32)]) -> Option<f32> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (mut sum, mut j) = (0.0_f32, 0);
    for (term, weight) in a {
        while b.get(j).is_some_and(|(other, _)| other < term) {
            j += 1;
        }
        if let Some((_, other)) = b.get(j).filter(|(other, _)| other == term) {
            sum += weight * other;
        }
    }
    Some(sum.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rarity() -> Rarity<u32> {
        let mut rarity = Rarity::default();
        for rare in 10..18 {
            rarity.add([1, 2, rare]);
        }
        rarity
    }

    #[test]
    fn what_is_rare_decides() {
        let rarity = rarity();
        assert!(rarity.overlap(&[1, 2, 10], &[1, 2, 11]) < 0.1);
        assert!(rarity.overlap(&[1, 10], &[2, 10]) > 0.8);
        assert!((rarity.overlap(&[1, 10], &[1, 10]) - 1.0).abs() < 1e-6);
        assert!(rarity.overlap(&[], &[]).abs() < f32::EPSILON);
    }

    #[test]
    fn cosines_lie_between_nothing_and_the_same() {
        let rarity = rarity();
        let (one, other) = (rarity.vector(vec![10, 10, 1]), rarity.vector(vec![11, 1]));
        assert!((cosine(&one, &one).unwrap() - 1.0).abs() < 1e-5);
        assert!(cosine(&one, &other).unwrap() < 0.1);
        assert_eq!(cosine(&one, &[]), None);
    }

    #[test]
    fn counts_add_up() {
        let both = rarity().merge(rarity());
        assert_eq!((both.count(1), both.count(10), both.count(99)), (16, 2, 0));
    }
}
