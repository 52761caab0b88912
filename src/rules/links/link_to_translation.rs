//! Reports links into another language.
//!
//! ## What it does
//! Takes articles whose paths differ in a language code alone (`de/tea.md` and `tea.md`, `en/tea.md` and `fr/tea.md`, `tea.de.md`)
//! for translations of one another. Links to an article in another language are reported where the article is there in that of the
//! page, too. Links between translations of the same page, with which readers choose their language, are fine, and so are those
//! in listings, which show what there is in any language. How many links lead to articles that are not translated is told,
//! without a finding for each: most are meant.
//!
//! ## Why it matters
//! Readers who chose a language are thrown out of it, mostly because the link was copied from the article that was translated, and the
//! translation loses a link.
//!
//! ## Example
//! ```markdown en/tea.md
//! # Tea
//!
//! Brewed with [water](water.md). [Deutsch](../de/tea.md)
//! ```
//! ```markdown de/tea.md
//! # Tee
//!
//! Gebrüht mit [Wasser](/en/water/).
//! ```
//! ```markdown en/water.md
//! # Water
//! ```
//! ```markdown de/water.md
//! # Wasser
//! ```
//! Findings: `de/tea.md:3`
//!
//! ## How to fix
//! Link to the translation.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{judged_links, mending};
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::catalog::Catalog;
use crate::corpus::{ArticleId, Link, LinkRole};
use crate::rules::wording::counted;
use crate::settings::Severity;
use crate::site::{Target, Translations, fragment};

/// See the file's documentation.
pub(crate) struct LinkToTranslation;

impl Rule for LinkToTranslation {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let catalog = check.catalog;
        let translations = Translations::find(&catalog.site, &catalog.articles, |id| catalog.is_live(id));
        if translations.is_empty() {
            return;
        }
        let ids = (0..catalog.articles.len() as u32).into_par_iter().map(ArticleId);
        let uses: Vec<Use<'_>> = ids.flat_map_iter(|from| uses_of(catalog, &translations, from)).collect();
        let (mut untranslated, mut articles) = (0, FxHashSet::default());
        for one in uses {
            match translations.counterpart(one.to, one.from) {
                Some(meant) => findings.push(finding(catalog, &translations, &one, meant)),
                None => (untranslated, _) = (untranslated + 1, articles.insert(one.to)),
            }
        }
        if untranslated > 0 {
            let (links, articles) = (counted(untranslated, "link"), counted(articles.len(), "article"));
            findings.not_judged(format!(
                "`link-to-translation`: {links} into other languages, to {articles} that nobody has translated"
            ));
        }
    }
}

/// A link into another language.
struct Use<'a> {
    from: ArticleId,
    link: &'a Link,
    to: ArticleId,
}

fn uses_of<'a>(
    catalog: &'a Catalog,
    translations: &'a Translations<'a>,
    from: ArticleId,
) -> impl Iterator<Item = Use<'a>> {
    judged_links(catalog, from).filter_map(move |(link, target)| {
        let Target::Article(to) = target else { return None };
        // Where a translation is missing, sites show the main language under the URL of the other.
        let stays = || catalog.site.path_of_link(from, link).is_some_and(|path| translations.stays(&path, from));
        let is_body = link.role == LinkRole::Body;
        let told = is_body && catalog.is_live(to) && translations.are_apart(from, to) && !stays();
        told.then_some(Use { from, link, to })
    })
}

fn finding(catalog: &Catalog, translations: &Translations<'_>, one: &Use<'_>, meant: ArticleId) -> Finding {
    let (own, other) = (translations.language(one.from), translations.language(one.to));
    let (target, link) = (catalog.url(one.to), one.link);
    let url = format!("{}{}", catalog.site.base_path().unwrap_or(""), catalog.url(meant));
    let message = format!("`{target}` is in {}, this article in {}", named(other), named(own));
    let finding = Finding::at(one.from, link.place, message)
        .help(format!("link to `{url}`"))
        .datum("href", &*link.href)
        .datum("text", &*link.text)
        .datum("target", target)
        .datum("language", other)
        .datum("own_language", own)
        .datum("translation", &*url)
        .related(meant, None, "the same in this article's language");
    match mending::href_span(link) {
        // A section of the one may be called otherwise in the other.
        Some(span) if link.href.starts_with('/') && fragment(&link.href).is_none() => {
            finding.fix(format!("link to `{url}`"), span, mending::with_path(&link.href, &url))
        }
        _ => finding,
    }
}

/// A language as a message says it.
fn named(code: &str) -> String {
    if code.is_empty() { "the main language".to_owned() } else { format!("`{code}`") }
}
