//! A draft held against the corpus: is its keyword taken, who is near, and what is free.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::json::signals;
use super::text::{line, signals as in_words};
use super::{SCHEMA_VERSION, rounded};
use crate::cannibalization::{Checked, Rival, own_title};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::report::text::style::{BOLD, DIM, GOOD, MARK};

/// What `linkwright cannibalization --check DRAFT --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "linkwright cannibalization --check")]
pub struct CheckJson<'a> {
    /// The version of this shape.
    schema_version: u32,
    /// The draft's title.
    title: &'a str,
    /// The keyword it is written for.
    keyword: Option<&'a str>,
    /// Whether an article owns the keyword, declares it too, or competes at the threshold.
    taken: bool,
    /// The article that is named as the keyword's owner.
    owner: Option<&'a str>,
    /// The articles that declare the same keyword.
    same_keyword: Vec<&'a str>,
    /// The nearest articles, the nearest first.
    rivals: Vec<RivalJson<'a>>,
    /// The words of title and keyword that no article near has in its own.
    free: &'a [String],
}

/// An article near the draft.
#[derive(Serialize, JsonSchema)]
struct RivalJson<'a> {
    path: &'a str,
    url: &'a str,
    title: &'a str,
    keyword: Option<&'a str>,
    /// 0 to 1.
    score: f64,
    signals: BTreeMap<&'static str, f64>,
}

/// Whether the draft's keyword is taken: owned, declared, or covered by an article that scores the threshold.
pub fn is_taken(checked: &Checked, threshold: f32) -> bool {
    let near = checked.rivals.iter().any(|rival| rival.score >= threshold);
    checked.owner.is_some() || !checked.same_keyword.is_empty() || near
}

/// Writes the verdict on a draft as JSON.
pub fn write_json(catalog: &Catalog, checked: &Checked, threshold: f32, out: &mut dyn Write) -> io::Result<()> {
    let path = |id: ArticleId| &*catalog.article(id).path;
    let rival = |rival: &Rival| {
        let article = catalog.article(rival.article);
        RivalJson {
            path: &article.path,
            url: catalog.url(rival.article),
            title: own_title(article),
            keyword: article.metadata.keyword.as_deref(),
            score: rounded(rival.score),
            signals: signals(&rival.signals),
        }
    };
    let json = CheckJson {
        schema_version: SCHEMA_VERSION,
        title: &checked.title,
        keyword: checked.keyword.as_deref(),
        taken: is_taken(checked, threshold),
        owner: checked.owner.map(path),
        same_keyword: checked.same_keyword.iter().map(|&id| path(id)).collect(),
        rivals: checked.rivals.iter().map(rival).collect(),
        free: &checked.free,
    };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}

/// Writes the verdict on a draft for people.
pub fn write_text(catalog: &Catalog, checked: &Checked, threshold: f32, out: &mut dyn Write) -> io::Result<()> {
    let path = |id: ArticleId| &*catalog.article(id).path;
    writeln!(out, "{BOLD}{}{BOLD:#}", line(&checked.title, 90))?;
    match &checked.keyword {
        Some(keyword) => writeln!(out, "keyword  {}", line(keyword, 90))?,
        None => writeln!(out, "keyword  {DIM}none declared; judged by title and text{DIM:#}")?,
    }
    if let Some(owner) = checked.owner {
        writeln!(out, "owner    {MARK}{}{MARK:#} is named as the owner of this keyword", path(owner))?;
    }
    for &id in &checked.same_keyword {
        writeln!(out, "taken    {MARK}{}{MARK:#} is written for the same keyword", path(id))?;
    }
    let near = checked.rivals.iter().filter(|rival| rival.score >= threshold).count();
    for rival in &checked.rivals {
        let style = if rival.score >= threshold { MARK } else { DIM };
        writeln!(out, "  {style}{:.2}{style:#}  {}", rival.score, path(rival.article))?;
        writeln!(out, "        {DIM}{}{DIM:#}", in_words(&rival.signals))?;
    }
    if !checked.free.is_empty() {
        writeln!(out, "free     {}", checked.free.join(", "))?;
    }
    if is_taken(checked, threshold) {
        let told = match (near, checked.owner.is_some() || !checked.same_keyword.is_empty()) {
            (0, _) => "the keyword is taken".to_owned(),
            (near, true) => format!("the keyword is taken, and {near} of these compete"),
            (1, false) => "one of these competes".to_owned(),
            (near, false) => format!("{near} of these compete"),
        };
        writeln!(out, "{MARK}{told}{MARK:#}: extend what is there, or write for what is free")
    } else {
        writeln!(out, "{GOOD}nothing competes with it{GOOD:#}")
    }
}
