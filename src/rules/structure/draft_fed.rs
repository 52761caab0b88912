//! Reports articles that only drafts link to.
//!
//! ## What it does
//! Finds live articles whose every inbound link stands in a draft.
//!
//! ## Why it matters
//! In the sources the article looks linked; on the published site it is an orphan until one of the drafts goes live.
//!
//! ## Example
//! ```markdown index.md
//! # Drinks
//!
//! Start with [coffee](coffee.md).
//! ```
//! ```markdown coffee.md
//! Back to the [start](index.md).
//! ```
//! ```markdown beans.md
//! From bush to cup: [coffee](coffee.md).
//! ```
//! ```markdown roasts.md
//! ---
//! draft: true
//! ---
//! Roasts begin with [good beans](beans.md).
//! ```
//! Findings: `beans.md`
//!
//! ## How to fix
//! Publish the draft, or link to the article from one that is live.

use super::{is_linkable, judged, uses};
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::rules::wording::counted;
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct DraftFed;

impl Rule for DraftFed {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let Some(catalog) = judged(check, findings) else { return };
        let alone = |id| is_linkable(catalog, id) && catalog.graph().inbound(id).is_empty();
        let drafts = uses::from_drafts(catalog, alone);
        for uses in drafts.chunk_by(|a, b| a.to == b.to) {
            let Some(first) = uses.first() else { continue };
            let from = first.describe(catalog);
            let message = match uses.len() {
                1 => format!("only a draft links here: {from}"),
                all => format!("only drafts link here: {from} and {}", counted(all - 1, "other")),
            };
            let finding = Finding::about(first.to, message)
                .help("publish the draft, or link to the article from one that is live")
                .datum("drafts", uses.len())
                .datum("draft", &*catalog.article(first.from).path)
                .related(first.from, Some(first.place), "the link in a draft");
            findings.push(finding);
        }
    }
}
