//! Suggestions while a query is being typed: filters whose value begins like the last word, then articles.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::search::ask;
use super::snapshot::Snapshot;
use crate::graph::{Entity, NodeType};
use crate::search::SearchRequest;
use crate::text::words::fold;

/// How many tools, categories and keywords are suggested at most, in all.
const ENTITIES: usize = 4;

/// What has been typed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SuggestInput {
    /// The query so far.
    #[schemars(length(max = 512))]
    q: String,
    /// How many suggestions at most; 8 unless told.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<u32>,
}

/// What may be meant.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Suggestions")]
pub(super) struct SuggestJson {
    /// The query as it was typed.
    query: String,
    suggestions: Vec<Suggestion>,
}

/// One suggestion.
#[derive(Debug, Serialize, JsonSchema)]
struct Suggestion {
    /// `article`, `tool`, `category` or `keyword`.
    kind: &'static str,
    /// What to show.
    text: String,
    /// The query to ask for instead; null for an article.
    query: Option<String>,
    /// The article's path; null for a query.
    path: Option<String>,
}

/// `suggest-query`.
pub(super) struct SuggestQuery;

impl Endpoint for SuggestQuery {
    const PATH: &'static str = "/api/v1/suggest-query";
    const ID: &'static str = "suggestQuery";
    const ABOUT: &'static str = "What may be meant by a query that is still being typed";
    const OFTEN: bool = true;
    type Query = SuggestInput;
    type Answer<'a> = SuggestJson;

    fn answer(state: &Snapshot, _: &str, input: SuggestInput) -> Result<SuggestJson, ApiError> {
        let (_, limit) = page(None, input.limit, 8, 50)?;
        let mut suggestions = entities(state, &input.q);
        suggestions.truncate(limit.min(ENTITIES));
        let request = SearchRequest { limit: limit - suggestions.len(), ..SearchRequest::new(input.q.clone()) };
        if !input.q.trim().is_empty() && request.limit > 0 {
            let hits = ask(state, request)?.hits.into_iter();
            suggestions.extend(hits.map(|hit| Suggestion {
                kind: "article",
                text: hit.title,
                query: None,
                path: Some(hit.path),
            }));
        }
        Ok(SuggestJson { query: input.q, suggestions })
    }
}

/// Tools, categories and keywords of which a word begins like the last one typed, those with most articles first.
fn entities(state: &Snapshot, typed: &str) -> Vec<Suggestion> {
    let before = typed.trim_end_matches(|c: char| !c.is_whitespace());
    let last = fold(typed.get(before.len()..).unwrap_or(""));
    if last.chars().count() < 2 || typed.chars().count() > 512 {
        return Vec::new();
    }
    // The tool catalogue may name what no article is about.
    let begins = |entity: &&Entity| {
        !entity.articles.is_empty() && fold(&entity.name).split(' ').any(|word| word.starts_with(&last))
    };
    let kinds = [NodeType::Tool, NodeType::Category, NodeType::Keyword];
    let mut found: Vec<&Entity> =
        kinds.into_iter().flat_map(|kind| state.entities(false).of_kind(kind)).filter(begins).collect();
    found.sort_by_key(|entity| (std::cmp::Reverse(entity.articles.len()), entity.kind, entity.name.clone()));
    found.truncate(ENTITIES);
    let suggestion = |entity: &Entity| {
        let name = entity.name.replace('"', " ");
        let value = if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name };
        Suggestion {
            kind: entity.kind.name(),
            text: entity.name.to_string(),
            query: Some(format!("{before}{}:{value}", entity.kind.name())),
            path: None,
        }
    };
    found.into_iter().map(suggestion).collect()
}
