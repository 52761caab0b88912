//! Reports links from an article to itself.
//!
//! ## What it does
//! Finds links whose target is the article they stand in. Links to a section of it (`#section`) are fine, and so are links
//! of a query alone (`?q=water`): they ask something of the page, such as a search.
//!
//! ## Why it matters
//! A click loads the page that the reader is on. Often the link was meant for a sibling with a similar name.
//!
//! ## Example
//! ```markdown guides/tea.md
//! The [tea guide](tea.md) starts with [water](#water); [search for it](?q=water).
//!
//! ## Water
//!
//! Soft, see the [coffee guide](coffee.md).
//! ```
//! ```markdown guides/coffee.md
//! Much the same as [tea](tea.md).
//! ```
//! Findings: `guides/tea.md:1`
//!
//! ## How to fix
//! Link to the article that was meant, to a section, or turn the link into plain text.

use super::judged_links;
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::ArticleId;
use crate::settings::Severity;
use crate::site::{Target, fragment};

/// See the file's documentation.
pub(crate) struct SelfLink;

impl Rule for SelfLink {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        for (link, target) in judged_links(check.catalog, id) {
            if target != Target::Article(id) || fragment(&link.href).is_some() || link.href.starts_with('?') {
                continue;
            }
            let finding = Finding::at(id, link.place, format!("`{}` is this article itself", link.href))
                .help("link to another article or to a section, or turn the link into plain text")
                .datum("href", &*link.href)
                .datum("text", &*link.text);
            findings.push(finding);
        }
    }
}
