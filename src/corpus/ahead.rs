//! Reading ahead: where the disk makes readers wait, more threads than there are cores ask it for what comes next.
//!
//! A thread that waits for a disk computes nothing, and a disk that serves one request at a time is idle for most of it.
//! So each file's reading is timed. While files lie in memory, that is all that happens. Once they evidently do not, the walk
//! says what it is about to read, and a few threads touch it, so that it lies in memory when its turn comes. What they find
//! they throw away: the walk alone decides what is read, and its result does not depend on them.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Scope;
use std::time::{Duration, Instant};

use super::walk::is_article;

/// Threads that read ahead. Disks, and file systems over a network, answer this many at once about as fast as one.
const THREADS: usize = 16;

/// A file that lies in memory is read in a tenth of this; one that does not, in twice this at least.
const SLOW: Duration = Duration::from_micros(60);

/// Bytes that memory gives in a microsecond, for what a large file may take on top.
const BYTES_A_MICROSECOND: u64 = 1024;

/// What a slow file adds to the evidence; one that is not takes one away. So now and then a slow one, as on a machine with
/// much else to do, is no evidence.
const WEIGHT: u32 = 4;

/// Evidence enough.
const ENOUGH: u32 = 32;

/// Articles of a folder that are touched with it. Where there are more, the walk will announce them, for all threads.
pub(super) const FEW: usize = 16;

/// As much of a file is asked for; the system fetches the rest of a longer one while this is read.
const BEGINNING: usize = 64 * 1024;

/// What is known of the disk, and what is to be read ahead.
#[derive(Default)]
pub(super) struct ReadAhead {
    evidence: AtomicU32,
    is_slow: AtomicBool,
    ahead: Mutex<Ahead>,
    more: Condvar,
}

#[derive(Default)]
struct Ahead {
    is_started: bool,
    is_over: bool,
    /// What was said last comes first: the walk goes down before it goes on.
    batches: Vec<Batch>,
}

/// Entries of one folder, the next one last.
struct Batch {
    folder: PathBuf,
    names: Vec<String>,
    kind: Kind,
}

/// What is read ahead.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Articles.
    Files,
    /// The lists of folders, and the articles in them as far as they are [`FEW`].
    Folders,
}

impl ReadAhead {
    /// Reads a file by `read`, which fills the bytes given, and draws conclusions from the time it took.
    pub(super) fn timed<E>(
        &self,
        bytes: &mut Vec<u8>,
        read: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.is_slow() {
            return read(bytes);
        }
        let start = Instant::now();
        let done = read(bytes);
        let taken = start.elapsed();
        let for_size = Duration::from_micros(bytes.len() as u64 / BYTES_A_MICROSECOND);
        // Threads may overwrite what others add: it is an estimate, and reading it is all that most of them do.
        let evidence = self.evidence.load(Relaxed);
        if taken > SLOW + for_size {
            self.evidence.store(evidence + WEIGHT, Relaxed);
            self.is_slow.store(evidence + WEIGHT >= ENOUGH, Relaxed);
        } else if evidence > 0 {
            self.evidence.store(evidence - 1, Relaxed);
        }
        done
    }

    /// Whether reading ahead is worth while.
    pub(super) fn is_slow(&self) -> bool {
        self.is_slow.load(Relaxed)
    }

