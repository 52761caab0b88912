//! The corpus in figures: the same shape as `graph stats` has as JSON.

use schemars::JsonSchema;
use serde::Deserialize;

use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::snapshot::{STATS_LIMIT, Snapshot};
use crate::graph::GraphStats;

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

    fn answer<'a>(state: &'a Snapshot, _: &str, query: StatsQuery) -> Result<GraphStats, ApiError> {
        let (_, limit) = page(None, query.limit, 10, STATS_LIMIT as u32)?;
        let mut stats = state.figures().listed.clone();
        stats.top.truncate(limit);
        stats.bottom.truncate(limit);
        stats.tools.truncate(limit);
        stats.categories.truncate(limit);
        stats.communities.truncate(limit);
        Ok(stats)
    }
}
