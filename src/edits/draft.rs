//! A file written beside the one it is to replace: the whole new file or the old one, whatever happens in between.

use std::fs::Metadata;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

/// A new state of a file, complete and on disk, that has not replaced the old one yet. Dropped, it is gone.
#[derive(Debug)]
pub struct Draft {
    path: TempPath,
    target: PathBuf,
}

impl Draft {
    /// Writes `bytes` next to `target`, with the owner and permissions of the file there is.
    ///
    /// # Errors
    /// The folder cannot be written to, or the disk is full; then nothing is left behind.
    pub fn write(target: &Path, bytes: &[u8], old: Option<&Metadata>) -> io::Result<Self> {
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".linkwright-").suffix(".tmp");
        #[cfg(unix)]
        if old.is_none() {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        if let Some(old) = old {
            keep_owner(file.path(), old);
            file.as_file().set_permissions(old.permissions())?;
        }
        // A full disk may show only now; and after a power cut there must be no empty file in place of the old one.
        file.as_file().sync_data()?;
        Ok(Self { path: file.into_temp_path(), target: target.to_owned() })
    }

    /// Puts it in the place of the old file.
    ///
    /// # Errors
    /// The folder cannot be written to any more; the old file stays.
    pub fn put(self) -> io::Result<()> {
        self.path.persist(&self.target).map_err(|error| error.error)
    }
}

/// Replaces the file at `target` by `bytes`, or makes it: the whole file or, if that fails, nothing.
///
/// # Errors
/// As [`Draft::write`] and [`Draft::put`].
pub fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = std::fs::metadata(target).ok();
    Draft::write(target, bytes, old.as_ref())?.put()
}

/// Only root may give files away; for anybody else they are the owner's already, or stay their own.
#[cfg(unix)]
fn keep_owner(path: &Path, old: &Metadata) {
    use std::os::unix::fs::MetadataExt;
    let _ = std::os::unix::fs::chown(path, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &Metadata) {}
