//! `site.permalinks`: what the configuration says of the URLs of some articles, over whatever a preset makes of them.
//!
//! `"posts/*": /blog/{year}/{slug}/` gives every article that the glob matches the URL of the pattern. Where several globs
//! match, the longest one holds. An article that lacks what its pattern asks for (a date) keeps the URL it had.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use thiserror::Error;

use super::project::joined;
use crate::corpus::Article;
use crate::text::slug;

/// What may stand between braces.
const TOKENS: [&str; 8] = ["day", "dir", "month", "path", "slug", "stem", "title", "year"];

/// A mistake under `site.permalinks`.
#[derive(Debug, Error)]
pub enum PermalinkError {
    /// The glob is none.
    #[error("the pattern `{glob}` under `site.permalinks` is not a valid glob: {reason}")]
    Glob {
        /// The glob.
        glob: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The URL names something that is not known.
    #[error(
        "`{url}` under `site.permalinks` holds `{{{token}}}`, which is not known\n  help: {tokens} may stand there",
        tokens = TOKENS.map(|token| format!("`{{{token}}}`")).join(", ")
    )]
    Token {
        /// The URL pattern.
        url: String,
        /// What stands between its braces.
        token: String,
    },
}

/// The patterns, longest glob first.
#[derive(Debug, Default)]
pub struct Permalinks {
    root: PathBuf,
    patterns: Vec<(Gitignore, String)>,
}

impl Permalinks {
    /// The patterns of the configuration for the corpus at `root`: globs relative to it, and URL paths with tokens.
    ///
    /// # Errors
    /// A glob or a token is not valid.
    pub fn new(root: &Path, patterns: &BTreeMap<String, String>) -> Result<Self, PermalinkError> {
        let mut sorted: Vec<(&String, &String)> = patterns.iter().collect();
        sorted.sort_by_key(|(glob, _)| (std::cmp::Reverse(glob.len()), *glob));
        let mut all = Vec::new();
        for (glob, url) in sorted {
            let told = |error: ignore::Error| PermalinkError::Glob { glob: glob.clone(), reason: error.to_string() };
            if let Some(token) = tokens(url).find(|token| !TOKENS.contains(token)) {
                return Err(PermalinkError::Token { url: url.clone(), token: token.to_owned() });
            }
            let mut builder = GitignoreBuilder::new(root);
            // As everywhere in the configuration, a glob with a slash starts at the corpus.
            builder.add_line(None, glob).map_err(told)?;
            all.push((builder.build().map_err(told)?, url.clone()));
        }
        Ok(Self { root: root.to_owned(), patterns: all })
    }

    /// Whether there are any.
    pub(super) fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// The URL path that the configuration gives an article.
    pub(super) fn url(&self, article: &Article) -> Option<String> {
        if self.is_empty() {
            return None;
        }
        let on_disk = self.root.join(&*article.path);
        let (_, pattern) = self.patterns.iter().find(|(glob, _)| glob.matched(&on_disk, false).is_ignore())?;
        fill(pattern, article)
    }
}

/// `pattern` with the tokens of `article`.
fn fill(pattern: &str, article: &Article) -> Option<String> {
    let mut url = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once('{') {
        let (token, behind) = behind.split_once('}')?;
        url.push_str(before);
        url.push_str(&value(token, article)?);
        rest = behind;
    }
    url.push_str(rest);
    // An empty folder leaves two slashes.
    while url.contains("//") {
        url = url.replace("//", "/");
    }
    Some(if url.starts_with('/') { url } else { format!("/{url}") })
}

fn value(token: &str, article: &Article) -> Option<String> {
    let date = || date(article);
    Some(match token {
        "dir" => article.folder().to_owned(),
        "path" => joined(article.folder(), article.stem()),
        "stem" => article.stem().to_owned(),
        "slug" => article.metadata.slug.as_deref().map_or_else(|| undated(article.stem()).to_owned(), str::to_owned),
        "title" => slug::segment(&slug::squeezed(&slug::github(article.title()))),
        "year" => date()?.get(..4)?.to_owned(),
        "month" => date()?.get(5..7)?.to_owned(),
        "day" => date()?.get(8..10)?.to_owned(),
        _ => return None,
    })
}

/// The date of an article, `2026-01-31`: of its front matter, else of its name.
fn date(article: &Article) -> Option<&str> {
    let said = article.metadata.text("date").or(article.metadata.date.as_deref());
    said.filter(|date| is_date(date)).or_else(|| Some(article.stem()).filter(|stem| is_date(stem)))
}

/// Whether `text` begins with a date.
pub(crate) fn is_date(text: &str) -> bool {
    let shape = |(index, byte): (usize, u8)| if matches!(index, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() >= 10 && text.bytes().take(10).enumerate().all(shape)
}

/// A file's stem without the date that it begins with.
pub(crate) fn undated(stem: &str) -> &str {
    if is_date(stem) { stem.get(10..).unwrap_or("").trim_start_matches(['-', '_']) } else { stem }
}

/// What stands between braces.
fn tokens(url: &str) -> impl Iterator<Item = &str> {
    url.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Metadata;

    #[test]
    fn patterns_are_filled() {
        let metadata =
            Metadata { date: Some("2026-03-04".into()), title: Some("Tea & Milk".into()), ..Metadata::default() };
        let article = Article { path: "posts/2025-01-31-tea.md".into(), metadata, ..Article::default() };
        assert_eq!(fill("/blog/{year}/{month}/{slug}/", &article).as_deref(), Some("/blog/2026/03/tea/"));
        assert_eq!(fill("{dir}/{stem}.html", &article).as_deref(), Some("/posts/2025-01-31-tea.html"));
        assert_eq!(fill("/{title}", &article).as_deref(), Some("/tea-milk"));
        let undated = Article { path: "a.md".into(), ..Article::default() };
        assert_eq!((fill("/{year}/", &undated), fill("/{dir}/{slug}/", &undated)), (None, Some("/a/".into())));
    }

    #[test]
    fn the_longest_glob_holds_and_mistakes_are_told() {
        let patterns =
            [("posts/**".to_owned(), "/p/{slug}/".to_owned()), ("posts/news/*".to_owned(), "/n/{slug}/".to_owned())];
        let permalinks = Permalinks::new(Path::new("/c"), &patterns.into()).unwrap();
        let url = |path: &str| permalinks.url(&Article { path: path.into(), ..Article::default() });
        assert_eq!(url("posts/news/a.md").as_deref(), Some("/n/a/"));
        assert_eq!(url("posts/b.md").as_deref(), Some("/p/b/"));
        assert_eq!(url("docs/b.md"), None);
        let wrong = Permalinks::new(Path::new("/c"), &[("a".to_owned(), "/{sulg}/".to_owned())].into());
        assert!(wrong.unwrap_err().to_string().contains("`{slug}`"));
    }
}
