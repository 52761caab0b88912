//! Bringing an index up to date: steps 1 to 6 of the protocol.

use std::fs;

use super::adding::Adding;
use super::drafts::Drafts;
use super::load::{self, State, Unusable, load, load_unlocked};
use super::lock::Lock;
use super::payload::{Made, Payload};
use super::{Folder, Notice, Progress, Reason, Request, Snapshot, StoreError, folder};
use crate::corpus::Article;
use crate::corpus::boilerplate::Boilerplate;
use crate::corpus::cache::{self, Encoded, Refreshed, Row, Table};
use crate::search::{IndexWriter, SearchIndex, key};

/// While less than one part in so many of a table has changed, it is cheaper to look after the changes than to begin anew.
const MOST_CHANGED: usize = 16;

/// What the next index starts from.
#[derive(Default)]
struct Base {
    table: Table,
    /// Paths of articles that are indexed, yet not in the table: nothing of them is kept.
    stale: Vec<Box<str>>,
    generation: u64,
    /// The file of the table as it last was written as a whole.
    file: Option<String>,
    /// The index of the table, where it may stay as it is.
    index: Option<SearchIndex>,
}

/// Brings the index up to date, makes it where there is none, and makes it anew where it cannot be used.
///
/// # Errors
/// The corpus cannot be read, or the index cannot be written; then it is as it was.
pub fn update(request: &Request<'_>) -> Result<Snapshot, StoreError> {
    let folder = Folder::create(request.folder, request.root)?;
    let unwritable = |error| StoreError::Unwritable { folder: request.folder.to_owned(), error };
    let lock = Lock::take(&folder.lock(), request.patience, || (request.notice)(&Notice::Waiting));
    let Some(_lock) = lock.map_err(unwritable)? else { return Err(StoreError::Locked(request.folder.to_owned())) };
    let made = Made::now(request.settings, folder.name_of(request.root));
    let (base, rebuilt) = base(request, &folder, &made)?;
    let Base { table, stale, generation, file: base_file, index } = base;
    let drafts = Drafts::default();
    let refreshed = read(request, table, &drafts)?;
    if index.is_some() && !refreshed.differs {
        let Refreshed { table, changes, .. } = refreshed;
        return Ok(Snapshot { table, changes, index, rebuilt });
    }
    let changes = refreshed.changes;
    let update = Update { request, folder: &folder, made, base_file, generation, drafts };
    let table = update.commit(refreshed, stale)?;
    let index = SearchIndex::open(&folder.search())?;
    Ok(Snapshot { table, changes, index: Some(index), rebuilt })
}

/// As [`update`], but the command goes on where the index cannot be written: what differs from it is read all the same,
/// and kept in memory.
///
/// # Errors
/// The corpus cannot be read, the folder is no index, or the index is of another corpus and may not be replaced.
pub fn refresh(request: &Request<'_>) -> Result<Snapshot, StoreError> {
    let error = match update(request) {
        Err(error) if !error.is_final() => error,
        done => return done,
    };
    (request.notice)(&Notice::InMemory(error));
    let state = Folder::find(request.folder).and_then(|folder| {
        let made = Made::now(request.settings, folder.name_of(request.root));
        load_unlocked(&folder, &made).ok()
    });
    let (table, index) = state.map_or_else(Default::default, |state| (state.table, Some(state.index)));
    let Refreshed { table, changes, .. } = read(request, table, &Drafts::default())?;
    let index = index.filter(|_| changes.is_empty());
    Ok(Snapshot { table, changes, index, rebuilt: None })
}

fn read(request: &Request<'_>, table: Table, drafts: &Drafts) -> Result<Refreshed, StoreError> {
    let progress = || (request.progress)(Progress::Read);
    let fingerprints = |article: &Article, text: &str| drafts.fingerprints(article, text);
    Ok(cache::refresh(request.root, request.settings, table, &fingerprints, &progress)?)
}

/// What there is to start from, and why that is nothing if it is.
fn base(request: &Request<'_>, folder: &Folder, made: &Made) -> Result<(Base, Option<Reason>), StoreError> {
    let unusable = match load(folder, made) {
        Ok(state) if request.rebuild => Unusable::Outdated(Reason::Asked, Box::new(state)),
        Ok(State { payload, table, index }) => {
            let Payload { table: file, generation, .. } = payload;
            let base = Base { table, stale: Vec::new(), generation, file: Some(file), index: Some(index) };
            return Ok((base, None));
        }
        Err(unusable) => unusable,
    };
    let reason = match &unusable {
        Unusable::Missing => None,
        Unusable::Broken(reason) | Unusable::Outdated(reason, _) => Some(reason.clone()),
    };
    if let Some(reason @ Reason::Corpus(_)) = &reason
        && !request.replace
    {
        return Err(StoreError::Unusable(reason.clone()));
    }
    if let Some(reason) = reason.as_ref().filter(|reason| **reason != Reason::Asked) {
        (request.notice)(&Notice::Rebuilding(reason.clone()));
    }
    if let Unusable::Outdated(_, state) = unusable {
        let stale = state.table.rows.into_iter().map(|row| row.path).collect();
        return Ok((Base { stale, generation: state.payload.generation, ..Base::default() }, reason));
    }
    let unwritable = |error| StoreError::Unwritable { folder: request.folder.to_owned(), error };
    folder.clear().map_err(unwritable)?;
    Ok((Base::default(), reason))
}

