//! Reports competing articles that do not link to the owner of their keyword.
//!
//! ## What it does
//! In every cluster of `keyword-cannibalization`, looks for a live link from each article to the one that should own the
//! keyword. Off until asked for, as what to do depends on the cluster: `audit --only owner-not-linked`, or
//! `rules: {owner-not-linked: note}`.
//!
//! ## Why it matters
//! The link tells readers and search engines which page is the one for the subject. Without it the pages stand against each
//! other.
//!
//! ## Example
//! ```markdown index.md
//! On [green tea](green.md), on [the same again](again.md) and on [more of it](tea.md).
//! ```
//! ```markdown green.md
//! ---
//! title: How to brew green tea
//! primary_keyword: brew green tea
//! ---
//! Our [start](index.md).
//! ```
//! ```markdown again.md
//! ---
//! title: Green tea, how to brew it
//! primary_keyword: green tea, brewed
//! ---
//! More on [green tea](green.md).
//! ```
//! ```markdown tea.md
//! ---
//! title: Brewing green tea
//! primary_keyword: green tea brewing
//! ---
//! Our [start](index.md).
//! ```
//! Findings: `tea.md`
//!
//! ## How to fix
//! Link to the owner with its keyword as the anchor text.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::cannibalization::{Request, analyse};
use crate::rules::wording::path;
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct OwnerNotLinked;

impl Rule for OwnerNotLinked {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: &[], since: "0.1.0" }
    }

    fn on_request(&self) -> bool {
        true
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let catalog = check.catalog;
        for cluster in analyse(catalog, &Request::WITHOUT_TEXTS).clusters {
            let owner = path(catalog, cluster.owner);
            let links = |id| catalog.graph().outbound(id).iter().any(|edge| edge.article == cluster.owner);
            for id in cluster.others().filter(|&id| !links(id)) {
                let finding = Finding::about(id, format!("does not link to `{owner}`, with which it competes"))
                    .help(format!("link to `{}` with its keyword as the anchor text", catalog.url(cluster.owner)))
                    .datum("owner", owner)
                    .datum("cluster", &*cluster.id)
                    .related(cluster.owner, None, "the article that should own the keyword");
                findings.push(finding);
            }
        }
    }
}
