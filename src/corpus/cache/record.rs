//! An article record as bytes: its own, or a part of a piece of a table, which is unpacked when the first record of it is
//! asked for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use lz4_flex::block::{compress, decompress};

use crate::corpus::Article;

/// An article record as bytes.
#[derive(Clone, Debug)]
pub(super) struct Record {
    piece: Arc<Piece>,
    range: Range<usize>,
}

/// The records of neighbouring rows.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// The file that it is a part of, and where.
    file: Arc<Vec<u8>>,
    packed: Range<usize>,
    length: usize,
    /// `None` within if it cannot be unpacked.
    bytes: OnceLock<Option<Vec<u8>>>,
}

impl Piece {
    /// A piece that lies packed in a file and is so long unpacked.
    pub(super) fn packed(file: &Arc<Vec<u8>>, packed: Range<usize>, length: usize) -> Arc<Self> {
        Arc::new(Self { file: Arc::clone(file), packed, length, bytes: OnceLock::new() })
    }

    /// What is in it; `None` if it is damaged.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        let unpack = || decompress(self.file.get(self.packed.clone())?, self.length).ok();
        self.bytes.get_or_init(unpack).as_deref().filter(|bytes| bytes.len() == self.length)
    }

    /// Bytes as [`packed`](Self::packed) wants them.
    pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
        compress(bytes)
    }
}

impl Record {
    pub(super) fn of(article: &Article) -> Self {
        // Plain data does not fail to serialize; an empty record would fail to decode and so be read again.
        let bytes = postcard::to_stdvec(article).unwrap_or_default();
        let (length, range) = (bytes.len(), 0..bytes.len());
        Self { piece: Arc::new(Piece { length, bytes: OnceLock::from(Some(bytes)), ..Piece::default() }), range }
    }

    pub(super) fn within(piece: &Arc<Piece>, range: Range<usize>) -> Self {
        Self { piece: Arc::clone(piece), range }
    }

    pub(super) fn len(&self) -> usize {
        self.range.len()
    }

    /// The bytes; `None` if the piece is damaged.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        self.piece.bytes()?.get(self.range.clone())
    }
}
