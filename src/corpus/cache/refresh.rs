//! A table held against the folder: what is unchanged is kept unread, what may have changed is read, and what has
//! changed is parsed.
//!
//! A file is taken for unchanged without a look inside when its stamp is the one of its row and the row was made while
//! the file was at rest. Otherwise its content is hashed; a content that any row knows (a renamed file, a copy) is not
//! parsed again.

use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::OnceLock;
use std::time::SystemTime;

use rustc_hash::FxHashMap;

use super::{Fingerprints, Row, Stamp, Table, content_hash, overlay};
use crate::corpus::ahead::ReadAhead;
use crate::corpus::read::read_text_timed;
use crate::corpus::{CorpusError, Problem, exclusions, read_text, walk};
use crate::settings::Settings;

/// How a folder differs from the table it was held against, in articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New ones.
    pub added: usize,
    /// Those with another content.
    pub changed: usize,
    /// Those with the content of one that is gone, under another path.
    pub renamed: usize,
    /// Those that are gone.
    pub removed: usize,
    /// All others.
    pub unchanged: usize,
}

impl Changes {
    /// Whether no article differs.
    pub fn is_empty(&self) -> bool {
        self.added + self.changed + self.renamed + self.removed == 0
    }
}

/// The next table and how it came about.
#[derive(Debug)]
pub struct Refreshed {
    /// The table of the folder as it is now; its boilerplate is still that of the old one.
    pub table: Table,
    /// In numbers.
    pub changes: Changes,
    /// Rows of the new table whose content or path is new, ascending.
    pub fresh: Vec<usize>,
    /// Rows of the old table whose content is outdated or gone.
    pub outdated: Vec<Row>,
    /// How many rows the old table had.
    pub before: usize,
    /// Whether anything in the table differs from the old one, stamps and assets included.
    pub differs: bool,
}

/// Reads what differs from `old` under `root`. `fingerprints` gives those of a text that was read; `progress` is called
/// once an article, from many threads.
///
/// # Errors
/// `root` cannot be listed, or the settings hold a broken pattern.
pub fn refresh(
    root: &Path,
    settings: &Settings,
    old: Table,
    fingerprints: &Fingerprints<'_>,
    progress: &(dyn Fn() + Sync),
) -> Result<Refreshed, CorpusError> {
    let exclude = exclusions(root, &settings.exclude)?;
    let by_path = old.rows.iter().enumerate().map(|(index, row)| (&*row.path, index)).collect();
    let ahead = ReadAhead::default();
    let reader = Reader { old: &old, ahead: &ahead, settings, fingerprints, by_path, by_hash: OnceLock::new() };
    let visit = |on_disk: &Path, path: String| {
        let visit = reader.visit(on_disk, path);
        progress();
        visit
    };
    let walked = walk::walk(root, &exclude, &ahead, &visit)
        .map_err(|source| CorpusError::Unreadable { path: root.to_owned(), source })?;
    let walk::Walked { articles: visits, mut assets, not_read } = walked;
    assets.sort_unstable();
    let mut refreshed = assemble(old, visits);
    refreshed.differs |= refreshed.table.assets != assets || refreshed.table.not_read != not_read;
    refreshed.table.assets = assets;
    refreshed.table.not_read = not_read;
    Ok(refreshed)
}

/// What a look at one file gave.
enum Visit {
    /// It is as in this old row; the stamp may be new.
    Same { row: usize, stamp: Stamp, settled: bool },
    /// It is not; `known` is the old row of this path, `like` one of another path with this content.
    New { row: Box<Row>, known: Option<usize>, like: Option<usize> },
}

struct Reader<'a> {
    old: &'a Table,
    ahead: &'a ReadAhead,
    settings: &'a Settings,
    fingerprints: &'a Fingerprints<'a>,
    by_path: FxHashMap<&'a str, usize>,
    /// Old rows by content; wanted only where a path is new.
    by_hash: OnceLock<FxHashMap<(u128, &'a str), usize>>,
}

impl<'a> Reader<'a> {
    fn visit(&self, on_disk: &Path, path: String) -> Visit {
        let now = SystemTime::now();
        // Before the content: a change in between gives a stamp that fits no more, never one that fits wrongly.
        let stamp = std::fs::symlink_metadata(on_disk).map(|metadata| Stamp::of(&metadata));
        let settled = stamp.as_ref().is_ok_and(|stamp| stamp.is_settled(now));
        let stamp = stamp.unwrap_or_default();
        let known = self.by_path.get(path.as_str()).copied();
        if let Some((row, old)) = known.and_then(|row| Some((row, self.old.rows.get(row)?)))
            && old.settled
            && old.stamp == stamp
        {
            return Visit::Same { row, stamp, settled: true };
        }
        let text = self.read(on_disk);
        let hash = content_hash(&text);
        match known {
            Some(row) if self.old.rows.get(row).is_some_and(|old| old.hash == hash) => {
                Visit::Same { row, stamp, settled }
            }
            Some(_) => {
                Visit::New { row: Box::new(Row { stamp, settled, ..self.parse(path, &text) }), known, like: None }
            }
            None => self.unknown_path(path, &text, hash, (stamp, settled)),
        }
    }

