//! Reading ahead: where the disk makes readers wait, more threads than there are cores ask it for what comes next.
//!
//! A thread that waits for a disk computes nothing, and most disks, and file systems over a network, answer many requests in
//! hardly more time than one. So each file's reading is timed. While files lie in memory, that is all that happens. Once they
//! evidently do not, the walk says what it is about to read, and threads touch it, so that it lies in memory when its turn
//! comes. What they find they throw away: the walk alone decides what is read, and its result does not depend on them.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Threads that read ahead. More of them gained nothing on the disks of virtual machines.
pub(super) const THREADS: usize = 16;

/// On local disks of Linux a file that lies in memory is read in 5 to 20 microseconds, another one in 100 to 250. Where even the
/// former takes longer than this, as it may where a scanner looks at every file, reading side by side is worthwhile as well.
const SLOW: Duration = Duration::from_micros(60);

/// Bytes that memory gives in a microsecond, for what a large file may take on top.
const BYTES_A_MICROSECOND: u64 = 1024;

/// What a slow file adds to the evidence; one that is not takes one away. So now and then a slow one, as on a machine with
/// much else to do, is no evidence.
const WEIGHT: u32 = 4;

/// Evidence enough.
const ENOUGH: u32 = 32;

/// Articles of a folder that are touched with it. Where there are more, none is: the walk announces them, for all threads.
pub(super) const FEW: usize = 16;

/// That much of a file is asked for; the system fetches the rest of a longer one while this is read.
const BEGINNING: usize = 64 * 1024;

/// What is known of the disk, and what is to be read ahead. Of use for one walk.
#[derive(Default)]
pub(super) struct ReadAhead {
    evidence: AtomicU32,
    is_slow: AtomicBool,
    queue: Mutex<Queue>,
    more: Condvar,
}

#[derive(Default)]
struct Queue {
    is_begun: bool,
    is_over: bool,
    /// What was announced last comes first: the walk goes down before it goes on.
    batches: Vec<Batch>,
}

/// Entries of one folder, the next one last.
struct Batch {
    folder: PathBuf,
    names: Vec<String>,
    kind: Kind,
}

