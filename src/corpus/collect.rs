//! What a body yields while it is scanned: links, headings and ids, from Markdown and from HTML alike, since the two
//! interleave freely (`<a href>` around Markdown text, Markdown links in HTML blocks).

use std::cell::Cell;

use crate::text::words::push_folding_space;
use crate::text::{Lines, Span};

use super::article::{ALT, CODE};
use super::{Heading, Link, LinkKind, LinkRole, Redefinition};

/// Links that were opened and never closed pile up no deeper than this: every text goes to each of them.
const MOST_OPEN: usize = 32;

/// Collects one article's links, headings and ids.
pub(super) struct Collector<'t> {
    pub(super) text: &'t str,
    pub(super) lines: &'t Lines<'t>,
    links: Vec<Link>,
    /// Whether the role of each link is settled.
    judged: Vec<bool>,
    open: Vec<OpenLink>,
    headings: Vec<Heading>,
    tight_headings: Vec<Heading>,
    open_heading: Option<OpenHeading>,
    ids: Vec<Box<str>>,
    redefinitions: Vec<Redefinition>,
    /// Room for the text of the next link or heading.
    spare: String,
}

/// Room to collect in, kept from file to file: links and headings are moved out at their exact number, and nothing grows
/// twice.
#[derive(Default)]
struct Room {
    links: Vec<Link>,
    judged: Vec<bool>,
    headings: Vec<Heading>,
    spare: String,
}

thread_local! {
    static ROOM: Cell<Room> = Cell::default();
}

struct OpenLink {
    start: usize,
    href: Box<str>,
    href_span: Span,
    text: String,
    /// Stands in for the anchor text where there is none: `aria-label`, `title`.
    label: Option<Box<str>>,
    section: u16,
    kind: LinkKind,
    /// The tag that closes it; `None` for Markdown, which closes it itself.
    tag: Option<Box<str>>,
}

struct OpenHeading {
    start: usize,
    heading: Heading,
    text: String,
    /// See [`HeadingMarks::raw`].
    raw: String,
    /// Whether it holds a mark.
    marked: bool,
}

/// A link as it is met, before its text is known.
pub(super) struct NewLink {
    pub(super) href: Box<str>,
    pub(super) href_span: Span,
    pub(super) kind: LinkKind,
    pub(super) label: Option<Box<str>>,
    pub(super) tag: Option<Box<str>>,
}

/// What a scan yields.
pub(super) struct Yield {
    pub(super) links: Box<[Link]>,
    pub(super) headings: Box<[Heading]>,
    pub(super) tight_headings: Box<[Heading]>,
    pub(super) ids: Vec<Box<str>>,
    pub(super) redefinitions: Box<[Redefinition]>,
}

impl<'t> Collector<'t> {
    pub(super) fn new(text: &'t str, lines: &'t Lines<'t>) -> Self {
        let Room { links, judged, headings, spare } = ROOM.take();
        let (open, ids, open_heading) = (Vec::new(), Vec::new(), None);
        let (tight_headings, redefinitions) = (Vec::new(), Vec::new());
        Self { text, lines, links, judged, open, headings, tight_headings, open_heading, ids, redefinitions, spare }
    }

    /// Names that are defined more than once.
    pub(super) fn redefined(&mut self, more: Vec<Redefinition>) {
        self.redefinitions.extend(more);
    }

    /// How many links are complete; the start of a range to judge.
    pub(super) fn mark(&self) -> usize {
        self.links.len()
    }

    /// Whether text is wanted: it is part of a link or a heading.
    pub(super) fn wants_text(&self) -> bool {
        !self.open.is_empty() || self.open_heading.is_some()
    }

    /// Whether the scan is inside a link.
    pub(super) fn in_link(&self) -> bool {
        !self.open.is_empty()
    }

    /// Whether a link that an HTML tag opened is still open.
    pub(super) fn in_tag_link(&self) -> bool {
        self.open.iter().any(|open| open.tag.is_some())
    }

    pub(super) fn push_text(&mut self, text: &str) {
        for open in &mut self.open {
            push_folding_space(&mut open.text, text);
        }
        match &mut self.open_heading {
            Some(open) if open.heading.is_tag => push_folding_space(&mut open.text, text),
            // Generators make a dash of each blank, and tell those that do not break apart.
            Some(open) => {
                open.text.push_str(text);
                open.raw.push_str(text);
            }
            None => {}
        }
    }

    pub(super) fn open_link(&mut self, start: usize, new: NewLink) {
        if self.open.len() == MOST_OPEN {
            self.close_at(0, start);
        }
        let NewLink { href, href_span, kind, label, tag } = new;
        let section = u16::try_from(self.headings.len() + usize::from(self.open_heading.is_some())).unwrap_or(u16::MAX);
        let text = std::mem::take(&mut self.spare);
        self.mark_alternative(kind);
        self.open.push(OpenLink { start, href, href_span, text, label, section, kind, tag });
    }

    /// Closes the innermost link that Markdown opened.
    pub(super) fn close_markdown(&mut self, end: usize) {
        if let Some(at) = self.open.iter().rposition(|open| open.tag.is_none()) {
            self.close_at(at, end);
        }
    }

