//! Reports one anchor text that leads to several articles.
//!
//! ## What it does
//! Gathers the anchor texts of all links between articles, without regard to case, spaces and punctuation. Where one
//! text leads to several articles, the one it leads to most often owns it (in a tie the one with that very title,
//! then the first by URL path), and the links that lead elsewhere are reported. Vague phrases, words that only lead on
//! ("next"), links within an article and texts of fewer than two letters are left out.
//!
//! ## Why it matters
//! The anchor text tells search engines which page is about what. The same text for several pages sets them against
//! each other, and readers who have seen one take the other for the same.
//!
//! ## Example
//! ```markdown index.md
//! We roast [light coffee](light.md) and brew it cold.
//! ```
//! ```markdown light.md
//! # Light roasts
//!
//! Unlike [cold brew](brew.md).
//! ```
//! ```markdown brew.md
//! Best with [light coffee](light.md).
//! ```
//! ```markdown cups.md
//! In a tall glass: [Light Coffee!](brew.md)
//! ```
//! Findings: `cups.md:1`
//!
//! ## How to fix
//! Word the anchor after its own target, or link to the article that owns the text.

use std::cmp::Reverse;
use std::hash::BuildHasher;

use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::judged_links;
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::catalog::Catalog;
use crate::corpus::{ArticleId, Link, LinkKind};
use crate::rules::wording::counted;
use crate::settings::Severity;
use crate::site::Target;
use crate::text::phrases;
use crate::text::words::{fold, fold_hash};

/// See the file's documentation.
pub(crate) struct ConflictingAnchor;

impl Rule for ConflictingAnchor {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let catalog = check.catalog;
        let ids = (0..catalog.articles.len() as u32).into_par_iter().map(ArticleId);
        let mut uses: Vec<Use<'_>> = ids.flat_map_iter(|from| uses_of(catalog, from)).collect();
        // Stable: the uses of a pair stay in the order of their places.
        uses.par_sort_by_key(|one| (one.phrase, one.to));
        let groups: Vec<&[Use<'_>]> = uses.chunk_by(|a, b| a.phrase == b.phrase).collect();
        let judged: Vec<Vec<Finding>> = groups.into_par_iter().map(|uses| judge(catalog, uses)).collect();
        for finding in judged.into_iter().flatten() {
            findings.push(finding);
        }
    }
}

/// A link from one live article to another; the phrase is the [`fold_hash`] of its anchor text.
struct Use<'a> {
    phrase: u64,
    to: ArticleId,
    from: ArticleId,
    link: &'a Link,
}

fn uses_of(catalog: &Catalog, from: ArticleId) -> impl Iterator<Item = Use<'_>> {
    judged_links(catalog, from).filter_map(move |(link, target)| {
        let Target::Article(to) = target else { return None };
        if to == from || link.kind == LinkKind::Auto || !catalog.is_live(to) {
            return None;
        }
        let is_letter = |c: &char| if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() };
        link.text.chars().filter(is_letter).nth(1)?;
        let phrase = fold_hash(&link.text);
        if phrases::is_vague(phrase) || phrases::is_navigation(phrase) {
            return None;
        }
        // Translations share their names and brands, and link to articles in their own language.
        let language = catalog.site.language(catalog.article(from));
        if language != catalog.site.language(catalog.article(to)) {
            return None;
        }
        let phrase = if language.is_empty() { phrase } else { FxBuildHasher.hash_one((phrase, language)) };
        Some(Use { phrase, to, from, link })
    })
}

/// Judges `uses`, all of one phrase and sorted by target.
fn judge(catalog: &Catalog, uses: &[Use<'_>]) -> Vec<Finding> {
    let groups = || uses.chunk_by(|a, b| a.to == b.to);
    let own = groups().max_by(|a, b| a.len().cmp(&b.len()).then_with(|| claim(catalog, a).cmp(&claim(catalog, b))));
    let Some(own) = own.filter(|own| own.len() < uses.len()) else { return Vec::new() };
    let others = uses.iter().filter(|one| one.to != own[0].to);
    others.map(|one| finding(catalog, one, own[0].to, own.len())).collect()
}

/// What speaks for the target of `group` where as many links lead to another: that it is called so; then its URL.
fn claim<'a>(catalog: &'a Catalog, group: &[Use<'_>]) -> (bool, Reverse<&'a str>) {
    let Some(one) = group.first() else { return (false, Reverse("")) };
    let is_named_so = fold(catalog.article(one.to).title()) == fold(&one.link.text);
    (is_named_so, Reverse(catalog.url(one.to)))
}

/// `links` is how many links with this text go to its owner.
fn finding(catalog: &Catalog, one: &Use<'_>, owner: ArticleId, links: usize) -> Finding {
    let (text, url) = (one.link.text.trim(), catalog.url(owner));
    let going = if links == 1 { "goes" } else { "go" };
    let others = counted(links, "other link");
    let message =
        format!("“{text}” leads to `{}` here, but {others} with this text {going} to `{url}`", catalog.url(one.to));
    Finding::at(one.from, one.link.place, message)
        .help(format!("word the anchor after its target, or link to `{url}`"))
        .datum("href", &*one.link.href)
        .datum("text", &*one.link.text)
        .datum("target", catalog.url(one.to))
        .datum("owner", url)
        .datum("owner_links", links)
        .related(owner, None, "the article that owns the text")
}
