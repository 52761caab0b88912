//! Answers that were given before, of one state of the corpus: people type the same beginnings, and pages ask for the same
//! lists. Bounded in bytes; what is asked for least goes first. A new state of the corpus begins with none.

use axum::body::Bytes;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// So many bytes of answers are kept.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// About how many answers that is.
const ABOUT: usize = 4096;

/// Bodies by path and query of the request.
#[derive(Debug)]
pub(super) struct Answers(Cache<String, Bytes, Size>);

#[derive(Clone, Debug)]
struct Size;

impl Weighter<String, Bytes> for Size {
    fn weight(&self, key: &String, body: &Bytes) -> u64 {
        // What the table itself needs for an entry is about as much again as a short key.
        (2 * key.len() + body.len()) as u64
    }
}

impl Answers {
    pub(super) fn new() -> Self {
        Self(Cache::with_weighter(ABOUT, MOST_BYTES, Size))
    }

    pub(super) fn get(&self, request: &str) -> Option<Bytes> {
        self.0.get(request)
    }

    pub(super) fn put(&self, request: String, body: Bytes) {
        self.0.insert(request, body);
    }
}
