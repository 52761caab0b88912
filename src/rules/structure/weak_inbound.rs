//! Reports articles that hang on a single linking article.
//!
//! ## What it does
//! Counts the live articles that link to an article. Fewer than `min` (but at least one) is weak; none at all is an
//! `orphan`.
//!
//! ## Why it matters
//! One edit away from being an orphan, and known to search engines as something that a single page cares for.
//!
//! ## Example
//! ```markdown index.md
//! Start with [tea](tea.md) or with [coffee](coffee.md).
//! ```
//! ```markdown tea.md
//! Milder than [coffee](coffee.md).
//! ```
//! ```markdown coffee.md
//! Back to the [start](index.md).
//! ```
//! Findings: `tea.md`
//!
//! ## How to fix
//! Link to it from further related articles.
//!
//! ## Options
//! - `min` (2): how many linking articles are enough.

use super::{is_linkable, judged, uses};
use crate::audit::{Check, Finding, Findings, Meta, OptionSpec, OptionValue, Rule};
use crate::corpus::ArticleId;
use crate::rules::wording::{listed, path};
use crate::settings::Severity;

const OPTIONS: &[OptionSpec] =
    &[OptionSpec { name: "min", default: OptionValue::Number(2), help: "how many linking articles are enough" }];

/// See the file's documentation.
pub(crate) struct WeakInbound;

impl Rule for WeakInbound {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: OPTIONS, since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let Some(catalog) = judged(check, findings) else { return };
        let min = check.options.number("min");
        let weak = |id: ArticleId| is_linkable(catalog, id) && (catalog.graph().inbound(id).len() as u64) < min;
        let uses = uses::first_uses(catalog, |from| catalog.is_live(from), weak);
        for uses in uses.chunk_by(|a, b| a.to == b.to) {
            let Some(first) = uses.first() else { continue };
            let others = || uses.iter().skip(1).map(|one| path(catalog, one.from));
            let message = match uses.len() {
                1 => format!("only `{}` links here (line {})", path(catalog, first.from), first.place.line),
                all => {
                    let from = first.describe(catalog);
                    format!("only {all} articles link here: {from}, {}", listed(others(), all - 1))
                }
            };
            let finding = Finding::about(first.to, message)
                .help("link to it from further related articles")
                .datum("inbound", uses.len())
                .datum("min", min)
                .datum("from", path(catalog, first.from))
                .related(first.from, Some(first.place), "the link");
            findings.push(finding);
        }
    }
}
