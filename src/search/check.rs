//! Whether the files of an index are what was once written.

use super::error::SearchError;
use super::index::SearchIndex;

impl SearchIndex {
    /// Sums up every file of the index and compares.
    ///
    /// # Errors
    /// A file is damaged or gone.
    pub fn check(&self) -> Result<(), SearchError> {
        let damaged = self.searcher.index().validate_checksum()?;
        let mut names: Vec<String> = damaged.iter().map(|path| path.display().to_string()).collect();
        names.sort_unstable();
        if names.is_empty() { Ok(()) } else { Err(SearchError::Broken(format!("damaged: {}", names.join(", ")))) }
    }
}
