//! Search: the same shape as `search` has as JSON.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::snapshot::Snapshot;
use crate::report::search::SearchJson;
use crate::search::{SearchRequest, SearchResponse, Sort};

/// The longest query; more is no question.
const QUERY: usize = 512;

/// What is searched for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SearchQuery {
    /// Words, "phrases", -exclusions, filters such as `tool:`, `category:`, `title:`, `path:`, and `updated:>2026-01`.
    #[schemars(length(max = 512))]
    q: String,
    sort: SortName,
    /// Whether to count categories, types, tools, languages and states of all hits.
    facets: bool,
    /// Whether to tell how each score came about.
    explain: bool,
    /// How many hits to pass over.
    #[schemars(range(max = 10_000))]
    offset: Option<u32>,
    /// How many hits to list; 10 unless told.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum SortName {
    /// The best first.
    #[default]
    Relevance,
    /// The last changed first.
    Updated,
    /// By title.
    Title,
    /// The highest link score first.
    LinkScore,
}

/// `search`.
pub(super) struct Search;

impl Endpoint for Search {
    const PATH: &'static str = "/api/v1/search";
    const ID: &'static str = "search";
    const ABOUT: &'static str = "Ranked search with snippets and facets";
    const OFTEN: bool = true;
    type Query = SearchQuery;
    type Answer<'a> = SearchJson<'a>;

    fn answer<'a>(state: &'a Snapshot, _: &str, query: SearchQuery) -> Result<SearchJson<'a>, ApiError> {
        let (offset, limit) = page(query.offset, query.limit, 10, 100)?;
        if offset > 10_000 {
            return Err(ApiError::bad_request("`offset` must be at most 10000").help("narrow the query instead"));
        }
        let sort = match query.sort {
            SortName::Relevance => Sort::Relevance,
            SortName::Updated => Sort::Updated,
            SortName::Title => Sort::Title,
            SortName::LinkScore => Sort::LinkScore,
        };
        let SearchQuery { q, facets, explain, .. } = query;
        let found = ask(state, SearchRequest { query: q, limit, offset, sort, facets, explain })?;
        Ok(SearchJson::new(Cow::Owned(found)))
    }
}

/// Asks the index, if the query is not too long.
pub(super) fn ask(state: &Snapshot, request: SearchRequest) -> Result<SearchResponse, ApiError> {
    if request.query.chars().count() > QUERY {
        return Err(ApiError::bad_request(format!("a query is at most {QUERY} characters long")));
    }
    state.searcher.search(&request).map_err(|_| ApiError::internal())
}
