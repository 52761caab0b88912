//! Whether the files of an index are what was once written.

use std::path::Path;

use tantivy::Index;

use super::error::SearchError;

/// What every segment of ours has; a segment that lacks one opens all the same, and fails when it is searched.
const REQUIRED: [&str; 6] = ["fast", "fieldnorm", "idx", "pos", "store", "term"];

/// Sums up every file of the index in the folder `dir` and compares. Nothing else is read of them, so this may be
/// asked of any rubbish; opening damaged segments may panic.
///
/// # Errors
/// A file is damaged or gone, or there is no index.
pub fn check(dir: &Path) -> Result<(), SearchError> {
    let index = Index::open_in_dir(dir)?;
    let files = index.load_metas()?.list_segment_files();
    let managed = index.directory().list_managed_files();
    // tantivy's own check passes over what its list of managed files lacks, and that list has no sum.
    for file in &files {
        let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        let whole = if dir.join(file).exists() {
            managed.contains(file) && index.directory().validate_checksum(file).unwrap_or(false)
        } else {
            !REQUIRED.contains(&extension) && !managed.contains(file)
        };
        if !whole {
            return Err(SearchError::Broken(format!("{} is damaged or gone", file.display())));
        }
    }
    Ok(())
}
