//! Reports articles that lead nowhere.
//!
//! ## What it does
//! Finds live articles, entry articles too, that have no live link to another live article of the corpus.
//!
//! ## Why it matters
//! A reader who came this far has nowhere to go but away, and the standing of the article helps no other.
//!
//! ## Example
//! ```markdown index.md
//! Start with [tea](tea.md) or with [coffee](coffee.md).
//! ```
//! ```markdown tea.md
//! Milder than [coffee](coffee.md).
//! ```
//! ```markdown coffee.md
//! Best explained by [somebody else](https://example.org/coffee).
//! ```
//! Findings: `coffee.md`
//!
//! ## How to fix
//! Link to the articles that its reader would want next.

use super::{judged, live_count};
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::ArticleId;
use crate::rules::tally::Tally;
use crate::rules::wording::counted;
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct DeadEnd;

impl Rule for DeadEnd {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let Some(catalog) = judged(check, findings) else { return };
        if live_count(catalog) == 1 {
            findings.not_judged("`dead-end`: there is only one article, and no other that it could link to");
            return;
        }
        let is_page = |id: ArticleId| catalog.is_live(id) && !catalog.article(id).is_partial;
        let is_end = |&id: &ArticleId| is_page(id) && catalog.graph().outbound(id).is_empty();
        for id in catalog.ids().filter(is_end) {
            let tally = Tally::of(catalog, id);
            let evidence = match tally.total {
                0 => "it has no links at all".to_owned(),
                links => format!("{}: {}", counted(links, "link"), tally.describe()),
            };
            let finding = Finding::about(id, format!("links to no other article ({evidence})"))
                .help("link to the articles that its reader would want next")
                .datum("links", tally.total);
            findings.push(finding);
        }
    }
}
