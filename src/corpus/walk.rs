//! The walk: every file of the corpus once, folders in parallel, nothing followed out of it.
//!
//! `.gitignore` and `.linkwrightignore` are read from the listing that is at hand anyway, so a folder costs one
//! `read_dir` and no further system call. What git tracks is read although its ignore files name it (`tracked`): that is
//! what git itself does, and no generator asks them. Files are handed on as soon as their folder is listed; reading does not
//! wait for the walk to end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::Scope;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, Glob};
use rayon::prelude::*;

use super::NotRead;
use super::ahead::{self, Kind, ReadAhead};
use super::tracked::Tracked;

/// Files of a folder that a thread reads before it looks whether others are idle.
const FILES_AT_A_TIME: usize = 16;

/// Folders nested deeper than this are not entered; no site is built that way, and stacks are finite.
const DEEPEST: usize = 256;

/// What the walk of a folder gave.
#[derive(Debug)]
pub(super) struct Walked<T> {
    /// What became of the articles, in no order.
    pub(super) articles: Vec<T>,
    /// Paths of the other files.
    pub(super) assets: Vec<Box<str>>,
    /// What was passed over.
    pub(super) not_read: NotRead,
}

impl<T> Walked<T> {
    fn merge(mut self, mut other: Self) -> Self {
        if self.articles.len() < other.articles.len() {
            std::mem::swap(&mut self.articles, &mut other.articles);
        }
        if self.assets.len() < other.assets.len() {
            std::mem::swap(&mut self.assets, &mut other.assets);
        }
        self.articles.append(&mut other.articles);
        self.assets.append(&mut other.assets);
        self.not_read.add(other.not_read);
        self
    }
}

impl<T> Default for Walked<T> {
    fn default() -> Self {
        Self { articles: Vec::new(), assets: Vec::new(), not_read: NotRead::default() }
    }
}

/// Walks `root` and maps every article by `read(path on disk, path in the corpus)`.
///
/// # Errors
/// Only if `root` itself cannot be listed; a folder below it that cannot is counted as not read.
pub(super) fn walk<T: Send>(
    root: &Path,
    exclude: &Gitignore,
    ahead: &ReadAhead,
    read: &(impl Fn(&Path, String) -> T + Sync),
) -> std::io::Result<Walked<T>> {
    std::fs::read_dir(root)?;
    let (ignores, tracked) = Ignores::above(root);
    Ok(std::thread::scope(|threads| {
        let _end = ahead.end_when_dropped();
        let walker = Walker { exclude, tracked, ahead, threads, read };
        walker.folder(Folder { on_disk: root, in_corpus: "", depth: 0, is_ignored: false }, &ignores)
    }))
}

