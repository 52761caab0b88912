//! Reading an index: all of one commit, or why it cannot be used.

use std::fs;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use super::payload::{Made, Payload};
use super::{Folder, Reason, Request, Snapshot, StoreError};
use crate::corpus::cache::{self, Changes, Stamp, Table};
use crate::search::{self, Durability, SearchError, SearchIndex};

/// A commit may be outdated while it is being read; so many in a row are not.
const ATTEMPTS: usize = 10;

/// All of one commit.
#[derive(Debug)]
pub(super) struct State {
    pub(super) payload: Payload,
    pub(super) table: Table,
    pub(super) index: SearchIndex,
}

/// Why there is no commit to use.
#[derive(Debug)]
pub(super) enum Unusable {
    /// There is none.
    Missing,
    /// It must be made anew, from nothing.
    Broken(Reason),
    /// It must be made anew, and can be while others read it.
    Outdated(Reason, Box<State>),
}

impl From<Unusable> for Option<Reason> {
    fn from(unusable: Unusable) -> Self {
        match unusable {
            Unusable::Missing => None,
            Unusable::Broken(reason) | Unusable::Outdated(reason, _) => Some(reason),
        }
    }
}

/// The corpus and the index as the last commit has them; nothing is read from the corpus.
///
/// # Errors
/// There is no index, or it is not right for this program, these settings and this corpus.
pub fn as_is(request: &Request<'_>) -> Result<Snapshot, StoreError> {
    let missing = || StoreError::Missing(request.folder.to_owned());
    let folder = Folder::find(request.folder).ok_or_else(missing)?;
    let made = Made::now(request.settings, folder.name_of(request.root));
    let state = load_unlocked(&folder, &made)
        .map_err(|unusable| Option::<Reason>::from(unusable).map_or_else(missing, StoreError::Unusable))?;
    let changes = Changes { unchanged: state.table.rows.len(), ..Changes::default() };
    Ok(Snapshot { table: state.table, changes, index: Some(state.index), rebuilt: None })
}

/// The last commit, while others may be writing: what looks damaged may just be outdated, and is opened again.
pub(super) fn load_unlocked(folder: &Folder, wanted: &Made) -> Result<State, Unusable> {
    let mut attempt = load(folder, wanted);
    for _ in 1..ATTEMPTS {
        match attempt {
            Err(Unusable::Broken(Reason::Damage(_))) => attempt = load(folder, wanted),
            done => return done,
        }
    }
    attempt
}

/// The last commit.
pub(super) fn load(folder: &Folder, wanted: &Made) -> Result<State, Unusable> {
    let damage = |what: String| Unusable::Broken(Reason::Damage(what));
    if !folder.search().join("meta.json").is_file() {
        return Err(Unusable::Missing);
    }
    // The sums come first: segments that are not whole are not even opened.
    guarded(|| verify(folder)).map_err(damage)?;
    let opened = guarded(|| Ok(SearchIndex::open(&folder.search()))).map_err(damage)?;
    let index = opened.map_err(|error| match error {
        SearchError::Missing => Unusable::Broken(Reason::Version),
        error => damage(error.to_string()),
    })?;
    // An index that was created and never committed to has no payload.
    let payload = index.payload().ok_or(Unusable::Missing)?;
    let payload = Payload::read(payload).ok_or_else(|| damage("its commit cannot be read".to_owned()))?;
    let outdated = payload.made.differs(wanted);
    if outdated == Some(Reason::Version) {
        return Err(Unusable::Broken(Reason::Version));
    }
    let table = table(folder, &payload).map_err(damage)?;
    if index.len() != payload.documents {
        return Err(damage(format!("it holds {} articles instead of {}", index.len(), payload.documents)));
    }
    let state = State { payload, table, index };
    match outdated {
        Some(reason) => Err(Unusable::Outdated(reason, Box::new(state))),
        None => Ok(state),
    }
}

/// The table of a commit: the whole one, and what has changed since laid over it.
fn table(folder: &Folder, payload: &Payload) -> Result<Table, String> {
    let read = |name: &str| {
        let bytes = fs::read(folder.table(name)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => "the file of its articles is missing".to_owned(),
            _ => format!("the file of its articles cannot be read: {error}"),
        })?;
        cache::decode(bytes).ok_or_else(|| "the file of its articles is not whole".to_owned())
    };
    let base = read(&payload.table)?;
    match &payload.changes {
        Some(changes) => Ok(cache::overlaid(base, read(changes)?)),
        None => Ok(base),
    }
}

/// Runs what reads files of unknown content: `meta.json`, which has no sum, may lead the full-text index astray.
fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err("its commit does not fit its segments".to_owned()))
}

/// Sums up the files of the full-text index unless they look as they did when that was last done.
fn verify(folder: &Folder) -> Result<(), String> {
    let Some(look) = look(&folder.search()) else { return Err("its folder cannot be listed".to_owned()) };
    if fs::read_to_string(folder.verified()).is_ok_and(|known| known == look) {
        return Ok(());
    }
    search::check(&folder.search()).map_err(|error| error.to_string())?;
    // Only saves work; where it cannot be written, the sums are taken again.
    let _ = fs::write(folder.verified(), look);
    Ok(())
}

/// Remembers that the files of the full-text index are whole: they were written just now.
pub(super) fn remember_whole(folder: &Folder) {
    if let Some(look) = look(&folder.search()) {
        let _ = fs::write(folder.verified(), look);
    }
}

/// Names the time since the system was started; `None` where it does not tell.
fn boot() -> Option<String> {
    fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()
}

/// Whether a commit must be on the disk when it is done. Not where it can be told that the system was started since: then
/// all files are summed up again, whatever they look like.
pub(super) fn durability() -> Durability {
    if boot().is_some() { Durability::LeftToSystem } else { Durability::Waited }
}

/// What the files in a folder look like from outside, in short, and since which start of the system.
fn look(folder: &Path) -> Option<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".lock") {
            files.push((name, Stamp::of(&entry.metadata().ok()?)));
        }
    }
    files.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    let bytes = postcard::to_stdvec(&(boot(), files)).ok()?;
    Some(format!("{:032x}", xxh3_128(&bytes)))
}
