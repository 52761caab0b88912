//! What the file system tells of a file without reading it.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A file changed this shortly before it was read may change again within the same tick of the file system's clock,
/// unseen; two seconds is the coarsest tick in use.
const RACY: Duration = Duration::from_secs(2);

/// Size and times of a file. An equal stamp means an equal file if it was at rest when the stamp was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// Nanoseconds since 1970, of the content.
    modified: i64,
    /// Nanoseconds since 1970, of the directory entry as well; tells a file that was put in place with old times.
    changed: i64,
    inode: u64,
}

impl Stamp {
    /// The stamp of a file.
    pub fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().map_or(0, nanoseconds);
        let (changed, inode) = of_entry(metadata).unwrap_or((modified, 0));
        Self { size: metadata.len(), modified, changed, inode }
    }

    /// Whether the file was at rest when this stamp was taken, at `now`.
    pub fn is_settled(&self, now: SystemTime) -> bool {
        self.modified.max(self.changed).saturating_add(RACY.as_nanos() as i64) <= nanoseconds(now)
    }
}

#[cfg(unix)]
fn of_entry(metadata: &Metadata) -> Option<(i64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec()), metadata.ino()))
}

#[cfg(not(unix))]
fn of_entry(_: &Metadata) -> Option<(i64, u64)> {
    None
}

/// Times before 1970 count backwards.
fn nanoseconds(time: SystemTime) -> i64 {
    let whole = |duration: Duration| i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
    time.duration_since(UNIX_EPOCH).map_or_else(|before| -whole(before.duration()), whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_changed_just_now_is_not_settled() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let stamp = Stamp::of(&file.as_file().metadata().unwrap());
        assert!(!stamp.is_settled(SystemTime::now()));
        assert!(stamp.is_settled(SystemTime::now() + RACY));
    }
}
