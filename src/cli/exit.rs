//! How the process ends. The numbers are part of the contract: scripts and CI read them.

use std::process::ExitCode;

/// How the process ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done, and nothing found that should fail the run.
    Clean,
    /// 1: findings at or above `--fail-on`.
    Findings,
    /// 2: could not run: bad usage, unreadable corpus, broken configuration.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}
