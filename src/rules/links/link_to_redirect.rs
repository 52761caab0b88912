//! Reports links to a URL that redirects elsewhere.
//!
//! ## What it does
//! Follows redirects to their end: aliases in front matter, those of the generator's configuration, and files that hosts go
//! by (`_redirects`, `netlify.toml`, `vercel.json`). The finding names the URL that the reader ends at.
//!
//! ## Why it matters
//! The reader waits for one more answer, part of the link's standing is lost on the way, and the link dies with the redirect,
//! which somebody will clear away one day.
//!
//! ## Example
//! ```markdown index.md
//! Read about [brewing](/old-brewing/) and [storing](/storing/).
//! ```
//! ```markdown brewing.md
//! ---
//! aliases: [/old-brewing/]
//! ---
//! # Brewing
//! ```
//! ```markdown storing.md
//! # Storing
//! ```
//! Findings: `index.md:1`
//!
//! ## How to fix
//! Link to where the redirect leads.

use super::{judged_links, mending};
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::{ArticleId, Link};
use crate::settings::Severity;
use crate::site::{Redirect, Target};

/// See the file's documentation.
pub(crate) struct LinkToRedirect;

impl Rule for LinkToRedirect {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        let site = &check.catalog.site;
        if !site.has_redirects() {
            return;
        }
        for (link, target) in judged_links(check.catalog, id) {
            // A redirect to nowhere is a dead link already.
            if matches!(target, Target::Dead | Target::Unchecked(_) | Target::Placeholder) {
                continue;
            }
            if let Some(Redirect::To(url)) = site.redirect_of(id, link) {
                findings.push(finding(id, link, url));
            }
        }
    }
}

fn finding(id: ArticleId, link: &Link, url: String) -> Finding {
    let message = format!("`{}` redirects to `{url}`", link.href);
    let finding = Finding::at(id, link.place, message)
        .datum("href", &*link.href)
        .datum("text", &*link.text)
        .datum("to", url.as_str())
        .help(format!("link to `{url}`"));
    match mending::href_span(link) {
        Some(span) if url.starts_with('/') => {
            let replacement = mending::with_path(&link.href, &url);
            finding.fix(format!("link to `{url}`"), span, replacement)
        }
        _ => finding,
    }
}
