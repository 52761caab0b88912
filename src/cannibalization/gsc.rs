//! Search Console's export: which queries show which pages, and what comes of it.
//!
//! The export's columns are found by their names in any order: query, page, clicks, impressions and, where they are,
//! position and CTR. A file of pages without queries decides owners all the same.

use std::io::Read;

use rustc_hash::FxHashMap;
use thiserror::Error;

use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::site::Target;
use crate::text::words::fold;

/// What search showed of the articles.
#[derive(Clone, Debug, Default)]
pub struct SearchData {
    clicks: FxHashMap<ArticleId, u64>,
    /// Impressions by article and query, sorted by query.
    impressions: FxHashMap<ArticleId, Vec<(String, u64)>>,
    /// Rows whose page is no article of the corpus.
    pub unknown_pages: usize,
    /// Rows that could be used.
    pub rows: usize,
}

/// Why an export cannot be used.
#[derive(Debug, Error)]
pub enum SearchDataError {
    /// It is no CSV.
    #[error("it is not valid CSV")]
    Csv(#[from] csv::Error),
    /// It has no column of pages or clicks.
    #[error(
        "it has no column `{0}`; export the report with pages and queries, so that it has page, query, clicks and impressions"
    )]
    Column(&'static str),
}

impl SearchData {
    /// Reads an export.
    ///
    /// # Errors
    /// It is no CSV, or has no column of pages or of clicks.
    pub fn read(from: impl Read, catalog: &Catalog) -> Result<Self, SearchDataError> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(from);
        let headers: Vec<String> =
            reader.headers()?.iter().map(|name| fold(name.trim_start_matches('\u{feff}'))).collect();
        let column = |names: &[&str]| headers.iter().position(|header| names.contains(&header.as_str()));
        let page = column(&["page", "pages", "top pages", "url", "address", "landing page"]);
        let page = page.ok_or(SearchDataError::Column("page"))?;
        let clicks = column(&["clicks", "url clicks"]).ok_or(SearchDataError::Column("clicks"))?;
        let (query, shown) = (column(&["query", "queries", "top queries"]), column(&["impressions"]));
        let mut data = Self::default();
        let mut scratch = String::new();
        for row in reader.records() {
            let row = row?;
            let number = |at: usize| -> u64 {
                let digits: String = row.get(at).unwrap_or("").chars().filter(char::is_ascii_digit).collect();
                digits.parse().unwrap_or(0)
            };
            let Some(article) = row.get(page).and_then(|url| article(catalog, url, &mut scratch)) else {
                data.unknown_pages += 1;
                continue;
            };
            data.rows += 1;
            *data.clicks.entry(article).or_default() += number(clicks);
            if let Some(query) = query.and_then(|at| row.get(at)).filter(|query| !query.is_empty()) {
                data.impressions.entry(article).or_default().push((fold(query), shown.map_or(1, number)));
            }
        }
        for queries in data.impressions.values_mut() {
            queries.sort_unstable();
        }
        Ok(data)
    }

    /// How many clicks an article had.
    pub fn clicks(&self, article: ArticleId) -> u64 {
        self.clicks.get(&article).copied().unwrap_or(0)
    }

    /// The share of impressions on queries that show both; `None` if one has no queries.
    pub fn overlap(&self, a: ArticleId, b: ArticleId) -> Option<f32> {
        let (a, b) = (self.impressions.get(&a)?, self.impressions.get(&b)?);
        let known: FxHashMap<&str, u64> = a.iter().map(|(query, shown)| (query.as_str(), *shown)).collect();
        let common: u64 = b.iter().filter_map(|(query, shown)| Some(shown.min(known.get(query.as_str())?))).sum();
        let all = |list: &[(String, u64)]| list.iter().map(|(_, shown)| shown).sum::<u64>();
        let least = all(a).min(all(b));
        (least > 0).then(|| common as f32 / least as f32)
    }
}

/// The article of a page's address. The host is the site's own: whose else would the export be of.
fn article(catalog: &Catalog, url: &str, scratch: &mut String) -> Option<ArticleId> {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => url,
    };
    match catalog.site.href(ArticleId(0), path, scratch) {
        Target::Article(id) => Some(id),
        _ => None,
    }
}
