//! Reports links to pages of the site that do not exist.
//!
//! ## What it does
//! Looks up what every link means on the published site: by file path, by URL path, by the site's own host. A link is
//! dead only where the corpus is known to hold that part of the site; what lies outside is counted as unchecked. If
//! an existing page is near (a slip of the keys, another folder, date or case) it is named, and where there is no
//! doubt the finding carries the edit.
//!
//! ## Why it matters
//! The reader who clicks gets an error page, and whatever standing the link would pass on is lost.
//!
//! ## Example
//! ```markdown index.md
//! # Tea
//!
//! Start with the [guide to brewing](guides/brewing.md).
//!
//! Then read about [storing tea](guides/storage.md).
//! ```
//! ```markdown guides/brewing.md
//! Water first. Back to [the start](../index.md).
//! ```
//! Findings: `index.md:5`
//!
//! ## How to fix
//! Point the link to the page that is named, if that is the one that was meant. If the page was moved, link to its
//! new place; if it is gone, take the link out.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::{ArticleId, Link};
use crate::settings::Severity;
use crate::site::Target;

use super::{judged_links, mending};

/// See the file's documentation.
pub(crate) struct DeadLink;

impl Rule for DeadLink {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Error, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        for (link, target) in judged_links(check.catalog, id) {
            // A redirect in a circle is told by a rule of its own.
            let circles = || matches!(check.catalog.site.redirect_of(id, link), Some(crate::site::Redirect::Loop(_)));
            if target == Target::Dead && !circles() {
                findings.push(finding(id, link, check.catalog.site.nearest_url(id, &link.href)));
            }
        }
    }
}

fn finding(id: ArticleId, link: &Link, nearest: Option<String>) -> Finding {
    let message = format!("`{}` leads nowhere: no article or file of the corpus answers to it", link.href);
    let finding = Finding::at(id, link.place, message)
        .datum("href", &*link.href)
        .datum("text", &*link.text)
        .datum("did_you_mean", nearest.as_deref());
    let Some(url) = nearest else {
        return finding.help("correct the target, or take the link out");
    };
    let finding = finding.help(format!("did you mean `{url}`?"));
    match mending::href_span(link) {
        Some(span) if mending::is_surely(&link.href, &url) => {
            finding.fix(format!("link to `{url}`"), span, mending::with_path(&link.href, &url))
        }
        _ => finding,
    }
}
