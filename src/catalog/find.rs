//! The article that somebody means: by path, URL, slug, file name or a part of one of these that no other article has.

use thiserror::Error;

use super::Catalog;
use crate::corpus::{Article, ArticleId};
use crate::site::Target;
use crate::text::nearest::nearest;
use crate::text::words::fold;

/// So many candidates are named.
const NAMED: usize = 8;

/// Why nobody can say which article is meant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FindError {
    /// Several fit.
    #[error("`{name}` may mean {}", several(candidates, *total))]
    Ambiguous {
        /// What was given.
        name: String,
        /// The paths of the first that fit.
        candidates: Vec<String>,
        /// How many fit.
        total: usize,
    },
    /// None fits.
    #[error("there is no article `{name}`{}", near.as_ref().map_or_else(
        || "\n  help: name it by its path, its URL or its slug".to_owned(),
        |near| format!("\n  help: did you mean `{near}`?")
    ))]
    Unknown {
        /// What was given.
        name: String,
        /// The path of the one that is spelled nearly so.
        near: Option<String>,
    },
}

fn several(candidates: &[String], total: usize) -> String {
    let list: String = candidates.iter().map(|path| format!("\n  {path}")).collect();
    let more =
        if total > candidates.len() { format!("\n  … and {} more", total - candidates.len()) } else { String::new() };
    format!("any of {total} articles:{list}{more}")
}

impl Catalog {
    /// The article at exactly this path.
    pub fn at_path(&self, path: &str) -> Option<ArticleId> {
        let at = self.articles.binary_search_by(|article| (*article.path).cmp(path)).ok()?;
        Some(ArticleId(at as u32))
    }

    /// The article that `name` means: its path, with the corpus folder before it or without, its URL, its slug or file
    /// name, or a part of its path, URL or title that fits no other. What fits more exactly goes first.
    ///
    /// # Errors
    /// No article fits, or several do.
    pub fn find(&self, name: &str) -> Result<ArticleId, FindError> {
        let trimmed = name.trim();
        let path = trimmed.trim_start_matches("./").replace('\\', "/");
        if let Some(id) = self.at_path(&path).or_else(|| self.below_root(&path)).or_else(|| self.at_url(trimmed)) {
            return Ok(id);
        }
        let wanted = fold(path.trim_matches('/'));
        if !wanted.is_empty() {
            let names = |id: ArticleId| {
                let article = self.article(id);
                let last = self.url(id).trim_matches('/').rsplit('/').next().unwrap_or("");
                [article.metadata.slug.as_deref().unwrap_or(""), article.stem(), last, article.title()]
                    .iter()
                    .any(|name| fold(name) == wanted)
            };
            let holds = |id: ArticleId| {
                let article = self.article(id);
                [&*article.path, self.url(id), article.title()].iter().any(|name| fold(name).contains(&wanted))
            };
            for fits in [&names as &dyn Fn(ArticleId) -> bool, &holds] {
                let found: Vec<ArticleId> = self.ids().filter(|id| fits(*id)).collect();
                match *found.as_slice() {
                    [] => {}
                    [one] => return Ok(one),
                    _ => return Err(self.ambiguous(name, &found)),
                }
            }
        }
        Err(FindError::Unknown { name: name.to_owned(), near: self.near(&path) })
    }

    /// Files are named with the corpus folder before them by whoever lets the shell complete the path.
    fn below_root(&self, path: &str) -> Option<ArticleId> {
        let spelled =
            |root: &std::path::Path| Some(root.to_str()?.trim_start_matches("./").trim_end_matches('/').to_owned());
        let roots = [spelled(&self.root), self.root.canonicalize().ok().and_then(|root| spelled(&root))];
        roots.into_iter().flatten().find_map(|root| self.at_path(path.strip_prefix(&root)?.strip_prefix('/')?))
    }

    fn at_url(&self, url: &str) -> Option<ArticleId> {
        let first = self.articles.first().map(|_| ArticleId(0))?;
        let path = match url.split_once("://") {
            Some((_, rest)) => rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/"),
            None => url,
        };
        if !path.starts_with('/') {
            return None;
        }
        match self.site.href(first, path, &mut String::new()) {
            Target::Article(id) => Some(id),
            _ => None,
        }
    }

    fn ambiguous(&self, name: &str, found: &[ArticleId]) -> FindError {
        let candidates = found.iter().take(NAMED).map(|id| self.article(*id).path.to_string()).collect();
        FindError::Ambiguous { name: name.to_owned(), candidates, total: found.len() }
    }

    /// The path that is spelled nearly so, whole or by its file name.
    fn near(&self, path: &str) -> Option<String> {
        // Looking at all paths is no work for what can only be nonsense.
        if path.len() > 200 {
            return None;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let whole = nearest(path, self.articles.iter().map(|article| &*article.path));
        let found = whole.or_else(|| {
            let near = nearest(stem, self.articles.iter().map(Article::stem))?;
            self.articles.iter().find(|article| article.stem() == near).map(|article| &*article.path)
        });
        found.map(str::to_owned)
    }
}
