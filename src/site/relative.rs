//! How a corpus writes relative links: as paths of files (`../guide`, beside this file) or as a browser reads them
//! (`../guide/`, from this page's URL). For `guides/tea.md`, served at `/guides/tea/`, the two differ by a folder. Links
//! that lead somewhere only one way tell which way is meant where both lead somewhere.

use rayon::prelude::*;

use crate::corpus::{Article, ArticleId};

use super::Site;
use super::href::{Href, classify};
use super::url_path::{decode, is_source, join, key, path_of, strip_extension};

impl Site {
    /// Whether more links lead somewhere only as a browser reads them than only as paths of files.
    pub(super) fn links_as_browsers_read(&self, articles: &[Article]) -> bool {
        let votes = |(index, article): (usize, &Article)| self.votes(ArticleId(index as u32), article);
        articles.par_iter().enumerate().filter(|(_, article)| !article.is_folder_page()).map(votes).sum::<i64>() > 0
    }

    /// The votes of one article: links that lead somewhere only as URLs, less those that do only as files.
    fn votes(&self, from: ArticleId, article: &Article) -> i64 {
        let mut scratch = String::new();
        let starts = |href: &str| href.starts_with(|c: char| c == '.' || c.is_alphanumeric()) && !href.contains("://");
        let relative = article.links.iter().filter(|link| !link.kind.is_image() && starts(&link.href));
        let vote = |href: &str| {
            let Href::Relative(path) = classify(href) else { return 0 };
            let path = decode(path_of(path));
            if path.is_empty() || strip_extension(&path).is_some() {
                return 0;
            }
            let file = join(&mut scratch, self.folder(from), &path) && self.map.source(key(&scratch)).is_some();
            let page = join(&mut scratch, self.url(from).trim_matches('/'), &path)
                && self.map.url(key(&scratch), is_source(&scratch)).is_some();
            i64::from(page) - i64::from(file)
        };
        relative.map(|link| &*link.href).map(vote).sum()
    }
}
