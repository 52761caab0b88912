//! Reports links from live articles to drafts.
//!
//! ## What it does
//! Finds links to an article that is in the corpus but not published: `draft: true`, `published: false`, or a status
//! that counts as unpublished.
//!
//! ## Why it matters
//! The file is there, so nothing looks wrong in the editor; on the published site the link is dead.
//!
//! ## Example
//! ```markdown index.md
//! See the [roast guide](roasts.md) and the [grind guide](grinds.md).
//! ```
//! ```markdown roasts.md
//! ---
//! title: Roasts
//! status: draft
//! ---
//! Not finished; see [grinds](grinds.md).
//! ```
//! ```markdown grinds.md
//! Back to [coffee](index.md).
//! ```
//! Findings: `index.md:1`
//!
//! ## How to fix
//! Publish the draft, or take the link out until it is.

use super::judged_links;
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::{Article, ArticleId};
use crate::settings::Severity;
use crate::site::Target;

/// See the file's documentation.
pub(crate) struct LinkToDraft;

impl Rule for LinkToDraft {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        for (link, target) in judged_links(check.catalog, id) {
            let Target::Article(to) = target else { continue };
            if check.catalog.is_live(to) {
                continue;
            }
            let draft = check.catalog.article(to);
            if !draft.is_readable() {
                continue;
            }
            let message = format!("`{}` is not published ({})", draft.path, mark(draft));
            let finding = Finding::at(id, link.place, message)
                .help("publish it, or take the link out until it is")
                .datum("href", &*link.href)
                .datum("text", &*link.text)
                .datum("target", &*draft.path)
                .related(to, None, "the draft");
            findings.push(finding);
        }
    }
}

/// What in the front matter makes it a draft.
fn mark(draft: &Article) -> String {
    draft.metadata.status.as_ref().map_or_else(|| "marked as a draft".to_owned(), |status| format!("status: {status}"))
}
