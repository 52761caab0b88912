//! Lines of configuration that would remove a difference: what the URLs that are missed have in common with the articles
//! whose URLs are invented.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::corpus::{Article, ArticleId};
use crate::site::{is_date, undated};

/// A line under `site.permalinks`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The glob.
    pub glob: String,
    /// The URL pattern.
    pub url: String,
    /// How many articles it would lead to a URL that was missed.
    pub articles: usize,
}

/// The proposals for the folders of `invented`, by glob: for each folder the pattern that leads most of its articles to URLs that
/// were `missed`.
pub(super) fn proposals(catalog: &Catalog, invented: &[(ArticleId, String)], missed: &[String]) -> Vec<Proposal> {
    let mut by_last: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for url in missed {
        by_last.entry(last(url)).or_default().push(url);
    }
    let mut votes: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for (id, _) in invented {
        let article = catalog.article(*id);
        let mut patterns = BTreeSet::new();
        for name in names(article) {
            for url in by_last.get(&*name).into_iter().flatten() {
                patterns.insert(pattern(article, &name, url));
            }
        }
        for pattern in patterns {
            *votes.entry(glob(article)).or_default().entry(pattern).or_default() += 1;
        }
    }
    let best = votes.into_iter().filter_map(|(glob, patterns)| {
        // Most articles first, then the pattern that says most by tokens.
        let (url, articles) =
            patterns.into_iter().max_by_key(|(url, articles)| (*articles, url.matches('{').count(), url.clone()))?;
        Some(Proposal { glob, url, articles })
    });
    best.collect()
}

/// What a URL may call an article: its slug, its name, its name without a date.
fn names(article: &Article) -> BTreeSet<String> {
    let own = [article.stem(), undated(article.stem())].map(str::to_owned);
    own.into_iter().chain(article.metadata.slug.as_deref().map(str::to_owned)).filter(|name| !name.is_empty()).collect()
}

/// The last segment of a URL path, without the extension of a page.
fn last(url: &str) -> &str {
    let segment = url.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    segment.strip_suffix(".html").unwrap_or(segment)
}

/// `url` with what is the article's own as tokens.
fn pattern(article: &Article, name: &str, url: &str) -> String {
    let end = if url.ends_with('/') { "/" } else { "" };
    let whole = url.trim_matches('/');
    let (folder, segment) = whole.rsplit_once('/').unwrap_or(("", whole));
    let token = if name == article.stem() { "{stem}" } else { "{slug}" };
    let segment = segment.replacen(name, token, 1);
    let folder = match folder {
        "" => String::new(),
        folder if folder == article.folder() => "{dir}/".to_owned(),
        folder => format!("{}/", dated(article, folder)),
    };
    format!("/{folder}{segment}{end}")
}

/// `folder` with the parts of the article's date as tokens.
fn dated(article: &Article, folder: &str) -> String {
    let said = article.metadata.text("date").or(article.metadata.date.as_deref());
    let date = said.filter(|date| is_date(date)).or_else(|| Some(article.stem()).filter(|stem| is_date(stem)));
    let Some(date) = date else { return folder.to_owned() };
    let mut parts = [(&date[..4], "{year}"), (&date[5..7], "{month}"), (&date[8..10], "{day}")].into_iter().peekable();
    let token = |segment: &str| match parts.next_if(|(part, _)| *part == segment) {
        Some((_, token)) => token.to_owned(),
        None => segment.to_owned(),
    };
    folder.split('/').map(token).collect::<Vec<_>>().join("/")
}

fn glob(article: &Article) -> String {
    if article.folder().is_empty() { "/*".to_owned() } else { format!("{}/*", article.folder()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_say_what_is_the_articles_own() {
        let article = Article { path: "posts/2025-01-31-tea.md".into(), ..Article::default() };
        assert_eq!(pattern(&article, "tea", "/blog/2025/01/31/tea/"), "/blog/{year}/{month}/{day}/{slug}/");
        assert_eq!(pattern(&article, "2025-01-31-tea", "/posts/2025-01-31-tea.html"), "/{dir}/{stem}.html");
    }
}