    /// Says that these entries of `folder` are read soon, in this order.
    pub(super) fn announce<'scope>(
        &'scope self,
        threads: &'scope Scope<'scope, '_>,
        folder: &Path,
        kind: Kind,
        names: impl DoubleEndedIterator<Item = String>,
    ) {
        let names: Vec<String> = names.rev().collect();
        let mut ahead = self.ahead();
        if names.is_empty() || ahead.is_over {
            return;
        }
        let wanted = names.len().min(THREADS);
        ahead.batches.push(Batch { folder: folder.to_owned(), names, kind });
        if !std::mem::replace(&mut ahead.is_started, true) {
            for _ in 0..THREADS {
                // One that cannot be started leaves the work to the others, or to the readers.
                let _ = std::thread::Builder::new().spawn_scoped(threads, || self.work());
            }
        }
        drop(ahead);
        (0..wanted).for_each(|_| self.more.notify_one());
    }

    /// What ends reading ahead when it is dropped, so that threads never wait for what does not come.
    pub(super) fn end_when_dropped(&self) -> impl Drop + '_ {
        struct End<'a>(&'a ReadAhead);
        impl Drop for End<'_> {
            fn drop(&mut self) {
                let mut ahead = self.0.ahead();
                ahead.is_over = true;
                ahead.batches.clear();
                drop(ahead);
                self.0.more.notify_all();
            }
        }
        End(self)
    }

    fn work(&self) {
        let mut beginning = vec![0; BEGINNING];
        while let Some((path, kind)) = self.next() {
            match kind {
                Kind::Files => touch(&path, &mut beginning),
                Kind::Folders => touch_folder(&path, &mut beginning),
            }
        }
    }

    /// Waits for something to read ahead; `None` when all is over.
    fn next(&self) -> Option<(PathBuf, Kind)> {
        let mut ahead = self.ahead();
        while !ahead.is_over {
            let Some(batch) = ahead.batches.last_mut() else {
                ahead = self.more.wait(ahead).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            if let Some(name) = batch.names.pop() {
                return Some((batch.folder.join(name), batch.kind));
            }
            ahead.batches.pop();
        }
        None
    }

    fn ahead(&self) -> MutexGuard<'_, Ahead> {
        self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Has the system fetch the beginning of a file. What cannot be read the walk will tell.
fn touch(file: &Path, beginning: &mut [u8]) {
    let _ = File::open(file).and_then(|mut file| file.read(beginning));
}

fn touch_folder(folder: &Path, beginning: &mut [u8]) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    // The whole list is fetched, few files or many.
    let articles: Vec<_> = files.filter(|file| file.file_name().to_str().is_some_and(is_article)).collect();
    articles.iter().take(FEW).for_each(|article| touch(&article.path(), beginning));
}

#[cfg(test)]
mod tests {
    use std::thread::sleep;

    use ignore::gitignore::Gitignore;

    use super::super::walk::walk;
    use super::*;

    fn quick(_: &mut Vec<u8>) -> Result<(), ()> {
        Ok(())
    }

    fn slow(_: &mut Vec<u8>) -> Result<(), ()> {
        sleep(SLOW * 2);
        Ok(())
    }

    fn known_to_be_slow() -> ReadAhead {
        ReadAhead { is_slow: true.into(), ..ReadAhead::default() }
    }

    #[test]
    fn slow_reads_are_evidence_if_they_are_many() {
        let disk = ReadAhead::default();
        (0..ENOUGH / WEIGHT).for_each(|_| disk.timed(&mut Vec::new(), slow).unwrap());
        assert!(disk.is_slow());
    }

    #[test]
    fn a_slow_read_now_and_then_is_none() {
        let disk = ReadAhead::default();
        for _ in 0..ENOUGH {
            disk.timed(&mut Vec::new(), slow).unwrap();
            (0..10 * WEIGHT).for_each(|_| disk.timed(&mut Vec::new(), quick).unwrap());
        }
        assert!(!disk.is_slow());
    }

    /// Folders of few, of many, and of no articles, one below the other.
    fn corpus() -> tempfile::TempDir {
        let corpus = tempfile::tempdir().unwrap();
        for (folder, files) in [("", 3), ("many", 3 * FEW), ("many/few", 2), ("none", 0), ("none/below", 1)] {
            let folder = corpus.path().join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            (0..files).for_each(|number| std::fs::write(folder.join(format!("{number}.md")), "# A title\n").unwrap());
        }
        corpus
    }

    #[test]
    fn what_is_read_does_not_depend_on_it() {
        let corpus = corpus();
        let read = |disk: &ReadAhead| {
            let walked = walk(corpus.path(), &Gitignore::empty(), disk, &|_, path| path);
            let mut paths = walked.unwrap().articles;
            paths.sort();
            paths
        };
        let (slow, fast) = (known_to_be_slow(), ReadAhead::default());
        assert_eq!(read(&slow).len(), 6 + 3 * FEW);
        assert_eq!(read(&slow), read(&fast));
        assert!(slow.ahead().is_started && !fast.ahead().is_started);
    }

    #[test]
    fn what_is_announced_last_is_read_first_and_in_order() {
        let disk = ReadAhead::default();
        disk.ahead().is_started = true;
        std::thread::scope(|threads| {
            for (folder, kind) in [("a", Kind::Folders), ("b", Kind::Files)] {
                disk.announce(threads, Path::new(folder), kind, ["1".to_owned(), "2".to_owned()].into_iter());
            }
        });
        let order: Vec<_> = (0..4).map(|_| disk.next().unwrap().0.to_str().unwrap().replace('\\', "/")).collect();
        assert_eq!(order, ["b/1", "b/2", "a/1", "a/2"]);
        drop(disk.end_when_dropped());
        assert!(disk.next().is_none());
    }
}
