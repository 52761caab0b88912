//! Suggested links and related articles as JSON. These types are the contract, on the command line and over HTTP.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Groups, SuggestReport};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::decisions::{Decision, Policy};
use crate::suggest::{Anchor, Part, Related, Suggestion};
use crate::text::Span;

/// The version of both shapes.
const SCHEMA_VERSION: u32 = 1;

/// What `linkwright suggest --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "linkwright suggest")]
pub struct SuggestJson<'a> {
    /// The version of this shape.
    schema_version: u32,
    /// The articles that lack links; asked for by source, all that were asked for, else by path.
    sources: Vec<SourceJson<'a>>,
    /// With `--to` and `--orphans`: the articles the links are to lead to, with the ids of the suggestions, the best
    /// first.
    #[serde(skip_serializing_if = "Option::is_none")]
    targets: Option<Vec<TargetJson<'a>>>,
}

/// An article that lacks links.
#[derive(Serialize, JsonSchema)]
struct SourceJson<'a> {
    path: &'a str,
    url: &'a str,
    suggestions: Vec<SuggestionJson<'a>>,
}

/// An article that links are to lead to.
#[derive(Serialize, JsonSchema)]
struct TargetJson<'a> {
    #[serde(flatten)]
    article: ArticleNameJson<'a>,
    /// How many live articles link to it today.
    inbound: usize,
    suggestions: Vec<&'a str>,
}

/// An article by its names.
#[derive(Serialize, JsonSchema)]
pub struct ArticleNameJson<'a> {
    path: &'a str,
    url: &'a str,
    title: &'a str,
}

/// A link that is missing.
#[derive(Serialize, JsonSchema)]
pub struct SuggestionJson<'a> {
    /// The same in every run; `--accept` and `--reject` take it.
    id: String,
    target: ArticleNameJson<'a>,
    /// 0 to 1.
    score: f64,
    /// What the score is made of.
    parts: BTreeMap<&'static str, f64>,
    /// The evidence in a line.
    why: String,
    /// Where the link is to stand; null for a "see also", for which no sentence was found.
    anchor: Option<AnchorJson>,
    /// What was decided about it before.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Decision>,
}

/// The words that become a link.
#[derive(Serialize, JsonSchema)]
struct AnchorJson {
    text: String,
    /// Byte offsets into the file.
    span: Span,
    /// 1-based.
    line: u32,
    /// 1-based, in characters.
    column: u32,
    sentence: String,
    /// The characters of the sentence that are the anchor, from and to; null if the anchor reaches beyond it.
    in_sentence: Option<[usize; 2]>,
}

/// A link that is missing elsewhere, with where.
#[derive(Serialize, JsonSchema)]
pub struct InboundSuggestionJson<'a> {
    source: ArticleNameJson<'a>,
    #[serde(flatten)]
    suggestion: SuggestionJson<'a>,
}

/// What `linkwright related --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "linkwright related")]
pub struct RelatedJson<'a> {
    /// The version of this shape.
    schema_version: u32,
    /// The article that was asked about.
    path: &'a str,
    /// The nearest first.
    related: Vec<RelatedArticleJson<'a>>,
}

/// An article that is near to another.
#[derive(Serialize, JsonSchema)]
pub struct RelatedArticleJson<'a> {
    #[serde(flatten)]
    article: ArticleNameJson<'a>,
    /// 0 to 1.
    score: f64,
    /// What the score is made of.
    parts: BTreeMap<&'static str, f64>,
    /// The evidence in a line.
    why: String,
}

/// Writes the suggestions as JSON, indented, with a line break at the end. Sources of a whole corpus are written in parts that
/// threads share, a few parts at a time, so that the text never stands in memory as a whole.
pub fn write(report: &SuggestReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    match report.groups {
        Groups::BySource(groups) if groups.len() > SOURCES_OF_PART => {
            let mut before = "";
            for groups in groups.chunks(SOURCES_OF_PART * PARTS_AT_A_TIME) {
                let parts = groups.par_chunks(SOURCES_OF_PART).map(|part| pretty(&by_source(report, part)));
                for text in parts.collect::<Result<Vec<String>, _>>()? {
                    // All parts have the same head and foot.
                    let (head, rest) = text.split_once(LIST).ok_or_else(|| io::Error::other("no list of sources"))?;
                    let (items, _) = rest.rsplit_once(LIST_END).ok_or_else(|| io::Error::other("no end of sources"))?;
                    if before.is_empty() {
                        out.write_all(head.as_bytes())?;
                        out.write_all(LIST.as_bytes())?;
                    }
                    out.write_all(before.as_bytes())?;
                    out.write_all(items.as_bytes())?;
                    before = ",";
                }
            }
            writeln!(out, "{LIST_END}\n}}")
        }
        _ => writeln!(out, "{}", pretty(&suggest_json(report))?),
    }
}

/// So many sources are written by one thread at a time.
const SOURCES_OF_PART: usize = 64;

