//! HTML to links, headings and ids: whole HTML articles, HTML blocks in Markdown (hub pages are made of them), and
//! single tags in running text.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Tokenizer};

use crate::text::{Span, words};

use super::collect::{Collector, NewLink};
use super::role::{self, BlockKind};
use super::{Heading, HeadingMarks, LinkKind, LinkRole};

/// Stands for what a component shows in a link, which is not known here: something to click on, without words to compare.
const SHOWN: &str = "</>";

/// Scans a whole HTML document. Returns the text of its `<title>`.
pub(super) fn scan_document(collector: &mut Collector<'_>, html: &str, base: usize) -> Option<Box<str>> {
    let mut scan = Scan::new(collector, html, base, false);
    scan.run();
    scan.flush();
    (!scan.title.is_empty()).then(|| scan.title.trim().into())
}

/// Scans a block of HTML inside Markdown. In MDX, returns the stretches of text between tags that are Markdown.
pub(super) fn scan_block(collector: &mut Collector<'_>, html: &str, base: usize, mdx: bool) -> Vec<Range<usize>> {
    if is_comment(html) {
        return Vec::new();
    }
    let mut scan = Scan::new(collector, html, base, mdx);
    scan.run();
    scan.flush();
    scan.markdown
}

/// Whether a block is one comment and nothing else, as most blocks of HTML in Markdown are.
fn is_comment(html: &str) -> bool {
    let inside = html.trim_ascii().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    // What ends a comment early, `>` behind its first dashes among it, is left to the tokenizer.
    inside.is_some_and(|inside| !inside.starts_with(['>', '-']) && !inside.contains("--"))
}

/// Scans one tag in running text.
pub(super) fn scan_inline(collector: &mut Collector<'_>, tag: &str, base: usize, mdx: bool) {
    if tag.contains('=') || (collector.in_tag_link() && tag.starts_with("</")) || (mdx && collector.in_link()) {
        Scan::new(collector, tag, base, mdx).run();
    }
}

struct Scan<'c, 't, 'h> {
    collector: &'c mut Collector<'t>,
    html: &'h str,
    base: usize,
    mdx: bool,
    tag: OpenTag,
    /// The element whose text is not content (`script`, `style`), while inside it.
    hidden: Option<&'static str>,
    in_title: bool,
    title: String,
    segment: Segment,
    markdown: Vec<Range<usize>>,
}

/// Faults of the markup are not asked for: looking for them takes a quarter of the time.
struct Lenient<E>(E);

impl<E: Emitter> ForwardingEmitter for Lenient<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// A start tag while its attributes are read.
#[derive(Default)]
struct OpenTag {
    name: String,
    start: usize,
    attribute: Attribute,
    target: Option<(Box<str>, Span)>,
    source: Option<(Box<str>, Span)>,
    label: Option<Box<str>>,
    ids: Vec<Box<str>>,
    /// An MDX component: its name starts with a capital.
    component: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Attribute {
    Target,
    Source,
    Id,
    Label,
    #[default]
    Other,
}

/// A stretch between two block-level tags: what a link in it stands beside.
#[derive(Default)]
struct Segment {
    mark: usize,
    words_beside: usize,
    paragraph: bool,
    starts_with_link: Option<bool>,
    described: Option<bool>,
}

impl<'c, 't, 'h> Scan<'c, 't, 'h> {
    fn new(collector: &'c mut Collector<'t>, html: &'h str, base: usize, mdx: bool) -> Self {
        let segment = Segment { mark: collector.mark(), ..Segment::default() };
        let (tag, title, markdown) = (OpenTag::default(), String::new(), Vec::new());
        Self { collector, html, base, mdx, tag, hidden: None, in_title: false, title, segment, markdown }
    }

    fn run(&mut self) {
        let html = self.html;
        let callback = |event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Infallible> {
            self.event(event, span.start..span.end);
            None
        };
        let mut emitter = CallbackEmitter::new(callback);
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(html, Lenient(emitter)).finish();
    }