    /// The text of a file. Files are read ahead in a first reading alone: later most of them are not read at all.
    fn read(&self, on_disk: &Path) -> Result<String, Problem> {
        if self.old.rows.is_empty() { read_text_timed(on_disk, self.ahead) } else { read_text(on_disk) }
    }

    /// A path that the old table does not have: renamed, copied, or new.
    fn unknown_path(
        &self,
        path: String,
        text: &Result<String, Problem>,
        hash: u128,
        (stamp, settled): (Stamp, bool),
    ) -> Visit {
        let like = self.by_hash().get(&(hash, extension(&path))).copied();
        let row = match like.and_then(|like| self.old.rows.get(like)) {
            Some(old) => Row { path: path.into(), stamp, settled, in_base: false, ..old.clone() },
            None => Row { stamp, settled, ..self.parse(path, text) },
        };
        Visit::New { row: Box::new(row), known: None, like }
    }

    fn parse(&self, path: String, text: &Result<String, Problem>) -> Row {
        Row::parse(path, text, self.settings, self.fingerprints)
    }

    /// The first row of each content, by the extension that says how it is parsed.
    fn by_hash(&self) -> &FxHashMap<(u128, &'a str), usize> {
        self.by_hash.get_or_init(|| {
            let mut rows = FxHashMap::default();
            for (index, row) in self.old.rows.iter().enumerate() {
                if let Entry::Vacant(free) = rows.entry((row.hash, extension(&row.path))) {
                    free.insert(index);
                }
            }
            rows
        })
    }
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The new table, put together from the rows that stay and those that are new.
fn assemble(old: Table, visits: Vec<Visit>) -> Refreshed {
    let Table { rows: old_rows, boilerplate, boilerplate_holds, mut gone, .. } = old;
    let before = old_rows.len();
    let mut changes = Changes::default();
    let mut differs = false;
    let mut outdated = Vec::new();
    let mut kept: Vec<Option<(Stamp, bool)>> = vec![None; before];
    let mut left: Vec<Option<Row>> = old_rows.into_iter().map(Some).collect();
    let mut new: Vec<Row> = Vec::new();
    let mut under_new_paths = Vec::new();
    for visit in visits {
        match visit {
            Visit::Same { row, stamp, settled } => {
                if let Some(slot) = kept.get_mut(row) {
                    *slot = Some((stamp, settled));
                }
            }
            Visit::New { row, known, like } => {
                match known.and_then(|known| left.get_mut(known)).and_then(Option::take) {
                    Some(old) => {
                        changes.changed += 1;
                        outdated.push(old);
                    }
                    None => under_new_paths.push(like),
                }
                new.push(*row);
            }
        }
    }
    let mut same = Vec::with_capacity(before);
    for (slot, kept) in left.iter_mut().zip(kept) {
        let Some((old, (stamp, settled))) = kept.and_then(|kept| Some((slot.take()?, kept))) else { continue };
        let alike = (old.stamp, old.settled) == (stamp, settled);
        differs |= !alike;
        same.push(Row { stamp, settled, in_base: old.in_base && alike, ..old });
    }
    changes.unchanged = same.len();
    for like in under_new_paths {
        // Only a row whose file is gone is still there to take: else it is a copy, which counts as new.
        match like.and_then(|like| left.get_mut(like)).and_then(Option::take) {
            Some(old) => {
                changes.renamed += 1;
                outdated.push(old);
            }
            None => changes.added += 1,
        }
    }
    let known = outdated.len();
    outdated.extend(left.into_iter().flatten());
    changes.removed = outdated.len() - known;
    differs |= !changes.is_empty();
    let gone = overlay::gone(&mut gone, &outdated);
    let (rows, fresh) = merged(same, new);
    let table = Table { rows, boilerplate, boilerplate_holds, gone, ..Table::default() };
    Refreshed { table, changes, fresh, outdated, before, differs }
}

/// Rows that stayed, in path order, and new ones, put together; where the new ones came to lie.
fn merged(same: Vec<Row>, mut new: Vec<Row>) -> (Vec<Row>, Vec<usize>) {
    new.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let mut rows = Vec::with_capacity(same.len() + new.len());
    let mut fresh = Vec::with_capacity(new.len());
    let mut new = new.into_iter().peekable();
    for row in same {
        while let Some(before) = new.next_if(|new| new.path < row.path) {
            fresh.push(rows.len());
            rows.push(before);
        }
        rows.push(row);
    }
    fresh.extend(rows.len()..rows.len() + new.len());
    rows.extend(new);
    (rows, fresh)
}
