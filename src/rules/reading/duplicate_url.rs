//! Reports articles that are published at the same URL as another.
//!
//! ## What it does
//! Compares the URL paths under which live articles are published, after slugs, permalinks and index files. The first
//! article in path order keeps the URL; the others are reported.
//!
//! ## Why it matters
//! One of them overwrites the other when the site is built. Which one is chance, and every link to it is a gamble.
//!
//! ## Example
//! ```markdown guides/tea.md
//! ---
//! permalink: /tea/
//! ---
//! How to brew [coffee](coffee.md).
//! ```
//! ```markdown guides/coffee.md
//! How to brew [tea](tea.md).
//! ```
//! ```markdown tea.md
//! Another page about [coffee](guides/coffee.md).
//! ```
//! Findings: `tea.md`
//!
//! ## How to fix
//! Give one of them another slug or permalink, or merge them.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::catalog::Catalog;
use crate::corpus::{Article, ArticleId};
use crate::rules::wording::path;
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct DuplicateUrl;

impl Rule for DuplicateUrl {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Error, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let catalog = check.catalog;
        // A URL that only a run of the generator would tell is empty here, which makes no two articles one.
        let known = |id: &ArticleId| catalog.is_live(*id) && !catalog.url(*id).is_empty();
        let mut live: Vec<ArticleId> = catalog.ids().filter(known).collect();
        live.sort_by_key(|&id| (catalog.url(id), id));
        for group in live.chunk_by(|&a, &b| catalog.url(a) == catalog.url(b)) {
            let Some((&first, others)) = group.split_first() else { continue };
            for &id in others.iter().filter(|&&id| are_surely_one(catalog, first, id)) {
                let (url, path) = (catalog.url(id), path(catalog, first));
                let finding = Finding::about(id, format!("is published at `{url}`, as `{path}` is"))
                    .help("give one of them another slug or permalink, or merge them")
                    .datum("url", url)
                    .datum("other", path)
                    .related(first, None, "the other article");
                findings.push(finding);
            }
        }
    }
}

/// Whether nothing but the URL tells two articles apart: they are of one language, neither is a README beside the page
/// of its folder, and no slug may stand under a date or a folder that is not known here.
fn are_surely_one(catalog: &Catalog, a: ArticleId, b: ArticleId) -> bool {
    let (one, other) = (catalog.article(a), catalog.article(b));
    let is_readme = |article: &Article| article.stem().eq_ignore_ascii_case("readme");
    let dated = |article: &Article| article.stem().starts_with(|c: char| c.is_ascii_digit());
    let guessed = |article: &Article| {
        let slug = article.metadata.slug.as_deref().filter(|_| article.metadata.permalink.is_none());
        slug.is_some_and(|slug| dated(article) || (slug.starts_with('/') && one.folder() != other.folder()))
    };
    let beside = one.folder() == other.folder() && is_readme(one) != is_readme(other);
    let same_language = catalog.site.language(one) == catalog.site.language(other);
    same_language && !beside && !guessed(one) && !guessed(other)
}
