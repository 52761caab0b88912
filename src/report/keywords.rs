//! The keyword map for people, as CSV and as JSON.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::cannibalization::line;
use super::tally::{counted, grouped};
use super::text::style::{BOLD, DIM, GOOD, MARK};
use crate::cannibalization::{KeywordMap, KeywordRow};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;

/// The version of the shape.
const SCHEMA_VERSION: u32 = 1;

/// What `linkwright keywords --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "linkwright keywords")]
pub struct KeywordsJson<'a> {
    /// The version of this shape.
    schema_version: u32,
    /// How many keywords there are, those not listed because of `--limit` included.
    total: usize,
    /// By keyword.
    keywords: Vec<KeywordJson<'a>>,
    /// Live articles that declare none.
    without: Vec<&'a str>,
}

/// One keyword.
#[derive(Serialize, JsonSchema)]
struct KeywordJson<'a> {
    /// As its owner writes it.
    keyword: &'a str,
    /// The article that owns it.
    owner: &'a str,
    /// Its URL path.
    url: &'a str,
    /// Whether it is named as the owner; else it is the one that is linked best.
    named: bool,
    /// How many articles link to it.
    inbound: usize,
    /// Other articles with the same keyword.
    rivals: Vec<&'a str>,
}

/// The keywords that have rivals first, as people look for them; then all others.
fn listed(map: &KeywordMap, contested: bool) -> Vec<&KeywordRow> {
    map.keywords.iter().filter(|row| !contested || !row.rivals.is_empty()).collect()
}

fn path(catalog: &Catalog, id: ArticleId) -> &str {
    &catalog.article(id).path
}

/// Writes the map as JSON; `contested` leaves out keywords without rivals, `limit` caps the list, 0 for all.
pub fn write_json(
    catalog: &Catalog,
    map: &KeywordMap,
    contested: bool,
    limit: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows = listed(map, contested);
    let total = rows.len();
    let json = keywords_json(catalog, rows.into_iter().take(most(limit)), total, map.without.iter().copied());
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}

/// The shape of a map: these keywords of `total`, and these articles that declare none.
pub fn keywords_json<'a>(
    catalog: &'a Catalog,
    rows: impl Iterator<Item = &'a KeywordRow>,
    total: usize,
    without: impl Iterator<Item = ArticleId>,
) -> KeywordsJson<'a> {
    let keyword = |row: &'a KeywordRow| KeywordJson {
        keyword: &row.keyword,
        owner: path(catalog, row.owner),
        url: catalog.url(row.owner),
        named: row.named,
        inbound: catalog.graph().inbound(row.owner).len(),
        rivals: row.rivals.iter().map(|&id| path(catalog, id)).collect(),
    };
    let keywords = rows.map(keyword).collect();
    KeywordsJson {
        schema_version: SCHEMA_VERSION,
        total,
        keywords,
        without: without.map(|id| path(catalog, id)).collect(),
    }
}

/// Writes the map as CSV: keyword, owner, url, named, inbound, rivals (with blanks between); at the end a row without
/// keyword for every article that declares none.
pub fn write_csv(
    catalog: &Catalog,
    map: &KeywordMap,
    contested: bool,
    limit: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["keyword", "owner", "url", "named", "inbound", "rivals"])?;
    for row in listed(map, contested).into_iter().take(most(limit)) {
        let rivals: Vec<&str> = row.rivals.iter().map(|&id| path(catalog, id)).collect();
        let inbound = catalog.graph().inbound(row.owner).len().to_string();
        let named = if row.named { "yes" } else { "no" };
        let url = catalog.url(row.owner);
        csv.write_record([&*safe(&row.keyword), path(catalog, row.owner), url, named, &inbound, &rivals.join(" ")])?;
    }
    for &id in map.without.iter().filter(|_| !contested) {
        let inbound = catalog.graph().inbound(id).len().to_string();
        csv.write_record(["", path(catalog, id), catalog.url(id), "no", &inbound, ""])?;
    }
    csv.flush()
}

/// A cell that a spreadsheet would take for a formula is quoted as text.
fn safe(cell: &str) -> String {
    let cell = cell.replace(['\n', '\r'], " ");
    if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell }
}

/// Writes the map as a table.
pub fn write_text(
    catalog: &Catalog,
    map: &KeywordMap,
    contested: bool,
    limit: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows = listed(map, contested);
    let shown: Vec<&&KeywordRow> = rows.iter().take(most(limit)).collect();
    let width = shown.iter().map(|row| line(&row.keyword, 60).chars().count()).max().unwrap_or(0);
    for row in &shown {
        let named = if row.named { format!("  {DIM}named{DIM:#}") } else { String::new() };
        let keyword = line(&row.keyword, 60);
        writeln!(out, "{BOLD}{keyword:<width$}{BOLD:#}  {}{named}", path(catalog, row.owner))?;
        for &id in &row.rivals {
            writeln!(out, "{:<width$}  {MARK}rival{MARK:#} {}", "", path(catalog, id))?;
        }
    }
    if rows.len() > shown.len() {
        writeln!(out, "{DIM}… and {} more; `--limit 0` lists all{DIM:#}", grouped(rows.len() - shown.len()))?;
    }
    let rivals = map.keywords.iter().filter(|row| !row.rivals.is_empty()).count();
    let keywords = counted(map.keywords.len(), "keyword");
    let style = if rivals == 0 { GOOD } else { MARK };
    writeln!(out, "{keywords}, {style}{} with rivals{style:#}", grouped(rivals))?;
    if !map.without.is_empty() {
        let without = counted(map.without.len(), "article");
        let some: Vec<&str> = map.without.iter().take(3).map(|&id| path(catalog, id)).collect();
        let more = if map.without.len() > 3 { ", …" } else { "" };
        writeln!(out, "{DIM}{without} without a keyword: {}{more}{DIM:#}", some.join(", "))?;
    }
    Ok(())
}

fn most(limit: usize) -> usize {
    if limit == 0 { usize::MAX } else { limit }
}
