//! The findings of one rule: a heading, the first few findings, and how to see the rest.

use std::io::{self, Write};

use annotate_snippets::normalize_untrusted_str as clean;

use super::finding::{Renderer, related_lines};
use super::style::{BOLD, DIM, HELP, of};
use super::what_it_reports;
use crate::audit::Finding;
use crate::report::AuditReport;
use crate::report::tally::{RuleGroup, grouped};

/// Messages of findings about articles as wholes are aligned beyond paths up to this wide.
const MAX_PATH: usize = 72;

/// Where a line of path and message would be longer than this, each message stands below its path.
const MAX_LINE: usize = 120;

/// Writes a rule's findings, at most `limit`.
pub(super) fn write(
    report: &AuditReport<'_>,
    group: &RuleGroup<'_>,
    limit: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_heading(report, group, out)?;
    let shown = &group.findings[..group.findings.len().min(limit)];
    let common = common_help(shown);
    let (placed, whole): (Vec<&Finding>, Vec<&Finding>) = shown.iter().partition(|finding| finding.place.is_some());
    write_whole(report, &whole, common.is_none(), out)?;
    let mut renderer = Renderer::new(report.catalog, common.is_none());
    for (index, finding) in placed.into_iter().enumerate() {
        if index > 0 || !whole.is_empty() {
            writeln!(out)?;
        }
        renderer.write(finding, out)?;
    }
    if let Some(help) = common {
        writeln!(out, "  {HELP}help{HELP:#}: {}", clean(help))?;
    }
    let rest = group.findings.len() - shown.len();
    if rest > 0 {
        let rest = grouped(rest);
        writeln!(out, "  {DIM}… and {rest} more (`--only {} --limit 0` shows all){DIM:#}", group.rule)?;
    }
    writeln!(out)
}

fn write_heading(report: &AuditReport<'_>, group: &RuleGroup<'_>, out: &mut dyn Write) -> io::Result<()> {
    let style = of(group.severity);
    let summary = report.rules.iter().find(|entry| entry.name == group.rule).map_or("", |entry| entry.summary());
    let (word, rule, what) = (group.severity.name(), group.rule, what_it_reports(summary));
    writeln!(out, "{style}{word}[{rule}]{style:#}{BOLD}: {what} ({}){BOLD:#}", grouped(group.findings.len()))
}

/// The help of several findings if it is the same for all; then it is said once.
fn common_help<'a>(findings: &[&'a Finding]) -> Option<&'a str> {
    let help = findings.first()?.help.as_deref()?;
    let same = findings.iter().all(|finding| finding.help.as_deref() == Some(help));
    (same && findings.len() > 1).then_some(help)
}

/// Findings about articles as wholes, a line each, or two where one would be too long.
fn write_whole(report: &AuditReport<'_>, findings: &[&Finding], help: bool, out: &mut dyn Write) -> io::Result<()> {
    let path = |finding: &&Finding| {
        let path = clean(&report.catalog.article(finding.article).path);
        let width = path.chars().count();
        (path, width)
    };
    let paths: Vec<(String, usize)> = findings.iter().map(path).collect();
    let width = paths.iter().map(|&(_, width)| width).filter(|&width| width <= MAX_PATH).max().unwrap_or(0);
    let longest = findings.iter().map(|finding| finding.message.chars().count()).max().unwrap_or(0);
    let apart = width + longest + 4 > MAX_LINE;
    for (finding, (path, long)) in findings.iter().zip(&paths) {
        let message = clean(&finding.message);
        if apart || *long > MAX_PATH {
            writeln!(out, "  {path}\n      {message}")?;
        } else {
            let gap = " ".repeat(width - long);
            writeln!(out, "  {path}{gap}  {message}")?;
        }
        for related in related_lines(report.catalog, finding) {
            writeln!(out, "      {DIM}{related}{DIM:#}")?;
        }
        if let (true, Some(help)) = (help, &finding.help) {
            writeln!(out, "      {HELP}help{HELP:#}: {}", clean(help))?;
        }
    }
    Ok(())
}
