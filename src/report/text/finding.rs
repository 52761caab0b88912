//! One finding at its place: `path:line:column`, the line with the span underlined, what else belongs to it, the help.

use std::io::{self, Write};

use annotate_snippets::{
    AnnotationKind, Group, Level, Message, Renderer as Snippets, Snippet, normalize_untrusted_str as clean,
};

use super::excerpt::{Excerpt, excerpt};
use super::level;
use super::style::ARROW;
use crate::audit::{Finding, Related};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::text::Place;

/// A label stands beside its underline while the line stays this short; else it gets a line of its own.
const MAX_LABELLED: usize = 116;
/// How many related places are told.
const MAX_RELATED: usize = 3;

/// Writes findings at their places. Findings come by path, so that a file is read once for all of a rule's.
pub(super) struct Renderer<'a> {
    catalog: &'a Catalog,
    help: bool,
    snippets: Snippets,
    text: Option<(ArticleId, Option<String>)>,
}

impl<'a> Renderer<'a> {
    /// A renderer that writes the help of each finding, or leaves it out.
    pub(super) fn new(catalog: &'a Catalog, help: bool) -> Self {
        Self { catalog, help, snippets: Snippets::styled(), text: None }
    }

    /// Writes one finding; one without a place is nothing to write.
    pub(super) fn write(&mut self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let Some(place) = finding.place else { return Ok(()) };
        let excerpt = self.text(finding.article).and_then(|text| excerpt(text, place.span));
        self.write_place(finding, place, out)?;
        let mut group = Group::with_level(level(finding.severity));
        let labelled = excerpt.as_ref().is_some_and(|excerpt| fits(excerpt, &finding.message));
        if let Some(excerpt) = excerpt {
            group = group.element(snippet(excerpt, place, finding, labelled));
        }
        let message = (!labelled).then(|| level(finding.severity).message(clean(&finding.message)));
        let footer = message.into_iter().chain(self.notes(finding));
        writeln!(out, "{}", self.snippets.render(&[group.elements(footer)]))
    }

    /// `--> path:line:column`. Not left to annotate-snippets, which would count columns from where the excerpt is cut.
    fn write_place(&self, finding: &Finding, place: Place, out: &mut dyn Write) -> io::Result<()> {
        let gutter = place.line.checked_ilog10().unwrap_or(0) as usize + 1;
        let path = clean(&self.catalog.article(finding.article).path);
        writeln!(out, "{:gutter$}{ARROW}-->{ARROW:#} {path}:{}:{}", "", place.line, place.column)
    }

    /// What follows the excerpt: related places and help.
    fn notes<'f>(&self, finding: &'f Finding) -> impl Iterator<Item = Message<'f>> {
        let related = related_lines(self.catalog, finding).into_iter().map(|line| Level::NOTE.message(line));
        let help = finding.help.as_deref().or(finding.fix.as_ref().map(|fix| &*fix.title)).filter(|_| self.help);
        related.chain(help.map(|help| Level::HELP.message(clean(help))))
    }

    /// The text of the article, read when it is another than last time.
    fn text(&mut self, id: ArticleId) -> Option<&str> {
        if self.text.as_ref().is_none_or(|(last, _)| *last != id) {
            self.text = Some((id, self.catalog.read_text(id)));
        }
        self.text.as_ref()?.1.as_deref()
    }
}

fn snippet<'a>(
    excerpt: Excerpt,
    place: Place,
    finding: &'a Finding,
    labelled: bool,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let label = labelled.then_some(&*finding.message);
    let annotation = AnnotationKind::Primary.span(excerpt.marked).label(label);
    Snippet::source(excerpt.line).line_start(place.line as usize).annotation(annotation)
}

/// Whether the message fits beside the underline.
fn fits(excerpt: &Excerpt, message: &str) -> bool {
    let marked_to = excerpt.line.get(..excerpt.marked.end).map_or(0, |text| text.chars().count());
    marked_to + message.chars().count() < MAX_LABELLED
}

/// The related places of a finding that its message does not name already, a line each, no more than a few.
pub(super) fn related_lines(catalog: &Catalog, finding: &Finding) -> Vec<String> {
    let line = |related: &Related| {
        let path = &catalog.article(related.article).path;
        let at = related.place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
        clean(&format!("{path}{at}: {}", related.label))
    };
    let named = |related: &&Related| finding.message.contains(&*catalog.article(related.article).path);
    let unnamed: Vec<&Related> = finding.related.iter().filter(|related| !named(related)).collect();
    let mut lines: Vec<String> = unnamed.iter().take(MAX_RELATED).map(|related| line(related)).collect();
    if unnamed.len() > MAX_RELATED {
        lines.push(format!("… and {} more", unnamed.len() - MAX_RELATED));
    }
    lines
}
