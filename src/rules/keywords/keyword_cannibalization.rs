//! Reports clusters of articles that compete for one keyword.
//!
//! ## What it does
//! Compares keywords and titles of all live articles, without regard to case, order, inflection, small words and the tools
//! they name. Articles with one topic are a cluster, which is reported once, at the article that should own the keyword.
//! No text is read for it; `linkwright cannibalization` reads the texts as well, and finds paraphrases and copies.
//!
//! ## Why it matters
//! Search engines show one page of a site for a query, and share out links and clicks among those that could be it. Several
//! pages for one keyword do worse than a single one.
//!
//! ## Example
//! ```markdown index.md
//! On [green tea](green.md), on [more of it](tea.md) and on [coffee](coffee.md).
//! ```
//! ```markdown green.md
//! ---
//! title: How to brew green tea
//! primary_keyword: brew green tea
//! ---
//! Not as hot as [coffee](coffee.md).
//! ```
//! ```markdown tea.md
//! ---
//! title: Brewing green tea
//! primary_keyword: green tea brewing
//! ---
//! More on [green tea](green.md).
//! ```
//! ```markdown coffee.md
//! ---
//! title: How to brew filter coffee
//! primary_keyword: brew filter coffee
//! ---
//! Stronger than [green tea](green.md).
//! ```
//! Findings: `green.md`
//!
//! ## How to fix
//! Merge the others into the owner and redirect them, or write them for another keyword and link to the owner;
//! `linkwright cannibalization` says which.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::cannibalization::{Cluster, Request, analyse};
use crate::catalog::Catalog;
use crate::rules::wording::{counted, listed, path};
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct KeywordCannibalization;

impl Rule for KeywordCannibalization {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        for cluster in analyse(check.catalog, &Request::WITHOUT_TEXTS).clusters {
            findings.push(finding(check.catalog, &cluster));
        }
    }
}

fn finding(catalog: &Catalog, cluster: &Cluster) -> Finding {
    let others = cluster.members.len() - 1;
    let names = listed(cluster.others().map(|id| path(catalog, id)), others);
    let kind = cluster.kind.name();
    let verb = if others == 1 { "competes" } else { "compete" };
    let message = format!("{} {verb} with it ({kind}): {names}", counted(others, "other article"));
    let mut finding = Finding::about(cluster.owner, message)
        // Whether they can be merged depends on their texts, which were not read.
        .help("merge them or write each for a keyword of its own; `linkwright cannibalization` reads the texts and says which")
        .datum("cluster", &*cluster.id)
        .datum("kind", kind)
        .datum("reasons", cluster.reasons.clone())
        .datum("articles", cluster.members.iter().map(|member| path(catalog, member.article)).collect::<Vec<_>>());
    for id in cluster.others() {
        finding = finding.related(id, None, "competes");
    }
    finding
}
