//! The audit as JSON. These types are the contract: the schema in `schemas/audit.schema.json` is generated from them.
//! A change that breaks a reader raises [`SCHEMA_VERSION`].

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{AuditReport, NotChecked, Tally, not_checked};
use crate::audit::{Edit, Facts, Finding, Related};
use crate::catalog::Catalog;
use crate::settings::Severity;
use crate::site::Unchecked;
use crate::text::{Place, Span};

/// The version of the shape.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// What `linkwright audit --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "linkwright audit")]
pub struct AuditJson<'a> {
    /// The version of this shape.
    schema_version: u32,
    /// What was audited.
    corpus: CorpusJson<'a>,
    /// The entry articles, by path.
    entry: Vec<&'a str>,
    /// What was found, by path, then place, then rule.
    findings: Vec<FindingJson<'a>>,
    /// How many findings there are of each severity, those not listed because of `--limit` included.
    summary: Tally,
    /// How many findings were silenced by a comment or by front matter.
    suppressed: usize,
    /// How many findings the baseline holds back.
    baselined: usize,
    /// What was not checked, and why.
    not_checked: Vec<NotChecked>,
}

/// What was audited.
#[derive(Serialize, JsonSchema)]
struct CorpusJson<'a> {
    /// The corpus folder, as given.
    root: String,
    /// How many articles it holds, drafts included.
    articles: usize,
    /// How many of them are drafts.
    drafts: usize,
    links: LinksJson,
    /// What was inferred rather than configured, a sentence each.
    inferred: &'a [String],
}

/// How many links there are; images are not among them.
#[derive(Serialize, JsonSchema)]
struct LinksJson {
    total: usize,
    internal: usize,
    external: usize,
    unchecked: usize,
    /// Those in articles that are not published, which are in none of the other numbers but the total.
    unpublished: usize,
}

/// One result of one rule at one place.
#[derive(Serialize, JsonSchema)]
pub struct FindingJson<'a> {
    rule: &'static str,
    severity: Severity,
    /// The article, relative to the corpus.
    path: &'a str,
    /// Byte offsets into the file; null when the finding is about the article as a whole.
    span: Option<Span>,
    /// 1-based.
    line: Option<u32>,
    /// 1-based, in characters.
    column: Option<u32>,
    message: &'a str,
    help: Option<&'a str>,
    /// The facts; the keys depend on the rule (`linkwright explain RULE`).
    #[schemars(with = "Map<String, Value>")]
    data: &'a Facts,
    /// Other places that belong to the verdict.
    related: Vec<RelatedJson<'a>>,
    fix: Option<FixJson<'a>>,
}

/// Another place that belongs to a verdict.
#[derive(Serialize, JsonSchema)]
struct RelatedJson<'a> {
    path: &'a str,
    span: Option<Span>,
    line: Option<u32>,
    column: Option<u32>,
    /// What it has to do with the finding.
    label: &'a str,
}

/// A change that mends a finding: all edits or none.
#[derive(Serialize, JsonSchema)]
struct FixJson<'a> {
    title: &'a str,
    edits: Vec<EditJson<'a>>,
}

/// One replacement in one file.
#[derive(Serialize, JsonSchema)]
struct EditJson<'a> {
    path: &'a str,
    span: Span,
    replacement: &'a str,
}

/// Writes the audit as JSON, straight from the findings.
pub fn write(report: &AuditReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings = &report.audit.findings;
    let json = audit_json(report, listed(findings, report.limit), Tally::of(findings));
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}

/// The audit with these of its findings listed and `summary` counting those that might be.
pub fn audit_json<'a>(
    report: &AuditReport<'a>,
    listed: impl IntoIterator<Item = &'a Finding>,
    summary: Tally,
) -> AuditJson<'a> {
    let catalog = report.catalog;
    AuditJson {
        schema_version: SCHEMA_VERSION,
        corpus: corpus(catalog),
        entry: catalog.entries().iter().map(|&id| &*catalog.article(id).path).collect(),
        findings: listed.into_iter().map(|finding| finding_json(catalog, finding)).collect(),
        summary,
        suppressed: report.audit.suppressed,
        baselined: report.baseline.matched,
        not_checked: not_checked(report),
    }
}

fn corpus(catalog: &Catalog) -> CorpusJson<'_> {
    let counts = catalog.link_counts();
    let unchecked =
        counts.unchecked.iter().filter(|(kind, _)| **kind != Unchecked::Image).map(|(_, count)| count).sum();
    CorpusJson {
        root: catalog.root.display().to_string(),
        articles: catalog.articles.len(),
        drafts: catalog.articles.iter().filter(|article| article.metadata.draft).count(),
        links: LinksJson {
            total: counts.total,
            internal: counts.internal,
            external: counts.external,
            unchecked,
            unpublished: counts.unpublished,
        },
        inferred: catalog.site.inferred(),
    }
}

/// The findings that are listed: all, or with a limit so many of each rule.
fn listed(findings: &[Finding], limit: Option<usize>) -> impl Iterator<Item = &Finding> {
    let most = limit.filter(|&limit| limit > 0).unwrap_or(usize::MAX);
    let mut seen = rustc_hash::FxHashMap::default();
    findings.iter().filter(move |finding| {
        let count: &mut usize = seen.entry(finding.rule).or_default();
        *count += 1;
        *count <= most
    })
}

/// A finding as JSON.
pub fn finding_json<'a>(catalog: &'a Catalog, finding: &'a Finding) -> FindingJson<'a> {
    let (span, line, column) = place(finding.place);
    let related = |related: &'a Related| {
        let (span, line, column) = place(related.place);
        RelatedJson { path: &catalog.article(related.article).path, span, line, column, label: &related.label }
    };
    let edit = |edit: &'a Edit| EditJson {
        path: &catalog.article(edit.article).path,
        span: edit.span,
        replacement: &edit.replacement,
    };
    FindingJson {
        rule: finding.rule,
        severity: finding.severity,
        path: &catalog.article(finding.article).path,
        span,
        line,
        column,
        message: &finding.message,
        help: finding.help.as_deref(),
        data: &finding.data,
        related: finding.related.iter().map(related).collect(),
        fix: finding.fix.as_ref().map(|fix| FixJson { title: &fix.title, edits: fix.edits.iter().map(edit).collect() }),
    }
}

fn place(place: Option<Place>) -> (Option<Span>, Option<u32>, Option<u32>) {
    place.map_or((None, None, None), |place| (Some(place.span), Some(place.line), Some(place.column)))
}
