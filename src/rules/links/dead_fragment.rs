//! Reports links to a section that the article does not have.
//!
//! ## What it does
//! Holds the `#fragment` of every link to a live article against the ids there: ids set by hand, `id` and `name` in
//! HTML, block ids, terms of definition lists, and the ids that the common generators (GitHub, Hugo, Docusaurus, Jekyll,
//! MkDocs, Zola, …) make of headings, repeated ones included. `#top`, text fragments (`#:~:text=`) and footnotes are
//! always alive. Where a heading is written by a template call, or text is inserted from elsewhere (an include, a
//! shortcode of Markdown, an import; all of it, where a generator lays out an article without any), not all ids can be
//! known, and what finds none there is not judged.
//!
//! ## Why it matters
//! The reader lands at the top of a long page and has to search for what the link promised.
//!
//! ## Example
//! ```markdown index.md
//! See [how long](brewing.md#how-long) and [how hot](brewing.md#how-hott).
//!
//! Or jump to [the end](#the-end).
//! ```
//! ```markdown brewing.md
//! ## How hot
//!
//! ## How long
//! ```
//! Findings: `index.md:1`, `index.md:3`
//!
//! ## How to fix
//! Use the id of the heading that is meant. If the section is gone, link to the article without a fragment.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::heading_ids::{HeadingIds, is_always_live};
use super::{judged_links, mending};
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::catalog::Catalog;
use crate::corpus::{ArticleId, Link};
use crate::rules::wording::{counted, path};
use crate::settings::Severity;
use crate::site::{Target, fragment};

/// See the file's documentation.
pub(crate) struct DeadFragment;

impl Rule for DeadFragment {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Error, options: &[], since: "0.1.0" }
    }

    /// Goes by target, so that the ids of an article are made once and only where a fragment asks for them.
    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let catalog = check.catalog;
        let ids = (0..catalog.articles.len() as u32).into_par_iter().map(ArticleId);
        let mut uses: Vec<Use<'_>> = ids.flat_map_iter(|from| uses_of(catalog, from)).collect();
        // Stable: the links to an article stay in the order of their places.
        uses.par_sort_by_key(|one| one.to);
        let groups: Vec<&[Use<'_>]> = uses.chunk_by(|a, b| a.to == b.to).collect();
        let judged: Vec<Judged> = groups.into_par_iter().map(|uses| judge(catalog, uses)).collect();
        let unknown: usize = judged.iter().map(|judged| judged.unknown).sum();
        for finding in judged.into_iter().flat_map(|judged| judged.dead) {
            findings.push(finding);
        }
        if unknown > 0 {
            let links = counted(unknown, "link");
            findings.not_judged(format!(
                "`dead-fragment`: {links} to sections of articles that insert text from elsewhere or have headings made by \
                 templates"
            ));
        }
    }
}

/// A link to a section of a live article.
struct Use<'a> {
    to: ArticleId,
    from: ArticleId,
    link: &'a Link,
    fragment: &'a str,
}

fn uses_of(catalog: &Catalog, from: ArticleId) -> impl Iterator<Item = Use<'_>> {
    judged_links(catalog, from).filter_map(move |(link, target)| {
        let Target::Article(to) = target else { return None };
        let fragment = fragment(&link.href).filter(|fragment| !is_always_live(fragment))?;
        catalog.is_live(to).then_some(Use { to, from, link, fragment })
    })
}

/// What came of the links to one article.
struct Judged {
    dead: Vec<Finding>,
    unknown: usize,
}

/// Judges `uses`, all of them links to the same article.
fn judge(catalog: &Catalog, uses: &[Use<'_>]) -> Judged {
    let mut judged = Judged { dead: Vec::new(), unknown: 0 };
    let Some(first) = uses.first() else { return judged };
    let ids = HeadingIds::of(&catalog.site, catalog.article(first.to));
    let lives = |one: &&Use<'_>| ids.has(one.fragment, one.link.kind) || catalog.site.has_template_id(one.fragment);
    let dead: Vec<&Use<'_>> = uses.iter().filter(|one| !lives(one)).collect();
    if dead.is_empty() {
        return judged;
    }
    if ids.are_unknown() {
        judged.unknown = dead.len();
        return judged;
    }
    // A section that has gone is often linked from many articles.
    let mut nearest: FxHashMap<&str, Option<String>> = FxHashMap::default();
    for one in dead {
        let nearest = nearest.entry(one.fragment).or_insert_with(|| ids.nearest(one.fragment));
        judged.dead.push(finding(catalog, one, nearest.clone()));
    }
    judged
}

fn finding(catalog: &Catalog, one: &Use<'_>, nearest: Option<String>) -> Finding {
    let headings = counted(catalog.article(one.to).headings.len(), "heading");
    let target = path(catalog, one.to);
    let message = format!("`{target}` has no section `#{}` ({headings})", one.fragment);
    let meant = nearest.as_ref().map(|id| format!("#{id}"));
    let finding = Finding::at(one.from, one.link.place, message)
        .datum("href", &*one.link.href)
        .datum("text", &*one.link.text)
        .datum("target", target)
        .datum("did_you_mean", meant);
    let Some(id) = nearest else {
        return finding.help("use the id of a heading that is there, or leave the fragment out");
    };
    let finding = finding.help(format!("did you mean `#{id}`?"));
    match mending::fragment_span(one.link) {
        Some(span) => finding.fix(format!("link to `#{id}`"), span, id),
        None => finding,
    }
}
