//! A table as bytes. The head says what follows, the fingerprints and the record of each row lie behind it as they are, so
//! that loading a table parses no record; all of it is compressed, as sites repeat themselves.
//!
//! `magic · format · checksum · LZ4 in pieces (head (postcard) · fingerprints (u64, little endian) and record, row by row)`

use std::sync::Arc;

use lz4_flex::block::{compress, decompress_into};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::{Record, Row, Stamp, Table};
use crate::corpus::NotRead;

const MAGIC: &[u8; 8] = b"lwcache\n";

/// Raised when the layout changes.
const FORMAT: u32 = 3;

/// So many rows are put together and compressed by one thread.
const PIECE: usize = 256;

/// Magic, format, checksum.
const PREFIX: usize = 8 + 4 + 16;

/// A table as bytes.
#[derive(Debug)]
pub struct Encoded {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Its checksum; names the file.
    pub checksum: u128,
}

#[derive(Serialize, Deserialize)]
struct Head {
    rows: Vec<RowHead>,
    assets: Vec<Box<str>>,
    not_read: [u64; 3],
    boilerplate: Box<[u64]>,
}

#[derive(Serialize, Deserialize)]
struct RowHead {
    path: Box<str>,
    readable: bool,
    stamp: Stamp,
    settled: bool,
    hash: u128,
    fingerprints: usize,
    record: usize,
}

/// `table` as bytes.
pub fn encode(table: &Table) -> Encoded {
    let head = |row: &Row| RowHead {
        path: row.path.clone(),
        readable: row.readable,
        stamp: row.stamp,
        settled: row.settled,
        hash: row.hash,
        fingerprints: row.fingerprints.len(),
        record: row.record.range.len(),
    };
    let NotRead { symlinks, folders, names } = table.not_read;
    let head = Head {
        rows: table.rows.iter().map(head).collect(),
        assets: table.assets.clone(),
        not_read: [symlinks as u64, folders as u64, names as u64],
        boilerplate: table.boilerplate.clone(),
    };
    // Plain data does not fail to serialize; an empty head would fail to decode and so be rebuilt.
    let head = Piece::pack(&postcard::to_stdvec(&head).unwrap_or_default());
    let rows: Vec<Piece> = table.rows.par_chunks(PIECE).map(|rows| Piece::pack(&behind_head(rows))).collect();
    let packed = rows.iter().map(|piece| piece.packed.len() + 16).sum::<usize>();
    let mut bytes = Vec::with_capacity(PREFIX + head.packed.len() + 16 + packed);
    bytes.resize(PREFIX, 0);
    for Piece { length, packed } in std::iter::once(&head).chain(&rows) {
        bytes.extend((*length as u64).to_le_bytes());
        bytes.extend((packed.len() as u64).to_le_bytes());
        bytes.extend_from_slice(packed);
    }
    let checksum = xxh3_128(&bytes[PREFIX..]);
    bytes[..8].copy_from_slice(MAGIC);
    bytes[8..12].copy_from_slice(&FORMAT.to_le_bytes());
    bytes[12..PREFIX].copy_from_slice(&checksum.to_le_bytes());
    Encoded { bytes, checksum }
}

/// The table in `bytes`; `None` if they are of another format, or damaged.
pub fn decode(bytes: &[u8]) -> Option<Table> {
    let (prefix, rest) = bytes.split_at_checked(PREFIX)?;
    let known = prefix.starts_with(MAGIC) && prefix[8..12] == FORMAT.to_le_bytes();
    if !known || prefix[12..] != xxh3_128(rest).to_le_bytes() {
        return None;
    }
    let (head_end, bytes) = unpack(rest)?;
    let head: Head = postcard::from_bytes(bytes.get(..head_end)?).ok()?;
    let bytes = Arc::new(bytes);
    let mut at = head_end;
    let mut rows = Vec::with_capacity(head.rows.len());
    for row in head.rows {
        let prints = bytes.get(at..at + row.fingerprints * 8)?;
        let whole = |print: &[u8]| print.try_into().map(u64::from_le_bytes).ok();
        let fingerprints = prints.chunks_exact(8).map(whole).collect::<Option<_>>()?;
        let range = at + prints.len()..at + prints.len() + row.record;
        at = range.end;
        let record = Record { bytes: Arc::clone(&bytes), range };
        let RowHead { path, readable, stamp, settled, hash, .. } = row;
        rows.push(Row { path, fingerprints, readable, stamp, settled, hash, record });
    }
    let [symlinks, folders, names] = head.not_read.map(|number| number as usize);
    let not_read = NotRead { symlinks, folders, names };
    (at == bytes.len()).then_some(Table { rows, assets: head.assets, not_read, boilerplate: head.boilerplate })
}

