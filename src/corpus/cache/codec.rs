//! A table as bytes. The head says what follows; fingerprints lie behind it as they are, and then the records, so that
//! loading a table neither unpacks nor parses a record. Records are compressed, as sites repeat themselves.
//!
//! `magic · format · checksum · head (postcard, LZ4) · fingerprints (u64, little endian) · records, in pieces (LZ4)`

use std::sync::Arc;

use lz4_flex::block::{compress, decompress};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::record::Piece;
use super::{Prints, Record, Row, Stamp, Table};
use crate::corpus::NotRead;

const MAGIC: &[u8; 8] = b"lwcache\n";

/// Raised when the layout changes.
const FORMAT: u32 = 4;

/// The records of so many rows are put together and compressed by one thread.
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
    /// Of each piece of records, its length packed and unpacked.
    pieces: Vec<(usize, usize)>,
    assets: Vec<Box<str>>,
    not_read: [u64; 3],
    boilerplate: Box<[u64]>,
    boilerplate_holds: bool,
    gone: Vec<Box<str>>,
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

/// The whole of `table` as bytes.
pub fn encode(table: &Table) -> Encoded {
    let rows: Vec<&Row> = table.rows.iter().collect();
    encode_rows(&rows, table, &[])
}

/// Some rows of `table`, and the paths that are `gone` where the rest of it lies.
pub(super) fn encode_rows(rows: &[&Row], table: &Table, gone: &[Box<str>]) -> Encoded {
    let pieces: Vec<(usize, Vec<u8>)> = rows.par_chunks(PIECE).map(piece).collect();
    let NotRead { symlinks, folders, names } = table.not_read;
    let head = Head {
        rows: rows.iter().map(|row| head_of(row)).collect(),
        pieces: pieces.iter().map(|(length, packed)| (packed.len(), *length)).collect(),
        assets: table.assets.clone(),
        not_read: [symlinks as u64, folders as u64, names as u64],
        boilerplate: table.boilerplate.clone(),
        boilerplate_holds: table.boilerplate_holds,
        gone: gone.to_vec(),
    };
    // Plain data does not fail to serialize; an empty head would fail to decode and so be rebuilt.
    let head = postcard::to_stdvec(&head).unwrap_or_default();
    let packed = compress(&head);
    let prints = rows.iter().map(|row| row.fingerprints().len() * 8).sum::<usize>();
    let records = pieces.iter().map(|(_, packed)| packed.len()).sum::<usize>();
    let mut bytes = Vec::with_capacity(PREFIX + 16 + packed.len() + prints + records);
    bytes.resize(PREFIX, 0);
    bytes.extend((head.len() as u64).to_le_bytes());
    bytes.extend((packed.len() as u64).to_le_bytes());
    bytes.extend(packed);
    for print in rows.iter().flat_map(|row| row.fingerprints()) {
        bytes.extend_from_slice(&print.to_le_bytes());
    }
    for (_, packed) in pieces {
        bytes.extend(packed);
    }
    let checksum = xxh3_128(&bytes[PREFIX..]);
    bytes[..8].copy_from_slice(MAGIC);
    bytes[8..12].copy_from_slice(&FORMAT.to_le_bytes());
    bytes[12..PREFIX].copy_from_slice(&checksum.to_le_bytes());
    Encoded { bytes, checksum }
}

fn head_of(row: &Row) -> RowHead {
    RowHead {
        path: row.path.clone(),
        readable: row.readable,
        stamp: row.stamp,
        settled: row.settled,
        hash: row.hash,
        fingerprints: row.fingerprints().len(),
        record: row.record.len(),
    }
}

/// The records of these rows: how long they are, and packed.
fn piece(rows: &[&Row]) -> (usize, Vec<u8>) {
    let mut bytes = Vec::with_capacity(rows.iter().map(|row| row.record.len()).sum());
    for row in rows {
        let start = bytes.len();
        bytes.extend_from_slice(row.record.bytes().unwrap_or(&[]));
        // Of a damaged piece, which then cannot be decoded and is read again.
        bytes.resize(start + row.record.len(), 0);
    }
    (bytes.len(), Piece::pack(&bytes))
}

