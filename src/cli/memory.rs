//! Keeping what a long-running process holds of memory flat.
//!
//! glibc raises the size from which it hands blocks back to the system with every large block that is freed. A server
//! that makes a new state of the corpus with every change would soon keep the room of two states more than it needs.
//! Where the sizes are set, glibc leaves them alone; it takes them from the environment when the process starts.

/// Begins anew with the sizes set, where they are not and matter; gives up in silence where that cannot be done.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) fn keep_flat() {
    use std::os::unix::process::CommandExt;

    /// What glibc looks at, each with a value: blocks from a mebibyte on go back at once, and few threads keep room of
    /// their own.
    const SIZES: [(&str, &str); 2] = [("MALLOC_MMAP_THRESHOLD_", "1048576"), ("MALLOC_ARENA_MAX", "4")];
    let is_set = |name: &str| std::env::var_os(name).is_some();
    if SIZES.iter().any(|(name, _)| is_set(name)) || is_set("GLIBC_TUNABLES") {
        return;
    }
    let mut arguments = std::env::args_os();
    if let (Ok(program), Some(name)) = (std::env::current_exe(), arguments.next()) {
        // The same process goes on; this returns only if it could not.
        let _ = std::process::Command::new(program).arg0(name).args(arguments).envs(SIZES).exec();
    }
}

/// Other allocators need no telling.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) fn keep_flat() {}
