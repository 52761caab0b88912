//! The clusters of a state, worked out when somebody asks for them first and kept as long as the state is.
//!
//! All texts are read for it, which takes seconds where there are many. So it is done beside the turns of other requests,
//! on half of the cores, and by one state at a time: whatever is asked meanwhile, and however often the corpus changes,
//! there is one such analysis in memory. Who waits waits without a thread.

use std::sync::{Arc, OnceLock};

use rayon::ThreadPoolBuilder;
use tokio::sync::Mutex;

use super::snapshot::Snapshot;
use crate::cannibalization::{Analysis, Request, THRESHOLD, analyse};
use crate::catalog::Catalog;

/// The clusters of one state.
#[derive(Debug, Default)]
pub(super) struct Rivals(OnceLock<Analysis>);

impl Rivals {
    /// The clusters, if they were worked out.
    pub(super) fn get(&self) -> Option<&Analysis> {
        self.0.get()
    }
}

/// Pairs that score less are not reported.
pub(super) fn threshold(catalog: &Catalog) -> f32 {
    catalog.settings.cannibalization.threshold.unwrap_or(THRESHOLD).clamp(0.0, 1.0)
}

/// Has the clusters worked out, unless they are. The work goes on if nobody waits for it any more, unless the state itself is gone.
pub(super) async fn prepare(state: &Arc<Snapshot>) {
    static ONE: Mutex<()> = Mutex::const_new(());
    if state.rivals.0.get().is_some() {
        return;
    }
    let state = Arc::downgrade(state);
    let work = async move {
        let one = ONE.lock().await;
        if let Some(state) = state.upgrade() {
            let work = move || {
                let _ = state.rivals.0.get_or_init(|| work_out(&state.catalog));
            };
            let _ = tokio::task::spawn_blocking(work).await;
        }
        drop(one);
    };
    let _ = tokio::spawn(work).await;
}

fn work_out(catalog: &Catalog) -> Analysis {
    let request = Request { threshold: threshold(catalog), texts: true, search: None };
    let half = std::thread::available_parallelism().map_or(1, |cores| cores.get().div_ceil(2));
    let name = |thread: usize| format!("rivals-{thread}");
    match ThreadPoolBuilder::new().num_threads(half).thread_name(name).build() {
        Ok(threads) => threads.install(|| analyse(catalog, &request)),
        Err(_) => analyse(catalog, &request),
    }
}
