//! Which rules run, at which level and with which options.

/// Which rules run.
#[derive(Debug, Default)]
pub struct Selection {}

/// A rule or option that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SelectionError(pub String);
