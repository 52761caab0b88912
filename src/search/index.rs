//! One commit of an index, open for reading.

use std::path::Path;

use tantivy::{Index, ReloadPolicy};

use super::error::SearchError;
use super::fields::Fields;
use super::writer::IndexWriter;

/// One commit of an index. It stays as it is, whatever is committed later.
pub struct SearchIndex {
    pub(super) fields: Fields,
    pub(super) searcher: tantivy::Searcher,
    payload: Option<String>,
}

impl SearchIndex {
    /// Opens the last commit of the index in the folder `dir`.
    ///
    /// # Errors
    /// There is no index of this schema ([`SearchError::Missing`]), or it is damaged.
    pub fn open(dir: &Path) -> Result<Self, SearchError> {
        if !dir.join("meta.json").is_file() {
            return Err(SearchError::Missing);
        }
        let index = Index::open_in_dir(dir)?;
        Self::read(&index)
    }

    /// Opens the last commit of `writer`.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn of(writer: &IndexWriter) -> Result<Self, SearchError> {
        Self::read(&writer.index)
    }

    pub(super) fn read(index: &Index) -> Result<Self, SearchError> {
        let fields = Fields::of(index)?;
        loop {
            let before = index.load_metas()?;
            let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
            // A commit in between would give the payload of one commit with the articles of another.
            if index.load_metas()?.opstamp == before.opstamp {
                return Ok(Self { fields, searcher: reader.searcher(), payload: before.payload });
            }
        }
    }

    /// What the commit was given to remember.
    pub fn payload(&self) -> Option<&str> {
        self.payload.as_deref()
    }

    /// How many articles it holds.
    pub fn len(&self) -> usize {
        self.searcher.num_docs() as usize
    }

    /// Whether it holds no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl std::fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchIndex").field("articles", &self.len()).field("payload", &self.payload).finish()
    }
}
