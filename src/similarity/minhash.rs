//! Texts that are nearly the same, found without comparing each with each: one-permutation MinHash, bands of it as keys, and
//! the true share of common shingles for whatever the keys bring together.
//!
//! A sketch holds, for each of 64 equal parts of the hash space, the least hash that fell into it; two sketches agree in
//! a bin about as often as the sets have shingles in common (Li, Owen and Zhang, "One Permutation Hashing", 2012).
//! Empty bins borrow from their neighbours to the right (Shrivastava and Li, 2014). Sixteen bands of four bins find
//! nearly all pairs that have four fifths of their shingles in common and nearly none with less than a fifth.

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// How many bins a sketch has.
const BINS: usize = 64;
/// How many bins make a band: all must agree for two texts to meet.
const BAND: usize = 4;
/// How many terms in a row are a shingle.
const SHINGLE: usize = 3;

/// What a text is recognized by: 256 bytes, however long the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u32; BINS]);

impl Sketch {
    /// The sketch of a set of shingles; `None` of an empty one.
    pub fn of(shingles: impl IntoIterator<Item = u64>) -> Option<Self> {
        const EMPTY: u32 = u32::MAX;
        let mut bins = [EMPTY; BINS];
        for shingle in shingles {
            let (bin, value) = ((shingle >> 58) as usize, (shingle as u32).min(EMPTY - 1));
            if let Some(least) = bins.get_mut(bin) {
                *least = value.min(*least);
            }
        }
        if bins.iter().all(|bin| *bin == EMPTY) {
            return None;
        }
        let known = bins;
        for (at, bin) in bins.iter_mut().enumerate().filter(|(_, bin)| **bin == EMPTY) {
            let right = (1..BINS).map(|step| (step, known[(at + step) % BINS]));
            if let Some((step, value)) = right.into_iter().find(|(_, value)| *value != EMPTY) {
                // The distance goes in, so that two texts do not agree by borrowing from one bin over different ways.
                *bin = value.wrapping_add((step as u32).wrapping_mul(0x9E37_79B9));
            }
        }
        Some(Self(bins))
    }

    /// The keys by which texts meet: those that share one are worth comparing.
    pub fn keys(&self) -> impl Iterator<Item = u64> {
        self.0.chunks_exact(BAND).enumerate().map(|(band, bins)| {
            let mut bytes = [0; BAND * 4 + 1];
            for (place, bin) in bytes.chunks_exact_mut(4).zip(bins) {
                place.copy_from_slice(&bin.to_le_bytes());
            }
            bytes[BAND * 4] = band as u8;
            xxh3_64(&bytes)
        })
    }
}

/// The shingles of a text, sorted, each once; half of a [`Term`](super::Term)'s hash is enough to know it by. A text of fewer
/// than three terms has none.
pub fn shingles(terms: &[u32]) -> Vec<u64> {
    let mut found: Vec<u64> = runs(terms).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The shingles of a text as they come, some of them more than once.
pub fn runs(terms: &[u32]) -> impl Iterator<Item = u64> {
    let hash = |run: &[u32]| {
        let mut bytes = [0; SHINGLE * 4];
        for (place, term) in bytes.chunks_exact_mut(4).zip(run) {
            place.copy_from_slice(&term.to_le_bytes());
        }
        xxh3_64(&bytes)
    };
    terms.windows(SHINGLE).map(hash)
}

/// The share that two sorted sets have in common: 0 to 1, the size of the intersection by that of the union.
pub fn resemblance<T: Ord>(a: &[T], b: &[T]) -> f32 {
    let (mut left, mut right, mut common) = (a.iter().peekable(), b.iter().peekable(), 0_usize);
    while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                common += 1;
                left.next();
                right.next();
            }
        }
    }
    let union = a.len() + b.len() - common;
    if union == 0 { 0.0 } else { common as f32 / union as f32 }
}

/// The pairs of texts that share a key, the lesser number first, sorted, each once. A key that more than `longest` texts have
/// is a template and brings none of them together, so there are at most `longest` times as many pairs as keys.
pub fn meetings(sketches: &[Option<Sketch>], longest: usize) -> Vec<(u32, u32)> {
    let keys = |(text, sketch): (usize, &Option<Sketch>)| {
        let keys: Vec<u64> = sketch.iter().flat_map(Sketch::keys).collect();
        keys.into_iter().map(move |key| (key, text as u32))
    };
    let mut entries: Vec<(u64, u32)> = sketches.par_iter().enumerate().flat_map_iter(keys).collect();
    entries.par_sort_unstable();
    let mut pairs = pairs(&entries, longest, |_, _| true);
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// The pairs of numbers that stand under one key of `entries`, which are sorted, as far as `fits` says so; those of each key
/// for itself. Keys that more than `longest` have are passed over.
pub fn pairs(entries: &[(u64, u32)], longest: usize, fits: impl Fn(u32, u32) -> bool + Sync) -> Vec<(u32, u32)> {
    let of = |run: &[(u64, u32)]| {
        let mut pairs = Vec::new();
        if (2..=longest).contains(&run.len()) {
            for (at, &(_, a)) in run.iter().enumerate() {
                pairs.extend(run.iter().skip(at + 1).map(|&(_, b)| (a, b)).filter(|&(a, b)| a != b && fits(a, b)));
            }
        }
        pairs
    };
    entries.par_chunk_by(|a, b| a.0 == b.0).flat_map_iter(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(seed: u32, changed: usize) -> Vec<u32> {
        // A fixed sequence of numbers, some of which are others in the changed text.
        let term = |at: usize| if at < changed { (at as u32 + 1) * 7919 + seed } else { (at as u32 + 1) * 104_729 };
        (0..400).map(term).collect()
    }

    #[test]
    fn texts_that_are_nearly_the_same_meet_and_others_do_not() {
        let texts = [text(1, 0), text(2, 20), text(3, 400)];
        let sets: Vec<Vec<u64>> = texts.iter().map(|terms| shingles(terms)).collect();
        let sketches: Vec<Option<Sketch>> = sets.iter().map(|set| Sketch::of(set.iter().copied())).collect();
        assert_eq!(meetings(&sketches, 32), [(0, 1)]);
        assert!(resemblance(&sets[0], &sets[1]) > 0.85);
        assert!(resemblance(&sets[0], &sets[2]) < 0.01);
    }

    #[test]
    fn what_too_many_share_brings_nobody_together() {
        let sketch = Sketch::of(shingles(&text(1, 0)));
        assert!(meetings(&vec![sketch.clone(); 5], 4).is_empty());
        assert_eq!(meetings(&vec![sketch; 4], 4).len(), 6);
    }

    #[test]
    fn the_empty_text_has_no_sketch_and_resembles_nothing() {
        assert_eq!(Sketch::of(shingles(&[1, 2])), None);
        assert!(resemblance::<u64>(&[], &[]).abs() < f32::EPSILON);
        assert!((resemblance(&[1, 2, 3], &[2, 3, 4]) - 0.5).abs() < 1e-6);
    }
}
