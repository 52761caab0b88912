//! Reports articles with more links than readers can use.
//!
//! ## What it does
//! Counts the links of an article, images left out. Entry articles may have as many as they like: listing is what
//! they are for.
//!
//! ## Why it matters
//! Every link takes attention and standing from the others; past a certain number none of them stands out.
//!
//! ## Example
//! ```yaml linkwright.yaml
//! rules: {too-many-links: {max: 2}}
//! ```
//! ```markdown glossary.md
//! See [a](a.md), [b](b.md) and [c](https://example.org/).
//! ```
//! ```markdown a.md
//! See [b](b.md) and the [glossary](glossary.md).
//! ```
//! ```markdown b.md
//! See [a](a.md).
//! ```
//! Findings: `glossary.md`
//!
//! ## How to fix
//! Keep the links that help at that point of the text, and move long lists to a hub.
//!
//! ## Options
//! - `max` (150): how many links an article may have.

use crate::audit::{Check, Finding, Findings, Meta, OptionSpec, OptionValue, Rule};
use crate::corpus::ArticleId;
use crate::rules::tally::Tally;
use crate::settings::Severity;

const OPTIONS: &[OptionSpec] =
    &[OptionSpec { name: "max", default: OptionValue::Number(150), help: "how many links an article may have" }];

/// See the file's documentation.
pub(crate) struct TooManyLinks;

impl Rule for TooManyLinks {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: OPTIONS, since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        let max = check.options.number("max");
        let few = check.catalog.article(id).links.len() as u64 <= max;
        if few || check.catalog.is_entry(id) {
            return;
        }
        let tally = Tally::of(check.catalog, id);
        if tally.total as u64 > max {
            let message = format!("{} links, more than {max} ({})", tally.total, tally.describe());
            let finding = Finding::about(id, message)
                .help("keep the links that help where they stand, and move long lists to a hub")
                .datum("links", tally.total)
                .datum("max", max);
            findings.push(finding);
        }
    }
}
