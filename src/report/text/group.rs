//! The findings of one rule: a heading, the first few findings, and how to see the rest.

use std::io::{self, Write};

use annotate_snippets::normalize_untrusted_str as clean;

use super::finding::Renderer;
use super::style::{BOLD, DIM, of};
use super::what_it_reports;
use crate::audit::Finding;
use crate::report::AuditReport;
use crate::report::tally::{RuleGroup, grouped};

/// Findings about articles as wholes are lines of a table; one wider than this gives its message a line of its own.
const MAX_PATH: usize = 60;

/// Writes a rule's findings, at most `limit`.
pub(super) fn write(
    report: &AuditReport<'_>,
    group: &RuleGroup<'_>,
    limit: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let style = of(group.severity);
    let summary = report.rules.iter().find(|entry| entry.name == group.rule).map_or("", |entry| entry.summary());
    let what = what_it_reports(summary);
    let colon = if what.is_empty() { "" } else { ": " };
    let (word, count) = (group.severity.name(), grouped(group.findings.len()));
    writeln!(out, "{style}{word}[{}]{style:#}{BOLD}{colon}{what} ({count}){BOLD:#}", group.rule)?;
    let shown = &group.findings[..group.findings.len().min(limit)];
    let (placed, whole): (Vec<&Finding>, Vec<&Finding>) = shown.iter().partition(|finding| finding.place.is_some());
    write_whole(report, &whole, out)?;
    let mut renderer = Renderer::new(report.catalog);
    for finding in placed {
        renderer.write(finding, out)?;
    }
    let rest = group.findings.len() - shown.len();
    if rest > 0 {
        let rest = grouped(rest);
        writeln!(out, "  {DIM}… and {rest} more (`--only {} --limit 0` shows all){DIM:#}", group.rule)?;
    }
    writeln!(out)
}

/// Findings about articles as wholes, a line each. Help that is the same for all is said once.
fn write_whole(report: &AuditReport<'_>, findings: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
    let path = |finding: &Finding| clean(&report.catalog.article(finding.article).path);
    let width = findings.iter().map(|finding| path(finding).chars().count()).max().unwrap_or(0).min(MAX_PATH);
    let common = findings.first().and_then(|first| first.help.as_ref());
    let common = common.filter(|help| findings.iter().all(|finding| finding.help.as_ref() == Some(help)));
    for finding in findings {
        let path = path(finding);
        let pad = " ".repeat(width.saturating_sub(path.chars().count()));
        let message = clean(&finding.message);
        if path.chars().count() > width {
            writeln!(out, "  {path}\n  {:width$}  {message}", "")?;
        } else {
            writeln!(out, "  {path}{pad}  {message}")?;
        }
        for related in super::finding::related_lines(report.catalog, finding) {
            writeln!(out, "  {:width$}  {DIM}{related}{DIM:#}", "")?;
        }
        if let (None, Some(help)) = (common, &finding.help) {
            writeln!(out, "  {:width$}  {DIM}help:{DIM:#} {}", "", clean(help))?;
        }
    }
    match common {
        Some(help) => writeln!(out, "  {DIM}help:{DIM:#} {}", clean(help)),
        None => Ok(()),
    }
}
