//! Tools, categories and keywords as lists: how many articles each has, and how well it is linked.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::snapshot::Snapshot;
use crate::corpus::ArticleId;
use crate::graph::{CategoryRow, Entity, NodeType, ToolRow};
use crate::text::words::fold;

/// How many articles of a keyword are named.
const NAMED: usize = 20;

/// Which entities.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct EntitiesQuery {
    /// Only those with these words in their name.
    q: Option<String>,
    /// How many to pass over.
    #[schemars(range(max = 1_000_000_000))]
    offset: Option<u32>,
    /// How many to list; 50 unless told.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
}

impl EntitiesQuery {
    /// The rows whose name has the words, and of these the page; with it how many there are.
    fn page<T>(&self, rows: Vec<T>, name: impl Fn(&T) -> &str) -> Result<(usize, Vec<T>), ApiError> {
        let (offset, limit) = page(self.offset, self.limit, 50, 500)?;
        let words = fold(self.q.as_deref().unwrap_or(""));
        let fits = |row: &T| words.split_whitespace().all(|word| fold(name(row)).contains(word));
        let rows: Vec<T> = rows.into_iter().filter(|row| words.is_empty() || fits(row)).collect();
        Ok((rows.len(), rows.into_iter().skip(offset).take(limit).collect()))
    }
}

/// A page of tools.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Tools")]
pub(super) struct ToolsJson<'a> {
    /// How many there are that fit.
    total: usize,
    /// The most linked first.
    tools: Vec<&'a ToolRow>,
}

/// `tools`.
pub(super) struct Tools;

impl Endpoint for Tools {
    const PATH: &'static str = "/api/v1/tools";
    const ID: &'static str = "tools";
    const ABOUT: &'static str = "The tools: articles about each, links to these, mentions without a link";
    type Query = EntitiesQuery;
    type Answer<'a> = ToolsJson<'a>;

    fn answer<'a>(state: &'a Snapshot, _: &str, query: EntitiesQuery) -> Result<ToolsJson<'a>, ApiError> {
        let (total, tools) = query.page(state.figures().tools.iter().collect(), |row: &&ToolRow| &row.name)?;
        Ok(ToolsJson { total, tools })
    }
}

/// A page of categories.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Categories")]
pub(super) struct CategoriesJson<'a> {
    /// How many there are that fit.
    total: usize,
    /// The largest first.
    categories: Vec<&'a CategoryRow>,
}

/// `categories`.
pub(super) struct Categories;

impl Endpoint for Categories {
    const PATH: &'static str = "/api/v1/categories";
    const ID: &'static str = "categories";
    const ABOUT: &'static str = "The categories with their articles' number and their hub";
    type Query = EntitiesQuery;
    type Answer<'a> = CategoriesJson<'a>;

    fn answer<'a>(state: &'a Snapshot, _: &str, query: EntitiesQuery) -> Result<CategoriesJson<'a>, ApiError> {
        let rows = state.figures().categories.iter().collect();
        let (total, categories) = query.page(rows, |row: &&CategoryRow| &row.name)?;
        Ok(CategoriesJson { total, categories })
    }
}

/// A page of keywords.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Keywords")]
pub(super) struct KeywordsJson<'a> {
    /// How many there are that fit.
    total: usize,
    /// Those with most articles first: they compete.
    keywords: Vec<KeywordRow<'a>>,
}

/// A keyword with the articles written for it.
#[derive(Serialize, JsonSchema)]
struct KeywordRow<'a> {
    name: &'a str,
    /// How many live articles are written for it.
    articles: usize,
    /// The first of these, the best by link score first.
    best: Vec<KeywordArticle<'a>>,
}

/// An article written for a keyword.
#[derive(Serialize, JsonSchema)]
struct KeywordArticle<'a> {
    path: &'a str,
    url: &'a str,
    title: &'a str,
    link_score: f64,
    inbound: usize,
}

/// `keywords`.
pub(super) struct Keywords;

impl Endpoint for Keywords {
    const PATH: &'static str = "/api/v1/keywords";
    const ID: &'static str = "keywords";
    const ABOUT: &'static str = "The keywords and the articles written for each";
    type Query = EntitiesQuery;
    type Answer<'a> = KeywordsJson<'a>;

    fn answer<'a>(state: &'a Snapshot, _: &str, query: EntitiesQuery) -> Result<KeywordsJson<'a>, ApiError> {
        let mut all: Vec<&Entity> = state.entities(false).of_kind(NodeType::Keyword).collect();
        all.sort_by_cached_key(|entity| (Reverse(entity.articles.len()), fold(&entity.name)));
        let (total, listed) = query.page(all, |entity| &entity.name)?;
        Ok(KeywordsJson { total, keywords: listed.into_iter().map(|entity| keyword(state, entity)).collect() })
    }
}

fn keyword<'a>(state: &'a Snapshot, entity: &'a Entity) -> KeywordRow<'a> {
    let mut ids: Vec<ArticleId> = entity.articles.iter().map(|(id, _)| *id).collect();
    ids.sort_by(|a, b| state.link_score(*b).total_cmp(&state.link_score(*a)).then(a.cmp(b)));
    let catalog = &state.catalog;
    let row = |id: ArticleId| KeywordArticle {
        path: &catalog.article(id).path,
        url: catalog.url(id),
        title: catalog.article(id).title(),
        link_score: state.link_score(id),
        inbound: catalog.graph().inbound(id).len(),
    };
    KeywordRow { name: &entity.name, articles: ids.len(), best: ids.into_iter().take(NAMED).map(row).collect() }
}
