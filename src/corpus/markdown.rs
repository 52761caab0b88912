//! Markdown and MDX to links, headings and ids, by one pass over the parser's events.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::text::Span;

use super::bare_urls::BareUrls;
use super::collect::{Collector, NewLink};
use super::role::{self, BlockKind};
use super::templates::Templates;
use super::{Heading, HeadingMarks, LinkKind, callouts, definitions, headings, html, mdx, vault};

/// The extensions that are read. Left out on purpose: metadata blocks (a rule at the top is not front matter), maths
/// (prices are not formulas), smart punctuation (spans must slice to what is there).
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Text inside MDX components is Markdown again; components do not nest deeper than this without a blank line.
const DEEPEST: usize = 4;

/// Scans `text[body]` into `collector`.
pub(super) fn scan(collector: &mut Collector<'_>, templates: &mut Templates, body: Range<usize>, mdx: bool) {
    scan_part(collector, templates, body, mdx, 0);
}

fn scan_part(collector: &mut Collector<'_>, templates: &mut Templates, part: Range<usize>, mdx: bool, depth: usize) {
    let text = collector.text;
    let Some(original) = text.get(part.clone()) else { return };
    if mdx {
        for fence in mdx::fences(original) {
            templates.leave_out(part.start + fence.start..part.start + fence.end);
        }
    }
    let masked = templates.mask(part.clone(), original, mdx);
    let source: &str = &masked;
    let mut scan = Scan {
        base: part.start,
        source,
        original,
        bare_urls: BareUrls::new(original),
        blocks: Vec::new(),
        in_code: 0,
        html_start: None,
        mdx,
        depth,
        collector,
        templates,
    };
    let mut options = OPTIONS;
    if has_wikilinks(source) {
        options |= Options::ENABLE_WIKILINKS;
    }
    let mut events = Parser::new_ext(source, options).into_offset_iter();
    for (event, range) in events.by_ref() {
        scan.event(event, range);
    }
    collector.redefined(definitions::repeated(source, original, part.start, events.reference_definitions(), options));
}

/// Wikilinks are read unless the text has `[[1]](…)`, which they would tear apart.
pub(super) fn has_wikilinks(source: &str) -> bool {
    static OPEN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("[["));
    static TORN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("]]("));
    let bytes = source.as_bytes();
    OPEN.find(bytes).is_some() && TORN.find(bytes).is_none()
}

struct Scan<'c, 't, 's> {
    /// Where the part starts in the file.
    base: usize,
    /// The part as the parser sees it, templates masked.
    source: &'s str,
    /// The part as it is, of the same length.
    original: &'s str,
    bare_urls: BareUrls<'s>,
    blocks: Vec<Block>,
    in_code: usize,
    html_start: Option<usize>,
    mdx: bool,
    depth: usize,
    collector: &'c mut Collector<'t>,
    templates: &'c mut Templates,
}

/// An open block that links may stand in.
struct Block {
    kind: BlockKind,
    start: usize,
    /// Where its own text ends and a nested list begins.
    own_end: Option<usize>,
    mark: usize,
}

