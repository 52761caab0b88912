//! A table as bytes. The head says what follows, the fingerprints and the records lie behind it as they are, so that
//! loading a table parses no record; all of it is compressed, as sites repeat themselves.
//!
//! `magic · format · checksum · LZ4 in pieces (length of the head · head (postcard) · fingerprints (u64, little endian) · records)`

use std::sync::Arc;

use lz4_flex::block::{compress, decompress_into};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::{Record, Row, Stamp, Table};
use crate::corpus::NotRead;

const MAGIC: &[u8; 8] = b"lwcache\n";

/// Raised when the layout changes.
const FORMAT: u32 = 2;

/// So many bytes are compressed by one thread.
const PIECE: usize = 1 << 20;

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
    let head = postcard::to_stdvec(&head).unwrap_or_default();
    let behind = table.rows.iter().map(|row| row.fingerprints.len() * 8 + row.record.range.len()).sum::<usize>();
    let mut body = Vec::with_capacity(8 + head.len() + behind);
    body.extend((head.len() as u64).to_le_bytes());
    body.extend(head);
    for row in &table.rows {
        body.extend(row.fingerprints.iter().flat_map(|print| print.to_le_bytes()));
    }
    for row in &table.rows {
        body.extend(row.record.bytes());
    }
    let mut bytes = vec![0; PREFIX];
    pack(&body, &mut bytes);
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
    let bytes = unpack(rest)?;
    let length = usize::try_from(u64::from_le_bytes(bytes.get(..8)?.try_into().ok()?)).ok()?;
    let head_end = 8 + length;
    let head: Head = postcard::from_bytes(bytes.get(8..head_end)?).ok()?;
    let prints = head.rows.iter().map(|row| row.fingerprints * 8).sum::<usize>();
    let bytes = Arc::new(bytes);
    let (mut print_at, mut record_at) = (head_end, head_end + prints);
    let mut rows = Vec::with_capacity(head.rows.len());
    for row in head.rows {
        let prints = bytes.get(print_at..print_at + row.fingerprints * 8)?;
        let whole = |print: &[u8]| print.try_into().map(u64::from_le_bytes).ok();
        let fingerprints = prints.chunks_exact(8).map(whole).collect::<Option<_>>()?;
        let range = record_at..record_at + row.record;
        print_at += row.fingerprints * 8;
        record_at = range.end;
        let record = Record { bytes: Arc::clone(&bytes), range };
        let RowHead { path, readable, stamp, settled, hash, .. } = row;
        rows.push(Row { path, fingerprints, readable, stamp, settled, hash, record });
    }
    let [symlinks, folders, names] = head.not_read.map(|number| number as usize);
    let not_read = NotRead { symlinks, folders, names };
    (record_at == bytes.len()).then_some(Table { rows, assets: head.assets, not_read, boilerplate: head.boilerplate })
}

/// Appends `body` compressed, in pieces that all cores work on: its length, then each piece with its length.
fn pack(body: &[u8], out: &mut Vec<u8>) {
    let pieces: Vec<Vec<u8>> = body.par_chunks(PIECE).map(compress).collect();
    out.extend((body.len() as u64).to_le_bytes());
    for piece in &pieces {
        out.extend((piece.len() as u64).to_le_bytes());
        out.extend(piece);
    }
}

/// What [`pack`] was given.
fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let (length, mut rest) = number(packed)?;
    let mut pieces = Vec::with_capacity(length.div_ceil(PIECE));
    while !rest.is_empty() {
        let (size, behind) = number(rest)?;
        let (piece, behind) = behind.split_at_checked(size)?;
        pieces.push(piece);
        rest = behind;
    }
    if pieces.len() != length.div_ceil(PIECE) {
        return None;
    }
    let mut body = vec![0; length];
    let each = body.par_chunks_mut(PIECE).zip(pieces);
    each.all(|(into, piece)| decompress_into(piece, into).is_ok_and(|size| size == into.len())).then_some(body)
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
