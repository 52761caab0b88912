//! What can go wrong with an index on disk. A query never fails for what it says.

use thiserror::Error;

/// Why an index could not be written or read.
#[derive(Debug, Error)]
pub enum SearchError {
    /// Another process writes to the index.
    #[error("another process is writing to the search index")]
    Locked,
    /// The folder holds no index, or one of another schema.
    #[error("there is no search index of this version")]
    Missing,
    /// A file of the index is damaged or could not be read or written.
    #[error("the search index cannot be used: {0}")]
    Broken(String),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::LockFailure(..) => Self::Locked,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}
