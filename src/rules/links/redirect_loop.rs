//! Reports links into redirects that lead back to where they began.
//!
//! ## What it does
//! Follows redirects from the link on; where they come back to a URL that was passed before, or do not end after twenty,
//! the finding lists the URLs on the way.
//!
//! ## Why it matters
//! The browser gives up and shows an error; the page can't be reached at all.
//!
//! ## Example
//! ```markdown index.md
//! Read about [tea](/tea/).
//! ```
//! ```text _redirects
//! /tea/ /green-tea/ 301
//! /green-tea/ /tea/ 301
//! ```
//! Findings: `index.md:1`
//!
//! ## How to fix
//! Take one of the redirects out, or let it lead to a page that is there.

use super::judged_links;
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::ArticleId;
use crate::settings::Severity;
use crate::site::{Redirect, Target};

/// See the file's documentation.
pub(crate) struct RedirectLoop;

impl Rule for RedirectLoop {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Error, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        for (link, _) in judged_links(check.catalog, id).filter(|(_, target)| *target == Target::Dead) {
            if let Some(Redirect::Loop(urls)) = check.catalog.site.redirect_of(id, link) {
                let way = urls.iter().map(|url| format!("`{url}`")).collect::<Vec<_>>().join(" to ");
                let message = format!("`{}` is redirected in a circle: {way} and back", link.href);
                let finding =
                    Finding::at(id, link.place, message).datum("href", &*link.href).datum("text", &*link.text);
                findings.push(finding.help("let one of the redirects lead to a page that is there"));
            }
        }
    }
}
