//! The audit for people, in the style of rustc: findings by rule, the worst first, each at its place with the line and
//! what to do; then one screen of summary; then the verdict. Thousands of findings stay readable because of every rule
//! only the first few are shown, and stay fast because only files with a finding that is shown are read again.

pub(super) mod excerpt;
mod finding;
mod group;
pub(super) mod style;
mod summary;

use std::io::{self, Write};

use super::tally::{articles_with_findings, by_rule, counted, grouped};
use super::{AuditReport, Tally};
use crate::settings::Severity;
use style::of;

/// How many findings of one rule are shown without `--limit`.
const DEFAULT_LIMIT: usize = 10;

/// Writes the report.
pub fn write(report: &AuditReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let groups = by_rule(&report.audit.findings);
    let limit = match report.limit.unwrap_or(DEFAULT_LIMIT) {
        0 => usize::MAX,
        limit => limit,
    };
    for rule in &groups {
        group::write(report, rule, limit, out)?;
    }
    summary::write(report, &groups, out)?;
    write_verdict(report, out)
}

/// Writes the verdict alone: what was found, in one line.
pub fn write_verdict(report: &AuditReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings = &report.audit.findings;
    let tally = Tally::of(findings);
    let articles = report.catalog.articles.len();
    let worst = findings.iter().map(|finding| finding.severity).max();
    let style = worst.map_or(style::GOOD, of);
    if worst.is_none() {
        return writeln!(out, "{style}no findings{style:#} in {}", counted(articles, "article"));
    }
    let touched = articles_with_findings(findings);
    writeln!(out, "{style}{}{style:#} in {} of {}", tally.words(), grouped(touched), counted(articles, "article"))
}

/// What a rule reports, from the first line of its documentation, as a phrase: no `Reports`, no full stop.
pub(super) fn what_it_reports(summary: &str) -> &str {
    summary.strip_prefix("Reports ").unwrap_or(summary).trim_end_matches('.')
}

/// The level of annotate-snippets for a severity.
fn level(severity: Severity) -> annotate_snippets::Level<'static> {
    match severity {
        Severity::Error => annotate_snippets::Level::ERROR,
        Severity::Warning => annotate_snippets::Level::WARNING,
        Severity::Note => annotate_snippets::Level::NOTE,
    }
}
