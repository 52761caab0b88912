//! Reports links to another article under the page's own keyword.
//!
//! ## What it does
//! Compares the anchor texts of an article's links to other articles with the keyword that the article itself declares,
//! without regard to case, order, inflection and small words.
//!
//! Off until it is asked for: it looks at every keyword once more, which a plain audit does without.
//!
//! ## Why it matters
//! The link says that the other article is the one for this keyword. Search engines take the site at its word, and the page
//! works against itself.
//!
//! ## Example
//! ```markdown index.md
//! On [green tea](green.md) and on [kettles](kettles.md).
//! ```
//! ```markdown green.md
//! ---
//! primary_keyword: brew green tea
//! ---
//! The right kettle helps, as we say in [brewing green tea](kettles.md).
//! ```
//! ```markdown kettles.md
//! ---
//! primary_keyword: tea kettles
//! ---
//! Best for [green tea](green.md).
//! ```
//! Findings: `green.md:4`
//!
//! ## How to fix
//! Word the anchor after its target, or link it to the page's own subject nowhere.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::cannibalization::KeywordFinder;
use crate::catalog::Catalog;
use crate::corpus::{ArticleId, Link, LinkKind};
use crate::rules::wording::path;
use crate::settings::Severity;
use crate::similarity::each;
use crate::site::Target;

/// See the file's documentation.
pub(crate) struct CompetingAnchor;

impl Rule for CompetingAnchor {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: &[], since: "0.1.0" }
    }

    fn on_request(&self) -> bool {
        true
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let catalog = check.catalog;
        let declared = |id: &ArticleId| catalog.is_live(*id) && catalog.article(*id).metadata.keyword.is_some();
        let declared: Vec<ArticleId> = catalog.ids().filter(declared).collect();
        let found = each(&declared, |&id, finder| competing(catalog, finder, id).collect::<Vec<_>>());
        for (id, link, to) in found.into_iter().flatten() {
            let (text, target) = (link.text.trim(), path(catalog, to));
            let message = format!("“{text}” is this article's own keyword, but leads to `{target}`");
            let finding = Finding::at(id, link.place, message)
                .help("word the anchor after its target")
                .datum("href", &*link.href)
                .datum("text", text)
                .datum("target", target)
                .related(to, None, "the article that gets the keyword");
            findings.push(finding);
        }
    }
}

/// The links of an article to others under its own keyword.
fn competing<'c>(
    catalog: &'c Catalog,
    finder: &mut KeywordFinder,
    id: ArticleId,
) -> impl Iterator<Item = (ArticleId, &'c Link, ArticleId)> {
    let article = catalog.article(id);
    let beginning = beginning(article.metadata.keyword.as_deref().unwrap_or(""));
    catalog.links(id).filter_map(move |(link, target)| {
        let Target::Article(to) = target else { return None };
        let judged = to != id && catalog.is_live(to) && !link.kind.is_image() && link.kind != LinkKind::Auto;
        let near = || contains(&link.text, &beginning);
        (judged && near() && finder.is(article, &link.text)).then_some((id, link, to))
    })
}

/// Whether a text has these letters of ASCII, in either case.
fn contains(text: &str, letters: &str) -> bool {
    let (text, letters) = (text.as_bytes(), letters.as_bytes());
    let Some(first) = letters.first() else { return true };
    let here = |at: usize| text.get(at..at + letters.len()).is_some_and(|here| here.eq_ignore_ascii_case(letters));
    memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text).any(here)
}

/// How the longest word of a keyword begins, which no inflection changes: few anchors have it, and only those are looked at
/// more closely. Empty, and so found everywhere, where letters change within words.
fn beginning(keyword: &str) -> String {
    let longest = keyword.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.len()).unwrap_or("");
    if longest.is_ascii() { longest.chars().take(3).collect::<String>().to_lowercase() } else { String::new() }
}
