//! An index and what is known of the articles, put together: answers queries.

use std::time::Instant;

use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, DocSet, TERMINATED, TantivyDocument, Term};

use super::error::SearchError;
use super::facts::ArticleFacts;
use super::fields;
use super::index::SearchIndex;
use super::request::SearchRequest;
use super::response::{Hit, SearchResponse};
use super::words::{folded, words};
use crate::corpus::ArticleId;

/// Answers queries.
pub struct Searcher {
    index: SearchIndex,
    facts: ArticleFacts,
    /// The article of each document, by segment.
    articles: Vec<Vec<u32>>,
}

/// Stands for a document whose article is deleted, gone or not live.
const NONE: u32 = u32::MAX;

impl Searcher {
    /// Puts an index and the facts together. Documents whose article the facts do not know are never found.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn new(index: SearchIndex, facts: ArticleFacts) -> Result<Self, SearchError> {
        let mut articles = Vec::new();
        for segment in index.searcher.segment_readers() {
            let keys = segment.fast_fields().u64(fields::KEY)?.first_or_default_col(0);
            let article = |doc: u32| {
                let article = facts.live_article(keys.get_val(doc)).filter(|_| !segment.is_deleted(doc));
                article.unwrap_or(NONE)
            };
            articles.push((0..segment.max_doc()).map(article).collect());
        }
        Ok(Self { index, facts, articles })
    }

    /// What is known of the articles.
    pub fn facts(&self) -> &ArticleFacts {
        &self.facts
    }

    /// Answers a query. No query is an error, however odd.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, SearchError> {
        let started = Instant::now();
        let mut count = vec![0_usize; self.facts.len()];
        let mut addresses = vec![DocAddress::new(0, 0); self.facts.len()];
        let wanted: Vec<String> = words(&request.query).map(|word| folded(word.text)).collect();
        for word in &wanted {
            for (ord, (segment, articles)) in
                self.index.searcher.segment_readers().iter().zip(&self.articles).enumerate()
            {
                let inverted = segment.inverted_index(self.index.fields.text)?;
                let term = Term::from_field_text(self.index.fields.text, word);
                let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)? else { continue };
                while postings.doc() != TERMINATED {
                    let doc = postings.doc();
                    postings.advance();
                    let Some(&article) = articles.get(doc as usize).filter(|&&article| article != NONE) else {
                        continue;
                    };
                    if let Some(count) = count.get_mut(article as usize) {
                        *count += 1;
                    }
                    if let Some(address) = addresses.get_mut(article as usize) {
                        *address = DocAddress::new(ord as u32, doc);
                    }
                }
            }
        }
        let found: Vec<usize> =
            (0..count.len()).filter(|&id| !wanted.is_empty() && count.get(id) == Some(&wanted.len())).collect();
        let mut hits = Vec::new();
        for &id in found.iter().skip(request.offset).take(request.limit) {
            let stored: TantivyDocument =
                self.index.searcher.doc(addresses.get(id).copied().unwrap_or(DocAddress::new(0, 0)))?;
            let _ = stored.get_first(self.index.fields.stored).and_then(|value| value.as_str());
            let text = |texts: &[Box<str>]| texts.get(id).map_or_else(String::new, |text| text.to_string());
            hits.push(Hit {
                article: ArticleId(id as u32),
                path: text(&self.facts.paths),
                url: text(&self.facts.urls),
                title: text(&self.facts.titles),
                score: 0.0,
                link_score: self.facts.link_scores.get(id).copied().unwrap_or(0.0),
                snippet: String::new(),
                highlights: Vec::new(),
                title_highlights: Vec::new(),
                explain: None,
            });
        }
        let took_ms = started.elapsed().as_secs_f64() * 1e3;
        Ok(SearchResponse { query: request.query.clone(), total: found.len(), took_ms, hits, ..Default::default() })
    }
}
