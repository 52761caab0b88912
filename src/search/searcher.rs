//! An index and what is known of the articles, put together: answers queries.

mod help;

use std::time::Instant;

use rustc_hash::FxHashMap;
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

use super::error::SearchError;
use super::facets;
use super::facts::ArticleFacts;
use super::filter;
use super::finding::{Finder, Findings, Found, LINK_WEIGHT, Step};
use super::index::SearchIndex;
use super::query::Query;
use super::request::{SearchRequest, Sort};
use super::response::{Hit, ScorePart, SearchResponse};
use super::scoring;
use super::snippet::Marker;
use super::variants::Word;
use super::view::View;
use crate::corpus::ArticleId;
use crate::text::language::Language;
use crate::text::stems::Stems;
use crate::text::words::fold;

/// Words of a query are stemmed in so many languages, those of the most articles.
const MOST_LANGUAGES: usize = 6;

/// Answers queries.
///
/// A query is made of words, all of which must be found, in any form: `recorded` finds `recording`. The last one may be
/// incomplete. Words in `"quotes"` must stand side by side, as they are; what a minus leads (`-word`, `-"some words"`,
/// `-tool:x`) must not be there. `title:`, `heading:` and `keyword:` look for a word or quoted words there alone. `tool:`, `category:`,
/// `type:`, `lang:`, `status:` take a value, or several with commas between, any of which will do; `path:` takes a glob or
/// the beginning of a path; `updated:` takes a year, month or day, with `<`, `<=`, `>`, `>=` before it, or two with `..` between.
pub struct Searcher {
    index: SearchIndex,
    facts: ArticleFacts,
    view: View,
    /// The languages of the articles, those of most first.
    languages: Vec<Language>,
}

