//! Search: what is found, in what order, how it is shown, and that answers depend on the articles alone.

mod answers;
mod index;
mod prose;
mod queries;
mod shipped;

use linkwright::search::{Hit, SearchRequest, SearchResponse, Searcher};

use crate::support::Corpus;

/// A searcher over a corpus.
fn searcher(corpus: &Corpus) -> Searcher {
    corpus.load().search_in_memory().expect("an index in memory")
}

/// The answer to a query.
fn ask(searcher: &Searcher, query: &str) -> SearchResponse {
    searcher.search(&SearchRequest::new(query)).expect("an answer")
}

/// The paths of the hits of a query, in order.
fn paths(searcher: &Searcher, query: &str) -> Vec<String> {
    ask(searcher, query).hits.into_iter().map(|hit| hit.path).collect()
}

/// What is marked in the snippet of a hit.
fn marked(hit: &Hit) -> Vec<String> {
    let characters: Vec<char> = hit.snippet.chars().collect();
    hit.highlights.iter().map(|&[start, end]| characters[start..end].iter().collect()).collect()
}
