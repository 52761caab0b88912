//! The keyword map over HTTP: the same shape as the command's JSON, narrowed and by the page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::filter::{PathFilter, Words, check};
use super::snapshot::Snapshot;
use crate::cannibalization::KeywordRow;
use crate::corpus::ArticleId;
use crate::report::keywords::{KeywordsJson, keywords_json};

/// Which keywords.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct KeywordsQuery {
    /// Only keywords with these words in them or in the path of one of their articles.
    #[schemars(length(max = 500))]
    q: Option<String>,
    /// Only keywords of an article that matches this glob, or lies in this folder.
    #[schemars(length(max = 500))]
    path: Option<String>,
    /// Only keywords that several articles are written for.
    contested: bool,
    /// How many to pass over, of keywords and of articles without one.
    #[schemars(range(max = 1_000_000_000))]
    offset: Option<u32>,
    /// How many to list, of keywords and of articles without one; 100 unless told.
    #[schemars(range(min = 1, max = 1000))]
    limit: Option<u32>,
}

/// A page of the keyword map.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Keywords")]
pub(super) struct KeywordsPage<'a> {
    #[serde(flatten)]
    map: KeywordsJson<'a>,
    /// How many of the keywords that fit have rivals.
    contested_total: usize,
    /// How many articles that fit declare no keyword.
    without_total: usize,
    offset: usize,
}

/// `keywords`.
pub(super) struct Keywords;

impl Endpoint for Keywords {
    const PATH: &'static str = "/api/v1/keywords";
    const ID: &'static str = "keywords";
    const ABOUT: &'static str =
        "The keyword map: each keyword, the article that owns it, its rivals; and the articles without one";
    type Query = KeywordsQuery;
    type Answer<'a> = KeywordsPage<'a>;

    fn answer<'a>(state: &'a Snapshot, _: &str, query: KeywordsQuery) -> Result<KeywordsPage<'a>, ApiError> {
        let (offset, limit) = page(query.offset, query.limit, 100, 1000)?;
        check([&query.path, &query.q])?;
        let (path, words) = (PathFilter::of(query.path.as_deref()), Words::of(query.q.as_deref()));
        let of = |id: ArticleId| &*state.catalog.article(id).path;
        let takes = |id: ArticleId| path.as_ref().is_none_or(|path| path.takes(of(id)));
        let fits = |row: &&KeywordRow| {
            let articles = || std::iter::once(row.owner).chain(row.rivals.iter().copied());
            let mut texts: Vec<&str> = articles().map(of).collect();
            texts.push(&row.keyword);
            articles().any(takes) && words.are_in(texts)
        };
        let map = state.keyword_map();
        let mut rows: Vec<&KeywordRow> = map.keywords.iter().filter(fits).collect();
        let contested_total = rows.iter().filter(|row| !row.rivals.is_empty()).count();
        rows.retain(|row| !query.contested || !row.rivals.is_empty());
        let without: Vec<ArticleId> =
            map.without.iter().copied().filter(|&id| takes(id) && words.are_in([of(id)])).collect();
        let shown = rows.iter().skip(offset).take(limit).copied();
        let bare = without.iter().skip(offset).take(limit).copied();
        Ok(KeywordsPage {
            map: keywords_json(&state.catalog, shown, rows.len(), bare),
            contested_total,
            without_total: without.len(),
            offset,
        })
    }
}
