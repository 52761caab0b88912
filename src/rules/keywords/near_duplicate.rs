//! Reports articles whose text is nearly that of another.
//!
//! ## What it does
//! Reads all texts, takes out what many articles share, and compares runs of three words (MinHash, then the true share).
//! Articles of at least 40 such runs that have four fifths of them in common are copies, and so are those whose words agree
//! nearly completely. Short texts that are written for no keyword (stubs, pages of a reference) count only if they agree in
//! every run. It reads every file once more and is off until asked for: `audit --only near-duplicate`, or
//! `rules: {near-duplicate: warning}`.
//!
//! ## Why it matters
//! Of two pages with one text, search engines show one, and not always the one you would.
//!
//! ## Example
//! ```markdown index.md
//! On [green tea](green.md) and on [white tea](white.md).
//! ```
//! ```markdown green.md
//! ---
//! primary_keyword: brewing green tea
//! ---
//! # Green tea
//!
//! Warm the pot first and pour the water out again. Take a spoon of leaves for every cup, and one more for the pot. Let the
//! water boil, then let it stand with the lid off until it no longer steams much. Pour it over the leaves in one go, put the
//! lid on and wait two minutes by the clock, not by the colour. Pour all of it out; what stays on the leaves turns bitter.
//! ```
//! ```markdown white.md
//! ---
//! primary_keyword: brewing white tea
//! ---
//! # White tea
//!
//! Warm the pot first and pour the water out again. Take a spoon of leaves for every cup, and one more for the pot. Let the
//! water boil, then let it stand with the lid off until it no longer steams much. Pour it over the leaves in one go, put the
//! lid on and wait four minutes by the clock, not by the colour. Pour all of it out; what stays on the leaves turns bitter.
//! ```
//! Findings: `white.md`
//!
//! ## How to fix
//! Merge them, tell them apart, or name one as canonical; `linkwright cannibalization` shows the cluster.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::cannibalization::{Cluster, Request, THRESHOLD, analyse};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::rules::wording::path;
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct NearDuplicate;

impl Rule for NearDuplicate {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: &[], since: "0.1.0" }
    }

    fn on_request(&self) -> bool {
        true
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let catalog = check.catalog;
        let threshold = catalog.settings.cannibalization.threshold.unwrap_or(THRESHOLD);
        let request = Request { threshold, texts: true, search: None };
        for cluster in analyse(catalog, &request).clusters {
            for id in cluster.others() {
                if let Some((other, share)) = nearest(&cluster, id) {
                    findings.push(finding(catalog, id, other, share));
                }
            }
        }
    }
}

/// The article that `id` is a copy of: the owner if it is of that, else the one it resembles most.
fn nearest(cluster: &Cluster, id: ArticleId) -> Option<(ArticleId, f32)> {
    let copies = cluster.pairs.iter().filter(|pair| pair.a == id || pair.b == id).filter_map(|pair| {
        let other = if pair.a == id { pair.b } else { pair.a };
        Some((other, pair.signals.copy()?))
    });
    copies.max_by(|x, y| {
        (x.0 == cluster.owner).cmp(&(y.0 == cluster.owner)).then(x.1.total_cmp(&y.1)).then(y.0.cmp(&x.0))
    })
}

fn finding(catalog: &Catalog, id: ArticleId, other: ArticleId, share: f32) -> Finding {
    let (of, percent) = (path(catalog, other), (share * 100.0).round());
    Finding::about(id, format!("its text is {percent:.0} % that of `{of}`"))
        .help("merge them, tell them apart, or name one as canonical")
        .datum("other", of)
        .datum("share", f64::from((share * 1e3).round()) / 1e3)
        .related(other, None, "the other article")
}
