//! The index on disk: the parse cache (`corpus::cache`) and the full-text index (`search`) of one corpus, kept in one
//! folder and changed together.
//!
//! ```text
//! index/
//!   CACHEDIR.TAG         says that this is an index, and ours
//!   .gitignore           keeps it out of git, and out of the corpus if it lies there
//!   .lock                whoever holds its lock writes; the system lets go of it when a process dies
//!   articles-<sum>.bin   the table: what was read from each file; named after its checksum, never changed. Often two
//!                        of them: the whole as it was some time ago, and what has changed since (`cache::overlaid`)
//!   search/              the full-text index; its meta.json names segments and carries our payload
//!   verified             which files of search/ were found whole when they were last summed up
//! ```
//!
//! # The protocol
//!
//! There is one commit point: the rename that puts a new `meta.json` in place. Its payload names the table, so that the
//! two halves of the index change in one step. A writer
//!
//! 1. takes the lock,
//! 2. reads the payload, the table and the folder of articles, and makes the next table;
//! 3. adds documents to the full-text index; nobody sees the new segments yet;
//! 4. writes the segments to the end, and beside that the table under its own name, by rename;
//! 5. commits: the full-text index notes which documents are gone, then writes `meta.json`;
//! 6. removes older tables.
//!
//! Where the system does not tell when it was started (`load::durability`), 4 and 5 wait until everything is on the disk.
//! Elsewhere nobody waits: what a process has written all others see, killed or not, and after a loss of power all sums
//! are taken again.
//!
//! Killed before 5, it leaves the old index as it was, and files that nothing names; the next writer removes them. Killed
//! after 5, it leaves the new index and perhaps the old table, which goes the same way. A full disk ends it before 5.
//!
//! A reader takes no lock. It opens the full-text index, takes the payload of the commit it opened, and then the table
//! that this names. Tables are never changed, so what it gets belongs together; if the table has gone, there is a
//! newer commit, and it starts again.
//!
//! # What is trusted
//!
//! Nothing that does not carry the right checksum: payload and table have one each, the segments theirs, which are
//! summed up again whenever a file of theirs looks different from when they last were, or the system was started since.
//! What is damaged, or was made
//! by another version or with other settings, is made anew.
//!
//! # What always holds of a commit
//!
//! Every readable row has one document, made from the content whose hash the row has and the boilerplate that the
//! table has. A row whose file changed while the index was written is therefore parsed again from what was indexed, and
//! articles whose blocks became boilerplate, or ceased to be, are indexed again. So an index that was refreshed any
//! number of times holds the same documents as one made now.

mod adding;
mod drafts;
mod error;
mod folder;
mod load;
mod lock;
mod payload;
mod update;

use std::path::Path;
use std::time::Duration;

use crate::corpus::Corpus;
use crate::corpus::cache::{Changes, Table};
use crate::search::SearchIndex;
use crate::settings::Settings;

pub use error::{Reason, StoreError};
use folder::Folder;
pub use load::as_is;
pub use update::{refresh, update};

/// Which index is wanted, and how to go about it.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The corpus.
    pub root: &'a Path,
    /// Its settings.
    pub settings: &'a Settings,
    /// The index folder.
    pub folder: &'a Path,
    /// Whether an index of another corpus may be replaced.
    pub replace: bool,
    /// Whether everything is read and indexed again.
    pub rebuild: bool,
    /// How long to wait for another process that writes to the index.
    pub patience: Duration,
    /// Called as the work goes on, from many threads.
    pub progress: &'a (dyn Fn(Progress) + Sync),
    /// Called with what the user should know.
    pub notice: &'a dyn Fn(&Notice),
}

/// A step of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// An article was looked at.
    Read,
    /// So many articles are to be indexed.
    ToIndex(usize),
    /// One of them was.
    Indexed,
    /// What was done is being written down.
    Commit,
}

/// Something the user should know.
#[derive(Debug)]
pub enum Notice {
    /// Another process writes to the index; waiting for it.
    Waiting,
    /// The index is made anew.
    Rebuilding(Reason),
    /// The index could not be brought up to date; the work goes on in memory.
    InMemory(StoreError),
}

/// A corpus as it was read, and the full-text index of the same state.
#[derive(Debug)]
pub struct Snapshot {
    /// What was read.
    pub table: Table,
    /// How it differs from what the index held before.
    pub changes: Changes,
    /// The full-text index; `None` where there is none of this state on disk.
    pub index: Option<SearchIndex>,
    /// Why the index was made anew, if it was.
    pub rebuilt: Option<Reason>,
}

impl Snapshot {
    /// The articles.
    ///
    /// # Errors
    /// A record cannot be read.
    pub fn corpus(&self) -> Result<Corpus, StoreError> {
        self.table.corpus().ok_or(StoreError::Unusable(Reason::Damage("an article record cannot be read".to_owned())))
    }
}

/// Whether `folder` holds an index.
pub fn is_index(folder: &Path) -> bool {
    Folder::find(folder).is_some()
}

/// Bytes of the index in `folder`.
pub fn size(folder: &Path) -> u64 {
    Folder::find(folder).map_or(0, |folder| folder.size())
}
