//! Where readers come in: as configured, else the home page, section indexes and hubs.

use std::path::Path;

use ignore::gitignore::GitignoreBuilder;
use rayon::prelude::*;
use thiserror::Error;

use crate::corpus::{Article, ArticleId};

/// A pattern under `site.entry` that is no glob.
#[derive(Debug, Error)]
#[error("the pattern `{pattern}` under `site.entry` is not a valid glob: {reason}")]
pub struct EntryError {
    /// The pattern.
    pub pattern: String,
    /// What is wrong with it.
    pub reason: String,
}

/// The entry articles in path order.
pub(super) fn find(root: &Path, articles: &[Article], patterns: &[String]) -> Result<Vec<ArticleId>, EntryError> {
    let ids = (0..articles.len() as u32).into_par_iter().map(ArticleId);
    if patterns.is_empty() {
        let detected = ids.zip(articles).filter(|(id, article)| is_section(articles, *id, article) || is_hub(article));
        return Ok(detected.map(|(id, _)| id).collect());
    }
    let mut builder = GitignoreBuilder::new(root);
    for pattern in patterns {
        let told = |error: ignore::Error| EntryError { pattern: pattern.clone(), reason: error.to_string() };
        builder.add_line(None, pattern).map_err(told)?;
    }
    let globs =
        builder.build().map_err(|error| EntryError { pattern: patterns.join(" "), reason: error.to_string() })?;
    let matches = |article: &Article| globs.matched(root.join(&*article.path), false).is_ignore();
    Ok(ids.zip(articles).filter(|(_, article)| matches(article)).map(|(id, _)| id).collect())
}

/// The home page, or the page of a folder that holds other articles (vaults name it as the folder); a folder with a
/// single `index.md` is just an article with its images beside it.
fn is_section(articles: &[Article], id: ArticleId, article: &Article) -> bool {
    let folder = article.folder();
    let name = folder.rsplit('/').next().unwrap_or("");
    let is_home =
        folder.is_empty() && ["home", "start here"].iter().any(|home| article.stem().eq_ignore_ascii_case(home));
    let is_note = !folder.is_empty() && article.stem() == name;
    if is_home || !(article.is_folder_page() || is_note) {
        return is_home;
    }
    let below = |other: Option<&Article>| {
        other.is_some_and(|other| {
            other.path.strip_prefix(folder).is_some_and(|rest| folder.is_empty() || rest.starts_with('/'))
        })
    };
    // Articles are in path order, so anything else in the folder stands next to it.
    let before = id.index().checked_sub(1).and_then(|before| articles.get(before));
    article.stem() == "_index" || below(before) || below(articles.get(id.index() + 1))
}

/// An article that says it is a hub, or lies in a folder of hubs.
fn is_hub(article: &Article) -> bool {
    let said = article.metadata.content_type.as_deref();
    let folder = article.folder().rsplit('/').next().unwrap_or("");
    said.is_some_and(|said| ["hub", "pillar"].iter().any(|word| said.eq_ignore_ascii_case(word)))
        || matches!(folder, "hubs" | "hub")
}
