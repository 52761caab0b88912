//! Keeping what a long-running process holds of memory flat.
//!
//! The allocator of the binary keeps what was freed for a while, and takes room in large pieces, which suits a command that soon
//! ends. A server that makes a new state of the corpus with every change would keep the room of two states more than it needs.
//! The allocator takes what it is told from the environment when the process starts.

/// Begins anew with the allocator told, where nobody has told it yet; gives up in silence where that cannot be done.
#[cfg(target_os = "linux")]
pub(super) fn keep_flat() {
    use std::os::unix::process::CommandExt;

    /// What mimalloc looks at, each with a value: what is freed goes back at once, and no room is taken before it is needed.
    const TOLD: [(&str, &str); 2] = [("MIMALLOC_PURGE_DELAY", "0"), ("MIMALLOC_ARENA_EAGER_COMMIT", "0")];
    let is_set = |name: &str| std::env::var_os(name).is_some();
    if TOLD.iter().any(|(name, _)| is_set(name)) {
        return;
    }
    let mut arguments = std::env::args_os();
    if let (Ok(program), Some(name)) = (std::env::current_exe(), arguments.next()) {
        // The same process goes on; this returns only if it could not.
        let _ = std::process::Command::new(program).arg0(name).args(arguments).envs(TOLD).exec();
    }
}

/// Elsewhere nothing begins anew.
#[cfg(not(target_os = "linux"))]
pub(super) fn keep_flat() {}
