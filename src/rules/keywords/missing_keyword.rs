//! Reports articles without a keyword in a corpus that declares them.
//!
//! ## What it does
//! Looks for the keyword in the front matter of every live article, under the keys that `fields: {keyword: …}` names.
//! Judged only where at least half of the articles declare one; entry articles are left out.
//!
//! ## Why it matters
//! What an article is written for decides its title, its links and whether another article already has the subject. Without
//! it the keyword map has a hole.
//!
//! ## Example
//! ```markdown index.md
//! On [green](green.md) and on [black tea](black.md).
//! ```
//! ```markdown green.md
//! ---
//! title: Green tea
//! primary_keyword: green tea
//! ---
//! Milder than [black tea](black.md).
//! ```
//! ```markdown black.md
//! ---
//! title: Black tea
//! ---
//! Stronger than [green tea](green.md).
//! ```
//! Findings: `black.md`
//!
//! ## How to fix
//! Declare the keyword; `linkwright keywords` shows which are taken.

use super::{declares_keywords, written_for_search};
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct MissingKeyword;

impl Rule for MissingKeyword {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let catalog = check.catalog;
        if !declares_keywords(catalog) {
            return;
        }
        let without = |id| written_for_search(catalog, id) && catalog.article(id).metadata.keyword.is_none();
        for id in catalog.ids().filter(|&id| without(id)) {
            let finding = Finding::about(id, "declares no keyword, as most articles here do")
                .help("declare the keyword it is written for; `linkwright keywords` shows which are taken");
            findings.push(finding);
        }
    }
}
