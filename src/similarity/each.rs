//! The same work for every item, in parallel, with a workspace that lasts.

use std::sync::Mutex;

use rayon::prelude::*;

/// Chunks that each thread gets, so that none waits long for another.
const CHUNKS_A_THREAD: usize = 8;

/// `of` every item, in order. Each thread goes on with the workspace of its last chunk of items: what is learned of words is
/// learned once a thread, not once for every few items, as happens when work is split as finely as it can be.
pub fn each<I: Sync, W: Default + Send, O: Send>(items: &[I], of: impl Fn(&I, &mut W) -> O + Sync) -> Vec<O> {
    let chunk = items.len().div_ceil(rayon::current_num_threads() * CHUNKS_A_THREAD).max(1);
    let idle: Mutex<Vec<W>> = Mutex::default();
    // Nothing panics while it holds the lock; were it poisoned, a fresh workspace would do.
    let take = || idle.lock().ok().and_then(|mut idle| idle.pop()).unwrap_or_default();
    let give_back = |workspace| idle.lock().map_or((), |mut idle| idle.push(workspace));
    let chunks = items.par_chunks(chunk).flat_map_iter(|chunk| {
        let mut workspace = take();
        let done: Vec<O> = chunk.iter().map(|item| of(item, &mut workspace)).collect();
        give_back(workspace);
        done
    });
    chunks.collect()
}
