//! Reports front matter that cannot be read as it was meant.
//!
//! ## What it does
//! Finds metadata blocks that are no valid YAML, TOML or JSON, that are never closed, or that have a key twice. The text
//! below is read and audited all the same. Templates that new articles are made from (`archetypes/` of Hugo) are left out:
//! a call stands there for what it will give.
//!
//! ## Why it matters
//! A generator stops at such a block, or drops it, and with it title, URL, category and date of the article.
//!
//! ## Example
//! ```markdown tea.md
//! ---
//! title: Tea
//! status: live
//! title: More tea
//! ---
//! How to brew [coffee](coffee.md).
//! ```
//! ```markdown coffee.md
//! ---
//! title: Coffee
//! ---
//! How to brew [tea](tea.md).
//! ```
//! Findings: `tea.md:4`
//!
//! ## How to fix
//! Correct the line that is named: quote values with a colon in them, close the block, keep each key once.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::{ArticleId, ProblemKind};
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct MalformedFrontMatter;

impl Rule for MalformedFrontMatter {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Error, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        if check.catalog.site.is_template(id) {
            return;
        }
        let problems = check.catalog.article(id).problems.iter();
        for problem in problems.filter(|problem| problem.kind == ProblemKind::FrontMatter) {
            let mut finding = Finding::about(id, problem.message.clone());
            finding.place = problem.place;
            findings.push(finding);
        }
    }
}
