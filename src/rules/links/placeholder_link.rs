//! Reports links whose target was never filled in.
//!
//! ## What it does
//! Finds links to `#`, to nothing at all, or to `javascript:`.
//!
//! ## Why it matters
//! They look like links and lead nowhere: somebody meant to come back and did not.
//!
//! ## Example
//! ```markdown index.md
//! Read the [pricing page](#) and the [manual]().
//!
//! The [first section](#first) is fine.
//!
//! ## First
//! ```
//! Findings: `index.md:1`, `index.md:1`
//!
//! ## How to fix
//! Put in the target, or turn the link into plain text.

use super::judged_links;
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::ArticleId;
use crate::settings::Severity;
use crate::site::Target;

/// See the file's documentation.
pub(crate) struct PlaceholderLink;

impl Rule for PlaceholderLink {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        for (link, target) in judged_links(check.catalog, id) {
            if target != Target::Placeholder {
                continue;
            }
            let href = link.href.trim();
            let message = match href {
                "" => "the link has no target".to_owned(),
                _ => format!("the link has no target yet, only `{href}`"),
            };
            let finding = Finding::at(id, link.place, message)
                .help("put in the target, or turn the link into plain text")
                .datum("href", &*link.href)
                .datum("text", &*link.text);
            findings.push(finding);
        }
    }
}