    /// Closes the innermost link that a `tag` opened, if there is one.
    pub(super) fn close_tag(&mut self, tag: &str, end: usize) {
        if let Some(at) = self.open.iter().rposition(|open| open.tag.as_deref() == Some(tag)) {
            self.close_at(at, end);
        }
    }

    /// Lets `name` stand for the text of the innermost open link, if it has none.
    pub(super) fn stand_in(&mut self, name: &str) {
        if let Some(open) = self.open.last_mut() {
            open.label.get_or_insert_with(|| name.into());
        }
    }

    /// Marks where the alternative text of an image in a heading begins or ends.
    fn mark_alternative(&mut self, kind: LinkKind) {
        if kind.is_image() {
            self.mark_heading(ALT);
        }
    }

    /// Pushes the text of code.
    pub(super) fn push_code(&mut self, code: &str) {
        self.mark_heading(CODE);
        self.push_text(code);
        self.mark_heading(CODE);
    }

    /// Keeps the blanks before a comment at the end of a heading.
    pub(super) fn mark_comment(&mut self) {
        if let Some(open) = &mut self.open_heading {
            open.marked = true;
        }
    }

    fn mark_heading(&mut self, mark: char) {
        if let Some(open) = &mut self.open_heading {
            open.raw.push(mark);
            open.marked = true;
        }
    }

    fn close_at(&mut self, at: usize, end: usize) {
        let mut open = self.open.remove(at);
        let text = match open.text.trim_end() {
            "" => open.label.unwrap_or_default(),
            text => text.into(),
        };
        open.text.clear();
        self.spare = open.text;
        self.mark_alternative(open.kind);
        let place = self.lines.place(Span::new(open.start, end));
        let link = Link {
            href: open.href,
            text,
            place,
            href_span: open.href_span,
            section: open.section,
            kind: open.kind,
            role: LinkRole::Body,
        };
        self.links.push(link);
        self.judged.push(false);
    }

    /// The links since `mark` whose role is still open.
    pub(super) fn unjudged(&self, mark: usize) -> impl Iterator<Item = &Link> {
        let since = self.links.iter().zip(&self.judged).skip(mark);
        since.filter(|(_, judged)| !**judged).map(|(link, _)| link)
    }

    /// Gives the links since `mark` whose role is still open this one.
    pub(super) fn judge(&mut self, mark: usize, role: LinkRole) {
        let since = self.links.iter_mut().zip(&mut self.judged).skip(mark);
        for (link, judged) in since.filter(|(_, judged)| !**judged) {
            link.role = role;
            *judged = true;
        }
    }

    /// Opens a heading of which all but text and place is known.
    pub(super) fn open_heading(&mut self, start: usize, heading: Heading) {
        self.open_heading = Some(OpenHeading {
            start,
            heading,
            text: std::mem::take(&mut self.spare),
            raw: String::new(),
            marked: false,
        });
    }

    pub(super) fn close_heading(&mut self, end: usize) {
        if let Some(OpenHeading { start, heading, mut text, raw, marked }) = self.open_heading.take() {
            let place = self.lines.place(Span::new(start, end));
            let mut heading = Heading { text: text.trim().into(), place, ..heading };
            if marked {
                heading.marks.get_or_insert_default().raw = Some(raw.into());
            }
            self.headings.push(heading);
            text.clear();
            self.spare = text;
        }
    }

    /// Adds a line that is a heading in older kinds of Markdown alone.
    pub(super) fn push_tight_heading(&mut self, span: Span, heading: Heading) {
        self.tight_headings.push(Heading { place: self.lines.place(span), ..heading });
    }

    /// Gives the heading that is open an id.
    pub(super) fn name_heading(&mut self, id: &str) {
        if let Some(open) = &mut self.open_heading {
            open.heading.marks.get_or_insert_default().id = Some(id.into());
        }
    }

    pub(super) fn push_id(&mut self, id: &str) {
        if !id.is_empty() {
            self.ids.push(id.into());
        }
    }

    /// Ends the scan: links in order of their place, headings, ids. A link whose tag is never closed ends with the
    /// tag itself.
    pub(super) fn finish(mut self) -> Yield {
        while let Some(open) = self.open.last() {
            let end = self
                .text
                .get(open.start..)
                .and_then(|rest| rest.find('>'))
                .map_or(open.start, |at| open.start + at + 1);
            self.close_at(self.open.len() - 1, end);
        }
        let order = |link: &Link| (link.place.span.start, std::cmp::Reverse(link.place.span.end));
        if !self.links.is_sorted_by_key(order) {
            self.links.sort_by_key(order);
        }
        let Self { mut links, mut judged, mut headings, spare, tight_headings, ids, mut redefinitions, .. } = self;
        redefinitions.sort_unstable_by_key(|one| one.first.start);
        let (found, under) = (links.drain(..).collect(), headings.drain(..).collect());
        judged.clear();
        ROOM.set(Room { links, judged, headings, spare });
        let (tight_headings, redefinitions) = (tight_headings.into(), redefinitions.into());
        Yield { links: found, headings: under, tight_headings, ids, redefinitions }
    }
}
