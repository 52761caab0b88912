//! The keyword map: every declared keyword, the article that owns it, its rivals, and the articles without one. From front
//! matter and links alone; no text is read.

use rustc_hash::FxHashMap;

use super::ownership::{ClaimedBy, Folded, Folder, claims};
use crate::catalog::Catalog;
use crate::corpus::{Article, ArticleId};
use crate::text::language::Language;

/// The keywords of a corpus.
#[derive(Clone, Debug, Default)]
pub struct KeywordMap {
    /// By keyword.
    pub keywords: Vec<KeywordRow>,
    /// Live articles that declare none, in path order.
    pub without: Vec<ArticleId>,
}

/// One keyword and the articles that are written for it.
#[derive(Clone, Debug)]
pub struct KeywordRow {
    /// As its owner writes it.
    pub keyword: String,
    /// The article that owns it.
    pub owner: ArticleId,
    /// Whether the owner is named in front matter or configuration; else it is the one that is linked best.
    pub named: bool,
    /// The other articles with the same keyword, in path order.
    pub rivals: Vec<ArticleId>,
}

/// The keyword map of a corpus. Keywords are the same whatever their order, inflection and small words.
pub fn keyword_map(catalog: &Catalog) -> KeywordMap {
    let mut folder = Folder::new();
    let mut by_keyword: FxHashMap<Folded, Vec<(ArticleId, String)>> = FxHashMap::default();
    let mut map = KeywordMap::default();
    for id in catalog.ids().filter(|&id| is_page(catalog, id)) {
        let article = catalog.article(id);
        let keyword = article.metadata.keyword.as_deref();
        match keyword.and_then(|keyword| Some((folder.fold(article, keyword)?, keyword))) {
            Some((folded, keyword)) => by_keyword.entry(folded).or_default().push((id, keyword.to_owned())),
            None => map.without.push(id),
        }
    }
    let mut named: FxHashMap<Folded, ArticleId> = FxHashMap::default();
    for claim in claims(catalog).0.into_iter().filter_map(|claims| claims.into_iter().next()) {
        if let Some(folded) = folder.fold(catalog.article(claim.article), &claim.keyword) {
            // A keyword that is owned and that no article is written for is in the map as well.
            by_keyword.entry(folded.clone()).or_default().push((claim.article, claim.keyword));
            named.insert(folded, claim.article);
        }
    }
    for (folded, articles) in by_keyword {
        let decreed = named.get(&folded).copied();
        let best = articles.iter().map(|(id, _)| *id).max_by(|&a, &b| rank(catalog, a, b));
        let Some(owner) = decreed.or(best) else { continue };
        let mut rivals: Vec<ArticleId> = articles.iter().map(|(id, _)| *id).filter(|&id| id != owner).collect();
        rivals.sort_unstable();
        rivals.dedup();
        let keyword = articles.into_iter().find(|(id, _)| *id == owner).map(|(_, keyword)| keyword).unwrap_or_default();
        map.keywords.push(KeywordRow { keyword, owner, named: decreed.is_some(), rivals });
    }
    map.keywords.sort_by(|a, b| (&a.keyword, a.owner).cmp(&(&b.keyword, b.owner)));
    map
}

/// What a keyword is to be declared for: live articles that are pages of their own.
fn is_page(catalog: &Catalog, id: ArticleId) -> bool {
    catalog.is_live(id) && !catalog.article(id).is_partial
}

/// The better linked is the greater, of equals the first by path.
fn rank(catalog: &Catalog, a: ArticleId, b: ArticleId) -> std::cmp::Ordering {
    let draft = |id: ArticleId| catalog.article(id).metadata.draft;
    let score = |id: ArticleId| catalog.link_scores().get(id.index()).copied().unwrap_or(0.0);
    let inbound = |id: ArticleId| catalog.graph().inbound(id).len();
    (draft(b).cmp(&draft(a)))
        .then_with(|| inbound(a).cmp(&inbound(b)))
        .then_with(|| score(a).total_cmp(&score(b)))
        .then_with(|| b.cmp(&a))
}

/// Whether texts hold the keyword of the article they stand in, each time in any order and inflection. One is used for many
/// articles; each thread has its own.
pub struct KeywordFinder {
    folder: Folder,
    /// The keyword that was asked for last, and what it folds to: many texts are held against one.
    last: Option<(Box<str>, Language, Option<Folded>)>,
}

impl Default for KeywordFinder {
    fn default() -> Self {
        Self { folder: Folder::new(), last: None }
    }
}

impl KeywordFinder {
    /// Whether `text` is the keyword of `article` and nothing else.
    pub fn is(&mut self, article: &Article, text: &str) -> bool {
        let Some(keyword) = article.metadata.keyword.as_deref() else { return false };
        let language = article.language();
        if self.last.as_ref().is_none_or(|(last, of, _)| **last != *keyword || *of != language) {
            self.last = Some((keyword.into(), language, self.folder.fold(article, keyword)));
        }
        let found = self.folder.fold(article, text);
        found.is_some() && self.last.as_ref().is_some_and(|(_, _, own)| *own == found)
    }

    /// The words of the keyword of `article` that `text` lacks, and how many it has in all, small ones aside; `None` if it
    /// declares none.
    pub fn lacking(&mut self, article: &Article, text: &str) -> Option<(Vec<String>, usize)> {
        let keyword = article.metadata.keyword.as_deref()?;
        let has = self.folder.fold(article, text).map(|(_, terms)| terms).unwrap_or_default();
        let (mut lacking, mut all) = (Vec::new(), 0);
        self.folder.each(article, keyword, |term, word| {
            all += 1;
            if has.binary_search(&term).is_err() {
                lacking.push(word.to_lowercase());
            }
        });
        Some((lacking, all))
    }
}

impl ClaimedBy {
    /// How the claim reads after "it": "is named in linkwright.yaml".
    pub fn told(self) -> &'static str {
        match self {
            Self::Configuration => "linkwright.yaml names it as the owner",
            Self::FrontMatter => "its front matter says `owns`",
            Self::Keyword => "it is written for it",
        }
    }
}
