//! What an article says: its terms in order, block by block, and what each block is to us.

use std::num::NonZeroU64;

use rayon::prelude::*;

use super::accepted::{Accepted, unlink};
use super::grounds::{Ground, grounds};
use super::prints::Print;
use crate::corpus::Article;
use crate::corpus::boilerplate::Boilerplate;
use crate::corpus::prose::{Piece, Prose};
use crate::similarity::{Cut, TermId};
use crate::text::Span;

/// An article counts its title as if it stood in the text so often.
const TITLE_COUNTS: u16 = 2;

/// The terms of an article in order, block by block.
#[derive(Clone, Debug, Default)]
pub(super) struct Script {
    pub(super) terms: Box<[TermId]>,
    pub(super) blocks: Box<[ScriptBlock]>,
}

/// A block of an article's prose. One of code has no terms.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScriptBlock {
    /// Where its terms end.
    pub(super) end: u32,
    pub(super) ground: Ground,
    /// Its fingerprint, if it is long enough to have one.
    print: Option<NonZeroU64>,
}

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordPlace {
    /// In the text of the prose.
    pub(super) span: Span,
    /// Whether it is neither part of a link nor code.
    pub(super) is_plain: bool,
}

/// What is used again from article to article.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    terms: Vec<TermId>,
    blocks: Vec<ScriptBlock>,
    /// A place for each of the terms read last.
    pub(super) places: Vec<WordPlace>,
}

impl Script {
    /// Reads an article whose file holds `text`, and gives back its prose too. Links that were `accepted` are taken as text. Where
    /// each word stands is left in `buffers`.
    pub(super) fn read(
        article: &Article,
        text: &str,
        accepted: &[Accepted],
        cut: &mut impl Cut,
        buffers: &mut Buffers,
    ) -> (Self, Prose) {
        let mut prose = Prose::read(&article.path, text);
        unlink(&mut prose, accepted);
        let language = article.language();
        let tools: Vec<TermId> = article.metadata.tools.iter().flat_map(|tool| cut.of(tool, language)).collect();
        let grounds = grounds(&prose, text);
        let Buffers { terms, blocks, places } = buffers;
        terms.clear();
        blocks.clear();
        places.clear();
        for (block, ground) in prose.blocks.iter().zip(grounds) {
            let mut print = Print::default();
            if !block.is_code() {
                let base = block.span.start as usize;
                let mut pieces = prose.pieces_of(block.span);
                cut.cut(prose.text_of(block), language, |id, term, word| {
                    print.push(term, word.text, tools.contains(&id));
                    let span = Span::new(base + word.start, base + word.end());
                    terms.push(id);
                    places.push(WordPlace { span, is_plain: is_plain(&mut pieces, span) });
                });
            }
            let print = print.finish().and_then(NonZeroU64::new);
            blocks.push(ScriptBlock { end: terms.len() as u32, ground, print });
        }
        (Self { terms: terms.as_slice().into(), blocks: blocks.as_slice().into() }, prose)
    }

    /// The blocks that many articles share.
    pub(super) fn boilerplate<'s>(scripts: impl IndexedParallelIterator<Item = Option<&'s Self>>) -> Boilerplate {
        let prints = |script: Option<&Self>| {
            let blocks = script.into_iter().flat_map(|script| &script.blocks);
            let mut prints: Vec<u64> = blocks.filter_map(|block| block.print).map(NonZeroU64::get).collect();
            prints.sort_unstable();
            prints.dedup();
            prints
        };
        let lists: Vec<Vec<u64>> = scripts.map(prints).collect();
        Boilerplate::find(lists.iter().map(Vec::as_slice))
    }

    /// The terms of each block, and whether it is the article's own.
    pub(super) fn each_block<'s>(&'s self, boilerplate: &'s Boilerplate) -> impl Iterator<Item = (&'s [TermId], bool)> {
        let mut start = 0;
        self.blocks.iter().map(move |block| {
            let terms = self.terms.get(start..block.end as usize).unwrap_or(&[]);
            start = block.end as usize;
            (terms, !block.is_in(boilerplate))
        })
    }

    /// The terms of each block that is the article's own.
    pub(super) fn own_blocks<'s>(&'s self, boilerplate: &'s Boilerplate) -> impl Iterator<Item = &'s [TermId]> {
        self.each_block(boilerplate).filter(|(_, is_own)| *is_own).map(|(terms, _)| terms)
    }

    /// How often each term of its own text and of its title occurs, in the order of terms.
    pub(super) fn counts(&self, title: &[TermId], boilerplate: &Boilerplate, tally: &mut Tally) -> Vec<(TermId, u16)> {
        self.own_blocks(boilerplate).flatten().for_each(|term| tally.add(*term, 1));
        title.iter().for_each(|term| tally.add(*term, TITLE_COUNTS));
        tally.take()
    }
}

/// Whether a word is neither part of a link nor code. Pieces before it are passed over for good.
fn is_plain(pieces: &mut &[Piece], word: Span) -> bool {
    while let [first, rest @ ..] = *pieces
        && first.span.end <= word.start
    {
        *pieces = rest;
    }
    let own = pieces.iter().take_while(|piece| piece.span.start < word.end);
    own.into_iter().all(|piece| !piece.in_link && !piece.in_code)
}

impl ScriptBlock {
    /// Whether it is boilerplate.
    pub(super) fn is_in(&self, boilerplate: &Boilerplate) -> bool {
        self.print.is_some_and(|print| boilerplate.contains(print.get()))
    }
}

/// Counts terms, one article after another.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: Vec<u16>,
    met: Vec<TermId>,
}

impl Tally {
    fn add(&mut self, term: TermId, times: u16) {
        let at = term.index();
        if at >= self.counts.len() {
            self.counts.resize(at + 1, 0);
        }
        let count = &mut self.counts[at];
        if *count == 0 {
            self.met.push(term);
        }
        *count = count.saturating_add(times);
    }

    /// What was counted, in the order of terms; all of it is forgotten.
    fn take(&mut self) -> Vec<(TermId, u16)> {
        self.met.sort_unstable();
        let counts = &mut self.counts;
        self.met.drain(..).map(|term| (term, std::mem::take(&mut counts[term.index()]))).collect()
    }
}
