//! The same work for every item, in parallel, with a workspace that lasts.

use rayon::prelude::*;

/// Chunks that each thread gets, so that none waits long for another.
const CHUNKS_A_THREAD: usize = 8;

/// `of` every item, in order. Each chunk of items shares one workspace: what is learned of words is learned a few times, not
/// once for every few items, as happens when work is split as finely as it can be.
pub fn each<I: Sync, W: Default, O: Send>(items: &[I], of: impl Fn(&I, &mut W) -> O + Sync) -> Vec<O> {
    let chunk = items.len().div_ceil(rayon::current_num_threads() * CHUNKS_A_THREAD).max(1);
    let chunks = items.par_chunks(chunk).flat_map_iter(|chunk| {
        let mut workspace = W::default();
        chunk.iter().map(|item| of(item, &mut workspace)).collect::<Vec<_>>()
    });
    chunks.collect()
}
