//! One article as the source of links: its terms in order, and where a link may go.

use std::cell::OnceCell;

use super::accepted::unlink;
use super::prints::{Print, tool_terms};
use crate::corpus::Article;
use crate::corpus::boilerplate::Boilerplate;
use crate::corpus::prose::{Block, BlockKind, Prose};
use crate::similarity::{Rarity, Term, Terms};
use crate::text::Span;

/// A word of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) term: Term,
    /// In the page's text.
    pub(super) span: Span,
    /// The block that it stands in.
    pub(super) block: u32,
    /// Whether it is part of running text that is no link and no code.
    pub(super) is_free: bool,
}

/// What links may be placed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// Running text.
    Text,
    /// An item of a list of links, or a cell of a table of them.
    Links,
    /// Never: headings, code, boilerplate, what only editors see.
    Closed,
}

/// An article read again, ready to be searched for places.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) prose: Prose,
    pub(super) tokens: Vec<Token>,
    /// What each block of the prose is to us.
    pub(super) grounds: Vec<Ground>,
    /// Every free word by its term, in the order of terms, then of the text.
    places: Vec<(Term, u32)>,
    /// The terms of each block, worked out when they are asked for.
    weighed: Vec<OnceCell<WeighedBlock>>,
}

/// The terms of a block, each once in order, with their rarity, and the length of that vector.
type WeighedBlock = (Vec<(Term, f32)>, f32);

/// Words of headings under which editors note what readers do not see.
const EDITORS_ONLY: [&str; 11] = [
    "editors only",
    "editor only",
    "editor note",
    "editor's note",
    "editorial note",
    "internal note",
    "for editors",
    "seo note",
    "metadata",
    "revision history",
    "publishing checklist",
];

/// A run of items is a list of links when at least this share of them is linked text.
const LINKS_SHARE: f32 = 0.5;

impl Page {
    /// Reads an article whose file holds `text`. Links at the spans of `accepted` are taken as text.
    pub(super) fn read(
        article: &Article,
        text: &str,
        boilerplate: &Boilerplate,
        accepted: &[Span],
        terms: &mut Terms,
    ) -> Self {
        let mut prose = Prose::read(&article.path, text);
        unlink(&mut prose, accepted);
        let (language, tools) = (article.language(), tool_terms(article, terms));
        let mut page = Self { grounds: grounds(&prose, text), ..Self::default() };
        for (number, block) in prose.blocks.iter().enumerate().filter(|(_, block)| !block.is_code()) {
            let (first, base) = (page.tokens.len(), block.span.start as usize);
            let open = page.grounds.get(number).is_some_and(|ground| *ground != Ground::Closed);
            let all_free = prose.pieces_of(block.span).iter().all(|piece| !piece.in_link && !piece.in_code);
            let mut print = Print::new(&tools);
            terms.each(prose.text_of(block), language, |term, word| {
                let span = Span::new(base + word.start, base + word.end());
                let is_plain = || prose.pieces_of(span).iter().all(|piece| !piece.in_link && !piece.in_code);
                print.push(term, word.text);
                page.tokens.push(Token { term, span, block: number as u32, is_free: open && (all_free || is_plain()) });
            });
            if print.finish().is_some_and(|print| boilerplate.contains(print)) {
                page.grounds[number] = Ground::Closed;
                page.tokens.iter_mut().skip(first).for_each(|token| token.is_free = false);
            }
        }
        let free = page.tokens.iter().enumerate().filter(|(_, token)| token.is_free);
        page.places = free.map(|(at, token)| (token.term, at as u32)).collect();
        page.places.sort_unstable();
        page.weighed = vec![OnceCell::new(); prose.blocks.len()];
        page.prose = prose;
        page
    }

    /// Where a term stands in free text, as positions among the tokens.
    pub(super) fn places_of(&self, term: Term) -> impl Iterator<Item = u32> {
        let from = self.places.partition_point(|place| place.0 < term);
        let all = self.places.get(from..).unwrap_or(&[]);
        all.iter().take_while(move |place| place.0 == term).map(|place| place.1)
    }

