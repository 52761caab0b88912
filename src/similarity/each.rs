//! The same work for every item, in parallel, with workspaces that last.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

/// Chunks that each thread gets, so that none waits long for another.
const CHUNKS_A_THREAD: usize = 64;

/// Items of a chunk at most: a folder of long articles is not for one thread alone.
const MOST_IN_CHUNK: usize = 8;

/// `of` every item, in order. Workspaces are handed on from chunk to chunk: what is learned of words is learned once for each
/// thread that works at a time, not once for every few items. What `of` gives must not depend on what a workspace has seen.
pub fn each<I: Sync, W: Default + Send, O: Send>(items: &[I], of: impl Fn(&I, &mut W) -> O + Sync) -> Vec<O> {
    each_with(items, |_| W::default(), of).0
}

/// As [`each`], with workspaces that are made by their number, and given back in that order.
pub fn each_with<I: Sync, W: Send, O: Send>(
    items: &[I],
    make: impl Fn(usize) -> W + Sync,
    of: impl Fn(&I, &mut W) -> O + Sync,
) -> (Vec<O>, Vec<W>) {
    let chunk = items.len().div_ceil(rayon::current_num_threads() * CHUNKS_A_THREAD).clamp(1, MOST_IN_CHUNK);
    // All workspaces by number; one that is in use is away.
    let pool: Mutex<Vec<Option<W>>> = Mutex::new(Vec::new());
    let locked = || pool.lock().unwrap_or_else(PoisonError::into_inner);
    let take = || {
        let mut pool = locked();
        let free = pool.iter_mut().enumerate().find_map(|(at, place)| place.take().map(|workspace| (at, workspace)));
        free.unwrap_or_else(|| {
            pool.push(None);
            (pool.len() - 1, make(pool.len() - 1))
        })
    };
    // A chunk is the most that a thread takes at a time: one that has taken more keeps it while others have nothing to do.
    let chunks = items.par_chunks(chunk).with_max_len(1).flat_map_iter(|chunk| {
        let (at, mut workspace) = take();
        let done: Vec<O> = chunk.iter().map(|item| of(item, &mut workspace)).collect();
        if let Some(place) = locked().get_mut(at) {
            *place = Some(workspace);
        }
        done
    });
    let done = chunks.collect();
    let pool = pool.into_inner().unwrap_or_else(PoisonError::into_inner);
    (done, pool.into_iter().flatten().collect())
}
