//! Suggested links for people: what would link where, why, and the sentence with the words that become the link.

use std::borrow::Cow;
use std::io::{self, Write};

use anstream::adapter::strip_bytes;
use rayon::prelude::*;

use super::{Groups, SuggestReport};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::decisions::Decision;
use crate::report::tally::counted;
use crate::report::text::excerpt::excerpt_of;
use crate::report::text::style::{ARROW, BOLD, DIM, GOOD, HELP, MARK};
use crate::suggest::{Anchor, Related, Suggestion};
use crate::text::Span;

/// So many characters of a sentence are shown, cut around the anchor.
const SENTENCE: usize = 200;

/// Groups that are put into words at a time, by all threads.
const AT_A_TIME: usize = 1024;

/// Writes the suggestions as text, with colours only if the report has them: all threads leave them out, not the stream alone.
pub fn write(report: &SuggestReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let by_target = matches!(report.groups, Groups::ByTarget(_));
    let several = report.groups.list().len() > 1;
    let group = |(id, suggestions): &(ArticleId, Vec<Suggestion>)| {
        let mut text = Vec::new();
        if !suggestions.is_empty() || !several {
            write_head(report, *id, by_target, &mut text)?;
            for (number, suggestion) in (1..).zip(suggestions) {
                write_suggestion(report, number, suggestion, by_target, &mut text)?;
            }
            writeln!(text)?;
        }
        Ok(if report.colored { text } else { strip_bytes(&text).into_vec() })
    };
    for groups in report.groups.list().chunks(AT_A_TIME) {
        let texts: io::Result<Vec<Vec<u8>>> = groups.par_iter().map(group).collect();
        texts?.iter().try_for_each(|text| out.write_all(text))?;
    }
    let mut end = Vec::new();
    if report.help && report.groups.suggestions().next().is_some() {
        write!(end, "{HELP}help{HELP:#}: --format diff shows these links as a patch, --apply writes them; ")?;
        writeln!(end, "--reject ID keeps one from coming back")?;
    }
    write_verdict(report, &mut end)?;
    out.write_all(&if report.colored { end } else { strip_bytes(&end).into_vec() })
}

/// Writes how many links are suggested, and no more.
pub fn write_verdict(report: &SuggestReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all = report.groups.suggestions().count();
    if all == 0 {
        return writeln!(out, "{BOLD}No link to suggest{BOLD:#}");
    }
    let see_also = report.groups.suggestions().filter(|suggestion| suggestion.anchor.is_none()).count();
    let articles = report.groups.by_source().len();
    write!(out, "{BOLD}{} suggested in {}{BOLD:#}", counted(all, "link"), counted(articles, "article"))?;
    match see_also {
        0 => writeln!(out),
        1 => writeln!(out, ", 1 of them as a \"see also\""),
        many => writeln!(out, ", {many} of them as a \"see also\""),
    }
}

/// Writes related articles as text.
pub fn write_related(catalog: &Catalog, id: ArticleId, related: &[Related], out: &mut dyn Write) -> io::Result<()> {
    let article = catalog.article(id);
    writeln!(out, "{BOLD}{}{BOLD:#}  {DIM}{}{DIM:#}", shown(&article.path), shown(catalog.url(id)))?;
    for (number, one) in (1..).zip(related) {
        let near = catalog.article(one.article);
        let (title, path, why) = (shown(near.title()), shown(&near.path), shown(&one.why));
        writeln!(out, "{DIM}{number:>3}{DIM:#}  {BOLD}{title}{BOLD:#}")?;
        writeln!(out, "     {path}  {DIM}{}{DIM:#}", shown(catalog.url(one.article)))?;
        writeln!(out, "     {:.2}  {why}", one.score)?;
    }
    writeln!(out)?;
    match related.len() {
        0 => writeln!(out, "{BOLD}Nothing related{BOLD:#}"),
        count => writeln!(out, "{BOLD}{}{BOLD:#}", counted(count, "related article")),
    }
}

fn write_head(report: &SuggestReport<'_>, id: ArticleId, by_target: bool, out: &mut dyn Write) -> io::Result<()> {
    let catalog = report.catalog;
    let article = catalog.article(id);
    write!(out, "{BOLD}{}{BOLD:#}  {DIM}{}{DIM:#}", shown(&article.path), shown(catalog.url(id)))?;
    if by_target {
        let inbound = catalog.graph().inbound(id).len();
        match inbound {
            0 => write!(out, "  \"{}\", an orphan", shown(article.title()))?,
            count => write!(out, "  \"{}\", linked from {}", shown(article.title()), counted(count, "article"))?,
        }
    }
    writeln!(out)
}

fn write_suggestion(
    report: &SuggestReport<'_>,
    number: usize,
    suggestion: &Suggestion,
    by_target: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let catalog = report.catalog;
    let (way, other) = if by_target { ("from", suggestion.source) } else { ("to", suggestion.target) };
    let (title, url) = (shown(catalog.article(other).title()), shown(catalog.url(other)));
    write!(out, "{DIM}{number:>3}{DIM:#}  {way} {BOLD}{title}{BOLD:#}  {url}  {DIM}{}{DIM:#}", suggestion.id)?;
    let accepted = report.policy.decision(suggestion.source, suggestion.target) == Some(Decision::Accept);
    writeln!(out, "{}", if accepted { format!("  {GOOD}accepted{GOOD:#}") } else { String::new() })?;
    writeln!(out, "     {:.2}  {}", suggestion.score, shown(&suggestion.why))?;
    match &suggestion.anchor {
        Some(anchor) => {
            let path = shown(&catalog.article(suggestion.source).path);
            let (line, column) = (anchor.place.line, anchor.place.column);
            writeln!(out, "     {ARROW}-->{ARROW:#} {path}:{line}:{column}")?;
            writeln!(out, "     {}", marked(anchor, report.colored))
        }
        None => {
            writeln!(out, "     {DIM}see also: no sentence is right for it; --section NAME puts it into a list{DIM:#}")
        }
    }
}

/// The sentence with its anchor marked: in colour, or by brackets.
fn marked(anchor: &Anchor, colored: bool) -> String {
    let (open, close) = if colored { (format!("{MARK}"), format!("{MARK:#}")) } else { ("[".into(), "]".into()) };
    let at = anchor.sentence.find(&anchor.text);
    let cut = at.and_then(|at| excerpt_of(&anchor.sentence, Span::new(at, at + anchor.text.len()), SENTENCE));
    let Some(cut) = cut else {
        return format!("{open}{}{close}", shown(&anchor.text));
    };
    let part = |range| shown(cut.line.get(range).unwrap_or(""));
    let (before, after) = (part(0..cut.marked.start), part(cut.marked.end..cut.line.len()));
    format!("{before}{open}{}{close}{after}", part(cut.marked.clone()))
}

/// Text of an article, harmless on a terminal.
fn shown(text: &str) -> Cow<'_, str> {
    match text.contains(char::is_control) {
        true => text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
        false => text.into(),
    }
}
