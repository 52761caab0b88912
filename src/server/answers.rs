//! Answers that were given before, of one state of the corpus: people type the same beginnings, and pages ask for the same
//! lists. Bounded in bytes; what is asked for least goes first.
//!
//! A new state of the corpus begins with none of its own. What was asked of the one before time and again is worked out
//! before anybody sees it: else all who ask for these at the same moment would wait for each other.

use std::cmp::Reverse;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::Uri;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::error::ApiError;
use super::snapshot::Snapshot;

/// So many bytes of answers are kept.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// About how many answers that is.
const ABOUT: usize = 4096;

/// Who asked for an answer so often is likely to ask again.
const OFTEN: u32 = 2;

/// A new state is not held up longer than this.
const LONGEST: Duration = Duration::from_secs(2);

/// How an answer is worked out from a state: all there is to know of the request is its path and query.
pub(super) type WorkOut = fn(&Snapshot, &Uri) -> Result<Bytes, ApiError>;

/// Bodies by path and query of the request.
#[derive(Debug)]
pub(super) struct Answers(Cache<String, Arc<Kept>, Size>);

/// An answer.
#[derive(Debug)]
struct Kept {
    body: Bytes,
    /// How often it was asked for.
    asked: AtomicU32,
    /// Whether and how it is worked out again for another state.
    again: Option<WorkOut>,
}

#[derive(Clone, Debug)]
struct Size;

impl Weighter<String, Arc<Kept>> for Size {
    fn weight(&self, key: &String, kept: &Arc<Kept>) -> u64 {
        // What the table itself needs for an entry is about as much again as a short key.
        (2 * key.len() + size_of::<Kept>() + kept.body.len()) as u64
    }
}

impl Answers {
    pub(super) fn new() -> Self {
        Self(Cache::with_weighter(ABOUT, MOST_BYTES, Size))
    }

    pub(super) fn get(&self, request: &str) -> Option<Bytes> {
        let kept = self.0.get(request)?;
        kept.asked.fetch_add(1, Relaxed);
        Some(kept.body.clone())
    }

    pub(super) fn put(&self, request: String, body: Bytes, again: Option<WorkOut>) {
        self.0.insert(request, Arc::new(Kept { body, asked: AtomicU32::new(1), again }));
    }

    /// Works out from `state`, whose answers these are, what was often asked of the state `before`.
    pub(super) fn begin_with(&self, before: &Self, state: &Snapshot) {
        let end = Instant::now() + LONGEST;
        let wanted = |kept: &Kept| kept.again.is_some() && kept.asked.load(Relaxed) >= OFTEN;
        let mut often: Vec<(String, Arc<Kept>)> = before.0.iter().filter(|(_, kept)| wanted(kept)).collect();
        often.sort_by_key(|(_, kept)| Reverse(kept.asked.load(Relaxed)));
        for (request, kept) in often.into_iter().take(ABOUT).take_while(|_| Instant::now() < end) {
            if let (Some(again), Ok(uri)) = (kept.again, request.parse())
                && let Ok(body) = again(state, &uri)
            {
                self.put(request, body, kept.again);
            }
        }
    }
}
