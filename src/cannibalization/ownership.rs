//! Who owns a keyword by decree: `owns:` in front matter, or `cannibalization: {owns: {keyword: article}}` in the
//! configuration. Keywords are the same whatever their order, inflection and small words.

use rustc_hash::FxHashMap;

use super::lexicon::Lexicon;
use crate::catalog::Catalog;
use crate::corpus::{Article, ArticleId};
use crate::similarity::{Term, Terms};
use crate::text::language::Language;

/// A keyword that an article claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The keyword as written.
    pub keyword: String,
    /// Who claims it.
    pub article: ArticleId,
    /// How.
    pub by: ClaimedBy,
}

/// How a keyword is claimed, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimedBy {
    /// The configuration gives it to the article.
    Configuration,
    /// The article's front matter says `owns:`.
    FrontMatter,
    /// It is the keyword the article is written for; no claim by itself, but one against an owner.
    Keyword,
}

/// Keywords folded: what makes two the same.
pub(super) struct Folder {
    terms: Terms,
    lexicons: FxHashMap<Language, Lexicon>,
}

/// A folded keyword.
pub(super) type Folded = (Language, Vec<Term>);

impl Folder {
    pub(super) fn new() -> Self {
        Self { terms: Terms::default(), lexicons: FxHashMap::default() }
    }

    /// The keyword in the language of `article`; `None` if nothing is left of it.
    pub(super) fn fold(&mut self, article: &Article, keyword: &str) -> Option<Folded> {
        let (language, terms) = (article.language(), &mut self.terms);
        let lexicon = self.lexicons.entry(language).or_insert_with(|| Lexicon::new(language, terms));
        let mut folded = terms.of(keyword, language);
        if folded.iter().any(|term| !lexicon.is_glue(*term)) {
            folded.retain(|term| !lexicon.is_glue(*term));
        }
        folded.sort_unstable();
        folded.dedup();
        (!folded.is_empty()).then_some((language, folded))
    }

    /// Calls `take` for every word of a keyword that does not only join others.
    pub(super) fn each(&mut self, article: &Article, keyword: &str, mut take: impl FnMut(Term, &str)) {
        let (language, terms) = (article.language(), &mut self.terms);
        let lexicon = self.lexicons.entry(language).or_insert_with(|| Lexicon::new(language, terms));
        terms.each(keyword, language, |term, word| {
            if !lexicon.is_glue(term) {
                take(term, word.text);
            }
        });
    }
}

/// Every claim on a keyword that some article owns, keyword by keyword in a fixed order; within one the owner first. Also the
/// articles that the configuration names and that are not there.
pub fn claims(catalog: &Catalog) -> (Vec<Vec<Claim>>, Vec<String>) {
    let mut folder = Folder::new();
    let mut by_keyword: FxHashMap<Folded, Vec<Claim>> = FxHashMap::default();
    let mut unknown = Vec::new();
    let owns = &catalog.settings.cannibalization.owns;
    let declared = catalog.ids().any(|id| !catalog.article(id).metadata.owns.is_empty());
    if owns.is_empty() && !declared {
        return (Vec::new(), unknown);
    }
    let mut add = |keyword: &str, article: ArticleId, by: ClaimedBy| {
        if let Some(folded) = folder.fold(catalog.article(article), keyword) {
            by_keyword.entry(folded).or_default().push(Claim { keyword: keyword.to_owned(), article, by });
        }
    };
    for (keyword, named) in owns {
        match find(catalog, named) {
            Some(article) => add(keyword, article, ClaimedBy::Configuration),
            None => unknown.push(named.clone()),
        }
    }
    for id in catalog.ids().filter(|&id| catalog.is_live(id)) {
        let metadata = &catalog.article(id).metadata;
        for keyword in &metadata.owns {
            add(keyword, id, ClaimedBy::FrontMatter);
        }
        if let Some(keyword) = &metadata.keyword {
            add(keyword, id, ClaimedBy::Keyword);
        }
    }
    let mut all: Vec<Vec<Claim>> = by_keyword.into_values().collect();
    for claims in &mut all {
        claims.sort_by_key(|claim| (claim.by, claim.article));
        // One article's claims are one.
        let mut seen = Vec::new();
        claims.retain(|claim| !seen.contains(&claim.article) && (seen.push(claim.article), true).1);
    }
    all.retain(|claims| claims.first().is_some_and(|first| first.by != ClaimedBy::Keyword));
    all.sort_by(|x, y| (&x[0].keyword, x[0].article).cmp(&(&y[0].keyword, y[0].article)));
    (all, unknown)
}

/// The article that the configuration means: by its path or its URL.
fn find(catalog: &Catalog, named: &str) -> Option<ArticleId> {
    let bare = named.trim_start_matches("./");
    catalog.ids().find(|&id| *catalog.article(id).path == *bare || catalog.url(id) == named)
}
