//! One article as the source of links: its terms in order, and where a link may go.

use std::cell::OnceCell;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::grounds::Ground;
use super::script::{Script, WordPlace};
use super::term_places::TermPlaces;
use crate::corpus::boilerplate::Boilerplate;
use crate::corpus::prose::Prose;
use crate::similarity::{Rarity, TermId};
use crate::text::Span;

/// A word of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) term: TermId,
    /// In the page's text.
    pub(super) span: Span,
    /// The block that it stands in.
    pub(super) block: u32,
    /// Whether it is part of running text that is no link and no code.
    pub(super) is_free: bool,
}

/// An article read again, ready to be searched for places.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) prose: Prose,
    pub(super) tokens: Vec<Token>,
    /// Whether it is what the knowledge of the corpus was gathered from.
    pub(super) is_kept: bool,
    /// What each block of the prose is to us.
    pub(super) grounds: Vec<Ground>,
    /// Where each term stands among the tokens.
    terms: TermPlaces,
    /// What is worked out of each block when it is asked for.
    weighed: Vec<OnceCell<WeighedBlock>>,
    sentences: Vec<OnceCell<Vec<Span>>>,
}

/// The terms of a block, each once in order, with their rarity, and the length of that vector.
type WeighedBlock = (Vec<(TermId, f32)>, f32);

impl Page {
    /// Puts a page together from what an article says and where it stands in its prose. Blocks that are boilerplate are closed.
    pub(super) fn of(
        script: &Script,
        prose: Prose,
        places: impl Iterator<Item = WordPlace>,
        boilerplate: &Boilerplate,
    ) -> Self {
        let mut page = Self { tokens: Vec::with_capacity(script.terms.len()), ..Self::default() };
        let mut words = script.terms.iter().zip(places);
        for (number, block) in script.blocks.iter().enumerate() {
            let ground = if block.is_in(boilerplate) { Ground::Closed } else { block.ground };
            let (block, count) = (number as u32, block.end as usize - page.tokens.len());
            page.tokens.extend(words.by_ref().take(count).map(|(&term, place)| {
                let is_free = ground != Ground::Closed && place.is_plain;
                Token { term, span: place.span, block, is_free }
            }));
            page.grounds.push(ground);
        }
        page.weighed = vec![OnceCell::new(); prose.blocks.len()];
        page.sentences = vec![OnceCell::new(); prose.blocks.len()];
        page.prose = prose;
        page.terms = TermPlaces::of(&page.tokens);
        page
    }

    /// Where a term stands in free text, as positions among the tokens.
    pub(super) fn places_of(&self, term: TermId) -> &[u32] {
        self.terms.free(term)
    }

    /// Whether a term stands in free text.
    pub(super) fn has(&self, term: TermId) -> bool {
        !self.places_of(term).is_empty()
    }

    /// Every term in free text, each once, in order.
    pub(super) fn free_terms(&self) -> impl Iterator<Item = TermId> {
        self.terms.free_terms()
    }

    /// The first word with a term, free or not.
    pub(super) fn first_of(&self, term: TermId) -> Option<&Token> {
        self.tokens.get(self.terms.first(term)? as usize)
    }

    /// Whether tokens stand in one block, all of them free.
    pub(super) fn is_free(&self, range: Range<usize>) -> bool {
        let tokens = self.tokens.get(range).unwrap_or(&[]);
        let first = tokens.first().map(|token| token.block);
        !tokens.is_empty() && tokens.iter().all(|token| token.is_free && Some(token.block) == first)
    }

    /// The tokens of a block.
    pub(super) fn tokens_of(&self, block: u32) -> &[Token] {
        let from = self.tokens.partition_point(|token| token.block < block);
        let to = self.tokens.partition_point(|token| token.block <= block);
        self.tokens.get(from..to).unwrap_or(&[])
    }

    /// The terms of a block, each once in order, with their rarity, and the length of that vector.
    pub(super) fn terms_of(&self, block: u32, rarity: &Rarity) -> &WeighedBlock {
        static NONE: WeighedBlock = (Vec::new(), 0.0);
        let weigh = || {
            let mut terms: Vec<TermId> = self.tokens_of(block).iter().map(|token| token.term).collect();
            terms.sort_unstable();
            terms.dedup();
            let terms: Vec<(TermId, f32)> = terms.into_iter().map(|term| (term, rarity.idf(term))).collect();
            let length = terms.iter().map(|(_, idf)| idf * idf).sum::<f32>().sqrt();
            (terms, length)
        };
        self.weighed.get(block as usize).map_or(&NONE, |cell| cell.get_or_init(weigh))
    }

    /// The sentences of a block.
    pub(super) fn sentences_of(&self, block: u32) -> &[Span] {
        let Some(cell) = self.sentences.get(block as usize) else { return &[] };
        cell.get_or_init(|| {
            let span = self.prose.blocks.get(block as usize).map_or(Span::default(), |block| block.span);
            let (start, text) = (span.start as usize, span.slice(&self.prose.text).unwrap_or(""));
            let bounds = text.split_sentence_bound_indices();
            bounds.map(|(at, sentence)| Span::new(start + at, start + at + sentence.len())).collect()
        })
    }

    /// From the first to the last of some tokens, in the text.
    pub(super) fn span_of(&self, range: Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(range)?;
        Some(Span { start: tokens.first()?.span.start, end: tokens.last()?.span.end })
    }
}
