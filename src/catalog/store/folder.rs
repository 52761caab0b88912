//! The index folder: which files it has, how it is told from any other folder, and how it is made.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use super::StoreError;
use crate::search::Durability;

/// Marks the folder as a cache, for backup programs as well (bford.info/cachedir), and as ours.
const MARKER: &str = "CACHEDIR.TAG";

const MARKER_TEXT: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # The index of linkwright. Everything in here is made from the corpus and may be deleted.\n";

/// What tells our marker from that of another program.
const OURS: &str = "linkwright";

/// Keeps the folder out of the repository and, should it lie in the corpus, out of the corpus.
const IGNORE: (&str, &str) = (".gitignore", "*\n");

/// Other names that may be in the folder before it becomes an index: what people keep an empty folder in git with.
const HARMLESS: [&str; 2] = ["README.md", ".gitkeep"];

const LOCK: &str = ".lock";
const SEARCH: &str = "search";
const VERIFIED: &str = "verified";

/// The folder of an index.
#[derive(Clone, Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// The folder at `path` if it holds an index.
    pub(super) fn find(path: &Path) -> Option<Self> {
        let marker = fs::read_to_string(path.join(MARKER)).ok()?;
        marker.contains(OURS).then(|| Self(path.to_owned()))
    }

    /// Makes the folder at `path` one that holds an index of the corpus at `root`.
    pub(super) fn create(path: &Path, root: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = Self::find(path) {
            return Ok(folder);
        }
        let told = |error| StoreError::Unwritable { folder: path.to_owned(), error };
        fs::create_dir_all(path).map_err(told)?;
        let whole = |path: &Path| path.canonicalize().ok();
        let holds_corpus = whole(root).zip(whole(path)).is_some_and(|(root, path)| root.starts_with(path));
        if holds_corpus || !is_free(path).map_err(told)? {
            return Err(StoreError::Foreign(path.to_owned()));
        }
        for (name, text) in [IGNORE, (MARKER, MARKER_TEXT)] {
            fs::write(path.join(name), text).map_err(told)?;
        }
        Ok(Self(path.to_owned()))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.0.join(LOCK)
    }

    /// The folder of the full-text index.
    pub(super) fn search(&self) -> PathBuf {
        self.0.join(SEARCH)
    }

    /// Says which files of the full-text index were found whole.
    pub(super) fn verified(&self) -> PathBuf {
        self.0.join(VERIFIED)
    }

    pub(super) fn table(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Puts `bytes` under `name`, whole or not at all; if it is to be waited for, on the disk before anything that is
    /// written later.
    pub(super) fn put(&self, name: &str, bytes: &[u8], durability: Durability) -> io::Result<()> {
        let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(&self.0)?;
        file.write_all(bytes)?;
        if durability == Durability::LeftToSystem {
            file.persist(self.0.join(name))?;
            return Ok(());
        }
        file.as_file().sync_data()?;
        file.persist(self.0.join(name))?;
        sync_folder(&self.0)
    }

    /// Removes the files of tables but those that count, and what killed processes left.
    pub(super) fn tidy(&self, keep: &[&str]) {
        let Ok(entries) = fs::read_dir(&self.0) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            if !keep.contains(&name) && (is_table(name) || name.starts_with(TEMPORARY)) {
                // What cannot be removed now is tried again by the next writer.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Removes the index. What makes it one goes first, so that a half-removed index is none.
    pub(super) fn clear(&self) -> io::Result<()> {
        let gone = |removed: io::Result<()>| match removed {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        gone(fs::remove_file(self.search().join("meta.json")))?;
        gone(fs::remove_dir_all(self.search()))?;
        gone(fs::remove_file(self.verified()))?;
        self.tidy(&[]);
        Ok(())
    }

    /// Bytes of all files of the index.
    pub(super) fn size(&self) -> u64 {
        let files = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
        let of =
            |entry: &fs::DirEntry| entry.metadata().ok().filter(fs::Metadata::is_file).map_or(0, |file| file.len());
        files(&self.0).chain(files(&self.search())).map(|entry| of(&entry)).sum()
    }

    /// How the corpus at `root` is called in this folder: its path from here, so that the two may move together.
    pub(super) fn name_of(&self, root: &Path) -> String {
        let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_default();
        let (here, root) = (whole(&self.0), whole(root));
        let shared = here.components().zip(root.components()).take_while(|(a, b)| a == b).count();
        let up = here.components().skip(shared).map(|_| Component::ParentDir);
        let path: PathBuf = up.chain(root.components().skip(shared)).collect();
        path.to_string_lossy().into_owned()
    }
}

/// Waits until the names in a folder are on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened; the system keeps renames in order by itself.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

const TEMPORARY: &str = ".tmp-";

/// The name of a file that holds a table, or what has changed in one.
pub(super) fn table_name(checksum: u128) -> String {
    format!("articles-{checksum:032x}.bin")
}

/// Whether a file is called as a table is.
pub(super) fn is_table(name: &str) -> bool {
    let middle = name.strip_prefix("articles-").and_then(|rest| rest.strip_suffix(".bin"));
    middle.is_some_and(|middle| middle.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a folder may become an index: it holds nothing of anybody's.
fn is_free(path: &Path) -> io::Result<bool> {
    let known = [MARKER, IGNORE.0, LOCK, SEARCH, VERIFIED];
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        let harmless = known.iter().chain(&HARMLESS).any(|known| *known == name);
        if !harmless && !is_table(&name) && !name.starts_with(TEMPORARY) {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_somebody_else_never_becomes_an_index() {
        let folder = tempfile::tempdir().unwrap();
        let (index, corpus) = (folder.path().join("index"), folder.path().join("corpus"));
        fs::create_dir_all(&corpus).unwrap();
        fs::create_dir_all(&index).unwrap();
        fs::write(index.join("README.md"), "").unwrap();
        assert!(Folder::find(&index).is_none());
        assert!(Folder::create(&index, &corpus).is_ok() && Folder::find(&index).is_some());
        fs::write(corpus.join("a.md"), "").unwrap();
        assert!(matches!(Folder::create(&corpus, &corpus), Err(StoreError::Foreign(_))));
        assert!(matches!(Folder::create(folder.path(), &corpus), Err(StoreError::Foreign(_))));
        assert!(!corpus.join(".gitignore").exists());
    }

    #[test]
    fn a_corpus_is_called_by_its_path_from_the_index() {
        let folder = tempfile::tempdir().unwrap();
        let corpus = folder.path().join("site/content");
        fs::create_dir_all(&corpus).unwrap();
        let index = Folder::create(&folder.path().join("index"), &corpus).unwrap();
        assert_eq!(index.name_of(&corpus), "../site/content");
    }
}
