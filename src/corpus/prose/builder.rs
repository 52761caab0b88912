//! Puts blocks together from what the parsers of Markdown and HTML meet.

use std::ops::Range;

use super::super::templates::Templates;
use super::{Block, BlockKind, Piece, Prose, push_in_line};
use crate::text::Span;

/// Collects the prose of one file.
pub(super) struct Builder<'t> {
    /// The whole file.
    pub(super) text: &'t str,
    pub(super) templates: Templates,
    prose: Prose,
    /// The block being written, and where its text starts.
    open: Option<(BlockKind, usize)>,
    headings: u16,
    /// How many links or images are open.
    pub(super) links: usize,
    /// Whether running text is code at the moment.
    pub(super) code: bool,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str, templates: Templates) -> Self {
        let prose = Prose { text: String::with_capacity(text.len()), ..Prose::default() };
        Self { text, templates, prose, open: None, headings: 0, links: 0, code: false }
    }

    /// Ends the block, if one is open, and starts another.
    pub(super) fn open(&mut self, kind: BlockKind) {
        self.close();
        if matches!(kind, BlockKind::Heading(_)) {
            self.headings = self.headings.saturating_add(1);
        }
        if !self.prose.text.is_empty() {
            self.prose.text.push('\n');
        }
        self.open = Some((kind, self.prose.text.len()));
    }

    /// Whether a block is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Ends the block. One without text is forgotten.
    pub(super) fn close(&mut self) {
        let Some((kind, start)) = self.open.take() else { return };
        let text = &mut self.prose.text;
        while text.len() > start && text.ends_with(' ') {
            text.pop();
            let end = text.len() as u32;
            if let Some(piece) = self.prose.pieces.last_mut() {
                let literal = piece.is_literal();
                piece.span.end = end.max(piece.span.start);
                piece.source.end -= u32::from(literal);
            }
            while self.prose.pieces.last().is_some_and(|piece| piece.span.start >= piece.span.end) {
                self.prose.pieces.pop();
            }
        }
        if text.len() > start {
            let span = Span::new(start, text.len());
            self.prose.blocks.push(Block { kind, span, section: self.headings });
        } else {
            text.truncate(start.saturating_sub(1));
        }
    }

    /// Appends the text that stands at `range` of the file, template calls replaced by what they show.
    pub(super) fn push_source(&mut self, range: Range<usize>) {
        let mut at = range.start;
        // A call may reach beyond the range, as one over several lines does.
        while at < range.end
            && let Some(call) = self.templates.next_in(at..range.end)
        {
            let shown = (call.start >= at).then(|| shown(self.text, &call)).flatten();
            if call.start > at {
                self.push_literal(at..call.start);
            }
            if let Some(shown) = shown {
                self.push_literal(shown);
            }
            at = call.end.min(range.end);
        }
        self.push_literal(at..range.end);
    }

    fn push_literal(&mut self, range: Range<usize>) {
        if let Some(text) = self.text.get(range.clone()) {
            self.push(text, range);
        }
    }

    /// Appends `text`, which `range` of the file stands for. Line breaks become spaces, and none leads a block.
    pub(super) fn push(&mut self, text: &str, range: Range<usize>) {
        let Some((_, start)) = self.open else { return };
        let literal = text.len() == range.len();
        let blank = self.prose.text.len() == start || self.prose.text.ends_with(' ');
        let kept = if blank { text.trim_start() } else { text };
        if kept.is_empty() {
            return;
        }
        let source_start = if literal { range.end - kept.len() } else { range.start };
        let from = self.prose.text.len();
        push_in_line(&mut self.prose.text, kept);
        let piece = Piece {
            span: Span::new(from, self.prose.text.len()),
            source: Span::new(source_start, range.end),
            in_link: self.links > 0,
            in_code: self.code,
        };
        match self.prose.pieces.last_mut() {
            Some(last) if continues(last, &piece) => {
                (last.span.end, last.source.end) = (piece.span.end, piece.source.end);
            }
            _ => self.prose.pieces.push(piece),
        }
    }

    /// Appends a space that a line break at `range` stands for.
    pub(super) fn push_space(&mut self, range: Range<usize>) {
        self.push(" ", range);
    }

    pub(super) fn finish(mut self) -> Prose {
        self.close();
        self.prose.text.truncate(self.prose.text.trim_end_matches('\n').len());
        self.prose
    }
}

/// Whether `piece` goes on where `last` ends, in the text and in the file.
fn continues(last: &Piece, piece: &Piece) -> bool {
    last.span.end == piece.span.start
        && last.source.end == piece.source.start
        && last.is_literal()
        && piece.is_literal()
        && (last.in_link, last.in_code) == (piece.in_link, piece.in_code)
}

/// The part of a template call that readers see: `text="…"` of a shortcode, the last quoted argument of a reference.
fn shown(text: &str, call: &Range<usize>) -> Option<Range<usize>> {
    let inner = text.get(call.clone())?;
    if let Some(at) = inner.find("text=\"") {
        let start = at + "text=\"".len();
        let length = inner.get(start..)?.find('"')?;
        return Some(call.start + start..call.start + start + length);
    }
    let name = inner.trim_start_matches(['{', ' ']);
    let name = name.get(..name.find('(')?)?;
    if !name.to_ascii_lowercase().ends_with("ref") && !name.eq_ignore_ascii_case("glossary") {
        return None;
    }
    let quote = |c: char| matches!(c, '"' | '\'');
    let mut quotes = inner.match_indices(quote).map(|(at, _)| at);
    // The first argument is the target, the second, if it says anything, what is shown.
    let first = quotes.next()? + 1..quotes.next()?;
    let second = quotes.next().zip(quotes.next()).map(|(open, end)| open + 1..end).filter(|second| !second.is_empty());
    let shown = second.unwrap_or(first);
    Some(call.start + shown.start..call.start + shown.end)
}
