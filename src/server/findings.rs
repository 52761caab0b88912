//! The audit over HTTP: the same shape as the command's JSON, narrowed and by the page.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::article::article;
use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::filter::{PathFilter, Words, check};
use super::snapshot::Snapshot;
use crate::audit::Finding;
use crate::corpus::ArticleId;
use crate::report::{AuditJson, AuditReport, Tally, audit_json};
use crate::rules::RULES;
use crate::settings::Severity;
use crate::text::nearest::nearest;

/// Which findings, and in which order.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FindingsQuery {
    /// Only findings of these rules or families, apart by commas.
    #[schemars(length(max = 500))]
    rule: Option<String>,
    /// Only findings of this severity.
    severity: Option<Severity>,
    /// Only articles that match this glob, or lie in this folder.
    #[schemars(length(max = 500))]
    path: Option<String>,
    /// Only findings with these words in their message, path or rule.
    #[schemars(length(max = 500))]
    q: Option<String>,
    sort: FindingSort,
    /// How many to pass over.
    #[schemars(range(max = 1_000_000_000))]
    offset: Option<u32>,
    /// How many to list; 100 unless told.
    #[schemars(range(min = 1, max = 1000))]
    limit: Option<u32>,
}

/// The order of findings.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum FindingSort {
    /// By path and place.
    #[default]
    Path,
    /// The worst first, then by path and place.
    Severity,
    /// By rule, then by path and place.
    Rule,
}

/// A page of an audit.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Findings")]
pub(super) struct FindingsPage<'a> {
    #[serde(flatten)]
    audit: AuditJson<'a>,
    /// How many findings fit.
    total: usize,
    offset: usize,
    /// How many findings each rule has under the other filters, the worst first.
    rules: Vec<RuleCount>,
}

/// How many findings a rule has.
#[derive(Serialize, JsonSchema)]
struct RuleCount {
    rule: &'static str,
    severity: Severity,
    count: usize,
}

/// `audit`.
pub(super) struct Findings;

impl Endpoint for Findings {
    const PATH: &'static str = "/api/v1/audit";
    const ID: &'static str = "audit";
    const ABOUT: &'static str = "The audit's findings, filtered and sorted";
    type Query = FindingsQuery;
    type Answer<'a> = FindingsPage<'a>;

    fn answer<'a>(state: &'a Snapshot, _: &str, query: FindingsQuery) -> Result<FindingsPage<'a>, ApiError> {
        findings_page(state, &state.audit.findings, &query)
    }
}

/// `articles/{path}/findings`.
pub(super) struct ArticleFindings;

impl Endpoint for ArticleFindings {
    const PATH: &'static str = "/api/v1/articles/{path}/findings";
    const ID: &'static str = "articleFindings";
    const ABOUT: &'static str = "The findings about one article";
    type Query = FindingsQuery;
    type Answer<'a> = FindingsPage<'a>;

    fn answer<'a>(state: &'a Snapshot, path: &str, query: FindingsQuery) -> Result<FindingsPage<'a>, ApiError> {
        findings_page(state, state.findings(article(state, path)?), &query)
    }
}

fn findings_page<'a>(
    state: &'a Snapshot,
    findings: &'a [Finding],
    query: &FindingsQuery,
) -> Result<FindingsPage<'a>, ApiError> {
    let (offset, limit) = page(query.offset, query.limit, 100, 1000)?;
    let filter = Filter::new(query)?;
    let fit: Vec<&Finding> = findings.iter().filter(|finding| filter.takes(state, finding)).collect();
    let rules = rule_counts(&fit);
    let mut fit: Vec<&Finding> = fit.into_iter().filter(|finding| filter.takes_rule(finding)).collect();
    match query.sort {
        FindingSort::Path => {}
        FindingSort::Severity => fit.sort_by_key(|finding| Reverse(finding.severity)),
        FindingSort::Rule => fit.sort_by_key(|finding| finding.rule),
    }
    let report = AuditReport {
        catalog: &state.catalog,
        rules: RULES,
        audit: &state.audit,
        baseline: &state.baseline,
        limit: None,
    };
    let summary = Tally::count(fit.iter().map(|finding| finding.severity));
    let shown = fit.iter().skip(offset).take(limit).copied();
    Ok(FindingsPage { audit: audit_json(&report, shown, summary), total: fit.len(), offset, rules })
}

fn rule_counts(findings: &[&Finding]) -> Vec<RuleCount> {
    let mut counts: Vec<RuleCount> = Vec::new();
    for finding in findings {
        match counts.iter_mut().find(|count| count.rule == finding.rule) {
            Some(count) => count.count += 1,
            None => counts.push(RuleCount { rule: finding.rule, severity: finding.severity, count: 1 }),
        }
    }
    counts.sort_by_key(|count| (Reverse(count.severity), Reverse(count.count), count.rule));
    counts
}

/// A query taken apart once.
struct Filter {
    rules: Vec<String>,
    severity: Option<Severity>,
    path: Option<PathFilter>,
    words: Words,
}

impl Filter {
    fn new(query: &FindingsQuery) -> Result<Self, ApiError> {
        check([&query.rule, &query.path, &query.q])?;
        let listed = query.rule.as_deref().unwrap_or("");
        let rules: Vec<String> =
            listed.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let known = |name: &str| RULES.iter().any(|entry| entry.name == name || entry.family == name);
        if let Some(unknown) = rules.iter().find(|name| !known(name)) {
            let near = nearest(unknown, RULES.iter().map(|entry| entry.name));
            let help = near.map_or("/api/v1/rules lists them".to_owned(), |near| format!("did you mean `{near}`?"));
            return Err(ApiError::not_found(format!("there is no rule `{unknown}`")).help(help));
        }
        Ok(Self {
            rules,
            severity: query.severity,
            path: PathFilter::of(query.path.as_deref()),
            words: Words::of(query.q.as_deref()),
        })
    }

    /// Everything but the rule, so that the counts of rules stay while one is picked.
    fn takes(&self, state: &Snapshot, finding: &Finding) -> bool {
        self.severity.is_none_or(|severity| severity == finding.severity)
            && self.path.as_ref().is_none_or(|path| path.takes(&state.catalog.article(finding.article).path))
            && self.has_words(state, finding.article, finding)
    }

    fn takes_rule(&self, finding: &Finding) -> bool {
        let family = || RULES.iter().find(|entry| entry.name == finding.rule).map(|entry| entry.family);
        self.rules.is_empty() || self.rules.iter().any(|name| name == finding.rule || Some(&**name) == family())
    }

    fn has_words(&self, state: &Snapshot, id: ArticleId, finding: &Finding) -> bool {
        let article = state.catalog.article(id);
        self.words.are_in([&*finding.message, finding.rule, &article.path, article.title()])
    }
}
