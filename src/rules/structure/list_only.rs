//! Reports articles that are linked from listings only.
//!
//! ## What it does
//! Finds live articles that have inbound links, all of which are list links: items of a hub, an index or a "related
//! articles" box that hold little but the link. No running text leads to them.
//!
//! ## Why it matters
//! A link in a sentence says why the target is worth a click and is the one that readers and search engines weigh most.
//!
//! ## Example
//! ```markdown index.md
//! - [Tea](tea.md)
//! - [Coffee](coffee.md)
//! ```
//! ```markdown tea.md
//! Those who find it too mild may want to read about [coffee](coffee.md) instead of going on.
//! ```
//! ```markdown coffee.md
//! Strong, black, and served since the dawn of offices, as the [start page](index.md) tells.
//! ```
//! Findings: `tea.md`
//!
//! ## How to fix
//! Link to it from a sentence in a related article.

use super::{is_linkable, judged, uses};
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::ArticleId;
use crate::rules::wording::counted;
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct ListOnly;

impl Rule for ListOnly {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let Some(catalog) = judged(check, findings) else { return };
        let graph = catalog.graph();
        let listed = |id: ArticleId| is_linkable(catalog, id) && graph.inbound(id).iter().all(|edge| edge.body == 0);
        let uses = uses::first_uses(catalog, |from| catalog.is_live(from), listed);
        for uses in uses.chunk_by(|a, b| a.to == b.to) {
            let Some(first) = uses.first() else { continue };
            let links: usize = graph.inbound(first.to).iter().map(|edge| usize::from(edge.list)).sum();
            let from = first.describe(catalog);
            let message = match links {
                1 => format!("linked from a listing only: {from}"),
                _ => format!(
                    "linked from listings only: {} in {}, the first in {from}",
                    counted(links, "list link"),
                    counted(uses.len(), "article")
                ),
            };
            let finding = Finding::about(first.to, message)
                .help("link to it from a sentence in a related article")
                .datum("list_links", links)
                .datum("inbound", uses.len())
                .related(first.from, Some(first.place), "a list link");
            findings.push(finding);
        }
    }
}
