//! One article as the source of links: its terms in order, and where a link may go.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::corpus::Article;
use crate::corpus::boilerplate::{Boilerplate, fingerprint, tool_words};
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
    /// Where the free words with a term are, in order.
    places: FxHashMap<Term, Vec<u32>>,
    /// The terms of each block, worked out when they are asked for.
    weighed: Vec<OnceCell<WeighedBlock>>,
}

/// The terms of a block, each once in order, with their rarity, and the length of that vector.
type WeighedBlock = (Vec<(Term, f32)>, f32);

/// Words of headings under which editors note what readers do not see.
const EDITORS_ONLY: [&str; 9] = [
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
    pub(super) fn read(article: &Article, text: &str, boilerplate: &Boilerplate, terms: &mut Terms) -> Self {
        let prose = Prose::read(&article.path, text);
        let (language, tools) = (article.language(), tool_words(article));
        let mut page = Self { grounds: grounds(&prose, boilerplate, &tools), ..Self::default() };
        for (number, block) in prose.blocks.iter().enumerate().filter(|(_, block)| !block.is_code()) {
            let open = page.grounds.get(number).is_some_and(|ground| *ground != Ground::Closed);
            let base = block.span.start as usize;
            terms.each(prose.text_of(block), language, |term, word| {
                let span = Span::new(base + word.start, base + word.end());
                let is_free = open && prose.pieces_of(span).iter().all(|piece| !piece.in_link && !piece.in_code);
                if is_free {
                    page.places.entry(term).or_default().push(page.tokens.len() as u32);
                }
                page.tokens.push(Token { term, span, block: number as u32, is_free });
            });
        }
        page.weighed = vec![OnceCell::new(); prose.blocks.len()];
        page.prose = prose;
        page
    }

    /// Where a term stands in free text, as positions among the tokens.
    pub(super) fn places_of(&self, term: Term) -> &[u32] {
        self.places.get(&term).map_or(&[], Vec::as_slice)
    }

    /// Every term in free text, in no order.
    pub(super) fn free_terms(&self) -> impl Iterator<Item = Term> {
        self.places.keys().copied()
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

fn grounds(prose: &Prose, boilerplate: &Boilerplate, tools: &[String]) -> Vec<Ground> {
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
            let print = || fingerprint(text, tools).is_some_and(|print| boilerplate.contains(print));
            let closed =
                matches!(block.kind, BlockKind::Heading(_) | BlockKind::Code) || hidden_from.is_some() || print();
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
