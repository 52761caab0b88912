//! Tools and categories as lists: how many articles each has, and how well it is linked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::snapshot::Snapshot;
use crate::graph::{CategoryRow, ToolRow};
use crate::text::words::fold;

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
