//! How the URL map and the built site differ, for people, as lines of configuration and as JSON.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::tally::{counted, grouped};
use super::text::style::{BOLD, DIM, GOOD};
use crate::catalog::Catalog;
use crate::verify::{Comparison, Proposal};

/// The version of the shape.
const SCHEMA_VERSION: u32 = 1;

/// What is reported.
pub struct VerifyReport<'a> {
    /// The corpus.
    pub catalog: &'a Catalog,
    /// What a comparison found.
    pub comparison: &'a Comparison,
    /// How many of each kind are listed as text, 0 for all.
    pub limit: usize,
}

/// What `linkwright verify-urls --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "linkwright verify-urls")]
pub struct VerifyJson<'a> {
    /// The version of this shape.
    schema_version: u32,
    /// How many pages the built site has.
    built: usize,
    /// How many of them an article answers to.
    articles: usize,
    /// How many of them are known without an article.
    others: usize,
    /// URLs of articles that the built site does not have.
    invented: Vec<InventedJson<'a>>,
    /// URL paths of the built site that the map does not know.
    missed: &'a [String],
    /// URL paths of the built site where a program makes pages, which the map leaves open.
    open: &'a [String],
    /// Articles without a URL of their own.
    unresolved: Vec<&'a str>,
    /// Lines under `site.permalinks` that would remove differences.
    proposals: Vec<ProposalJson>,
}

/// An article whose URL the built site does not have.
#[derive(Serialize, JsonSchema)]
struct InventedJson<'a> {
    /// Its path.
    path: &'a str,
    /// The URL path.
    url: &'a str,
}

/// A line of configuration.
#[derive(Serialize, JsonSchema)]
struct ProposalJson {
    /// The glob.
    glob: String,
    /// The URL pattern.
    url: String,
    /// How many articles it would mend.
    articles: usize,
}

/// The report as JSON.
pub fn verify_json<'a>(report: &VerifyReport<'a>) -> VerifyJson<'a> {
    let VerifyReport { catalog, comparison, .. } = report;
    let proposal = |Proposal { glob, url, articles }| ProposalJson { glob, url, articles };
    let path = |id: &crate::corpus::ArticleId| &*catalog.article(*id).path;
    VerifyJson {
        schema_version: SCHEMA_VERSION,
        built: comparison.built,
        articles: comparison.articles,
        others: comparison.others,
        invented: comparison.invented.iter().map(|(id, url)| InventedJson { path: path(id), url }).collect(),
        missed: &comparison.missed,
        open: &comparison.open,
        unresolved: comparison.unresolved.iter().map(path).collect(),
        proposals: comparison.proposals(catalog).into_iter().map(proposal).collect(),
    }
}

/// Writes the report as JSON.
pub fn write_json(report: &VerifyReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &verify_json(report))?;
    writeln!(out)
}

/// Writes the lines of configuration that would remove differences.
pub fn write_config(report: &VerifyReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let proposals = report.comparison.proposals(report.catalog);
    if proposals.is_empty() {
        return writeln!(out, "# no pattern leads the articles in question to the pages that are missed");
    }
    writeln!(out, "site:\n  permalinks:")?;
    for Proposal { glob, url, articles } in proposals {
        writeln!(out, "    {}: {url}  # {}", serde_json::Value::from(glob), counted(articles, "article"))?;
    }
    Ok(())
}

/// Writes the report as text; `quiet` leaves the verdict alone.
pub fn write_text(report: &VerifyReport<'_>, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
    let VerifyReport { catalog, comparison, limit } = report;
    if !quiet {
        for sentence in catalog.site.inferred() {
            writeln!(out, "{DIM}{sentence}{DIM:#}")?;
        }
        let path = |id: &crate::corpus::ArticleId| catalog.article(*id).path.to_string();
        let invented: Vec<String> =
            comparison.invented.iter().map(|(id, url)| format!("{url}  {}", path(id))).collect();
        let unresolved: Vec<String> = comparison.unresolved.iter().map(path).collect();
        list("invented: URLs of articles that the built site does not have", &invented, *limit, out)?;
        list("missed: URLs of the built site that the map does not know", &comparison.missed, *limit, out)?;
        list("unresolved: articles without a URL of their own", &unresolved, *limit, out)?;
        list("open: URLs below which a program makes pages; not compared", &comparison.open, *limit, out)?;
        if !(comparison.invented.is_empty() || comparison.missed.is_empty()) {
            writeln!(out, "`--fix-config` prints the lines of linkwright.yaml that would mend what has a pattern\n")?;
        }
    }
    let pages = counted(comparison.built, "page");
    let known = format!("{} by articles, {} otherwise", grouped(comparison.articles), grouped(comparison.others));
    if comparison.differs() {
        let [invented, missed, unresolved] =
            [comparison.invented.len(), comparison.missed.len(), comparison.unresolved.len()].map(grouped);
        return writeln!(
            out,
            "{BOLD}{pages}{BOLD:#}: {known}; {invented} invented, {missed} missed, {unresolved} unresolved"
        );
    }
    writeln!(out, "{GOOD}the map agrees with the built site{GOOD:#}: {pages}, {known}")
}

/// A heading and the first `limit` of `lines`.
fn list(heading: &str, lines: &[String], limit: usize, out: &mut dyn Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{BOLD}{heading} ({}){BOLD:#}", grouped(lines.len()))?;
    let shown = if limit == 0 { lines.len() } else { limit };
    for line in lines.iter().take(shown) {
        writeln!(out, "  {line}")?;
    }
    if lines.len() > shown {
        writeln!(out, "  … and {} more (`--limit 0` lists all)", grouped(lines.len() - shown))?;
    }
    writeln!(out)
}