/// The table in `bytes`; `None` if they are of another format, or damaged.
pub fn decode(bytes: Vec<u8>) -> Option<Table> {
    let (prefix, rest) = bytes.split_at_checked(PREFIX)?;
    let known = prefix.starts_with(MAGIC) && prefix[8..12] == FORMAT.to_le_bytes();
    if !known || prefix[12..] != xxh3_128(rest).to_le_bytes() {
        return None;
    }
    let (length, rest) = number(rest)?;
    let (packed, rest) = number(rest)?;
    let (head, rest) = rest.split_at_checked(packed)?;
    let head: Head = postcard::from_bytes(&decompress(head, length).ok()?).ok()?;
    let sum = head.rows.iter().try_fold(0_usize, |sum, row| sum.checked_add(row.fingerprints))?;
    let (prints, rest) = rest.split_at_checked(sum.checked_mul(8)?)?;
    let (prints, _) = prints.as_chunks();
    let prints: Arc<Vec<u64>> = Arc::new(prints.iter().map(|print| u64::from_le_bytes(*print)).collect());
    let records = bytes.len() - rest.len();
    rows(head, prints, &Arc::new(bytes), records)
}

/// The table of a head, of all fingerprints, and of the records that begin at `at` of the file.
fn rows(head: Head, prints: Arc<Vec<u64>>, file: &Arc<Vec<u8>>, mut at: usize) -> Option<Table> {
    let mut rows = Vec::with_capacity(head.rows.len());
    let mut pieces = head.pieces.into_iter();
    let (mut piece, mut length, mut within) = (Arc::default(), 0, 0);
    let mut print = 0;
    for (number, row) in head.rows.into_iter().enumerate() {
        if number % PIECE == 0 {
            let (packed, unpacked) = pieces.next().filter(|_| within == length)?;
            piece = Piece::packed(file, at..at.checked_add(packed)?, unpacked);
            (at, length, within) = (at + packed, unpacked, 0);
        }
        let RowHead { path, readable, stamp, settled, hash, fingerprints, record } = row;
        let prints = Prints { all: Arc::clone(&prints), range: print..print + fingerprints };
        let record = Record::within(&piece, within..within.checked_add(record)?);
        (print, within) = (print + fingerprints, within + record.len());
        rows.push(Row { path, prints, readable, stamp, settled, hash, record, in_base: true });
    }
    let [symlinks, folders, names] = head.not_read.map(|number| number as usize);
    let whole = within == length && at == file.len() && pieces.next().is_none();
    whole.then_some(Table {
        rows,
        assets: head.assets,
        not_read: NotRead { symlinks, folders, names },
        boilerplate: head.boilerplate,
        boilerplate_holds: head.boilerplate_holds,
        gone: head.gone,
    })
}

fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((usize::try_from(u64::from_le_bytes(*number)).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::super::{changes, encode_changes, overlaid};
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
        let boilerplate = Box::new([7]);
        Table { rows, assets: vec!["x.png".into()], not_read, boilerplate, ..Table::default() }
    }

    #[test]
    fn a_table_comes_back_as_it_was() {
        let table = table();
        let back = decode(encode(&table).bytes).unwrap();
        assert_eq!(
            (&back.assets, back.not_read, &back.boilerplate),
            (&table.assets, table.not_read, &table.boilerplate)
        );
        assert_eq!(back.rows[0].fingerprints(), table.rows[0].fingerprints());
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
            assert!(decode(damaged).is_none(), "byte {at}");
            assert!(decode(bytes[..at].to_vec()).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn what_changed_is_laid_over_the_whole() {
        let row = |path: &str, text: &str| {
            let prints = |_: &Article, _: &str| Box::from([path.len() as u64]);
            Row::parse(path.into(), &Ok(text.into()), &Settings::default(), &prints)
        };
        let kept = |path: &str| Row { in_base: true, ..row(path, "# Old") };
        let base = Table { rows: ["b.md", "c.md", "d.md", "e.md"].map(kept).into(), ..Table::default() };
        let rows = vec![row("a.md", "# New"), kept("b.md"), row("d.md", "# New"), kept("e.md"), row("f.md", "# New")];
        let now = Table { rows, gone: vec!["c.md".into(), "d.md".into()], ..table() };
        let (whole, over) = (decode(encode(&base).bytes).unwrap(), decode(encode_changes(&now).bytes).unwrap());
        assert_eq!(over.rows.len(), 3);
        let back = overlaid(whole, over);
        assert_eq!(format!("{:?}", back.corpus().unwrap()), format!("{:?}", now.corpus().unwrap()));
        let flags = |table: &Table| table.rows.iter().map(|row| row.in_base).collect::<Vec<_>>();
        assert_eq!((flags(&back), &back.gone, changes(&back)), (flags(&now), &now.gone, 5));
    }
}
