//! What can go wrong with the index on disk, and why it is made anew.

use std::fmt;
use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::corpus::CorpusError;
use crate::search::SearchError;

/// Why there is no up-to-date index.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The corpus cannot be read; no index can help.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// A file of the index cannot be written.
    #[error("cannot write the index in {}: {}", folder.display(), reason(error))]
    Unwritable {
        /// The index folder.
        folder: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The full-text index cannot be written or read. What failed in its threads it does not tell.
    #[error("cannot write the full-text index; is the disk full? ({0})")]
    Search(#[from] SearchError),
    /// The folder holds something else.
    #[error("`{}` holds other files and is no index of linkwright; name an empty folder or a new one", .0.display())]
    Foreign(PathBuf),
    /// Another process writes to it.
    #[error("another linkwright is writing to the index in `{}`", .0.display())]
    Locked(PathBuf),
    /// There is none.
    #[error("there is no index in `{}`", .0.display())]
    Missing(PathBuf),
    /// It is not right for this run.
    #[error("the index cannot be used as it is: {0}")]
    Unusable(Reason),
}

/// Why an index is made anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was asked for.
    Asked,
    /// Another version of the program made it.
    Version,
    /// Settings that decide how articles are read have changed.
    Settings,
    /// It is of another corpus.
    Corpus(String),
    /// It is damaged.
    Damage(String),
}

impl StoreError {
    /// Whether the user must decide before anything can be done; all else a command gets around in memory.
    pub(super) fn is_final(&self) -> bool {
        matches!(self, Self::Corpus(_) | Self::Foreign(_) | Self::Unusable(Reason::Corpus(_)))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked => f.write_str("this was asked for"),
            Self::Version => f.write_str("another version of linkwright made it"),
            Self::Settings => f.write_str("`fields` or `drafts` have changed, so articles read differently"),
            Self::Corpus(other) => write!(f, "it is of another corpus, `{other}` as seen from it"),
            Self::Damage(what) => write!(f, "it is damaged ({what})"),
        }
    }
}

/// The operating system's words without its error number.
fn reason(error: &io::Error) -> String {
    let told = error.to_string();
    told.split(" (os error").next().unwrap_or(&told).to_lowercase()
}
