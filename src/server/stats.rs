//! The corpus in figures: the same shape as `graph stats` has as JSON.

use schemars::JsonSchema;
use serde::Deserialize;

use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::snapshot::Snapshot;
use crate::graph::{ArticleRow, GraphStats};

/// How long the lists are.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct StatsQuery {
    /// How many entries each list has; 10 unless told.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// `stats`.
pub(super) struct Stats;

impl Endpoint for Stats {
    const PATH: &'static str = "/api/v1/stats";
    const ID: &'static str = "stats";
    const ABOUT: &'static str = "The corpus in figures: size, reach, link score, tools, categories, topic clusters";
    type Query = StatsQuery;
    type Answer<'a> = GraphStats;

    fn answer(state: &Snapshot, _: &str, query: StatsQuery) -> Result<GraphStats, ApiError> {
        let (_, limit) = page(None, query.limit, 10, 100)?;
        let figures = state.figures();
        let (top, rest) = figures.ranked.split_at(limit.min(figures.ranked.len()));
        let mut bottom: Vec<&ArticleRow> = rest.iter().collect();
        bottom.sort_by(|a, b| a.link_score.total_cmp(&b.link_score).then_with(|| a.path.cmp(&b.path)));
        Ok(GraphStats {
            top: top.to_vec(),
            bottom: bottom.into_iter().take(limit).cloned().collect(),
            tools: figures.tools.iter().take(limit).cloned().collect(),
            categories: figures.categories.iter().take(limit).cloned().collect(),
            communities: figures.communities.iter().take(limit).cloned().collect(),
            ..figures.plain.clone()
        })
    }
}
