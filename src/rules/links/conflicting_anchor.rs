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
        let numbers = Numbers::of(catalog);
        let mut uses = uses(catalog, &numbers);
        // In the order of their places, article by article, where the target is the same.
        uses.par_sort_unstable();
        let of_phrases = uses.chunk_by(|a, b| a.phrase == b.phrase);
        let torn: Vec<&[Use]> = of_phrases.filter(|uses| uses[0].to != uses[uses.len() - 1].to).collect();
        let judged: Vec<Vec<Finding>> = torn.into_par_iter().map(|uses| judge(catalog, &numbers, uses)).collect();
        for finding in judged.into_iter().flatten() {
            findings.push(finding);
        }
    }
}

/// A link from one live article to another. There are as many as links, so it is small.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Use {
    /// The [`fold_hash`] of the anchor text, told apart by language.
    phrase: u64,
    to: ArticleId,
    /// The link's number among all of the corpus.
    link: u32,
}

/// Numbers of links: in path order, those of an article in the order of their places.
struct Numbers {
    /// By article, how many links those before it have.
    starts: Vec<u32>,
}

impl Numbers {
    fn of(catalog: &Catalog) -> Self {
        let before = catalog.articles.iter().scan(0, |sum, article| {
            let start = *sum;
            *sum += article.links.len() as u32;
            Some(start)
        });
        Self { starts: before.collect() }
    }

    fn start(&self, article: ArticleId) -> u32 {
        self.starts.get(article.index()).copied().unwrap_or(0)
    }

    /// The link of a number, and its article.
    fn find<'a>(&self, catalog: &'a Catalog, number: u32) -> (ArticleId, &'a Link) {
        let after = self.starts.partition_point(|start| *start <= number);
        let from = ArticleId(after.saturating_sub(1) as u32);
        (from, &catalog.article(from).links[(number - self.start(from)) as usize])
    }
}

/// All uses, in no order.
fn uses(catalog: &Catalog, numbers: &Numbers) -> Vec<Use> {
    let languages = languages(catalog);
    let live = (0..catalog.articles.len() as u32).into_par_iter().map(ArticleId).filter(|id| catalog.is_live(*id));
    let parts = live.fold(Vec::new, |mut uses, from| {
        let numbered = (numbers.start(from)..).zip(catalog.links(from));
        uses.extend(numbered.filter_map(|(number, (link, target))| {
            let (phrase, to) = phrase_and_target(catalog, &languages, from, link, target)?;
            Some(Use { phrase, to, link: number })
        }));
        uses
    });
    parts.collect::<Vec<_>>().concat()
}

/// The language of each article, hashed; empty where there is one language alone.
fn languages(catalog: &Catalog) -> Vec<u64> {
    if !catalog.site.has_languages() {
        return Vec::new();
    }
    catalog.articles.par_iter().map(|article| FxBuildHasher.hash_one(catalog.site.language(article))).collect()
}

/// What the anchor text of a link says, hashed, and the article that it says it of; `None` where that is not compared.
fn phrase_and_target(
    catalog: &Catalog,
    languages: &[u64],
    from: ArticleId,
    link: &Link,
    target: Target,
) -> Option<(u64, ArticleId)> {
    let Target::Article(to) = target else { return None };
    if to == from || link.kind == LinkKind::Auto || link.kind.is_image() || !catalog.is_live(to) {
        return None;
    }
    let is_letter = |c: &char| if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() };
    link.text.chars().filter(is_letter).nth(1)?;
    let phrase = fold_hash(&link.text);
    if phrases::is_vague(phrase) || phrases::is_navigation(phrase) {
        return None;
    }
    // Translations share their names and brands, and link to articles in their own language.
    let language = |id: ArticleId| languages.get(id.index()).copied().unwrap_or(0);
    (language(from) == language(to)).then(|| (FxBuildHasher.hash_one((phrase, language(from))), to))
}

/// Judges `uses`, all of one phrase and sorted by target.
fn judge(catalog: &Catalog, numbers: &Numbers, uses: &[Use]) -> Vec<Finding> {
    let groups = || uses.chunk_by(|a, b| a.to == b.to);
    let claim = |group: &[Use]| group.first().map(|one| claim(catalog, one.to, numbers.find(catalog, one.link).1));
    let own = groups().max_by(|a, b| a.len().cmp(&b.len()).then_with(|| claim(a).cmp(&claim(b))));
    let Some(own) = own.filter(|own| own.len() < uses.len()) else { return Vec::new() };
    let others = uses.iter().filter(|one| one.to != own[0].to);
    others.map(|one| finding(catalog, one.to, numbers.find(catalog, one.link), own[0].to, own.len())).collect()
}

/// What speaks for a target where as many links lead to another: that it is called so; then its URL.
fn claim<'a>(catalog: &'a Catalog, to: ArticleId, link: &Link) -> (bool, Reverse<&'a str>) {
    let is_named_so = fold(catalog.article(to).title()) == fold(&link.text);
    (is_named_so, Reverse(catalog.url(to)))
}

/// `links` is how many links with this text go to its owner.
fn finding(
    catalog: &Catalog,
    to: ArticleId,
    (from, link): (ArticleId, &Link),
    owner: ArticleId,
    links: usize,
) -> Finding {
    let (text, target, url) = (link.text.trim(), catalog.url(to), catalog.url(owner));
    let going = if links == 1 { "goes" } else { "go" };
    let others = counted(links, "other link");
    let message = format!("“{text}” leads to `{target}` here, but {others} with this text {going} to `{url}`");
    Finding::at(from, link.place, message)
        .help(format!("word the anchor after its target, or link to `{url}`"))
        .datum("href", &*link.href)
        .datum("text", &*link.text)
        .datum("target", target)
        .datum("owner", url)
        .datum("owner_links", links)
        .related(owner, None, "the article that owns the text")
}