/// Whether a file name is that of an article.
pub(super) fn is_article(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["md", "mdx", "markdown", "mdown", "html", "htm"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

struct Walker<'a, 'env, R> {
    exclude: &'a Gitignore,
    tracked: Tracked,
    ahead: &'a ReadAhead,
    /// Where threads that read ahead are started.
    threads: &'a Scope<'a, 'env>,
    read: &'a R,
}

/// A folder that is walked.
struct Folder<'a> {
    on_disk: &'a Path,
    in_corpus: &'a str,
    depth: usize,
    /// Whether git ignores it, but for what it tracks.
    is_ignored: bool,
}

struct Listing {
    files: Vec<String>,
    folders: Vec<String>,
    not_read: NotRead,
}

impl<R> Walker<'_, '_, R> {
    fn folder<T: Send>(&self, folder: Folder<'_>, ignores: &Ignores) -> Walked<T>
    where
        R: Fn(&Path, String) -> T + Sync,
    {
        let Folder { on_disk, in_corpus, depth, is_ignored } = folder;
        let Some(listing) = list(on_disk).filter(|_| depth <= DEEPEST) else {
            return Walked { not_read: NotRead { folders: 1, ..NotRead::default() }, ..Walked::default() };
        };
        let ignores = ignores.with_folder(on_disk, &listing.files);
        // Most folders have nothing to match against, and then no path is made of a name that is not read.
        let absolute = ignores.absolute(on_disk);
        let inside = |name: &str| if in_corpus.is_empty() { name.to_owned() } else { format!("{in_corpus}/{name}") };
        // What is kept, and whether only for being tracked.
        let kept = |name: &str, folder: bool| {
            let named = !self.exclude.is_empty() && self.exclude.matched(on_disk.join(name), folder).is_ignore();
            let word = if named { Word::LeaveOut } else { ignores.word_on(absolute.as_deref(), name, folder) };
            match word {
                Word::Read if !is_ignored => Some(false),
                Word::LeaveOut => None,
                Word::Read | Word::ReadIfTracked => self.tracked.holds(&inside(name), folder).then_some(true),
            }
        };
        let (articles, assets): (Vec<_>, Vec<_>) = {
            let files = listing.files.iter().filter(|name| kept(name, false).is_some());
            files.partition(|name| is_article(name))
        };
        let folders: Vec<_> = listing.folders.iter().filter_map(|name| Some((name, kept(name, true)?))).collect();
        // Few articles are touched with their folder.
        let (files_announced, folders_announced) =
            (AtomicBool::new(articles.len() <= ahead::FEW), AtomicBool::new(false));
        let read = || {
            // What one thread has taken it keeps, while others may have nothing left to do: so it takes little at a time.
            let some = articles.par_iter().with_max_len(FILES_AT_A_TIME);
            let read = |name: &&String| {
                self.announce(&files_announced, on_disk, Kind::Files, articles.iter().copied());
                (self.read)(&on_disk.join(name), inside(name))
            };
            some.map(read).collect::<Vec<T>>()
        };
        let descend = || {
            let each = folders.par_iter().map(|&(name, is_ignored)| {
                self.announce(&folders_announced, on_disk, Kind::Folders, folders.iter().map(|(name, _)| *name));
                let (on_disk, in_corpus) = (on_disk.join(name), inside(name));
                let below = Folder { on_disk: &on_disk, in_corpus: &in_corpus, depth: depth + 1, is_ignored };
                self.folder(below, &ignores)
            });
            each.reduce(Walked::default, Walked::merge)
        };
        let (articles, below) = rayon::join(read, descend);
        let assets = assets.into_iter().map(|name| inside(name).into()).collect();
        Walked { articles, assets, not_read: listing.not_read }.merge(below)
    }

    /// Has the entries of a folder read ahead, if the disk is slow and they were not announced before.
    fn announce<'n>(
        &self,
        announced: &AtomicBool,
        folder: &Path,
        kind: Kind,
        names: impl DoubleEndedIterator<Item = &'n String>,
    ) {
        if !self.ahead.is_slow() || announced.swap(true, Relaxed) {
            return;
        }
        if self.ahead.announce(folder, kind, names.cloned()) {
            let (ahead, exclude) = (self.ahead, self.exclude);
            for _ in 0..ahead::THREADS {
                let work = move || ahead.work(|folder, name| is_read(exclude, folder, name));
                // One that cannot be started leaves its work to the others, or to the readers.
                let _ = std::thread::Builder::new().spawn_scoped(self.threads, work);
            }
        }
    }
}

/// What reading ahead may touch without being told: an article by its name, neither hidden nor excluded.
fn is_read(exclude: &Gitignore, folder: &Path, name: &str) -> bool {
    is_article(name) && !name.starts_with('.') && !exclude.matched(folder.join(name), false).is_ignore()
}

/// One folder's entries in the order of their names; `None` if it cannot be listed. Hidden entries and `node_modules` are left out,
/// symbolic links and special files are counted and left out.
fn list(folder: &Path) -> Option<Listing> {
    let mut listing = Listing { files: Vec::new(), folders: Vec::new(), not_read: NotRead::default() };
    for entry in std::fs::read_dir(folder).ok()? {
        let Ok(entry) = entry else { continue };
        let Ok(kind) = entry.file_type() else { continue };
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            listing.not_read.names += 1;
            continue;
        };
        let hidden = name.starts_with('.') && name != IGNORE_FILES[0] && name != IGNORE_FILES[1];
        if hidden || (kind.is_dir() && name == "node_modules") {
            continue;
        }
        if kind.is_file() {
            listing.files.push(name.to_owned());
        } else if kind.is_dir() {
            listing.folders.push(name.to_owned());
        } else if kind.is_symlink() {
            listing.not_read.symlinks += 1;
        }
    }
    // Records that are made in path order lie in memory in path order, in which all later work goes through them.
    listing.files.sort_unstable();
    listing.folders.sort_unstable();
    Some(listing)
}

