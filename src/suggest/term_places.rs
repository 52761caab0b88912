//! Where each term stands in a page.
//!
//! Terms are numbered in the order of their hashes, so those of a page lie evenly among all of them. Put into as many drawers as the
//! page has words, by their numbers, they are nearly sorted, and each is found at the first or second look.

use std::ops::Range;

use super::page::Token;
use crate::similarity::TermId;

/// The terms of a page with their places.
#[derive(Debug, Default)]
pub(super) struct TermPlaces {
    /// In the order of terms.
    terms: Vec<Places>,
    /// Positions among the words of the page in free text: those of each term together, in order.
    free: Vec<u32>,
    /// Where each drawer begins among the terms; one more than there are drawers.
    drawers: Vec<u32>,
    /// The greatest term, unknown ones aside, and the drawers for each number up to it, in parts of 2³².
    greatest: u64,
    scale: u64,
}

/// The places of one term.
#[derive(Clone, Copy, Debug)]
struct Places {
    term: TermId,
    /// The first word with this term, free or not.
    first: u32,
    /// Where its free places end; they begin where those of the term before end.
    end: u32,
}

impl TermPlaces {
    /// Of the words of a page.
    pub(super) fn of(tokens: &[Token]) -> Self {
        let known = tokens.iter().map(|token| token.term).filter(|term| *term != TermId::UNKNOWN);
        let greatest = known.max().map_or(0, |term| u64::from(term.0));
        let mut places = Self { greatest, scale: ((tokens.len() as u64) << 32) / (greatest + 1), ..Self::default() };
        places.free.reserve(tokens.len());
        let mut ends = vec![0; tokens.len() + 1];
        tokens.iter().for_each(|token| ends[places.drawer(token.term) + 1] += 1);
        (1..ends.len()).for_each(|at| ends[at] += ends[at - 1]);
        // What is the start of each drawer now is its end when all are filled.
        let mut order = vec![0_u64; tokens.len()];
        for (at, token) in tokens.iter().enumerate() {
            let end: &mut u32 = &mut ends[places.drawer(token.term)];
            order[*end as usize] = u64::from(token.term.0) << 32 | at as u64;
            *end += 1;
        }
        let mut start = 0;
        for end in &mut ends {
            let drawer = &mut order[start..*end as usize];
            start = *end as usize;
            *end = places.terms.len() as u32;
            drawer.sort_unstable();
            drawer.chunk_by(|a, b| a >> 32 == b >> 32).for_each(|run| places.add(run, tokens));
        }
        places.drawers = ends;
        places
    }

    /// Adds a term by all of its places.
    fn add(&mut self, run: &[u64], tokens: &[Token]) {
        let at = |key: &u64| *key as u32;
        let is_free = |at: &u32| tokens.get(*at as usize).is_some_and(|token| token.is_free);
        self.free.extend(run.iter().map(at).filter(is_free));
        let (term, first) = (TermId((run[0] >> 32) as u32), at(&run[0]));
        self.terms.push(Places { term, first, end: self.free.len() as u32 });
    }

    fn drawer(&self, term: TermId) -> usize {
        ((u64::from(term.0).min(self.greatest) * self.scale) >> 32) as usize
    }

    fn find(&self, term: TermId) -> Option<usize> {
        let drawer = self.drawer(term);
        let (start, end) = (*self.drawers.get(drawer)? as usize, *self.drawers.get(drawer + 1)? as usize);
        let at = self.terms.get(start..end)?.iter().position(|places| places.term == term)?;
        Some(start + at)
    }

    /// Where a term stands in free text.
    pub(super) fn free(&self, term: TermId) -> &[u32] {
        self.find(term).and_then(|at| self.free.get(self.free_range(at))).unwrap_or(&[])
    }

    fn free_range(&self, at: usize) -> Range<usize> {
        let start = at.checked_sub(1).map_or(0, |before| self.terms[before].end);
        start as usize..self.terms[at].end as usize
    }

    /// Every term in free text, each once, in order.
    pub(super) fn free_terms(&self) -> impl Iterator<Item = TermId> {
        let free = |(at, places): (usize, &Places)| (!self.free_range(at).is_empty()).then_some(places.term);
        self.terms.iter().enumerate().filter_map(free)
    }

    /// The first place of a term, in free text or not.
    pub(super) fn first(&self, term: TermId) -> Option<u32> {
        self.find(term).map(|at| self.terms[at].first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn terms_are_found_wherever_their_numbers_lie() {
        let unknown = TermId::UNKNOWN.0;
        for numbers in
            [vec![], vec![7], vec![3, 1, 3, 900, unknown, 1, 2, unknown], (0..100).rev().collect::<Vec<u32>>()]
        {
            let token = |(at, term): (usize, &u32)| Token {
                term: TermId(*term),
                span: Span::default(),
                block: 0,
                is_free: at % 3 != 0,
            };
            let places = TermPlaces::of(&numbers.iter().enumerate().map(token).collect::<Vec<_>>());
            for term in (0..101).chain([900, 901, unknown]) {
                let all: Vec<u32> =
                    (0..).zip(&numbers).filter(|(_, other)| **other == term).map(|(at, _)| at).collect();
                let free: Vec<u32> = all.iter().copied().filter(|at| at % 3 != 0).collect();
                assert_eq!((places.first(TermId(term)), places.free(TermId(term))), (all.first().copied(), &free[..]));
            }
            assert!(places.free_terms().is_sorted());
        }
    }
}