    /// Whether a term stands in free text.
    pub(super) fn has(&self, term: Term) -> bool {
        self.places_of(term).next().is_some()
    }

    /// Every term in free text, each once, in order.
    pub(super) fn free_terms(&self) -> impl Iterator<Item = Term> {
        self.places.chunk_by(|a, b| a.0 == b.0).map(|run| run[0].0)
    }

    /// Whether tokens stand in one block, all of them free.
    pub(super) fn is_free(&self, range: std::ops::Range<usize>) -> bool {
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
            let mut terms: Vec<Term> = self.tokens_of(block).iter().map(|token| token.term).collect();
            terms.sort_unstable();
            terms.dedup();
            let terms: Vec<(Term, f32)> = terms.into_iter().map(|term| (term, rarity.idf(term))).collect();
            let length = terms.iter().map(|(_, idf)| idf * idf).sum::<f32>().sqrt();
            (terms, length)
        };
        self.weighed.get(block as usize).map_or(&NONE, |cell| cell.get_or_init(weigh))
    }

    /// From the first to the last of some tokens, in the text.
    pub(super) fn span_of(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(range)?;
        Some(Span { start: tokens.first()?.span.start, end: tokens.last()?.span.end })
    }
}

fn grounds(prose: &Prose, file: &str) -> Vec<Ground> {
    let linked: Vec<f32> = prose.blocks.iter().map(|block| linked_share(prose, block)).collect();
    let listed = |kind: BlockKind| matches!(kind, BlockKind::Item | BlockKind::Cell);
    let mut grounds = Vec::with_capacity(prose.blocks.len());
    let mut hidden_from: Option<u8> = None;
    let mut at = 0;
    for run in prose.blocks.chunk_by(|a, b| a.kind == b.kind && listed(a.kind) && a.section == b.section) {
        let share =
            linked.get(at..at + run.len()).map_or(0.0, |shares| shares.iter().sum::<f32>()) / run.len().max(1) as f32;
        at += run.len();
        for block in run {
            let text = prose.text_of(block);
            if let BlockKind::Heading(level) = block.kind
                && hidden_from.is_none_or(|hidden| level <= hidden)
            {
                hidden_from = is_for_editors(text).then_some(level);
            }
            let never = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Code);
            let closed = never || hidden_from.is_some() || is_fields(prose, block, file);
            grounds.push(match closed {
                true => Ground::Closed,
                false if listed(block.kind) && share >= LINKS_SHARE => Ground::Links,
                false => Ground::Text,
            });
        }
    }
    grounds
}

fn is_for_editors(heading: &str) -> bool {
    let heading = heading.to_lowercase().replace('’', "'");
    EDITORS_ONLY.iter().any(|words| heading.contains(words))
}

/// The share of a block's text that is linked.
fn linked_share(prose: &Prose, block: &Block) -> f32 {
    let pieces = prose.pieces_of(block.span);
    let bytes = |linked: bool| -> usize {
        pieces.iter().filter(|piece| piece.in_link == linked).map(|piece| piece.span.range().len()).sum()
    };
    let (linked, rest) = (bytes(true), bytes(false));
    linked as f32 / (linked + rest).max(1) as f32
}

/// Lines of `Name: value` that make a paragraph a table of fields rather than text.
const FIELD_LINES: usize = 3;

/// Whether a paragraph is nothing but fields (`**Category:** …`), as templates put them under the title.
fn is_fields(prose: &Prose, block: &Block, file: &str) -> bool {
    let is_field = |line: &str| {
        let line = line.trim().trim_matches(|c: char| matches!(c, '*' | '_' | '-' | '>' | ' '));
        let name = line.split_once(':').map(|(name, _)| name.trim_end_matches(['*', '_']));
        name.is_some_and(|name| !name.is_empty() && name.len() <= 32 && name.split(' ').count() <= 3)
    };
    let source = prose.source(block.span).and_then(|span| span.slice(file)).unwrap_or("");
    block.kind == BlockKind::Paragraph && source.lines().count() >= FIELD_LINES && source.lines().all(is_field)
}
