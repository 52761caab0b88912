//! Reports files that could not be read as text.
//!
//! ## What it does
//! Finds article files that are not UTF-8, that are binary, too large, unreadable for want of permission, or that
//! vanished while the corpus was read. Nothing else is said about such a file, and links to it are not dead.
//!
//! ## Why it matters
//! What cannot be read cannot be audited: its links are missing from every count, and a generator may well stop at it.
//!
//! ## Example
//! The second file is saved in Latin-1.
//! ```markdown tea.md
//! See [cafés](cafes.md).
//! ```
//! ```markdown cafes.md latin-1
//! Cafés that serve [tea](tea.md).
//! ```
//! Findings: `cafes.md:1`
//!
//! ## How to fix
//! Save the file as UTF-8, correct its permissions, or exclude it in `linkwright.yaml`.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::{ArticleId, ProblemKind};
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct UnreadableArticle;

impl Rule for UnreadableArticle {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Error, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        let problems = check.catalog.article(id).problems.iter();
        for problem in problems.filter(|problem| problem.kind == ProblemKind::Unreadable) {
            let mut finding = Finding::about(id, problem.message.clone())
                .help("save it as UTF-8 text, or exclude it in `linkwright.yaml`");
            finding.place = problem.place;
            findings.push(finding);
        }
    }
}
