//! Changes written to disk. All new files are written beside the old ones first, and only when that went well do they
//! take their places: a full disk is noticed before anything is touched.
//!
//! Each file is replaced as a whole, so a reader sees the old text or the new one. What replacing cannot keep is the
//! identity of the file: other hard links to it keep the old text.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};

use thiserror::Error;

use super::{Draft, FileEdits, Fingerprint};

/// Why changes were not written. But for [`ApplyError::Half`] no file was touched.
#[derive(Debug, Error)]
pub enum ApplyError {
    /// The file is not what it was when the changes were made up.
    #[error("`{0}` has changed since it was read; nothing was written")]
    Changed(Box<str>),
    /// There are two sets of changes to one file.
    #[error("there are two sets of changes to `{0}`; nothing was written")]
    Twice(Box<str>),
    /// The path leads out of the corpus, or through a symbolic link.
    #[error("`{0}` is reached by a symbolic link or leads out of the corpus; nothing was written")]
    NotInside(Box<str>),
    /// The file is marked as not to be written.
    #[error("`{0}` is write-protected; nothing was written")]
    Protected(Box<str>),
    /// The file could not be read again.
    #[error("cannot read `{path}`; nothing was written")]
    Read {
        /// The file.
        path: Box<str>,
        /// Why.
        source: io::Error,
    },
    /// The new text could not be written beside the old.
    #[error("cannot write the new text of `{path}`; all files are as they were")]
    Write {
        /// The file.
        path: Box<str>,
        /// Why.
        source: io::Error,
    },
    /// Some files were replaced before one could not be.
    #[error("`{path}` could not be replaced; {done} of {of} files were, the others are as they were")]
    Half {
        /// The file.
        path: Box<str>,
        /// How many files were replaced.
        done: usize,
        /// Out of how many.
        of: usize,
        /// Why.
        source: io::Error,
    },
}

/// Writes the changes to the files of the corpus at `root`. Returns how many files are different now.
///
/// # Errors
/// A file has changed since, cannot be read or written, or is not really inside the corpus.
pub fn apply(root: &Path, changes: &[FileEdits]) -> Result<usize, ApplyError> {
    let mut paths: Vec<&str> = changes.iter().map(|file| &*file.path).collect();
    paths.sort_unstable();
    if let Some(pair) = paths.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(ApplyError::Twice(pair[0].into()));
    }
    let mut drafts = Vec::with_capacity(changes.len());
    for file in changes {
        drafts.extend(draft(root, file)?.map(|draft| (file, draft)));
    }
    let of = drafts.len();
    for (done, (file, draft)) in drafts.into_iter().enumerate() {
        let half = |source| ApplyError::Half { path: file.path.clone(), done, of, source };
        // Somebody may have saved the file while the others were written.
        if read(&root.join(&*file.path), file).map_or(true, |bytes| Fingerprint::of(&bytes) != file.fingerprint) {
            let changed = io::Error::other("the file has changed in this very moment");
            return Err(if done == 0 { ApplyError::Changed(file.path.clone()) } else { half(changed) });
        }
        draft.put().map_err(half)?;
    }
    Ok(of)
}

/// The new state of a file beside the old; `None` if nothing changes.
fn draft(root: &Path, file: &FileEdits) -> Result<Option<Draft>, ApplyError> {
    let on_disk = inside(root, file)?;
    let bytes = read(&on_disk, file)?;
    let changed = || ApplyError::Changed(file.path.clone());
    let text = std::str::from_utf8(&bytes).map_err(|_| changed())?;
    let new = file.applied(text).ok_or_else(changed)?;
    if new == text {
        return Ok(None);
    }
    let metadata = fs::metadata(&on_disk).map_err(|source| ApplyError::Read { path: file.path.clone(), source })?;
    if is_protected(&metadata) {
        return Err(ApplyError::Protected(file.path.clone()));
    }
    let draft = Draft::write(&on_disk, new.as_bytes(), Some(&metadata));
    draft.map(Some).map_err(|source| ApplyError::Write { path: file.path.clone(), source })
}

fn read(on_disk: &Path, file: &FileEdits) -> Result<Vec<u8>, ApplyError> {
    fs::read(on_disk).map_err(|source| ApplyError::Read { path: file.path.clone(), source })
}

/// Where the file lies: below `root`, and not by way of a symbolic link.
fn inside(root: &Path, file: &FileEdits) -> Result<PathBuf, ApplyError> {
    let outside = || ApplyError::NotInside(file.path.clone());
    let mut at = root.to_owned();
    for component in Path::new(&*file.path).components() {
        let Component::Normal(name) = component else { return Err(outside()) };
        at.push(name);
        let kind = fs::symlink_metadata(&at);
        let kind = kind.map_err(|source| ApplyError::Read { path: file.path.clone(), source })?;
        if kind.is_symlink() {
            return Err(outside());
        }
    }
    Ok(at)
}

/// Replacing needs no right to the file itself, so its mark is looked at.
fn is_protected(metadata: &Metadata) -> bool {
    metadata.permissions().readonly()
}
