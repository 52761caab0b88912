//! The parse cache: what was read from each file, with enough about the file to tell whether it must be read again.
//!
//! A [`Table`] has one [`Row`] a file. [`refresh`] holds a table against the folder and gives the next one; [`encode`]
//! and [`decode`] turn it into bytes and back, the whole of it or what has changed since the whole was last written. Where
//! the bytes lie, and when they count, is the store's business (`catalog::store`).
//!
//! A row keeps its record as bytes, compressed together with its neighbours: a record that nobody looks at is neither
//! unpacked nor decoded.

mod codec;
mod overlay;
mod record;
mod refresh;
mod stamp;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::{xxh3_128, xxh3_128_with_seed};

use super::{Article, Corpus, NotRead, Problem, article};
use crate::settings::Settings;

pub use codec::{Encoded, decode, encode};
pub use overlay::{changes, encode_changes, overlaid};
use record::Record;
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
    /// Whether that is what these very rows give: nothing changed while they were indexed.
    pub boilerplate_holds: bool,
    /// Paths that the table last written as a whole has, and this one has not or not any more of the same content.
    gone: Vec<Box<str>>,
}

/// One file as it was last read.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its path in the corpus.
    pub path: Box<str>,
    prints: Prints,
    /// Whether it could be read.
    readable: bool,
    stamp: Stamp,
    /// Whether the file was at rest when it was read: the stamp can be trusted.
    settled: bool,
    hash: u128,
    record: Record,
    /// Whether the table last written as a whole has the very same row.
    in_base: bool,
}

/// The fingerprints of a row: a part of those of all rows, or its own.
#[derive(Clone, Debug)]
struct Prints {
    all: Arc<Vec<u64>>,
    range: Range<usize>,
}

impl From<Box<[u64]>> for Prints {
    fn from(own: Box<[u64]>) -> Self {
        Self { range: 0..own.len(), all: Arc::new(own.into_vec()) }
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
            prints: fingerprints.into(),
            readable: article.is_readable(),
            stamp: Stamp::default(),
            settled: false,
            hash: content_hash(text),
            record: Record::of(&article),
            in_base: false,
        }
    }

    /// The record; `None` if its bytes are none.
    pub fn article(&self) -> Option<Article> {
        let article: Article = postcard::from_bytes(self.record.bytes()?).ok()?;
        Some(Article { path: self.path.clone(), ..article })
    }

    /// Fingerprints of its blocks, opaque to this module.
    pub fn fingerprints(&self) -> &[u64] {
        self.prints.all.get(self.prints.range.clone()).unwrap_or(&[])
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