    fn event(&mut self, event: CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = OpenTag { name: lossy(name).into_owned(), start: span.start, ..OpenTag::default() };
                self.tag.component = self.mdx && self.written_name().starts_with(|c: char| c.is_ascii_uppercase());
            }
            CallbackEvent::AttributeName { name } => self.tag.attribute = self.attribute(name),
            CallbackEvent::AttributeValue { value } => self.attribute_value(&lossy(value), span),
            CallbackEvent::CloseStartTag { self_closing } => self.start_tag(self_closing, span.end),
            CallbackEvent::EndTag { name } => self.end_tag(&lossy(name), span),
            CallbackEvent::String { value } => self.string(&lossy(value), span),
            _ => {}
        }
    }

    fn attribute(&self, name: &[u8]) -> Attribute {
        match name {
            b"href" => Attribute::Target,
            b"to" | b"link" | b"url" if self.tag.component => Attribute::Target,
            b"src" => Attribute::Source,
            b"id" | b"name" => Attribute::Id,
            b"aria-label" | b"title" | b"alt" | b"label" => Attribute::Label,
            _ => Attribute::Other,
        }
    }

    /// The tag's name with its capitals, which the tokenizer folds.
    fn written_name(&self) -> &str {
        let start = self.tag.start + 1;
        self.html.get(start..start + self.tag.name.len()).unwrap_or("")
    }

    fn attribute_value(&mut self, value: &str, span: Range<usize>) {
        let span = Span::new(self.base + span.start, self.base + span.end);
        match self.tag.attribute {
            Attribute::Target => self.tag.target = Some((unbraced(value).into(), span)),
            Attribute::Source => self.tag.source = Some((unbraced(value).into(), span)),
            Attribute::Id => self.tag.ids.push(value.into()),
            Attribute::Label if self.tag.label.is_none() => self.tag.label = Some(value.into()),
            Attribute::Label | Attribute::Other => {}
        }
        self.tag.attribute = Attribute::Other;
    }

    fn start_tag(&mut self, self_closing: bool, end: usize) {
        let tag = std::mem::take(&mut self.tag);
        let start = self.base + tag.start;
        for id in &tag.ids {
            self.collector.push_id(id);
        }
        if let Some(level) = heading_level(&tag.name) {
            self.flush();
            let marks = HeadingMarks { id: tag.ids.first().cloned(), ..HeadingMarks::default() }.kept();
            self.collector.open_heading(start, Heading { level, marks, is_tag: true, ..Heading::default() });
        } else if is_block(&tag.name) {
            self.flush();
            self.segment.paragraph = tag.name == "p";
        }
        match tag.name.as_str() {
            "script" => self.hidden = Some("script"),
            "style" => self.hidden = Some("style"),
            "title" => self.in_title = true,
            "br" => self.collector.push_text(" "),
            "link" | "base" | "use" if !tag.component => {}
            "img" => {
                if let Some((href, href_span)) = tag.source {
                    let alt = tag.label.clone();
                    let new =
                        NewLink { href, href_span, kind: LinkKind::ImageTag, label: alt, tag: Some("img".into()) };
                    self.collector.push_text(tag.label.as_deref().unwrap_or(""));
                    self.collector.open_link(start, new);
                    self.collector.close_tag("img", self.base + end);
                }
            }
            _ => self.open_target(tag, self_closing, end),
        }
    }

    fn open_target(&mut self, tag: OpenTag, self_closing: bool, end: usize) {
        let Some((href, href_span)) = tag.target else {
            if tag.component {
                self.collector.stand_in(tag.label.as_deref().unwrap_or(SHOWN));
            }
            return;
        };
        if !self.collector.in_link() {
            self.segment.starts_with_link.get_or_insert(self.segment.words_beside == 0);
        }
        let standalone = self_closing && tag.name != "a";
        // What a component shows without any text of its own is not known here; its name stands for it.
        let label = tag.label.or_else(|| standalone.then(|| tag.name.as_str().into()));
        let name: Box<str> = tag.name.into();
        let new = NewLink { href, href_span, kind: LinkKind::Html, label, tag: Some(name.clone()) };
        self.collector.open_link(self.base + tag.start, new);
        if standalone {
            self.collector.close_tag(&name, self.base + end);
        }
    }

    fn end_tag(&mut self, name: &str, span: Range<usize>) {
        if self.hidden == Some(name) {
            self.hidden = None;
        }
        self.in_title &= name != "title";
        self.collector.close_tag(name, self.base + span.end);
        if heading_level(name).is_some() {
            self.collector.close_heading(self.base + span.end);
        }
        if is_block(name) || heading_level(name).is_some() {
            self.flush();
        }
    }

    fn string(&mut self, text: &str, span: Range<usize>) {
        if self.hidden.is_some() {
            return;
        }
        if self.in_title {
            self.title.push_str(text);
        }
        if self.mdx && text.contains(['[', '`']) {
            let lead = text.len() - text.trim_start().len();
            self.markdown.push(self.base + span.start + lead..self.base + span.end);
        }
        self.collector.push_text(text);
        if !self.collector.in_link() && !text.trim().is_empty() {
            if self.segment.starts_with_link == Some(true) {
                self.segment.described.get_or_insert(role::starts_with_separator(text));
            }
            let beside = &mut self.segment.words_beside;
            *beside += words::count(text, role::ENOUGH_WORDS.saturating_sub(*beside));
            self.segment.starts_with_link.get_or_insert(false);
        }
    }

    /// Ends a stretch: the links in it get their role.
    fn flush(&mut self) {
        let segment = std::mem::take(&mut self.segment);
        let kind = if segment.paragraph { BlockKind::Paragraph } else { BlockKind::Item };
        let role = role::of(kind, segment.words_beside, segment.described == Some(true));
        self.collector.judge(segment.mark, role);
        // A link around whole blocks is a card.
        if self.collector.in_tag_link() && role == LinkRole::Body {
            self.collector.judge(segment.mark, LinkRole::List);
        }
        self.segment.mark = self.collector.mark();
    }
}

/// `{"/x"}`, `{'/x'}` and `` {`/x`} `` are strings; any other expression stays as it is and cannot be resolved.
fn unbraced(value: &str) -> &str {
    let inner = value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).map_or(value, str::trim);
    let quoted = ['"', '\'', '`'].iter().find_map(|&quote| inner.strip_prefix(quote)?.strip_suffix(quote));
    quoted.filter(|text| !text.contains("${")).unwrap_or(value)
}

fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    // Looking for faults one by one takes longer than finding that there are none.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Elements that begin and end a stretch of text of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
