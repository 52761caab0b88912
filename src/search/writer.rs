//! Writing the index. Between two commits readers see the state of the first.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashSet;
use tantivy::directory::MmapDirectory;
use tantivy::index::SegmentId;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, PreparedCommit};
use tantivy::{Directory, Index, IndexSettings};

use super::directory::Unhurried;
use super::document::Draft;
use super::error::SearchError;
use super::fields::{self, Fields};
use super::gone::Gone;
use super::segment::SegmentWriter;
use crate::corpus::boilerplate::Boilerplate;

/// What tantivy's own indexing thread may use at least; it has nothing to do.
const BUDGET: usize = 16 * 1024 * 1024;

/// Fewer documents than this are not shared among threads.
const FEW: usize = 64;

/// In more segments than this nothing is found as quickly.
const MOST_SHARES: usize = 4;

/// Segments of so many documents are merged with others of about this size; those of more stay as they are, as most of what is
/// in them will not change.
const MERGED: u32 = 512;
const MOST_MERGED: usize = 4096;

/// So many bytes of stored text are compressed together. A hit of a page has all of its block decompressed, hence not more;
/// the smaller, the less there is to compress with.
const BLOCK: usize = 8192;

/// Whether a commit is on the disk when it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// It is, in this order: segments, then what names them.
    Waited,
    /// The system brings it there in its time. After a loss of power any file may be anything.
    LeftToSystem,
}

/// What was added and deleted, ready to be seen; dropped, it never is.
pub struct Prepared<'a>(PreparedCommit<'a>);

impl Prepared<'_> {
    /// Makes it visible at once, with `payload`.
    ///
    /// # Errors
    /// The index cannot be written; the last commit then still holds.
    pub fn commit(mut self, payload: &str) -> Result<(), SearchError> {
        self.0.set_payload(payload);
        self.0.commit()?;
        Ok(())
    }
}

/// Adds and deletes articles; nothing is seen before [`commit`](Self::commit).
pub struct IndexWriter {
    pub(super) index: Index,
    writer: tantivy::IndexWriter,
    /// The segments made since the last commit.
    new: Mutex<Vec<SegmentId>>,
    /// What is to be deleted.
    gone: FxHashSet<u64>,
}

/// Into how large parts to divide so many documents, for threads to add them.
pub fn share(documents: usize) -> usize {
    documents.div_ceil(rayon::current_num_threads().min(MOST_SHARES)).max(FEW)
}

impl IndexWriter {
    /// A new index in memory.
    ///
    /// # Errors
    /// No threads can be started.
    pub fn in_memory() -> Result<Self, SearchError> {
        Self::of(Index::create_in_ram(fields::schema()))
    }

    /// The index in the folder `dir`, which must exist; a new one if there is none.
    ///
    /// # Errors
    /// Another process writes to it ([`SearchError::Locked`]), it has another schema ([`SearchError::Missing`]), or it is
    /// damaged.
    pub fn open_or_create(dir: &Path, durability: Durability) -> Result<Self, SearchError> {
        let mapped = MmapDirectory::open(dir).map_err(|error| SearchError::Broken(error.to_string()))?;
        let directory: Box<dyn Directory> = match durability {
            Durability::Waited => Box::new(mapped),
            Durability::LeftToSystem => Box::new(Unhurried::new(dir, mapped)),
        };
        let exists = Index::exists(&*directory).map_err(tantivy::TantivyError::from)?;
        let opened = if exists {
            Index::open(directory)
        } else {
            let settings = IndexSettings { docstore_blocksize: BLOCK, ..IndexSettings::default() };
            Index::create(directory, fields::schema(), settings)
        };
        Self::of(opened?)
    }

    fn of(index: Index) -> Result<Self, SearchError> {
        Fields::of(&index)?;
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(BUDGET)
            .build();
        let writer: tantivy::IndexWriter = index.writer_with_options(options)?;
        // What a writer left behind that was killed has names that are given again.
        writer.garbage_collect_files().wait()?;
        let mut merging = LogMergePolicy::default();
        merging.set_min_layer_size(MERGED);
        merging.set_max_docs_before_merge(MOST_MERGED);
        writer.set_merge_policy(Box::new(merging));
        Ok(Self { index, writer, new: Mutex::default(), gone: FxHashSet::default() })
    }

    /// Adds articles; called from many threads, each with a [`share`] of them. An article that is there already must be
    /// deleted before the commit.
    ///
    /// # Errors
    /// The index cannot be written, as when the disk is full.
    pub fn add(&self, drafts: impl IntoIterator<Item = Draft>, boilerplate: &Boilerplate) -> Result<(), SearchError> {
        let mut open: Option<SegmentWriter> = None;
        for draft in drafts {
            let mut segment = match open.take() {
                Some(segment) => segment,
                None => SegmentWriter::new(self.writer.new_segment())?,
            };
            segment.add(draft, boilerplate)?;
            if segment.is_full() {
                self.put(segment)?;
            } else {
                open = Some(segment);
            }
        }
        open.map_or(Ok(()), |last| self.put(last))
    }

    fn put(&self, segment: SegmentWriter) -> Result<(), SearchError> {
        let meta = segment.finish()?;
        self.new.lock().unwrap_or_else(PoisonError::into_inner).push(meta.id());
        self.writer.add_segment(meta)?;
        Ok(())
    }

    /// Deletes the article with this [`key`](super::key) as the last commit has it; one that is added stays.
    pub fn delete(&mut self, key: u64) {
        self.gone.insert(key);
    }

    /// Makes everything since the last commit visible at once, with `payload`.
    ///
    /// # Errors
    /// The index cannot be written; the last commit then still holds.
    pub fn commit(&mut self, payload: &str) -> Result<(), SearchError> {
        self.prepare()?.commit(payload)
    }

    /// Waits until everything since the last commit is on the disk, but keeps it unseen.
    ///
    /// # Errors
    /// The index cannot be written; the last commit then still holds.
    pub fn prepare(&mut self) -> Result<Prepared<'_>, SearchError> {
        let (keys, new) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.new));
        if !keys.is_empty() {
            let new = new.into_inner().unwrap_or_else(PoisonError::into_inner);
            self.writer.delete_query(Box::new(Gone { keys: Arc::new(keys), new: new.into() }))?;
        }
        Ok(Prepared(self.writer.prepare_commit()?))
    }

    /// The payload of the last commit.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn payload(&self) -> Result<Option<String>, SearchError> {
        Ok(self.index.load_metas()?.payload)
    }

    /// Waits until segments that are being merged in the background are done, and closes the index.
    ///
    /// # Errors
    /// A merge failed; the index is as it was before it.
    pub fn finish(self) -> Result<(), SearchError> {
        self.writer.wait_merging_threads()?;
        Ok(())
    }
}
