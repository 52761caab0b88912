//! Reports running text that links to the same place more than once.
//!
//! ## What it does
//! Counts the body links of an article by target and fragment, and reports the second and every later one. List links
//! and links within the article do not count: a hub may list what its text has linked.
//!
//! ## Why it matters
//! The second link tells readers nothing new, and search engines mostly go by the first anchor text alone.
//!
//! ## Example
//! ```markdown tea.md
//! Good water matters most, as the [guide to water](water.md) explains in detail.
//!
//! Before you brew anything you should read [about water](water.md) once more.
//!
//! How hard it may be is [another question](water.md#hardness) entirely.
//! ```
//! ```markdown water.md
//! ## Hardness
//!
//! Soft water suits most kinds of [tea](tea.md).
//! ```
//! Findings: `tea.md:3`
//!
//! ## How to fix
//! Keep the link with the better anchor text, and turn the others into plain text or link to a section.

use super::judged_links;
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::{ArticleId, Link, LinkRole};
use crate::rules::wording::path;
use crate::settings::Severity;
use crate::site::{Target, fragment};

/// See the file's documentation.
pub(crate) struct RepeatedLink;

impl Rule for RepeatedLink {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        let mut uses: Vec<(ArticleId, &Link)> = Vec::new();
        for (link, target) in judged_links(check.catalog, id) {
            match target {
                Target::Article(to) if to != id && link.role == LinkRole::Body => uses.push((to, link)),
                _ => {}
            }
        }
        // Stable: uses of the same target stay in the order of their places.
        uses.sort_by_key(|(to, _)| *to);
        for uses in uses.chunk_by(|a, b| a.0 == b.0).filter(|uses| uses.len() > 1) {
            let mut links: Vec<(Option<&str>, &Link)> =
                uses.iter().map(|&(_, link)| (fragment(&link.href), link)).collect();
            links.sort_by_key(|(fragment, _)| *fragment);
            let target = path(check.catalog, uses[0].0);
            for links in links.chunk_by(|a, b| a.0 == b.0) {
                tell(id, target, links, findings);
            }
        }
    }
}

/// Tells all but the first of `links`, which lead to the same place.
fn tell(id: ArticleId, target: &str, links: &[(Option<&str>, &Link)], findings: &mut Findings) {
    let Some(((_, first), repeats)) = links.split_first() else { return };
    for (index, (_, link)) in repeats.iter().enumerate() {
        let (line, use_number, all) = (first.place.line, index + 2, links.len());
        let message = format!("`{target}` is linked already in line {line} (use {use_number} of {all})");
        let finding = Finding::at(id, link.place, message)
            .help("keep the link with the better anchor text")
            .datum("href", &*link.href)
            .datum("text", &*link.text)
            .datum("target", target)
            .datum("uses", all)
            .related(id, Some(first.place), "the first link");
        findings.push(finding);
    }
}