impl Searcher {
    /// Puts an index and the facts together. Documents whose article the facts do not know, or call not live, are never found.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn new(index: SearchIndex, facts: ArticleFacts) -> Result<Self, SearchError> {
        let view = View::new(&index, &facts)?;
        let mut counts: FxHashMap<Language, usize> = FxHashMap::default();
        for (language, _) in facts.languages.iter().zip(&facts.live).filter(|(_, live)| **live) {
            *counts.entry(*language).or_default() += 1;
        }
        let mut languages: Vec<(Language, usize)> = counts.into_iter().collect();
        languages.sort_unstable_by_key(|&(language, count)| (std::cmp::Reverse(count), language));
        let languages = languages.into_iter().take(MOST_LANGUAGES).map(|(language, _)| language).collect();
        Ok(Self { index, facts, view, languages })
    }

    /// What is known of the articles.
    pub fn facts(&self) -> &ArticleFacts {
        &self.facts
    }

    /// The index.
    pub fn index(&self) -> &SearchIndex {
        &self.index
    }

    /// Answers a query. No query is an error, however odd.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, SearchError> {
        let started = Instant::now();
        let mut query = Query::parse(&request.query);
        let mut findings = self.find(&query)?;
        self.sort(&mut findings.found, request.sort, request.offset.saturating_add(request.limit));
        let mut response = SearchResponse {
            query: request.query.clone(),
            total: findings.found.len(),
            hits: self.hits(&findings, request)?,
            ..SearchResponse::default()
        };
        if request.facets {
            let articles: Vec<u32> = findings.found.iter().map(|found| found.article).collect();
            response.facets = Some(facets::count(&self.facts, &articles));
        }
        response.did_you_mean = help::did_you_mean(&query, &findings, &response.hits);
        if response.total == 0 {
            response.instead = self.instead(&query)?;
        }
        response.notes.append(&mut query.notes);
        response.notes.append(&mut findings.notes);
        response.took_ms = (started.elapsed().as_secs_f64() * 1e6).round() / 1e3;
        Ok(response)
    }

    fn find(&self, query: &Query) -> Result<Findings, SearchError> {
        let mut notes = Vec::new();
        let allowed = filter::allowed(&self.facts, &query.filters, &mut notes);
        let finder = Finder { view: &self.view, query, allowed: allowed.as_deref(), facts: &self.facts };
        let nothing = query.is_empty() && !query.text.trim().is_empty();
        if nothing {
            notes.push("There is no word in the query.".to_owned());
        }
        let mut stems: Vec<(Language, Stems)> =
            self.languages.iter().map(|&language| (language, Stems::new(language))).collect();
        let mut words = Vec::with_capacity(query.words.len());
        for word in &query.words {
            words.push(Word::new(&self.view, word, &mut stems)?);
        }
        let mut findings = if nothing { Findings::default() } else { finder.find(words)? };
        notes.append(&mut findings.notes);
        findings.notes = notes;
        Ok(findings)
    }

    /// Puts the first `most` of what was found in order, the others behind them; ties go by relevance, link score, path.
    fn sort(&self, found: &mut [Found], sort: Sort, most: usize) {
        let links = |found: &Found| self.facts.link_scores.get(found.article as usize).copied().unwrap_or(0.0);
        let relevance = |a: &Found, b: &Found| {
            let score = |found: &Found| found.score * found.scale;
            let by_score = a.step.cmp(&b.step).then_with(|| score(b).total_cmp(&score(a)));
            by_score.then_with(|| links(b).total_cmp(&links(a))).then_with(|| a.article.cmp(&b.article))
        };
        match sort {
            Sort::Relevance => {
                let most = most.min(found.len());
                if most < found.len() {
                    found.select_nth_unstable_by(most, relevance);
                }
                found.get_mut(..most).unwrap_or(&mut []).sort_unstable_by(relevance);
            }
            Sort::LinkScore => {
                found.sort_unstable_by(|a, b| links(b).total_cmp(&links(a)).then_with(|| relevance(a, b)));
            }
            Sort::Updated => {
                let updated = |found: &Found| self.facts.updated.get(found.article as usize).copied().flatten();
                found.sort_unstable_by(|a, b| updated(b).cmp(&updated(a)).then_with(|| relevance(a, b)));
            }
            Sort::Title => {
                let title = |found: &Found| self.facts.titles.get(found.article as usize).map(|title| fold(title));
                let mut keyed: Vec<(Option<String>, Found)> = found.iter().map(|hit| (title(hit), *hit)).collect();
                keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| relevance(&a.1, &b.1)));
                for (slot, (_, hit)) in found.iter_mut().zip(keyed) {
                    *slot = hit;
                }
            }
        }
    }

    /// The page of hits that was asked for, with their snippets.
    fn hits(&self, findings: &Findings, request: &SearchRequest) -> Result<Vec<Hit>, SearchError> {
        let mut markers: FxHashMap<Language, Marker> = FxHashMap::default();
        let mut hits = Vec::new();
        for found in findings.found.iter().skip(request.offset).take(request.limit) {
            let address = DocAddress::new(found.segment as u32, found.doc);
            let document: TantivyDocument = self.index.searcher.doc(address)?;
            let stored = document.get_first(self.index.fields.stored);
            let stored = stored.as_ref().and_then(|value| value.as_str()).unwrap_or("");
            let (language, stored) = Language::unmark(stored);
            let marker = markers.entry(language).or_insert_with(|| Marker::new(&findings.words, language));
            let (snippet, highlights) = marker.snippet(stored);
            let id = found.article as usize;
            let text = |texts: &[Box<str>]| texts.get(id).map_or_else(String::new, |text| text.to_string());
            let title = text(&self.facts.titles);
            hits.push(Hit {
                article: ArticleId(found.article),
                path: text(&self.facts.paths),
                url: text(&self.facts.urls),
                title_highlights: marker.title(&title),
                title,
                score: rounded(found.score * found.scale),
                link_score: rounded(self.facts.link_scores.get(id).copied().unwrap_or(0.0)),
                inbound: self.facts.inbound.get(id).copied().unwrap_or(0),
                category: self.facts.category(id).map(str::to_owned),
                updated: self.facts.updated.get(id).copied().flatten().map(|date| date.to_string()),
                snippet,
                highlights,
                explain: if request.explain { Some(self.explained(found, &findings.words)?) } else { None },
            });
        }
        Ok(hits)
    }

    /// How the score of a hit comes about: what its words are worth, that they stand together, its links.
    fn explained(&self, found: &Found, words: &[Word]) -> Result<Vec<ScorePart>, SearchError> {
        let Some(segment) = self.view.segments.get(found.segment) else { return Ok(Vec::new()) };
        let mut parts = scoring::explained(&self.view, segment, words, found.doc)?;
        let mut add = |what: &str, how: String, score: f32| {
            if score > 0.0 {
                parts.push(ScorePart { what: what.to_owned(), how, score });
            }
        };
        add("all words", "near one another in the text, in the order of the query".to_owned(), found.together);
        add("all words", "they are the title, or much of it".to_owned(), found.titled);
        let link_score = self.facts.link_scores.get(found.article as usize).copied().unwrap_or(0.0);
        let share = LINK_WEIGHT * link_score / 100.0;
        add("links", format!("link score {link_score:.0} of 100"), found.score * share / (1.0 + share));
        for part in &mut parts {
            part.score = rounded(part.score * found.scale);
        }
        parts.sort_by(|a, b| b.score.total_cmp(&a.score));
        if found.step == Step::MostWords {
            parts.retain(|part| part.score > 0.0);
        }
        Ok(parts)
    }
}

/// To four digits behind the point: what is shown and written.
fn rounded(score: f32) -> f32 {
    (score * 1e4).round() / 1e4
}

impl std::fmt::Debug for Searcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Searcher").field("index", &self.index).field("live", &self.view.live).finish_non_exhaustive()
    }
}
