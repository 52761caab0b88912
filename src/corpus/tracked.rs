//! What git tracks, told by the index of the repository: ignore files say nothing of it, as in git itself.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The tracked files of the repository that a corpus lies in. Read when somebody asks, which takes an ignored file.
#[derive(Debug, Default)]
pub(super) struct Tracked {
    /// The file that names them; `None` outside of a repository.
    file: Option<PathBuf>,
    /// The corpus in the repository, with a slash behind it; empty where it is all of it.
    corpus: String,
    index: OnceLock<Index>,
}

impl Tracked {
    /// Those of the repository whose top folder is `top`, for the corpus at `root`.
    pub(super) fn new(top: &Path, root: &Path) -> Self {
        let corpus = root.strip_prefix(top).ok().and_then(Path::to_str).unwrap_or("").replace('\\', "/");
        let corpus = if corpus.is_empty() { corpus } else { corpus + "/" };
        Self { file: Some(git_folder(top).join("index")), corpus, index: OnceLock::new() }
    }

    /// Whether the file at a path of the corpus is tracked, or one below the folder there.
    pub(super) fn holds(&self, path: &str, folder: bool) -> bool {
        let Some(file) = &self.file else { return false };
        let index = self.index.get_or_init(|| Index::read(std::fs::read(file).unwrap_or_default()));
        index.holds(&format!("{}{path}{}", self.corpus, if folder { "/" } else { "" }))
    }
}

/// Where git keeps what it knows of a work tree: in `.git`, or where a file of that name says.
fn git_folder(top: &Path) -> PathBuf {
    let folder = top.join(".git");
    let said = std::fs::read_to_string(&folder).ok();
    match said.as_deref().and_then(|text| text.strip_prefix("gitdir:")) {
        Some(elsewhere) => top.join(elsewhere.trim()),
        None => folder,
    }
}

/// An index as git writes it unless told otherwise (versions 2 and 3); of any other no file is known.
#[derive(Debug, Default)]
struct Index {
    bytes: Vec<u8>,
    /// Where the paths stand in it, in their order.
    paths: Vec<Range<usize>>,
}

/// What stands before the first entry: a mark, the version, the number of entries.
const HEADER: usize = 12;

/// What stands before a path: times, numbers, sizes and the hash of the content; then two bytes of flags.
const FIXED: usize = 60;

impl Index {
    fn read(bytes: Vec<u8>) -> Self {
        let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        let mut paths = Vec::new();
        if bytes.starts_with(b"DIRC") && matches!(number(4), Some(2 | 3)) {
            let mut at = HEADER;
            for _ in 0..number(8).unwrap_or(0) {
                let is_extended = bytes.get(at + FIXED).is_some_and(|flags| flags & 0x40 != 0);
                let start = at + FIXED + if is_extended { 4 } else { 2 };
                let Some(length) = bytes.get(start..).and_then(|rest| memchr::memchr(0, rest)) else { break };
                paths.push(start..start + length);
                // Entries are filled up with zeros, one at least.
                at += (start + length - at + 8) & !7;
            }
        }
        Self { bytes, paths }
    }

    fn path(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.get(range.clone()).unwrap_or(&[])
    }

    /// Whether there is this path, or one that begins with it if it ends with a slash.
    fn holds(&self, path: &str) -> bool {
        let path = path.as_bytes();
        let at = self.paths.partition_point(|range| self.path(range) < path);
        let found = self.paths.get(at).map_or(&[][..], |range| self.path(range));
        if path.ends_with(b"/") { found.starts_with(path) } else { found == path }
    }
}

#[cfg(test)]
mod tests {
    use ignore::gitignore::Gitignore;

    use super::super::ahead::ReadAhead;
    use super::super::walk::walk;
    use super::*;

    fn index(version: u8, paths: &[&str]) -> Vec<u8> {
        let mut bytes = [b"DIRC\0\0\0".as_slice(), &[version, 0, 0, 0, paths.len() as u8]].concat();
        for path in paths {
            let extended = version == 3;
            let mut entry = vec![0; FIXED];
            entry.extend([if extended { 0x40 } else { 0 }, path.len() as u8]);
            entry.extend(vec![0; if extended { 2 } else { 0 }]);
            entry.extend(path.as_bytes());
            entry.resize((entry.len() + 8) & !7, 0);
            bytes.extend(entry);
        }
        bytes
    }

    #[test]
    fn files_and_their_folders_are_found() {
        for version in [2, 3] {
            let index = Index::read(index(version, &["a-b", "a/b/c.md", "a/b/d.md", "e.md"]));
            assert_eq!(index.paths.len(), 4, "version {version}");
            for path in ["a-b", "a/", "a/b/", "a/b/c.md", "e.md"] {
                assert!(index.holds(path), "{path}");
            }
            for path in ["a", "a/b", "a/b/c", "b/", "e.md/", "f"] {
                assert!(!index.holds(path), "{path}");
            }
        }
        let broken = &index(2, &["a"])[..40];
        assert!(!Index::read(broken.to_vec()).holds("a") && !Index::read(index(4, &["a"])).holds("a"));
    }

    #[test]
    fn ignored_files_are_walked_if_they_are_tracked() {
        let corpus = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &[u8]| {
            let file = corpus.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        };
        write(".gitignore", b"public/\nresources/\n*.tmp.md\n");
        write(".linkwrightignore", b"old/\n");
        let tracked = ["content/resources/_index.md", "content/resources/a/b.md", "content/x.tmp.md", "old/a.md"];
        for path in tracked.iter().chain(&["content/resources/c.md", "public/index.html", "y.tmp.md"]) {
            write(path, b"x");
        }
        let walk = || {
            let walked = walk(corpus.path(), &Gitignore::empty(), &ReadAhead::default(), &|_, path| path);
            let mut articles = walked.unwrap().articles;
            articles.sort();
            articles
        };
        std::fs::create_dir(corpus.path().join(".git")).unwrap();
        assert!(walk().is_empty(), "without an index nothing is tracked");
        write(".git/index", &index(2, &tracked));
        assert_eq!(walk(), tracked[..3]);
    }
}
