//! Reports links that have nothing to click on.
//!
//! ## What it does
//! Finds links without text, without an image that has an alternative text, and without a label of their own.
//!
//! ## Why it matters
//! Readers see no link, a screen reader reads out the address, and search engines learn nothing about the target.
//!
//! ## Example
//! ```markdown index.md
//! Take a look at [](beans.md) or at [![](bean.png)](beans.md) first.
//!
//! This one is fine: [![A coffee bean](bean.png)](beans.md)
//! ```
//! ```markdown beans.md
//! See [the start](index.md).
//! ```
//! Findings: `index.md:1`, `index.md:1`
//!
//! ## How to fix
//! Write an anchor text, or give the image an alternative text that says where the link leads.

use super::judged_links;
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::{ArticleId, LinkKind};
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct EmptyAnchor;

impl Rule for EmptyAnchor {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        for (link, _) in judged_links(check.catalog, id) {
            // Asked of every link: a letter at the front answers without a look at the rest.
            let has_text = link.text.starts_with(|c: char| c.is_ascii_graphic()) || !link.text.trim().is_empty();
            if has_text || matches!(link.kind, LinkKind::Auto | LinkKind::Template) {
                continue;
            }
            let message = match &*link.href {
                "" => "a link without any text".to_owned(),
                href => format!("the link to `{href}` has no text"),
            };
            let finding = Finding::at(id, link.place, message)
                .help("write an anchor text, or an alternative text for the image in it")
                .datum("href", &*link.href)
                .datum("text", &*link.text);
            findings.push(finding);
        }
    }
}
