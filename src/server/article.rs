//! One article's record: metadata, headings, standing, links in and out with their states, findings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::articles::ArticleSummary;
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::links::{InboundJson, OutboundJson, inbound, outbound};
use super::snapshot::Snapshot;
use crate::corpus::ArticleId;
use crate::report::{FindingJson, finding_json};
use crate::text::nearest::nearest;

/// How many links each way and how many findings a record holds; their own endpoints list the rest.
const LISTED: usize = 200;

/// No parameters.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoQuery {}

/// An article's record.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Article")]
pub(super) struct ArticleJson<'a> {
    #[serde(flatten)]
    summary: ArticleSummary<'a>,
    /// Bytes of the file.
    size: u32,
    /// Further URL paths that lead to it, as written.
    aliases: &'a [Box<str>],
    headings: Vec<HeadingJson<'a>>,
    links: LinksJson<'a>,
    /// The first findings; `findings` counts all.
    listed_findings: Vec<FindingJson<'a>>,
}

/// A heading.
#[derive(Serialize, JsonSchema)]
struct HeadingJson<'a> {
    /// 1 to 6.
    level: u8,
    text: &'a str,
    line: u32,
}

/// The links of an article; the lists are cut, the totals count all uses.
#[derive(Serialize, JsonSchema)]
struct LinksJson<'a> {
    outbound_total: usize,
    outbound: Vec<OutboundJson<'a>>,
    inbound_total: usize,
    inbound: Vec<InboundJson<'a>>,
}

/// `articles/{path}`.
pub(super) struct ArticleRecord;

impl Endpoint for ArticleRecord {
    const PATH: &'static str = "/api/v1/articles/{path}";
    const ID: &'static str = "article";
    const ABOUT: &'static str = "One article: metadata, standing, links in and out with their states, findings";
    type Query = NoQuery;
    type Answer<'a> = ArticleJson<'a>;

    fn answer<'a>(state: &'a Snapshot, path: &str, _: NoQuery) -> Result<ArticleJson<'a>, ApiError> {
        let id = article(state, path)?;
        let article = state.catalog.article(id);
        let heading = |heading: &'a crate::corpus::Heading| HeadingJson {
            level: heading.level,
            text: &heading.text,
            line: heading.place.line,
        };
        let findings = state.findings(id).iter().take(LISTED);
        Ok(ArticleJson {
            summary: ArticleSummary::of(state, id),
            size: article.size,
            aliases: &article.metadata.aliases,
            headings: article.headings.iter().map(heading).collect(),
            links: LinksJson {
                outbound_total: outbound(state, id).count(),
                outbound: outbound(state, id).take(LISTED).collect(),
                inbound_total: inbound(state, id).count(),
                inbound: inbound(state, id).take(LISTED).collect(),
            },
            listed_findings: findings.map(|finding| finding_json(&state.catalog, finding)).collect(),
        })
    }
}

/// The article that a path names. It is looked up among the articles that were read: no file is opened for it, so
/// whatever the path says, it never leaves the corpus.
pub(super) fn article(state: &Snapshot, path: &str) -> Result<ArticleId, ApiError> {
    let path = path.trim_start_matches('/');
    if let Some(id) = state.find(path) {
        return Ok(id);
    }
    let shown: String = path.chars().take(200).collect();
    let error = ApiError::not_found(format!("there is no article `{shown}` in the corpus"));
    // Looking at thousands of paths is no work for what can only be nonsense.
    let near = (path.len() <= 200).then(|| near(state, path)).flatten();
    Err(match near {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => error.help("paths are relative to the corpus, as /api/v1/articles lists them"),
    })
}

/// The path that ends in the same file name, else one of the same folder that is spelled nearly so.
fn near<'a>(state: &'a Snapshot, path: &str) -> Option<&'a str> {
    let articles = &state.catalog.articles;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let same = articles.iter().find(|article| {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        !name.is_empty() && (article.path.ends_with(name) || article.stem() == stem)
    });
    let beside = articles.iter().filter(|article| article.folder() == folder).take(500);
    same.map(|article| &*article.path).or_else(|| nearest(path, beside.map(|article| &*article.path)))
}