/// So many parts are written before the next are begun.
const PARTS_AT_A_TIME: usize = 32;

/// Where the list of sources begins and ends in the indented text.
const LIST: &str = "\"sources\": [";
const LIST_END: &str = "\n  ]";

fn pretty(json: &SuggestJson<'_>) -> serde_json::Result<String> {
    serde_json::to_string_pretty(json)
}

/// Some of the sources, as if they were all.
fn by_source<'a>(report: &SuggestReport<'a>, groups: &'a [(ArticleId, Vec<Suggestion>)]) -> SuggestJson<'a> {
    let shape = |suggestion: &'a Suggestion| suggestion_json(report.catalog, report.policy, suggestion);
    let sources = groups.iter().map(|(id, found)| source(report.catalog, *id, found.iter().map(shape).collect()));
    SuggestJson { schema_version: SCHEMA_VERSION, sources: sources.collect(), targets: None }
}

fn source<'a>(catalog: &'a Catalog, id: ArticleId, suggestions: Vec<SuggestionJson<'a>>) -> SourceJson<'a> {
    SourceJson { path: &catalog.article(id).path, url: catalog.url(id), suggestions }
}

fn suggest_json<'a>(report: &SuggestReport<'a>) -> SuggestJson<'a> {
    let (catalog, policy) = (report.catalog, report.policy);
    let shape = |suggestion: &'a Suggestion| suggestion_json(catalog, policy, suggestion);
    let target = |(id, suggestions): &'a (ArticleId, Vec<Suggestion>)| TargetJson {
        article: name(catalog, *id),
        inbound: catalog.graph().inbound(*id).len(),
        suggestions: suggestions.iter().map(|suggestion| &*suggestion.id).collect(),
    };
    match report.groups {
        Groups::BySource(groups) => by_source(report, groups),
        Groups::ByTarget(groups) => {
            let sources = report.groups.by_source().into_iter();
            let sources = sources.map(|(id, found)| source(catalog, id, found.into_iter().map(shape).collect()));
            let targets = Some(groups.iter().map(target).collect());
            SuggestJson { schema_version: SCHEMA_VERSION, sources: sources.collect(), targets }
        }
    }
}

/// A suggestion as JSON.
pub fn suggestion_json<'a>(catalog: &'a Catalog, policy: &Policy, suggestion: &Suggestion) -> SuggestionJson<'a> {
    SuggestionJson {
        id: suggestion.id.clone(),
        target: name(catalog, suggestion.target),
        score: rounded(suggestion.score),
        parts: parts(&suggestion.parts),
        why: suggestion.why.clone(),
        anchor: suggestion.anchor.as_ref().map(anchor),
        decision: policy.decision(suggestion.source, suggestion.target),
    }
}

/// A suggestion as JSON, told from its target.
pub fn inbound_json<'a>(catalog: &'a Catalog, policy: &Policy, suggestion: &Suggestion) -> InboundSuggestionJson<'a> {
    let source = name(catalog, suggestion.source);
    InboundSuggestionJson { source, suggestion: suggestion_json(catalog, policy, suggestion) }
}

/// Related articles as JSON.
pub fn related_json<'a>(catalog: &'a Catalog, id: ArticleId, related: &[Related]) -> RelatedJson<'a> {
    let shape = |related: &Related| RelatedArticleJson {
        article: name(catalog, related.article),
        score: rounded(related.score),
        parts: parts(&related.parts),
        why: related.why.clone(),
    };
    let path = &catalog.article(id).path;
    RelatedJson { schema_version: SCHEMA_VERSION, path, related: related.iter().map(shape).collect() }
}

/// Writes related articles as JSON, indented, with a line break at the end.
pub fn write_related(catalog: &Catalog, id: ArticleId, related: &[Related], out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &related_json(catalog, id, related))?;
    writeln!(out)
}

fn name(catalog: &Catalog, id: ArticleId) -> ArticleNameJson<'_> {
    let article = catalog.article(id);
    ArticleNameJson { path: &article.path, url: catalog.url(id), title: article.title() }
}

fn anchor(anchor: &Anchor) -> AnchorJson {
    let before = anchor.sentence.find(&anchor.text).and_then(|at| anchor.sentence.get(..at));
    let start = before.map(|before| before.chars().count());
    AnchorJson {
        text: anchor.text.clone(),
        span: anchor.span,
        line: anchor.place.line,
        column: anchor.place.column,
        sentence: anchor.sentence.clone(),
        in_sentence: start.map(|start| [start, start + anchor.text.chars().count()]),
    }
}

fn parts(parts: &[Part]) -> BTreeMap<&'static str, f64> {
    parts.iter().map(|part| (part.name, rounded(part.weight))).collect()
}

/// Four decimals say all there is to say.
fn rounded(value: f32) -> f64 {
    (f64::from(value) * 1e4).round() / 1e4
}
