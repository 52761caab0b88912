//! The clusters as JSON. These types are the contract: the schema in `schemas/cannibalization.schema.json` is generated
//! from them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::{CannibalizationReport, SCHEMA_VERSION, rounded};
use crate::cannibalization::{Action, Cluster, Kind, Member, Pair, Signals, Step, own_title};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::settings::Severity;
use crate::text::Span;

/// What `linkwright cannibalization --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "linkwright cannibalization")]
pub struct CannibalizationJson<'a> {
    /// The version of this shape.
    schema_version: u32,
    /// How many articles were judged.
    judged: usize,
    /// How many were not because a later version of them was.
    other_versions: usize,
    /// Pairs that score less are not reported.
    threshold: f64,
    /// How many clusters there are, those not listed because of `--limit` included.
    total: usize,
    /// The clusters, what is most at stake first.
    clusters: Vec<ClusterJson<'a>>,
}

/// Articles that compete with each other.
#[derive(Serialize, JsonSchema)]
struct ClusterJson<'a> {
    /// The same as long as its members are.
    id: &'a str,
    severity: Severity,
    kind: Kind,
    /// The path of the article that should keep the keyword.
    owner: &'a str,
    /// Why that one.
    owner_reasons: &'a [String],
    action: Action,
    /// Why that action.
    why: &'a str,
    /// What is at stake: how many links lead to its articles.
    inbound: usize,
    /// By path.
    articles: Vec<ArticleJson<'a>>,
    /// The pairs of them that compete.
    pairs: Vec<PairJson<'a>>,
    /// The mechanical parts of the action.
    steps: Vec<StepJson<'a>>,
}

/// An article of a cluster.
#[derive(Serialize, JsonSchema)]
struct ArticleJson<'a> {
    path: &'a str,
    url: &'a str,
    title: &'a str,
    keyword: Option<&'a str>,
    /// How many articles link to it.
    inbound: usize,
    /// How many of those outside the cluster do so in running text.
    body_inbound: usize,
    /// 0 to 100.
    link_score: f64,
    /// How many words of its own it has.
    words: u32,
    /// What speaks for it as the owner; comparable within its cluster.
    points: f64,
    /// Clicks from search; null without `--gsc`.
    clicks: Option<u64>,
}

/// Two articles that compete.
#[derive(Serialize, JsonSchema)]
struct PairJson<'a> {
    a: &'a str,
    b: &'a str,
    /// 0 to 1.
    score: f64,
    /// Each signal by itself, 0 to 1; what could not be compared is left out.
    signals: BTreeMap<&'static str, f64>,
}

/// One mechanical part of an action.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "step", rename_all = "kebab-case")]
enum StepJson<'a> {
    /// The URL of one article leads to another from now on.
    Redirect { path: &'a str, from_url: &'a str, to_path: &'a str, to_url: &'a str },
    /// The article names another as the original.
    Canonical { path: &'a str, to_path: &'a str, to_url: &'a str },
    /// A link of the article is to lead elsewhere.
    Repoint { path: &'a str, span: Span, line: u32, href: &'a str, to_path: &'a str, to_url: &'a str },
    /// The article is to link there.
    AddLink { path: &'a str, to_path: &'a str, to_url: &'a str },
}

/// Writes the clusters as JSON, indented, with a line break at the end.
pub fn write(report: &CannibalizationReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let limit = report.limit.filter(|&limit| limit > 0).unwrap_or(usize::MAX);
    let clusters = &report.analysis.clusters;
    let json = cannibalization_json(report, clusters.iter().take(limit), clusters.len());
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}

/// The shape of an analysis: these clusters of `total`.
pub fn cannibalization_json<'a>(
    report: &CannibalizationReport<'a>,
    clusters: impl Iterator<Item = &'a Cluster>,
    total: usize,
) -> CannibalizationJson<'a> {
    let (catalog, analysis) = (report.catalog, report.analysis);
    CannibalizationJson {
        schema_version: SCHEMA_VERSION,
        judged: analysis.judged,
        other_versions: analysis.other_versions,
        threshold: rounded(report.threshold),
        total,
        clusters: clusters.map(|cluster| cluster_json(catalog, cluster)).collect(),
    }
}

fn cluster_json<'a>(catalog: &'a Catalog, cluster: &'a Cluster) -> ClusterJson<'a> {
    ClusterJson {
        id: &cluster.id,
        severity: cluster.severity,
        kind: cluster.kind,
        owner: path(catalog, cluster.owner),
        owner_reasons: &cluster.reasons,
        action: cluster.action,
        why: &cluster.why,
        inbound: cluster.inbound(),
        articles: cluster.members.iter().map(|member| article(catalog, member)).collect(),
        pairs: cluster.pairs.iter().map(|pair| pair_json(catalog, pair)).collect(),
        steps: cluster.steps.iter().map(|step| step_json(catalog, step)).collect(),
    }
}

fn article<'a>(catalog: &'a Catalog, member: &Member) -> ArticleJson<'a> {
    let article = catalog.article(member.article);
    ArticleJson {
        path: &article.path,
        url: catalog.url(member.article),
        title: own_title(article),
        keyword: article.metadata.keyword.as_deref(),
        inbound: member.inbound,
        body_inbound: member.body_inbound,
        link_score: rounded(member.link_score),
        words: member.words,
        points: rounded(member.points),
        clicks: member.clicks,
    }
}

fn pair_json<'a>(catalog: &'a Catalog, pair: &Pair) -> PairJson<'a> {
    let (a, b) = (path(catalog, pair.a), path(catalog, pair.b));
    PairJson { a, b, score: rounded(pair.score), signals: signals(&pair.signals) }
}

/// The signals by name.
pub(super) fn signals(signals: &Signals) -> BTreeMap<&'static str, f64> {
    signals.named().into_iter().map(|(name, value)| (name, rounded(value))).collect()
}

fn step_json<'a>(catalog: &'a Catalog, step: &'a Step) -> StepJson<'a> {
    let both = |id: ArticleId| (path(catalog, id), catalog.url(id));
    match step {
        Step::Redirect { from, to } => {
            let ((path, from_url), (to_path, to_url)) = (both(*from), both(*to));
            StepJson::Redirect { path, from_url, to_path, to_url }
        }
        Step::Canonical { from, to } => {
            let (to_path, to_url) = both(*to);
            StepJson::Canonical { path: path(catalog, *from), to_path, to_url }
        }
        Step::Repoint { article, place, href, to } => {
            let (to_path, to_url) = both(*to);
            let path = path(catalog, *article);
            StepJson::Repoint { path, span: place.span, line: place.line, href, to_path, to_url }
        }
        Step::AddLink { from, to } => {
            let (to_path, to_url) = both(*to);
            StepJson::AddLink { path: path(catalog, *from), to_path, to_url }
        }
    }
}

fn path(catalog: &Catalog, id: ArticleId) -> &str {
    &catalog.article(id).path
}