const IGNORE_FILES: [&str; 2] = [".gitignore", ".linkwrightignore"];

/// What ignore files say of an entry.
enum Word {
    Read,
    LeaveOut,
    /// Git ignores it, which means only what it does not track.
    ReadIfTracked,
}

/// The ignore files that apply in a folder, outermost first.
#[derive(Clone, Default)]
struct Ignores(Vec<Arc<Gitignore>>);

impl Ignores {
    /// Those of the repository that `root` lies in, up to the folder that holds `.git`, and what is tracked there.
    fn above(root: &Path) -> (Self, Tracked) {
        let Ok(root) = root.canonicalize() else { return Default::default() };
        let Some(top) = root.ancestors().find(|folder| folder.join(".git").exists()) else {
            return Default::default();
        };
        let tracked = Tracked::new(top, &root);
        let mut folders: Vec<PathBuf> = root.ancestors().skip(1).map(Path::to_owned).collect();
        folders.retain(|folder| folder.starts_with(top));
        let outermost_first = folders.iter().rev().filter_map(|folder| matcher(&folder.join(IGNORE_FILES[0])));
        let ignores = Self(outermost_first.collect());
        // A corpus inside an ignored folder was named on purpose: nothing above it applies.
        let applies = matches!(ignores.verdict(&root, true), None | Some(Word::Read));
        (if applies { ignores } else { Self::default() }, tracked)
    }

    fn with_folder(&self, folder: &Path, files: &[String]) -> Self {
        let mut ignores = self.clone();
        for name in IGNORE_FILES {
            if files.iter().any(|file| file == name) {
                ignores.0.extend(matcher(&folder.join(name)));
            }
        }
        ignores
    }

    /// The folder as matchers want it; `None` where there are none.
    fn absolute(&self, folder: &Path) -> Option<PathBuf> {
        if self.0.is_empty() { None } else { std::path::absolute(folder).ok() }
    }

    /// The word on an entry of a folder, given as [`absolute`](Self::absolute) made it.
    fn word_on(&self, absolute: Option<&Path>, name: &str, folder: bool) -> Word {
        let verdict = absolute.and_then(|absolute| self.verdict(&absolute.join(name), folder));
        verdict.unwrap_or(if IGNORE_FILES.contains(&name) { Word::LeaveOut } else { Word::Read })
    }

    /// What the innermost matcher that knows the path says of it.
    fn verdict(&self, absolute: &Path, folder: bool) -> Option<Word> {
        let of_git = |glob: &Glob| glob.from().is_some_and(|file| file.ends_with(IGNORE_FILES[0]));
        self.0.iter().rev().find_map(|ignore| match ignore.matched(absolute, folder) {
            Match::Ignore(glob) if of_git(glob) => Some(Word::ReadIfTracked),
            Match::Ignore(_) => Some(Word::LeaveOut),
            Match::Whitelist(_) => Some(Word::Read),
            Match::None => None,
        })
    }
}

/// The matcher of one ignore file; lines that are no valid pattern are passed over, as git does.
fn matcher(file: &Path) -> Option<Arc<Gitignore>> {
    let folder = std::path::absolute(file.parent()?).ok()?;
    let mut builder = GitignoreBuilder::new(folder);
    if !file.is_file() {
        return None;
    }
    let _ = builder.add(file);
    builder.build().ok().map(Arc::new)
}
