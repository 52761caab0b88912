//! Writing the index. Between two commits readers see the state of the first.

use std::path::Path;

use tantivy::directory::MmapDirectory;
use tantivy::indexer::{IndexWriterOptions, PreparedCommit};
use tantivy::{Directory, Index, IndexSettings, TantivyDocument, Term};

use super::directory::Unhurried;
use super::document::Document;
use super::error::SearchError;
use super::fields::{self, Fields};
use crate::text::language::Language;

/// Bytes of memory that each indexing thread may fill before it writes a segment.
const BUDGET: usize = 64 * 1024 * 1024;

/// For fewer documents than this, one thread and little memory will do: both take a while to get.
const FEW: usize = 64;
const SMALL_BUDGET: usize = 16 * 1024 * 1024;

/// So many bytes of stored text are compressed together. A hit of a page has all of its block decompressed, hence not more;
/// the smaller, the less there is to compress with.
const BLOCK: usize = 8192;

/// More threads gain nothing on article-sized documents.
const MOST_THREADS: usize = 4;

/// What parts a document's own text from what stands beside it in the stored text.
pub(super) const ASIDE: char = '\u{1E}';

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
    fields: Fields,
    writer: tantivy::IndexWriter,
}

impl IndexWriter {
    /// A new index in memory.
    ///
    /// # Errors
    /// No threads can be started.
    pub fn in_memory() -> Result<Self, SearchError> {
        Self::of(Index::create_in_ram(fields::schema()), usize::MAX)
    }

    /// The index in the folder `dir`, which must exist; a new one if there is none. About so many `documents` are to be added.
    ///
    /// # Errors
    /// Another process writes to it ([`SearchError::Locked`]), it has another schema ([`SearchError::Missing`]), or it is
    /// damaged.
    pub fn open_or_create(dir: &Path, durability: Durability, documents: usize) -> Result<Self, SearchError> {
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
        Self::of(opened?, documents)
    }

    fn of(index: Index, documents: usize) -> Result<Self, SearchError> {
        fields::register(&index);
        let fields = Fields::of(&index)?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        let (threads, budget) = if documents < FEW { (1, SMALL_BUDGET) } else { (threads, BUDGET) };
        let options =
            IndexWriterOptions::builder().num_worker_threads(threads).memory_budget_per_thread(budget).build();
        let writer = index.writer_with_options(options)?;
        Ok(Self { index, fields, writer })
    }

    /// Adds an article; called from many threads. An article that is there already must be deleted first.
    ///
    /// # Errors
    /// The indexing threads have failed, as when the disk is full.
    pub fn add(&self, document: Document) -> Result<(), SearchError> {
        let mark = document.lang.unwrap_or(Language::ENGLISH).mark();
        let marked = |text: &str| {
            let mut value = String::with_capacity(text.len() + 4);
            value.push(mark);
            value.push_str(text);
            value
        };
        let fields = &self.fields;
        let mut value = TantivyDocument::default();
        value.add_u64(fields.key, document.key);
        let texts = [
            (fields.title, &document.title),
            (fields.headings, &document.headings),
            (fields.keyword, &document.keyword),
            (fields.lead, &document.lead),
            (fields.text, &document.title),
            (fields.text, &document.about),
            (fields.text, &document.text),
            (fields.aside, &document.aside),
        ];
        for (field, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            value.add_text(field, marked(text));
        }
        let mut stored = marked(&document.text);
        stored.push(ASIDE);
        stored.push_str(&document.aside);
        value.add_text(fields.stored, stored);
        self.writer.add_document(value)?;
        Ok(())
    }

    /// Deletes the article with this [`key`](super::key); one added later with the same key stays.
    pub fn delete(&mut self, key: u64) {
        self.writer.delete_term(Term::from_field_u64(self.fields.key, key));
    }

    /// Deletes every article.
    ///
    /// # Errors
    /// The index cannot be written.
    pub fn delete_all(&mut self) -> Result<(), SearchError> {
        self.writer.delete_all_documents()?;
        Ok(())
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
