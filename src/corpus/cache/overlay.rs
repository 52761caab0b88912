//! A table as two files: the whole as it once was, and what has changed since. A corpus of ten thousand articles of which
//! one was edited is brought up to date by writing a few rows instead of megabytes.

use std::cmp::Ordering;

use super::codec::{Encoded, encode_rows};
use super::{Row, Table};

/// How much of `table` is not in the table last written as a whole: rows and paths.
pub fn changes(table: &Table) -> usize {
    table.rows.iter().filter(|row| !row.in_base).count() + table.gone.len()
}

/// What of `table` is not in the table last written as a whole, as bytes.
pub fn encode_changes(table: &Table) -> Encoded {
    let rows: Vec<&Row> = table.rows.iter().filter(|row| !row.in_base).collect();
    encode_rows(&rows, table, &table.gone)
}

/// The table that `base`, decoded from the whole, becomes by `changes`, decoded from [`encode_changes`].
pub fn overlaid(base: Table, changes: Table) -> Table {
    let mut rows = Vec::with_capacity(base.rows.len() + changes.rows.len());
    let mut new = changes.rows.into_iter().map(|row| Row { in_base: false, ..row }).peekable();
    let mut gone = changes.gone.iter().peekable();
    for row in base.rows {
        while let Some(before) = new.next_if(|new| new.path < row.path) {
            rows.push(before);
        }
        while gone.next_if(|gone| **gone < row.path).is_some() {}
        if gone.peek().is_some_and(|gone| **gone == row.path) {
            continue;
        }
        match new.peek().map_or(Ordering::Greater, |new| new.path.cmp(&row.path)) {
            Ordering::Equal => rows.extend(new.next()),
            _ => rows.push(row),
        }
    }
    rows.extend(new);
    Table { rows, ..changes }
}

/// The paths of `old` that are gone by now, `outdated` ones with them: sorted, each once.
pub(super) fn gone(old: &mut Vec<Box<str>>, outdated: &[Row]) -> Vec<Box<str>> {
    let mut gone = std::mem::take(old);
    gone.extend(outdated.iter().map(|row| row.path.clone()));
    gone.sort_unstable();
    gone.dedup();
    gone
}
