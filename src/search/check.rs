//! Whether the files of an index are what was once written.

use std::path::Path;

use tantivy::Index;

use super::error::SearchError;

/// Sums up every file of the index in the folder `dir` and compares. Nothing else is read of them, so this may be
/// asked of any rubbish; opening damaged segments may panic.
///
/// # Errors
/// A file is damaged or gone, or there is no index.
pub fn check(dir: &Path) -> Result<(), SearchError> {
    let damaged = Index::open_in_dir(dir)?.validate_checksum()?;
    let mut names: Vec<String> = damaged.iter().map(|path| path.display().to_string()).collect();
    names.sort_unstable();
    if names.is_empty() { Ok(()) } else { Err(SearchError::Broken(format!("damaged: {}", names.join(", ")))) }
}