impl Scan<'_, '_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Code(_) => self.code(range),
            Event::SoftBreak | Event::HardBreak if self.collector.wants_text() => self.collector.push_text(" "),
            Event::Html(_) => {
                self.html_start.get_or_insert(range.start);
            }
            Event::InlineHtml(_) => {
                if let Some(tag) = self.original.get(range.clone()) {
                    if tag.starts_with("<!--") {
                        self.collector.mark_comment();
                    }
                    html::scan_inline(self.collector, tag, self.base + range.start, self.mdx);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                for (line, heading) in headings::tight(self.original, &range) {
                    let span = Span::new(self.base + line.start, self.base + line.end);
                    self.collector.push_tight_heading(span, heading);
                }
                if self.blocks.is_empty() {
                    self.open_block(BlockKind::Paragraph, range.start);
                }
            }
            Tag::Item if callouts::is_mark(self.original, range.start) => {}
            Tag::Item | Tag::TableCell => self.open_block(BlockKind::Item, range.start),
            Tag::Heading { level, id, attrs, classes } => {
                self.open_block(BlockKind::Item, range.start);
                // `{#x}`, `{id=x}` and `{id="x"}` are the same.
                let named = || attrs.iter().find(|(name, _)| **name == *"id").and_then(|(_, value)| value.clone());
                let by_hand = id.is_some() || !classes.is_empty() || !attrs.is_empty();
                let id = id.or_else(named).map(|id| id.trim_matches('"').into());
                let attributes = headings::attributes(self.original, &range, by_hand).into();
                let marks = HeadingMarks { raw: None, id, attributes }.kept();
                let heading = Heading { level: level_number(level), marks, ..Heading::default() };
                self.collector.open_heading(self.base + range.start, heading);
            }
            Tag::List(_) => {
                if let Some(block) = self.blocks.last_mut() {
                    block.own_end.get_or_insert(range.start);
                }
            }
            Tag::CodeBlock(_) => {
                self.in_code += 1;
                self.templates.leave_out(self.base + range.start..self.base + range.end);
                if self.mdx && !self.is_fenced(&range) {
                    self.indented_markdown(range);
                }
            }
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(link_type, &dest_url, &title, range),
            // An embedded note.
            Tag::Image { link_type: link_type @ LinkType::WikiLink { .. }, dest_url, title, .. }
                if !vault::is_image_name(&dest_url) =>
            {
                self.open_link(link_type, &dest_url, &title, range);
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                let href = self.href(&dest_url, link_type);
                let label = Some((*title).into());
                let new = NewLink { href: href.0, href_span: href.1, kind: LinkKind::Image, label, tag: None };
                self.collector.open_link(self.base + range.start, new);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Link | TagEnd::Image => self.collector.close_markdown(self.base + range.end),
            TagEnd::Paragraph if self.blocks.last().is_some_and(|block| block.kind == BlockKind::Paragraph) => {
                self.close_block(range.end);
            }
            TagEnd::Item if callouts::is_mark(self.original, range.start) => {}
            TagEnd::Item | TagEnd::TableCell => self.close_block(range.end),
            TagEnd::Heading(_) => {
                if let Some(id) = self.commented_id(&range).map(str::to_owned) {
                    self.collector.name_heading(&id);
                }
                self.collector.close_heading(self.base + trimmed_end(self.original, &range));
                self.close_block(range.end);
            }
            TagEnd::CodeBlock => self.in_code -= 1,
            TagEnd::HtmlBlock => {
                if let Some(start) = self.html_start.take() {
                    self.html_block(start..range.end);
                }
            }
            _ => {}
        }
    }

    /// The id in a comment at the end of a heading of MDX: `## Setup {/* #setup */}`.
    fn commented_id(&self, range: &Range<usize>) -> Option<&str> {
        let heading = self.original.get(range.clone()).filter(|_| self.mdx)?;
        let comment = heading.trim_end().strip_suffix("*/}")?.rsplit_once("{/*")?.1;
        comment.trim().strip_prefix('#').filter(|id| !id.is_empty() && !id.contains(char::is_whitespace))
    }

    fn open_block(&mut self, kind: BlockKind, start: usize) {
        self.blocks.push(Block { kind, start, own_end: None, mark: self.collector.mark() });
    }

    fn close_block(&mut self, end: usize) {
        let Some(block) = self.blocks.pop() else { return };
        if self.collector.mark() == block.mark {
            return;
        }
        let own = (self.base + block.start, self.base + block.own_end.unwrap_or(end));
        let links = self.collector.unjudged(block.mark);
        let role = role::of_markdown(block.kind, self.collector.text, own, links);
        self.collector.judge(block.mark, role);
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.in_code > 0 {
            return;
        }
        if self.collector.wants_text() {
            // Masked text has the length of what stands there; unescaped text differs and is taken as it is.
            let original = self.original.get(range.clone()).filter(|original| original.len() == text.len());
            self.collector.push_text(original.unwrap_or(text));
        }
        if !self.collector.in_link() {
            while let Some(url) = self.bare_urls.next_in(&range) {
                let (start, end) = (self.base + url.start, self.base + url.end);
                let href: Box<str> = self.original.get(url).unwrap_or("").into();
                let label = Some(href.clone());
                let href_span = Span::new(start, end);
                self.collector.open_link(start, NewLink { href, href_span, kind: LinkKind::Auto, label, tag: None });
                self.collector.close_markdown(end);
            }
        }
    }

    fn code(&mut self, range: Range<usize>) {
        if self.collector.wants_text() {
            let code = self.original.get(range.clone()).unwrap_or("");
            self.collector.push_code(code.trim_matches('`'));
        }
        self.templates.leave_out(self.base + range.start..self.base + range.end);
    }

    fn open_link(&mut self, link_type: LinkType, dest: &CowStr<'_>, title: &str, range: Range<usize>) {
        let kind = match link_type {
            LinkType::Autolink | LinkType::Email => LinkKind::Auto,
            LinkType::WikiLink { .. } => LinkKind::Wiki,
            _ => LinkKind::Markdown,
        };
        let (href, href_span) = self.href(dest, link_type);
        // `[text](/x "title")`: a title names the link to nobody who cannot hover, so it is no anchor text.
        let _ = title;
        self.collector.open_link(self.base + range.start, NewLink { href, href_span, kind, label: None, tag: None });
    }

    /// The target as written, and its bytes in the file where they stand there literally.
    fn href(&self, dest: &CowStr<'_>, link_type: LinkType) -> (Box<str>, Span) {
        if link_type == LinkType::Email {
            return (format!("mailto:{dest}").into(), Span::default());
        }
        let Some(Range { start: offset, .. }) = definitions::literal(self.source, dest) else {
            return ((**dest).into(), Span::default());
        };
        let dest = match link_type {
            // `[[target\|text]]`, as it has to be written in a table.
            LinkType::WikiLink { .. } => dest.trim_end_matches('\\'),
            _ => dest,
        };
        let written = self.original.get(offset..offset + dest.len()).unwrap_or(dest);
        (written.into(), Span::new(self.base + offset, self.base + offset + dest.len()))
    }

    fn html_block(&mut self, range: Range<usize>) {
        // In MDX as masked: fenced code in it is blank.
        let text = if self.mdx { self.source } else { self.original };
        let Some(block) = text.get(range.clone()) else { return };
        let markdown = html::scan_block(self.collector, block, self.base + range.start, self.mdx);
        if self.depth < DEEPEST {
            for text in markdown {
                scan_part(self.collector, self.templates, text, self.mdx, self.depth + 1);
            }
        }
    }

    fn is_fenced(&self, range: &Range<usize>) -> bool {
        let block = self.original.get(range.clone()).unwrap_or("");
        block.trim_start().starts_with("```") || block.trim_start().starts_with("~~~")
    }

    /// MDX has no indented code: what looks like it is Markdown inside a component.
    fn indented_markdown(&mut self, range: Range<usize>) {
        // As masked: fenced code in it is blank.
        let block = self.source.get(range.clone()).unwrap_or("");
        let mut at = self.base + range.start;
        for line in block.split_inclusive('\n') {
            let content = line.trim_start();
            let start = at + (line.len() - content.len());
            at += line.len();
            if self.depth < DEEPEST && (line.contains(['[', '<']) || content.starts_with('#')) {
                scan_part(self.collector, self.templates, start..at, self.mdx, self.depth + 1);
            } else if self.collector.in_tag_link() {
                // `<a …>` stands on a line of its own, and its text below it.
                self.collector.push_text(line);
            }
        }
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}

/// The end of `range` without the line end.
fn trimmed_end(text: &str, range: &Range<usize>) -> usize {
    range.start + text.get(range.clone()).unwrap_or("").trim_end().len()
}