/// What lies behind the head of these rows.
fn behind_head(rows: &[Row]) -> Vec<u8> {
    let size = rows.iter().map(|row| row.fingerprints.len() * 8 + row.record.range.len()).sum();
    let mut bytes = Vec::with_capacity(size);
    for row in rows {
        for print in &row.fingerprints {
            bytes.extend_from_slice(&print.to_le_bytes());
        }
        bytes.extend_from_slice(row.record.bytes());
    }
    bytes
}

/// Bytes that are compressed on their own.
struct Piece {
    /// How many there were.
    length: usize,
    packed: Vec<u8>,
}

impl Piece {
    fn pack(bytes: &[u8]) -> Self {
        Self { length: bytes.len(), packed: compress(bytes) }
    }
}

/// All pieces as they were, one behind the other, and how long the first is.
fn unpack(mut packed: &[u8]) -> Option<(usize, Vec<u8>)> {
    let mut pieces: Vec<(usize, &[u8])> = Vec::new();
    while !packed.is_empty() {
        let (length, rest) = number(packed)?;
        let (size, rest) = number(rest)?;
        let (piece, rest) = rest.split_at_checked(size)?;
        pieces.push((length, piece));
        packed = rest;
    }
    let first = pieces.first()?.0;
    let mut bytes = vec![0; pieces.iter().try_fold(0, |sum: usize, (length, _)| sum.checked_add(*length))?];
    let mut rest = &mut bytes[..];
    let mut each = Vec::with_capacity(pieces.len());
    for (length, piece) in pieces {
        let (into, behind) = rest.split_at_mut_checked(length)?;
        each.push((into, piece));
        rest = behind;
    }
    let whole =
        each.into_par_iter().all(|(into, piece)| decompress_into(piece, into).is_ok_and(|size| size == into.len()));
    whole.then_some((first, bytes))
}

fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((usize::try_from(u64::from_le_bytes(*number)).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Article, article};
    use crate::settings::Settings;

    const TEXT: &str =
        "---\ntitle: Ab\ntools: [X, Y]\n---\n# Head {#h}\n\nSee [a](b.md \"t\") and {{VARIABLE}}.\n\n- [c](d.md)\n";

    fn table() -> Table {
        let prints = |_: &Article, _: &str| Box::from([3, u64::MAX]);
        let row = Row::parse("a/b.md".into(), &Ok(TEXT.into()), &Settings::default(), &prints);
        let rows = vec![row.clone(), Row { path: "c.md".into(), ..row }];
        let not_read = NotRead { symlinks: 1, folders: 2, names: 3 };
        Table { rows, assets: vec!["x.png".into()], not_read, boilerplate: Box::new([7]) }
    }

    #[test]
    fn a_table_comes_back_as_it_was() {
        let table = table();
        let back = decode(&encode(&table).bytes).unwrap();
        assert_eq!(
            (&back.assets, back.not_read, &back.boilerplate),
            (&table.assets, table.not_read, &table.boilerplate)
        );
        assert_eq!(back.rows[0].fingerprints, table.rows[0].fingerprints);
        let told = |table: &Table| format!("{:?}", table.corpus().unwrap());
        assert_eq!(told(&back), told(&table));
        let fresh = article("c.md".into(), TEXT, &Settings::default());
        assert_eq!(format!("{:?}", back.rows[1].article().unwrap()), format!("{fresh:?}"));
    }

    #[test]
    fn a_damaged_byte_or_a_lost_one_is_noticed() {
        let bytes = encode(&table()).bytes;
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert!(decode(&damaged).is_none(), "byte {at}");
            assert!(decode(&bytes[..at]).is_none(), "cut at {at}");
        }
    }
}
