//! What each block of an article is to whoever looks for places for links.

use crate::corpus::prose::{Block, BlockKind, Prose};

/// What links may be placed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// Running text.
    Text,
    /// An item of a list of links, or a cell of a table: no running text.
    Listed,
    /// Never: headings, code, boilerplate, what only editors see.
    Closed,
}

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

/// What each block of the prose of `file` is, boilerplate aside.
pub(super) fn grounds(prose: &Prose, file: &str) -> Vec<Ground> {
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
                false if block.kind == BlockKind::Cell => Ground::Listed,
                false if listed(block.kind) && share >= LINKS_SHARE => Ground::Listed,
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
