//! Reports articles that are published at the same URL as another.
//!
//! ## What it does
//! Compares the URL paths under which live articles are published, after slugs, permalinks and index files. The first
//! article in path order keeps the URL; the others are reported.
//!
//! ## Why it matters
//! One of them overwrites the other when the site is built. Which one is chance, and every link to it is a gamble.
//!
//! ## Example
//! ```markdown guides/tea.md
//! ---
//! permalink: /tea/
//! ---
//! How to brew [coffee](coffee.md).
//! ```
//! ```markdown guides/coffee.md
//! How to brew [tea](tea.md).
//! ```
//! ```markdown tea.md
//! Another page about [coffee](guides/coffee.md).
//! ```
//! Findings: `tea.md`
//!
//! ## How to fix
//! Give one of them another slug or permalink, or merge them.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::ArticleId;
use crate::rules::wording::path;
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct DuplicateUrl;

impl Rule for DuplicateUrl {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Error, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let catalog = check.catalog;
        let mut live: Vec<ArticleId> = catalog.ids().filter(|&id| catalog.is_live(id)).collect();
        live.sort_by_key(|&id| (catalog.url(id), id));
        for group in live.chunk_by(|&a, &b| catalog.url(a) == catalog.url(b)) {
            let Some((&first, others)) = group.split_first() else { continue };
            for &id in others {
                let (url, path) = (catalog.url(id), path(catalog, first));
                let finding = Finding::about(id, format!("is published at `{url}`, as `{path}` is"))
                    .help("give one of them another slug or permalink, or merge them")
                    .datum("url", url)
                    .datum("other", path)
                    .related(first, None, "the other article");
                findings.push(finding);
            }
        }
    }
}