struct Update<'a> {
    request: &'a Request<'a>,
    folder: &'a Folder,
    made: Made,
    base_file: Option<String>,
    generation: u64,
    drafts: Drafts,
}

impl Update<'_> {
    /// Steps 3 to 6; gives back the table that was committed.
    fn commit(self, refreshed: Refreshed, stale: Vec<Box<str>>) -> Result<Table, StoreError> {
        let unwritable = |error| StoreError::Unwritable { folder: self.folder.path().to_owned(), error };
        let boilerplate = boilerplate(&refreshed);
        let Refreshed { mut table, fresh, outdated, .. } = refreshed;
        let flipped = flipped(&table, &boilerplate, &fresh);
        fs::create_dir_all(self.folder.search()).map_err(unwritable)?;
        let mut writer = IndexWriter::open_or_create(&self.folder.search(), load::durability())?;
        let again = flipped.iter().filter_map(|&row| table.rows.get(row)).map(|row| &row.path);
        for path in stale.iter().chain(outdated.iter().map(|row| &row.path)).chain(again) {
            writer.delete(key(path));
        }
        let rows: Vec<usize> = fresh.into_iter().chain(flipped).collect();
        let Request { root, settings, progress, .. } = *self.request;
        progress(Progress::ToIndex(rows.len()));
        let adding = Adding { root, settings, drafts: &self.drafts, boilerplate: &boilerplate, writer: &writer };
        let changed = adding.add(&table, &rows, &|| progress(Progress::Indexed))?;
        progress(Progress::Commit);
        table.boilerplate = boilerplate.fingerprints().into();
        table.boilerplate_holds = changed.is_empty();
        for (at, row) in changed {
            if let Some(slot) = table.rows.get_mut(at) {
                *slot = row;
            }
        }
        // Both halves are written at once; which of them is there first does not matter before the commit.
        let (prepared, files) = std::thread::scope(|scope| {
            let prepared = scope.spawn(|| writer.prepare());
            let files = self.put(&table);
            (prepared.join(), files)
        });
        let (base, changes) = files.map_err(unwritable)?;
        let prepared = prepared.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        let documents = table.rows.iter().filter(|row| row.is_readable()).count();
        let generation = self.generation + 1;
        let payload = Payload { made: self.made, table: base, changes, documents, generation };
        prepared.commit(&payload.write())?;
        writer.finish()?;
        load::remember_whole(self.folder);
        self.folder.tidy(&payload.files().collect::<Vec<_>>());
        Ok(table)
    }

    /// Writes the table down, or what has changed in it while that is little; gives back the names of the files.
    fn put(&self, table: &Table) -> std::io::Result<(String, Option<String>)> {
        let put = |encoded: Encoded| {
            let name = folder::table_name(encoded.checksum);
            self.folder.put(&name, &encoded.bytes, load::durability())?;
            Ok::<_, std::io::Error>(name)
        };
        match &self.base_file {
            Some(base) if cache::changes(table) * MOST_CHANGED < table.rows.len() => {
                Ok((base.clone(), Some(put(cache::encode_changes(table))?)))
            }
            _ => Ok((put(cache::encode(table))?, None)),
        }
    }
}

/// What many articles share, of the new table. Where few of many articles changed, only their blocks are counted.
fn boilerplate(refreshed: &Refreshed) -> Boilerplate {
    let Refreshed { table, fresh, outdated, before, .. } = refreshed;
    let all = || table.rows.iter().map(Row::fingerprints);
    if !table.boilerplate_holds || (fresh.len() + outdated.len()) * MOST_CHANGED > table.rows.len() {
        return Boilerplate::find(all());
    }
    let new = fresh.iter().filter_map(|&row| table.rows.get(row));
    let touched = new.chain(outdated).flat_map(Row::fingerprints).copied();
    Boilerplate::known(&table.boilerplate).after(*before, touched, all())
}

/// Rows, `fresh` ones aside, with a block that became boilerplate or ceased to be.
fn flipped(table: &Table, boilerplate: &Boilerplate, fresh: &[usize]) -> Vec<usize> {
    let (before, now) = (&*table.boilerplate, boilerplate.fingerprints());
    let only_in = |a: &[u64], b: &[u64]| -> Vec<u64> {
        a.iter().copied().filter(|print| b.binary_search(print).is_err()).collect()
    };
    let mut flipped = only_in(before, now);
    flipped.extend(only_in(now, before));
    flipped.sort_unstable();
    if flipped.is_empty() {
        return Vec::new();
    }
    let touched = |row: &Row| row.fingerprints().iter().any(|print| flipped.binary_search(print).is_ok());
    let rows = table.rows.iter().enumerate().filter(|(at, row)| fresh.binary_search(at).is_err() && touched(row));
    rows.map(|(at, _)| at).collect()
}
