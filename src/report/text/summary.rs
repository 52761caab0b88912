//! The one screen at the end: how many findings by rule, what was audited, what was taken for granted, and what was
//! not checked.

use std::io::{self, Write};

use super::style::{BOLD, of};
use crate::catalog::LinkCounts;
use crate::report::tally::{RuleGroup, counted, grouped};
use crate::report::{AuditReport, not_checked};
use crate::site::Unchecked;

/// How many entry articles are named.
const ENTRIES: usize = 5;
/// How many inferences are told.
const INFERRED: usize = 8;

/// Writes the summary.
pub(super) fn write(report: &AuditReport<'_>, groups: &[RuleGroup<'_>], out: &mut dyn Write) -> io::Result<()> {
    if !groups.is_empty() {
        write_rules(groups, out)?;
    }
    for (name, value) in facts(report) {
        writeln!(out, "{BOLD}{name:<9}{BOLD:#} {value}")?;
    }
    writeln!(out)?;
    write_not_checked(report, out)
}

/// The findings by rule, as a small table.
fn write_rules(groups: &[RuleGroup<'_>], out: &mut dyn Write) -> io::Result<()> {
    let rule = groups.iter().map(|group| group.rule.len()).max().unwrap_or(0).max(4);
    writeln!(out, "{BOLD}{:<rule$}  {:<8}  findings{BOLD:#}", "rule", "severity")?;
    for group in groups {
        let style = of(group.severity);
        let count = grouped(group.findings.len());
        writeln!(out, "{:<rule$}  {style}{:<8}{style:#}  {count:>8}", group.rule, group.severity.name())?;
    }
    writeln!(out)
}

/// What was audited and what was taken for granted: a name and a value a line.
fn facts(report: &AuditReport<'_>) -> Vec<(&'static str, String)> {
    let catalog = report.catalog;
    let counts = catalog.link_counts();
    let drafts = catalog.articles.iter().filter(|article| article.metadata.draft).count();
    let among = if drafts > 0 { format!(" ({} among them)", counted(drafts, "draft")) } else { String::new() };
    let root = catalog.root.display();
    let mut facts = vec![
        ("corpus", format!("{root}: {}{among}", counted(catalog.articles.len(), "article"))),
        ("links", links(counts)),
        ("entry", entries(report)),
    ];
    let inferred = catalog.site.inferred();
    facts.extend(inferred.iter().take(INFERRED).map(|sentence| ("inferred", sentence.clone())));
    if inferred.len() > INFERRED {
        facts.push(("", format!("… and {} more", inferred.len() - INFERRED)));
    }
    facts.extend(silenced(report));
    facts
}

fn links(counts: &LinkCounts) -> String {
    let unchecked =
        counts.unchecked.iter().filter(|(kind, _)| **kind != Unchecked::Image).map(|(_, count)| count).sum();
    let [total, internal, external, unchecked, unpublished] =
        [counts.total, counts.internal, counts.external, unchecked, counts.unpublished].map(grouped);
    let not_there = if counts.unpublished > 0 { format!(", {unpublished} not published") } else { String::new() };
    format!("{total}: {internal} internal, {external} external, {unchecked} unchecked{not_there}")
}

/// Findings that are there and not reported.
fn silenced(report: &AuditReport<'_>) -> Vec<(&'static str, String)> {
    let (suppressed, known, mended) = (
        report.audit.suppressed,
        report.baseline.matched,
        report.baseline.stale.iter().map(|known| known.count as usize).sum(),
    );
    let mut lines = Vec::new();
    if suppressed > 0 {
        lines.push(("ignored", format!("{} by comments or front matter", counted(suppressed, "finding"))));
    }
    if known > 0 {
        lines.push(("baseline", format!("{} held back", counted(known, "known finding"))));
    }
    if mended > 0 {
        lines.push(("mended", format!("{} of the baseline; `--update-baseline` takes them out", grouped(mended))));
    }
    lines
}

/// The entry articles, the first few by name.
fn entries(report: &AuditReport<'_>) -> String {
    let entries = report.catalog.entries();
    if entries.is_empty() {
        return "none found; name them as `site: {entry: […]}` in linkwright.yaml".to_owned();
    }
    let paths = entries.iter().take(ENTRIES).map(|&id| &*report.catalog.article(id).path);
    let mut line = paths.collect::<Vec<_>>().join(", ");
    if entries.len() > ENTRIES {
        line.push_str(&format!(" and {} more", grouped(entries.len() - ENTRIES)));
    }
    line
}

/// What was not checked and why, by kind.
fn write_not_checked(report: &AuditReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let kinds = not_checked(report);
    if kinds.is_empty() {
        return writeln!(out, "{BOLD}Not checked{BOLD:#}\n  nothing was left out\n");
    }
    let count = |count: Option<usize>| count.map_or_else(|| "-".to_owned(), grouped);
    let width = kinds.iter().map(|kind| count(kind.count).len()).max().unwrap_or(0);
    writeln!(out, "{BOLD}Not checked{BOLD:#}")?;
    for kind in &kinds {
        writeln!(out, "  {:>width$}  {}", count(kind.count), kind.why)?;
    }
    writeln!(out)
}
