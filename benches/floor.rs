//! The floor: the least that any tool must do that reads a corpus. It walks a folder, reads every Markdown and MDX
//! file and runs a bare pulldown-cmark pass with offsets over it, on all cores, and keeps nothing but four totals.
//! What an audit costs on top of this is its own doing, so speed is stated as a ratio to it.
//!
//! `floor DIR` prints the files, bytes, events and seconds.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own")]

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

use pulldown_cmark::{Options, Parser};
use rayon::Scope;

/// Files that one task reads: large enough to share a buffer, small enough to keep all cores busy.
const BATCH: usize = 64;

/// What was seen so far, added to by every task.
#[derive(Default)]
struct Totals {
    files: AtomicU64,
    bytes: AtomicU64,
    events: AtomicU64,
    failed: AtomicU64,
}

fn main() -> ExitCode {
    let Some(root) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: floor DIR");
        return ExitCode::from(2);
    };
    let start = Instant::now();
    let totals = Totals::default();
    rayon::scope(|scope| visit(root, &totals, scope));
    let [files, bytes, events, failed] =
        [&totals.files, &totals.bytes, &totals.events, &totals.failed].map(|n| n.load(Relaxed));
    let seconds = start.elapsed().as_secs_f64();
    println!("files {files}  bytes {bytes}  events {events}  seconds {seconds:.3}");
    if failed > 0 {
        eprintln!("{failed} files or folders could not be read");
    }
    if files == 0 {
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

/// Lists one folder: a task for each folder in it and for each batch of files, handed out while listing goes on.
fn visit<'a>(dir: PathBuf, totals: &'a Totals, scope: &Scope<'a>) {
    let Ok(entries) = std::fs::read_dir(&dir) else {
        totals.failed.fetch_add(1, Relaxed);
        return;
    };
    let mut batch = Vec::new();
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let path = entry.path();
        if kind.is_dir() && !hidden {
            scope.spawn(move |scope| visit(path, totals, scope));
        } else if kind.is_file() && is_article(&path) {
            batch.push(path);
        }
        if batch.len() == BATCH {
            let full = std::mem::take(&mut batch);
            scope.spawn(move |_| read_all(&full, totals));
        }
    }
    read_all(&batch, totals);
}

fn is_article(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| matches!(extension, "md" | "mdx" | "markdown"))
}

/// Reads and parses the files of one batch, all into the same buffer.
fn read_all(batch: &[PathBuf], totals: &Totals) {
    let mut buffer = Vec::new();
    for path in batch {
        buffer.clear();
        let read = File::open(path).and_then(|mut file| file.read_to_end(&mut buffer));
        if read.is_err() {
            totals.failed.fetch_add(1, Relaxed);
            continue;
        }
        let text = String::from_utf8_lossy(&buffer);
        let events = Parser::new_ext(body(&text), options()).into_offset_iter().count();
        totals.files.fetch_add(1, Relaxed);
        totals.bytes.fetch_add(buffer.len() as u64, Relaxed);
        totals.events.fetch_add(events as u64, Relaxed);
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// The text behind a front-matter block, found in the simplest way: the first line that opens with the same fence.
fn body(text: &str) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (fence, close) in [("---", "\n---"), ("+++", "\n+++")] {
        if text.starts_with(fence)
            && let Some(at) = text[fence.len()..].find(close)
        {
            return &text[fence.len() + at + close.len()..];
        }
    }
    text
}
