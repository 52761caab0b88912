//! Reports articles that no other article links to.
//!
//! ## What it does
//! Finds live articles without any inbound link from another live article. Entry articles are exempt: readers come to
//! them from outside. Where only drafts link to an article, `draft-fed` says so instead.
//!
//! ## Why it matters
//! Readers and crawlers find articles by following links. This one can only be found by those who know its address.
//!
//! ## Example
//! ```markdown index.md
//! # Drinks
//!
//! Start with [tea](tea.md).
//! ```
//! ```markdown tea.md
//! Back to the [start](index.md).
//! ```
//! ```markdown cocoa.md
//! I link to [tea](tea.md), but who links to me?
//! ```
//! Findings: `cocoa.md`
//!
//! ## How to fix
//! Link to it from related articles or from a hub, or remove it if it has had its day.

use super::{judged, linkable, live_count, uses};
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::rules::wording::counted;
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct Orphan;

impl Rule for Orphan {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let Some(catalog) = judged(check, findings) else { return };
        let live = live_count(catalog);
        if live == 1 && linkable(catalog).next().is_some() {
            findings.not_judged("`orphan`: there is only one article, and no other that could link to it");
        }
        if live <= 1 {
            return;
        }
        let alone = |id| catalog.graph().inbound(id).is_empty();
        let drafts = uses::from_drafts(catalog, alone);
        let fed = |id| drafts.binary_search_by_key(&id, |one| one.to).is_ok();
        for id in linkable(catalog).filter(|&id| alone(id) && !fed(id)) {
            let others = counted(live - 1, "other article");
            let finding = Finding::about(id, format!("no article links here (of {others})"))
                .help("link to it from a related article or a hub")
                .datum("inbound", 0);
            findings.push(finding);
        }
    }
}
