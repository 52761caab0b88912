//! Holds the URL map against the site as it was built: the URLs that are invented, those that are missed, and the articles
//! that have none. What differs is a defect of the map, or of the configuration, and the proof that all else is right.

mod built;
mod proposal;

use std::collections::BTreeMap;

pub use built::{Built, BuiltError};
pub use proposal::Proposal;

use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::site::Target;

/// What a comparison found.
#[derive(Debug, Default)]
pub struct Comparison {
    /// How many pages the built site has.
    pub built: usize,
    /// How many of them an article answers to.
    pub articles: usize,
    /// How many of them are known without one: lists, terms, redirects, files served as they are.
    pub others: usize,
    /// URLs of articles that the built site does not have.
    pub invented: Vec<(ArticleId, String)>,
    /// URL paths of the built site that the map does not know.
    pub missed: Vec<String>,
    /// URL paths of the built site below which a program makes pages, which the map leaves open.
    pub open: Vec<String>,
    /// Live articles without a URL of their own.
    pub unresolved: Vec<ArticleId>,
}

impl Comparison {
    /// Whether map and site differ.
    pub fn differs(&self) -> bool {
        !(self.invented.is_empty() && self.missed.is_empty() && self.unresolved.is_empty())
    }

    /// The lines under `site.permalinks` that would make the map agree with the site.
    pub fn proposals(&self, catalog: &Catalog) -> Vec<Proposal> {
        proposal::proposals(catalog, &self.invented, &self.missed)
    }
}

/// Compares the map of `catalog` with what was built. Linear in both.
pub fn compare(catalog: &Catalog, built: &Built) -> Comparison {
    let mut comparison = Comparison { built: built.pages.len(), ..Comparison::default() };
    // Without its slash or extension an address stands for all forms of it; which of them are served the site says.
    let pages: BTreeMap<&str, &str> = built.pages.iter().map(|url| (bare(url), &**url)).collect();
    for id in catalog.ids().filter(|&id| catalog.is_live(id) && !catalog.article(id).is_partial) {
        let url = catalog.url(id);
        if url.is_empty() || !catalog.site.answers(id) {
            comparison.unresolved.push(id);
        } else if !is_served(url, &pages) {
            comparison.invented.push((id, url.to_owned()));
        }
    }
    let mut scratch = String::new();
    let Some(from) = catalog.ids().next() else { return comparison };
    for url in &built.pages {
        let link = format!("{}{url}", catalog.site.base_path().unwrap_or(""));
        match catalog.site.href(from, &link, &mut scratch) {
            Target::Article(_) => comparison.articles += 1,
            Target::Asset | Target::Generated | Target::External | Target::Placeholder => comparison.others += 1,
            Target::Dead if built.redirects.contains(url) => comparison.others += 1,
            Target::Unchecked(_) if catalog.site.is_open(url) => comparison.open.push(url.clone()),
            Target::Dead | Target::Unchecked(_) => comparison.missed.push(url.clone()),
        }
    }
    comparison
}

/// A URL path without its slash and extension.
fn bare(url: &str) -> &str {
    let url = url.strip_suffix("index.html").unwrap_or(url).trim_end_matches('/');
    url.strip_suffix(".html").unwrap_or(url)
}

/// Whether the built site serves `url` in that form.
fn is_served(url: &str, pages: &BTreeMap<&str, &str>) -> bool {
    let Some(page) = pages.get(bare(url)) else { return false };
    // `/x` may be a file `x.html` or a folder; `/x/` and `/x.html` say which they are.
    let is_file = |url: &str| url.ends_with(".html");
    if url.ends_with('/') || is_file(url) { is_file(page) == is_file(url) } else { true }
}
