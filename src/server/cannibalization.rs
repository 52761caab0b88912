//! Clusters of competing articles over HTTP: the same shape as the command's JSON, narrowed and by the page.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::filter::{PathFilter, Words, check};
use super::rivals;
use super::snapshot::Snapshot;
use crate::cannibalization::{Cluster, Kind, own_title};
use crate::catalog::Catalog;
use crate::report::Tally;
use crate::report::cannibalization::{CannibalizationJson, CannibalizationReport, cannibalization_json};
use crate::settings::Severity;

/// Which clusters.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct CannibalizationQuery {
    /// Only the cluster with this id.
    #[schemars(length(max = 500))]
    id: Option<String>,
    /// Only clusters of this kind.
    kind: Option<Kind>,
    /// Only clusters of this severity.
    severity: Option<Severity>,
    /// Only clusters with an article that matches this glob, or lies in this folder.
    #[schemars(length(max = 500))]
    path: Option<String>,
    /// Only clusters with these words in the titles, keywords or paths of their articles.
    #[schemars(length(max = 500))]
    q: Option<String>,
    /// How many to pass over.
    #[schemars(range(max = 1_000_000_000))]
    offset: Option<u32>,
    /// How many to list; 50 unless told.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
}

/// A page of clusters.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Clusters")]
pub(super) struct ClustersPage<'a> {
    #[serde(flatten)]
    report: CannibalizationJson<'a>,
    offset: usize,
    /// How many clusters of each severity fit.
    summary: Tally,
    /// How many clusters of each kind there are under the other filters, the most first.
    kinds: Vec<KindCount>,
}

/// How many clusters of a kind there are.
#[derive(Serialize, JsonSchema)]
struct KindCount {
    kind: Kind,
    count: usize,
}

/// `cannibalization`.
pub(super) struct Cannibalization;

impl Endpoint for Cannibalization {
    const PATH: &'static str = "/api/v1/cannibalization";
    const ID: &'static str = "cannibalization";
    const ABOUT: &'static str =
        "Clusters of articles that compete for a keyword: owner, action and evidence, what is most at stake first";
    type Query = CannibalizationQuery;
    type Answer<'a> = ClustersPage<'a>;

    async fn prepare(state: &Arc<Snapshot>) {
        rivals::prepare(state).await;
    }

    fn answer<'a>(state: &'a Snapshot, _: &str, query: CannibalizationQuery) -> Result<ClustersPage<'a>, ApiError> {
        let (offset, limit) = page(query.offset, query.limit, 50, 500)?;
        check([&query.id, &query.path, &query.q])?;
        let analysis = state.rivals.get().ok_or_else(ApiError::internal)?;
        let threshold = rivals::threshold(&state.catalog);
        let (path, words) = (PathFilter::of(query.path.as_deref()), Words::of(query.q.as_deref()));
        let fits = |cluster: &&Cluster| {
            query.id.as_ref().is_none_or(|id| *id == cluster.id)
                && query.severity.is_none_or(|severity| severity == cluster.severity)
                && takes(&state.catalog, cluster, path.as_ref(), &words)
        };
        let mut fit: Vec<&Cluster> = analysis.clusters.iter().filter(fits).collect();
        let kinds = kind_counts(&fit);
        fit.retain(|cluster| query.kind.is_none_or(|kind| kind == cluster.kind));
        let report = CannibalizationReport { catalog: &state.catalog, analysis, threshold, limit: None };
        let shown = fit.iter().skip(offset).take(limit).copied();
        Ok(ClustersPage {
            report: cannibalization_json(&report, shown, fit.len()),
            offset,
            summary: Tally::count(fit.iter().map(|cluster| cluster.severity)),
            kinds,
        })
    }
}

/// Whether an article of the cluster is in the path, and the words are in what its articles are called.
fn takes(catalog: &Catalog, cluster: &Cluster, path: Option<&PathFilter>, words: &Words) -> bool {
    let articles = || cluster.members.iter().map(|member| catalog.article(member.article));
    let called = articles().flat_map(|article| {
        let keyword = article.metadata.keyword.as_deref().unwrap_or("");
        [own_title(article), keyword, &*article.path]
    });
    path.is_none_or(|path| articles().any(|article| path.takes(&article.path))) && words.are_in(called)
}

fn kind_counts(clusters: &[&Cluster]) -> Vec<KindCount> {
    let mut counts: Vec<KindCount> = Vec::new();
    for cluster in clusters {
        match counts.iter_mut().find(|count| count.kind == cluster.kind) {
            Some(count) => count.count += 1,
            None => counts.push(KindCount { kind: cluster.kind, count: 1 }),
        }
    }
    counts.sort_by(|a, b| b.count.cmp(&a.count).then(a.kind.cmp(&b.kind)));
    counts
}
