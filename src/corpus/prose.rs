//! The running text of an article, as readers see it: blocks of plain text, each character of which can be led back to the
//! bytes of the file.
//!
//! Records hold no bodies; whoever needs the words (search, mentions, suggestions) reads the file again and parses it into
//! this. Front matter, comments, markup and template calls are gone; code is kept, in blocks of its own.

mod builder;
mod html;
mod markdown;

use super::front_matter;
use super::read::{DEEPEST_NESTING, nesting};
use super::templates::Templates;
use crate::text::Span;
use builder::Builder;

/// Text inside MDX components is Markdown again; components do not nest deeper than this without a blank line.
const DEEPEST: usize = 4;

/// The running text of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The text of all blocks, a block a line.
    pub text: String,
    /// The blocks in order of their place.
    pub blocks: Vec<Block>,
    /// Where the text comes from, in order; together they cover all of it but the line breaks between blocks.
    pub pieces: Vec<Piece>,
}

/// A heading, paragraph, item or cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its place in [`Prose::text`].
    pub span: Span,
    /// How many headings stand before it or are it, as in [`Link::section`](super::Link::section).
    pub section: u16,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of this level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The own text of a list item.
    Item,
    /// A cell of a table.
    Cell,
    /// A block of code.
    Code,
}

impl Block {
    /// Whether it is code.
    pub fn is_code(&self) -> bool {
        self.kind == BlockKind::Code
    }
}

/// A stretch of text that stands in one piece in the file, or stands for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its place in [`Prose::text`].
    pub span: Span,
    /// Its bytes in the file. Of the same length, it is the text itself; else an entity or escape that means it.
    pub source: Span,
    /// Whether it is part of a link or of the words for an image.
    pub in_link: bool,
    /// Whether it is code within running text, or part of a block of code.
    pub in_code: bool,
}

impl Piece {
    /// Whether the text stands in the file as it is, white space aside.
    pub fn is_literal(&self) -> bool {
        self.span.range().len() == self.source.range().len()
    }
}

impl Prose {
    /// Reads the file that is known as `path` in the corpus and reads `text`.
    pub fn read(path: &str, text: &str) -> Self {
        let body_start = front_matter::split(text)
            .map_or_else(|| text.len() - text.trim_start_matches('\u{feff}').len(), |found| found.body_start);
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let is = |other: &str| extension.eq_ignore_ascii_case(other);
        let mut builder = Builder::new(text, Templates::find(text));
        if is("html") || is("htm") {
            html::read(&mut builder, body_start..text.len(), false, 0);
        } else if nesting(text) <= DEEPEST_NESTING {
            markdown::read(&mut builder, body_start..text.len(), is("mdx"), 0);
        }
        builder.finish()
    }

    /// The text of a block of this prose.
    pub fn text_of(&self, block: &Block) -> &str {
        block.span.slice(&self.text).unwrap_or("")
    }

    /// The pieces that `span` of the text is made of.
    pub fn pieces_of(&self, span: Span) -> &[Piece] {
        let from = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        let to = self.pieces.partition_point(|piece| piece.span.start < span.end);
        self.pieces.get(from..to).unwrap_or(&[])
    }

    /// Where `span` of the text stands in the file, from its first to its last character, with whatever markup lies between.
    /// `None` if it begins or ends within an entity, or is empty.
    pub fn source(&self, span: Span) -> Option<Span> {
        let pieces = self.pieces_of(span);
        let (first, last) = (pieces.first()?, pieces.last()?);
        let into = span.start.checked_sub(first.span.start)?;
        let left = last.span.end.checked_sub(span.end)?;
        let whole = |piece: &Piece, cut: u32| piece.is_literal() || cut == 0;
        let fits = whole(first, into) && whole(last, left);
        fits.then(|| Span { start: first.source.start + into, end: last.source.end - left })
    }
}

/// Appends `text` with a space for each line break and tab.
pub fn push_in_line(out: &mut String, text: &str) {
    let mut rest = 0;
    for at in memchr::memchr3_iter(b'\n', b'\r', b'\t', text.as_bytes()) {
        out.push_str(text.get(rest..at).unwrap_or(""));
        out.push(' ');
        rest = at + 1;
    }
    out.push_str(text.get(rest..).unwrap_or(""));
}
