//! Markdown and MDX to blocks, by one pass over the parser's events.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::super::callouts;
use super::super::markdown::{OPTIONS, has_wikilinks};
use super::builder::Builder;
use super::{BlockKind, DEEPEST, html};

/// Reads `part` of the file.
pub(super) fn read(builder: &mut Builder<'_>, part: Range<usize>, mdx: bool, depth: usize) {
    let text = builder.text;
    let Some(original) = text.get(part.clone()) else { return };
    let masked = builder.templates.mask(part.clone(), original, mdx).into_owned();
    let wikilinks = if has_wikilinks(&masked) { Options::ENABLE_WIKILINKS } else { Options::empty() };
    let mut reading = Reading { builder, base: part.start, mdx, depth, within: Vec::new(), html: None };
    for (event, range) in Parser::new_ext(&masked, OPTIONS | wikilinks).into_offset_iter() {
        reading.event(event, range);
    }
    reading.builder.code = false;
}

struct Reading<'b, 't> {
    builder: &'b mut Builder<'t>,
    /// Where the part starts in the file.
    base: usize,
    mdx: bool,
    depth: usize,
    /// What text that no block was opened for belongs to: the innermost is the last.
    within: Vec<BlockKind>,
    /// Where a block of HTML starts.
    html: Option<usize>,
}

impl Reading<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let at = self.base + range.start..self.base + range.end;
        match event {
            Event::Start(tag) => self.start(&tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Text(text) => self.text(&text, at),
            Event::Code(code) => {
                self.ensure();
                let span = self.code_span(&code, &at);
                self.builder.code = true;
                match span {
                    Some(span) => self.builder.push_source(span),
                    None => self.builder.push(&code, at),
                }
                self.builder.code = false;
            }
            Event::SoftBreak | Event::HardBreak => self.builder.push_space(at),
            Event::Html(_) => {
                self.html.get_or_insert(at.start);
            }
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.builder.push_space(at),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                let kind = self.within.last().copied().unwrap_or(BlockKind::Paragraph);
                self.builder.open(kind);
            }
            Tag::Heading { level, .. } => self.builder.open(BlockKind::Heading(*level as u8)),
            Tag::Item if callouts::is_mark(self.builder.text, at.start) => self.enter(BlockKind::Paragraph),
            Tag::Item => self.enter(BlockKind::Item),
            Tag::TableCell => self.enter(BlockKind::Cell),
            Tag::FootnoteDefinition(_) => self.enter(BlockKind::Paragraph),
            Tag::CodeBlock(kind) => {
                self.builder.close();
                if self.mdx && matches!(kind, CodeBlockKind::Indented) {
                    self.indented(at);
                    // What follows until the end of the block has been read.
                    self.within.push(BlockKind::Code);
                } else {
                    self.builder.open(BlockKind::Code);
                    self.builder.code = true;
                    self.within.push(BlockKind::Code);
                }
            }
            Tag::Link { .. } | Tag::Image { .. } => self.builder.links += 1,
            Tag::List(_) | Tag::Table(_) | Tag::BlockQuote(_) | Tag::HtmlBlock => self.builder.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, at: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.builder.close(),
            TagEnd::Item | TagEnd::TableCell | TagEnd::FootnoteDefinition => {
                self.builder.close();
                self.within.pop();
            }
            TagEnd::CodeBlock => {
                self.builder.close();
                self.builder.code = false;
                self.within.pop();
            }
            TagEnd::Link | TagEnd::Image => self.builder.links = self.builder.links.saturating_sub(1),
            TagEnd::HtmlBlock => {
                if let Some(start) = self.html.take() {
                    html::read(self.builder, start..at.end, self.mdx, self.depth);
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, kind: BlockKind) {
        self.builder.close();
        self.within.push(kind);
    }

    /// Opens a block for text that stands in none: tight list items and cells have no paragraphs.
    fn ensure(&mut self) {
        if !self.builder.is_open() {
            self.builder.open(self.within.last().copied().unwrap_or(BlockKind::Paragraph));
        }
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        if self.within.last() == Some(&BlockKind::Code) && !self.builder.code {
            return;
        }
        self.ensure();
        if text.len() == at.len() {
            self.builder.push_source(at);
        } else {
            self.builder.push(text, at);
        }
    }

    /// The bytes between the backticks, if they read `code`.
    fn code_span(&self, code: &str, at: &Range<usize>) -> Option<Range<usize>> {
        let written = self.builder.text.get(at.clone())?;
        let ticks = written.len() - written.trim_start_matches('`').len();
        let inner = written.get(ticks..written.len().checked_sub(ticks)?)?;
        let start = at.start + ticks + inner.find(code.get(..1)?)?;
        let literal = self.builder.text.get(start..start + code.len())? == code;
        literal.then(|| start..start + code.len())
    }

    /// MDX has no indented code: what looks like it is Markdown inside a component.
    fn indented(&mut self, at: Range<usize>) {
        let text = self.builder.text;
        let mut start = at.start;
        for line in text.get(at).unwrap_or("").split_inclusive('\n') {
            let from = start + (line.len() - line.trim_start().len());
            start += line.len();
            if self.depth < DEEPEST && from < start {
                read(self.builder, from..start, self.mdx, self.depth + 1);
            }
        }
    }
}
