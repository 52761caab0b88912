//! What all requests share: the current state of the corpus, the room to work in, the counters, the token.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::http::HeaderValue;
use tokio::sync::Semaphore;

use super::error::ApiError;
use super::log::Log;
use super::metrics::Metrics;
use super::snapshot::Snapshot;

/// How many requests may wait for their turn to be worked out.
const WAITING: usize = 512;

/// How long an answer may take, waiting included.
pub(super) const TIME: Duration = Duration::from_secs(10);

/// How long to sleep between two looks at who still uses an old state.
const STEP: Duration = Duration::from_millis(1);

/// What all requests share.
pub(super) struct App {
    current: RwLock<Arc<Snapshot>>,
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
    pub(super) closing: AtomicBool,
    pub(super) metrics: Metrics,
    pub(super) log: Log,
    pub(super) access: Access,
}

/// Who may ask.
#[derive(Clone, Debug, Default)]
pub(super) struct Access {
    /// What `Authorization: Bearer …` must hold, if anything.
    pub(super) token: Option<String>,
    /// Whether only requests addressed to this very machine are answered, so that no web page elsewhere can ask by
    /// way of a name that it points here.
    pub(super) local_names_only: bool,
}

impl App {
    pub(super) fn new(state: Snapshot, access: Access, metrics: Metrics, log: Log) -> Self {
        let turns = std::thread::available_parallelism().map_or(2, |threads| threads.get().max(2));
        Self {
            current: RwLock::new(Arc::new(state)),
            turns: Arc::new(Semaphore::new(turns)),
            waiting: AtomicUsize::new(0),
            closing: AtomicBool::new(false),
            metrics,
            log,
            access,
        }
    }

    /// The current state. Whoever has it keeps it, however often it is replaced meanwhile.
    pub(super) fn state(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts a newer state in place for all requests from now on, once it knows what is often asked.
    pub(super) fn swap(&self, state: Snapshot) {
        state.answers.begin_with(&self.state().answers, &state);
        let new = Arc::new(state);
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        let old = std::mem::replace(&mut *current, new);
        drop(current);
        // Freeing a large corpus takes a while, and falls to whoever lets go of it last. Nobody waits for it here, so the
        // requests that began with it go first.
        let end = Instant::now() + TIME;
        while Arc::strong_count(&old) > 1 && Instant::now() < end {
            std::thread::sleep(STEP);
        }
        drop(old);
    }

    /// Does `work` on a thread of its own when it is its turn; gives up when too many wait or it takes too long.
    pub(super) async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let place = Waiting::enter(self).ok_or_else(ApiError::busy)?;
        let turns = Arc::clone(&self.turns);
        let answer = async move {
            let turn = turns.acquire_owned().await.map_err(|_| ApiError::busy())?;
            drop(place);
            let working = move || {
                // Held until the work is done, even if nobody waits for it any more.
                let _turn = turn;
                work()
            };
            tokio::task::spawn_blocking(working).await.map_err(|_| ApiError::internal())?
        };
        tokio::time::timeout(TIME, answer).await.unwrap_or_else(|_| Err(ApiError::timeout()))
    }
}

/// A place in the queue, given back when it is left in whatever way.
struct Waiting(Arc<App>);

impl Waiting {
    fn enter(app: &Arc<App>) -> Option<Self> {
        let waiting = app.waiting.fetch_add(1, Ordering::Relaxed);
        let place = Self(Arc::clone(app));
        (waiting < WAITING).then_some(place)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The tag of a state: no two states of any run share one.
pub(super) fn tag(generation: u64) -> HeaderValue {
    static RUN: std::sync::OnceLock<u64> = std::sync::OnceLock::new();
    let run = RUN.get_or_init(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| since.as_millis() as u64)
    });
    HeaderValue::try_from(format!("W/\"{run:x}-{generation}\"")).unwrap_or(HeaderValue::from_static("W/\"0\""))
}
