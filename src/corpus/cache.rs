//! The parse cache: what was read from each file, with enough about the file to tell whether it must be read again.
//!
//! A [`Table`] has one [`Row`] a file. [`refresh`] holds a table against the folder and gives the next one; [`encode`]
//! and [`decode`] turn it into bytes and back. Where the bytes lie, and when they count, is the store's business
//! (`catalog::store`).
//!
//! A row keeps its record as bytes: a record that nobody looks at is neither decoded nor encoded again.

mod codec;
mod refresh;
mod stamp;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::{xxh3_128, xxh3_128_with_seed};

use super::{Article, Corpus, NotRead, Problem, article};
use crate::settings::Settings;

pub use codec::{Encoded, decode, encode};
pub use refresh::{Changes, Refreshed, refresh};
pub use stamp::Stamp;

/// Gives the fingerprints of an article's blocks, from its record and its text.
pub type Fingerprints<'a> = dyn Fn(&Article, &str) -> Box<[u64]> + Sync + 'a;

/// What was read from a corpus, in path order.
#[derive(Debug, Default)]
pub struct Table {
    /// One row an article, in path order.
    pub rows: Vec<Row>,
    /// Paths of all other files, sorted.
    pub assets: Vec<Box<str>>,
    /// What the walk passed over.
    pub not_read: NotRead,
    /// The fingerprints, sorted, that counted as boilerplate when the documents of these rows were made.
    pub boilerplate: Box<[u64]>,
}

/// One file as it was last read.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its path in the corpus.
    pub path: Box<str>,
    /// Fingerprints of its blocks, opaque to this module.
    pub fingerprints: Box<[u64]>,
    /// Whether it could be read.
    readable: bool,
    stamp: Stamp,
    /// Whether the file was at rest when it was read: the stamp can be trusted.
    settled: bool,
    hash: u128,
    record: Record,
}

/// An article record as bytes: a part of the file it was loaded from, or its own.
#[derive(Clone, Debug)]
struct Record {
    bytes: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Record {
    fn of(article: &Article) -> Self {
        // Plain data does not fail to serialize; an empty record would fail to decode and so be read again.
        let bytes = postcard::to_stdvec(article).unwrap_or_default();
        Self { range: 0..bytes.len(), bytes: Arc::new(bytes) }
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get(self.range.clone()).unwrap_or(&[])
    }
}

impl Row {
    /// The row of the file whose content is `text`, parsed now. Its stamp is not trusted before the next refresh.
    pub fn parse(path: String, text: &Result<String, Problem>, settings: &Settings, prints: &Fingerprints<'_>) -> Self {
        let (article, fingerprints) = match text {
            Ok(text) => {
                let article = article(path, text, settings);
                let fingerprints = prints(&article, text);
                (article, fingerprints)
            }
            Err(problem) => {
                let problems = Box::new([problem.clone()]);
                (Article { path: path.into(), problems, ..Article::default() }, Box::default())
            }
        };
        Self {
            path: article.path.clone(),
            fingerprints,
            readable: article.is_readable(),
            stamp: Stamp::default(),
            settled: false,
            hash: content_hash(text),
            record: Record::of(&article),
        }
    }

    /// The record; `None` if its bytes are none.
    pub fn article(&self) -> Option<Article> {
        let article: Article = postcard::from_bytes(self.record.bytes()).ok()?;
        Some(Article { path: self.path.clone(), ..article })
    }

    /// Whether the file could be read.
    pub fn is_readable(&self) -> bool {
        self.readable
    }

    /// Whether the row was made from this content.
    pub fn is_of(&self, text: &Result<String, Problem>) -> bool {
        self.hash == content_hash(text)
    }
}

impl Table {
    /// The corpus as it was read; `None` if a record is damaged.
    pub fn corpus(&self) -> Option<Corpus> {
        let articles: Option<Vec<Article>> = self.rows.par_iter().map(Row::article).collect();
        Some(Corpus { articles: articles?, assets: self.assets.clone(), not_read: self.not_read })
    }
}

/// What a file holds; what could not be read counts by its reason.
fn content_hash(text: &Result<String, Problem>) -> u128 {
    match text {
        Ok(text) => xxh3_128(text.as_bytes()),
        Err(problem) => xxh3_128_with_seed(problem.message.as_bytes(), 1),
    }
}
