//! Reports titles that lack most of the article's own keyword.
//!
//! ## What it does
//! Compares the words of the declared keyword with those of the title, without regard to case, order, inflection and small
//! words. A title that lacks more than half of them is reported.
//!
//! Off until it is asked for: it looks at every keyword once more, which a plain audit does without.
//!
//! ## Why it matters
//! The title is what searchers see, and what tells search engines most about a page. Where it does not name what the article
//! is written for, another page that does will be shown.
//!
//! ## Example
//! ```markdown index.md
//! On [green](green.md) and on [black tea](black.md).
//! ```
//! ```markdown green.md
//! ---
//! title: How to brew green tea well
//! primary_keyword: brewing Japanese green tea
//! ---
//! Milder than [black tea](black.md).
//! ```
//! ```markdown black.md
//! ---
//! title: The strong one
//! primary_keyword: brewing black tea
//! ---
//! Stronger than [green tea](green.md).
//! ```
//! Findings: `black.md`
//!
//! ## How to fix
//! Put the words that are missing into the title, or declare the keyword that the title promises.

use super::written_for_search;
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::cannibalization::KeywordFinder;
use crate::corpus::ArticleId;
use crate::settings::Severity;
use crate::similarity::each;

/// See the file's documentation.
pub(crate) struct KeywordNotInTitle;

impl Rule for KeywordNotInTitle {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: &[], since: "0.1.0" }
    }

    fn on_request(&self) -> bool {
        true
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let catalog = check.catalog;
        let keyword = |id: ArticleId| catalog.article(id).metadata.keyword.as_deref();
        let declares = |id: &ArticleId| written_for_search(catalog, *id) && keyword(*id).is_some();
        let declared: Vec<ArticleId> = catalog.ids().filter(declares).collect();
        let found = each(&declared, |&id, finder: &mut KeywordFinder| {
            let article = catalog.article(id);
            let (lacking, all) = finder.lacking(article, article.title())?;
            (lacking.len() * 2 > all).then_some((id, lacking))
        });
        for (id, lacking) in found.into_iter().flatten() {
            let keyword = keyword(id).unwrap_or("").trim();
            let words: Vec<String> = lacking.iter().map(|word| format!("“{word}”")).collect();
            let message = format!("the title lacks {} of the keyword “{keyword}”", words.join(", "));
            let finding = Finding::about(id, message.replace('\n', " "))
                .help("put the keyword into the title, or declare the one that the title promises")
                .datum("keyword", keyword)
                .datum("lacking", lacking);
            findings.push(finding);
        }
    }
}
