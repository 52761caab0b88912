//! Which links may be suggested at all, whatever their score: what the configuration, front matter and earlier decisions
//! say.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rustc_hash::{FxHashMap, FxHashSet};
use thiserror::Error;

use super::{Decision, Decisions};
use crate::catalog::Catalog;
use crate::corpus::{Article, ArticleId};
use crate::text::words::fold;

/// A pattern under `suggest` that is no glob.
#[derive(Debug, Error)]
#[error("the pattern `{pattern}` under `suggest.{key}` is not a valid glob: {reason}")]
pub struct PolicyError {
    /// The key it stands under.
    pub key: &'static str,
    /// The pattern.
    pub pattern: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Which links may be suggested.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Articles whose text is left alone.
    closed_from: Vec<bool>,
    /// Articles that nothing is led to.
    closed_to: Vec<bool>,
    /// Phrases that never become an anchor, folded.
    denied: FxHashSet<String>,
    decided: FxHashMap<(ArticleId, ArticleId), Decision>,
}

impl Policy {
    /// What holds for the corpus of `catalog`. Decisions about articles that are gone mean nothing.
    ///
    /// # Errors
    /// A pattern of the configuration is no glob.
    pub fn new(catalog: &Catalog, decisions: &Decisions) -> Result<Self, PolicyError> {
        let settings = &catalog.settings.suggest;
        let both = globs("nolink", &settings.nolink)?;
        let (from, to) = (globs("nolink_from", &settings.nolink_from)?, globs("nolink_to", &settings.nolink_to)?);
        let matches = |globs: &Option<Gitignore>, article: &Article| {
            globs.as_ref().is_some_and(|globs| globs.matched_path_or_any_parents(&*article.path, false).is_ignore())
        };
        let closed = |own: &Option<Gitignore>, says: fn(&Article) -> bool| -> Vec<bool> {
            let is_closed = |article: &Article| says(article) || matches(&both, article) || matches(own, article);
            catalog.articles.iter().map(is_closed).collect()
        };
        let find = |path: &str| {
            let at = catalog.articles.binary_search_by(|article| (*article.path).cmp(path)).ok()?;
            Some(ArticleId(at as u32))
        };
        let decided = decisions.iter().filter_map(|(from, to, decision)| Some(((find(from)?, find(to)?), decision)));
        Ok(Self {
            closed_from: closed(&from, |article| article.metadata.nolink_from),
            closed_to: closed(&to, |article| article.metadata.nolink_to),
            denied: settings.deny.iter().map(|phrase| folded(phrase)).collect(),
            decided: decided.collect(),
        })
    }

    /// Whether links may be put into an article.
    pub fn may_give(&self, from: ArticleId) -> bool {
        !self.closed_from.get(from.index()).copied().unwrap_or(false)
    }

    /// Whether links may lead to an article.
    pub fn may_take(&self, to: ArticleId) -> bool {
        !self.closed_to.get(to.index()).copied().unwrap_or(false)
    }

    /// Whether a link from one article to another may be suggested.
    pub fn allows(&self, from: ArticleId, to: ArticleId) -> bool {
        self.may_give(from) && self.may_take(to) && self.decision(from, to) != Some(Decision::Reject)
    }

    /// Whether a link was suggested and accepted before.
    pub fn is_accepted(&self, from: ArticleId, to: ArticleId) -> bool {
        self.decision(from, to) == Some(Decision::Accept)
    }

    /// Whether any link was accepted before.
    pub fn has_accepted(&self) -> bool {
        self.decided.values().any(|decision| *decision == Decision::Accept)
    }

    /// What was decided about a link.
    pub fn decision(&self, from: ArticleId, to: ArticleId) -> Option<Decision> {
        self.decided.get(&(from, to)).copied()
    }

    /// Whether a phrase must not become an anchor. Case, accents and white space make no difference.
    pub fn denies(&self, phrase: &str) -> bool {
        !self.denied.is_empty() && self.denied.contains(&folded(phrase))
    }
}

fn folded(phrase: &str) -> String {
    fold(&phrase.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn globs(key: &'static str, patterns: &[String]) -> Result<Option<Gitignore>, PolicyError> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let mut builder = GitignoreBuilder::new("");
    for pattern in patterns {
        let told = |error: ignore::Error| PolicyError { key, pattern: pattern.clone(), reason: error.to_string() };
        builder.add_line(None, pattern.strip_prefix("./").unwrap_or(pattern)).map_err(told)?;
    }
    let told = |error: ignore::Error| PolicyError { key, pattern: patterns.join(" "), reason: error.to_string() };
    builder.build().map(Some).map_err(told)
}