/// What is read ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Articles.
    Files,
    /// The lists of folders, and the articles in them where they are no more than [`FEW`].
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
        // Threads may overwrite what others add: it is an estimate.
        let evidence = self.evidence.load(Relaxed);
        if taken > SLOW + for_size {
            self.evidence.store(evidence + WEIGHT, Relaxed);
            if evidence + WEIGHT >= ENOUGH {
                self.is_slow.store(true, Relaxed);
            }
        } else if evidence > 0 {
            self.evidence.store(evidence - 1, Relaxed);
        }
        done
    }

    /// Whether reading ahead is worthwhile. Once it is, it stays so.
    pub(super) fn is_slow(&self) -> bool {
        self.is_slow.load(Relaxed)
    }

    /// Says that these entries of `folder` are read soon, in this order. Whether these are the first: then it is time to start
    /// [`THREADS`] that [`work`](Self::work).
    pub(super) fn announce(&self, folder: &Path, kind: Kind, names: impl DoubleEndedIterator<Item = String>) -> bool {
        let names: Vec<String> = names.rev().collect();
        let busy = names.len().min(THREADS);
        let mut queue = self.queue();
        if names.is_empty() || queue.is_over {
            return false;
        }
        queue.batches.push(Batch { folder: folder.to_owned(), names, kind });
        let is_first = !std::mem::replace(&mut queue.is_begun, true);
        drop(queue);
        (0..busy).for_each(|_| self.more.notify_one());
        is_first
    }

    /// What ends reading ahead when it is dropped, so that threads never wait for what does not come.
    pub(super) fn end_when_dropped(&self) -> impl Drop + '_ {
        struct End<'a>(&'a ReadAhead);
        impl Drop for End<'_> {
            fn drop(&mut self) {
                let mut queue = self.0.queue();
                queue.is_over = true;
                queue.batches.clear();
                drop(queue);
                self.0.more.notify_all();
            }
        }
        End(self)
    }

    /// Reads ahead until all is over. `is_read` tells, by a file's folder and name, what the walk would read.
    pub(super) fn work(&self, is_read: impl Fn(&Path, &str) -> bool) {
        let mut beginning = vec![0; BEGINNING];
        while let Some((path, kind)) = self.next() {
            match kind {
                Kind::Files => touch(&path, &mut beginning),
                Kind::Folders => self.touch_folder(&path, &is_read, &mut beginning),
            }
        }
    }

    /// Waits for something to read ahead; `None` when all is over.
    fn next(&self) -> Option<(PathBuf, Kind)> {
        let mut queue = self.queue();
        while !queue.is_over {
            let Some(batch) = queue.batches.last_mut() else {
                queue = self.more.wait(queue).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            if let Some(name) = batch.names.pop() {
                return Some((batch.folder.join(name), batch.kind));
            }
            queue.batches.pop();
        }
        None
    }

    fn touch_folder(&self, folder: &Path, is_read: &impl Fn(&Path, &str) -> bool, beginning: &mut [u8]) {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        // The whole list is fetched, few articles or many.
        let articles: Vec<_> =
            files.filter(|file| file.file_name().to_str().is_some_and(|name| is_read(folder, name))).collect();
        if articles.len() <= FEW {
            let in_time = articles.iter().take_while(|_| !self.queue().is_over);
            in_time.for_each(|article| touch(&article.path(), beginning));
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Has the system fetch the beginning of a file. What cannot be read the walk will tell.
fn touch(file: &Path, beginning: &mut [u8]) {
    let _ = File::open(file).and_then(|mut file| file.read(beginning));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::mpsc;
    use std::thread::{sleep, spawn};

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

    /// Folders of few, of many, and of no articles, one below the other, and a folder for each page.
    fn corpus() -> tempfile::TempDir {
        let corpus = tempfile::tempdir().unwrap();
        let pages = (0..40).map(|number| (format!("pages/{number}"), 1));
        let folders = [("", 3), ("many", 3 * FEW), ("many/few", 2), ("none", 0), ("none/below", 1)];
        for (folder, files) in folders.map(|(folder, files)| (folder.to_owned(), files)).into_iter().chain(pages) {
            let folder = corpus.path().join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            (0..files).for_each(|number| std::fs::write(folder.join(format!("{number}.md")), "# A title\n").unwrap());
        }
        corpus
    }

    fn paths(corpus: &Path, ahead: &ReadAhead) -> BTreeSet<String> {
        walk(corpus, &Gitignore::empty(), ahead, &|_, path| path).unwrap().articles.into_iter().collect()
    }

    #[test]
    fn what_is_read_does_not_depend_on_it() {
        let corpus = corpus();
        let (slow, fast) = (known_to_be_slow(), ReadAhead::default());
        let read = paths(corpus.path(), &slow);
        assert_eq!(read.len(), 6 + 3 * FEW + 40);
        assert_eq!(read, paths(corpus.path(), &fast));
        assert!(slow.queue().is_begun && !fast.queue().is_begun);
    }

    /// That a disk is slow shows when folders have been listed already.
    #[test]
    fn folders_are_announced_when_the_disk_turns_out_slow() {
        let corpus = corpus();
        let ahead = ReadAhead::default();
        let read = |_: &Path, _: String| ahead.timed(&mut Vec::new(), slow).unwrap();
        walk(&corpus.path().join("pages"), &Gitignore::empty(), &ahead, &read).unwrap();
        assert!(ahead.is_slow() && ahead.queue().is_begun);
    }

    #[test]
    fn threads_end_with_a_reader_that_panics() {
        let (sender, ended) = mpsc::channel();
        spawn(move || {
            let corpus = corpus();
            let read = |_: &Path, _: String| -> String { panic!("a reader gives up") };
            let ahead = known_to_be_slow();
            let walked = || walk(corpus.path(), &Gitignore::empty(), &ahead, &read).map(|walked| walked.articles);
            sender.send(catch_unwind(AssertUnwindSafe(walked)).is_err())
        });
        assert_eq!(ended.recv_timeout(Duration::from_secs(60)), Ok(true));
    }

    #[test]
    fn what_is_announced_last_is_read_first_and_in_order() {
        let ahead = ReadAhead::default();
        let names = || ["1".to_owned(), "2".to_owned()].into_iter();
        assert!(ahead.announce(Path::new("a"), Kind::Folders, names()));
        assert!(!ahead.announce(Path::new("b"), Kind::Files, names()));
        let order: Vec<_> = (0..4).map(|_| ahead.next().unwrap()).collect();
        let expected =
            [("b", "1", Kind::Files), ("b", "2", Kind::Files), ("a", "1", Kind::Folders), ("a", "2", Kind::Folders)];
        assert_eq!(order, expected.map(|(folder, name, kind)| (Path::new(folder).join(name), kind)));
        drop(ahead.end_when_dropped());
        assert!(ahead.next().is_none() && !ahead.announce(Path::new("c"), Kind::Files, names()));
    }
}
