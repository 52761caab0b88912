//! One file to one article record. Whatever is wrong with the file becomes a problem of the article.

use std::cell::Cell;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::settings::Settings;
use crate::text::{Lines, Place, Span};

use super::ahead::ReadAhead;
use super::collect::{Collector, Yield};
use super::templates::Templates;
use super::{Article, Link, Problem, ProblemKind, front_matter, html, markdown, plain_ids, suppressions};

/// A larger file is not read: no article is that long, and spans are 32 bits wide.
pub const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// Room beyond this is not kept for the next file.
const ROOM_KEPT: usize = 1024 * 1024;

/// Markdown nested deeper than this (quotes, lists) makes parsers quadratic and is not scanned.
pub(super) const DEEPEST_NESTING: usize = 500;

/// Reads the article at `on_disk`, known in the corpus as `path`.
pub fn read_article(on_disk: &Path, path: String, settings: &Settings) -> Article {
    read_article_timed(on_disk, path, settings, &ReadAhead::default())
}

/// [`read_article`], one of many on the same disk.
pub(super) fn read_article_timed(on_disk: &Path, path: String, settings: &Settings, ahead: &ReadAhead) -> Article {
    with_text(on_disk, ahead, |text| match text {
        Ok(text) => article(path, text, settings),
        Err(problem) => Article { path: path.into(), problems: Box::new([problem]), ..Article::default() },
    })
}

/// The text of a file; what keeps it from being read is told as a problem.
///
/// # Errors
/// The file cannot be opened or read, is too large, is binary, or is not UTF-8.
pub fn read_text(on_disk: &Path) -> Result<String, Problem> {
    read_text_timed(on_disk, &ReadAhead::default())
}

/// [`read_text`] of one of many files on the same disk.
pub(super) fn read_text_timed(on_disk: &Path, ahead: &ReadAhead) -> Result<String, Problem> {
    with_text(on_disk, ahead, |text| text.map(str::to_owned))
}

/// Hands on the text of a file, in room that is kept from file to file.
fn with_text<T>(on_disk: &Path, ahead: &ReadAhead, of: impl FnOnce(Result<&str, Problem>) -> T) -> T {
    thread_local! {
        static ROOM: Cell<Vec<u8>> = Cell::default();
    }
    let mut bytes = ROOM.take();
    let read = ahead.timed(&mut bytes, |bytes| read_into(bytes, on_disk));
    let done = of(read.and_then(|()| text_of(&bytes)));
    if bytes.capacity() <= ROOM_KEPT {
        ROOM.set(bytes);
    }
    done
}

/// Reads a file over what `bytes` hold. Nothing is asked about the file beforehand: where thousands are read, every
/// call of the system counts.
fn read_into(bytes: &mut Vec<u8>, on_disk: &Path) -> Result<(), Problem> {
    let told = |error: std::io::Error| unreadable(format!("the file cannot be read: {}", reason(&error)), None);
    bytes.clear();
    let mut file = File::open(on_disk).map_err(told)?;
    (&mut file).take(LARGEST_FILE + 1).read_to_end(bytes).map_err(told)?;
    if bytes.len() as u64 <= LARGEST_FILE {
        return Ok(());
    }
    let (size, most) = (file.metadata().map_err(told)?.len() / (1024 * 1024), LARGEST_FILE / (1024 * 1024));
    Err(unreadable(format!("the file is too large to be an article ({size} MiB; at most {most} MiB are read)"), None))
}

/// The text that a file holds.
fn text_of(bytes: &[u8]) -> Result<&str, Problem> {
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(unreadable(format!("the file is not text: it has a NUL byte at offset {at}"), Some((bytes, at))));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or(0);
        unreadable(format!("the file is not UTF-8: byte 0x{byte:02X} at offset {at}"), Some((bytes, at)))
    })
}

/// The operating system's words without its error number.
fn reason(error: &std::io::Error) -> String {
    let told = error.to_string();
    told.split(" (os error").next().unwrap_or(&told).to_lowercase()
}

fn unreadable(message: String, at: Option<(&[u8], usize)>) -> Problem {
    let place = at.map(|(bytes, at)| {
        let before = bytes.get(..at).unwrap_or(&[]);
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        let column = String::from_utf8_lossy(before.get(line_start..).unwrap_or(&[])).chars().count() + 1;
        Place { span: Span::new(at, at + 1), line: line as u32, column: column as u32 }
    });
    Problem { kind: ProblemKind::Unreadable, message, place }
}

/// The record of the article whose file reads `text`.
pub fn article(path: String, text: &str, settings: &Settings) -> Article {
    let lines = Lines::new(text);
    let front = front_matter::parse(text, &lines, settings);
    let (mut problems, mut metadata) = (front.problems, front.metadata);
    let mut collector = Collector::new(text, &lines);
    let mut templates = Templates::find(text);
    let body = front.body_start..text.len();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm") {
        let title = html::scan_document(&mut collector, text.get(body.clone()).unwrap_or(""), body.start);
        metadata.title = metadata.title.or(title);
    } else if nesting(text) > DEEPEST_NESTING {
        let message = format!("the text nests deeper than {DEEPEST_NESTING} levels and was not scanned for links");
        problems.push(Problem { kind: ProblemKind::Unreadable, message, place: None });
    } else {
        markdown::scan(&mut collector, &mut templates, body, extension.eq_ignore_ascii_case("mdx"));
    }
    let Yield { links, headings, tight_headings, mut ids, redefinitions } = collector.finish();
    let body = text.get(front.body_start..).unwrap_or("");
    plain_ids::find(&mut ids, body);
    let inserts_text = templates.insert_text(text, extension.eq_ignore_ascii_case("mdx"));
    let (variables, template_links) = templates.finish(text, &lines, &links);
    let is_partial = super::article::is_partial(&path);
    Article {
        path: path.into(),
        metadata,
        headings,
        tight_headings,
        ids: ids.into(),
        is_empty: is_empty(body),
        inserts_text,
        is_partial,
        links: in_place_order(links, template_links),
        redefinitions,
        variables,
        problems: problems.into(),
        suppressions: suppressions::find(text, &lines),
        size: Span::new(0, text.len()).end,
    }
}

/// Whether a body holds nothing but comments and template calls.
fn is_empty(mut body: &str) -> bool {
    const MARKS: [(&str, &str); 3] = [("<!--", "-->"), ("{{", "}}"), ("{%", "%}")];
    loop {
        body = body.trim_start();
        let opened = MARKS.iter().find_map(|(open, close)| Some((body.strip_prefix(open)?, close)));
        let Some((inner, close)) = opened else { return body.is_empty() };
        body = inner.split_once(close).map_or("", |(_, behind)| behind);
    }
}

fn in_place_order(links: Box<[Link]>, more: Vec<Link>) -> Box<[Link]> {
    if more.is_empty() {
        return links;
    }
    let mut links = links.into_vec();
    links.extend(more);
    links.sort_by_key(|link| link.place.span.start);
    links.into()
}

/// A bound on how deep block quotes, lists and brackets nest in any one line: enough to refuse a file that was made to
/// choke a parser, far above what people write.
pub(super) fn nesting(text: &str) -> usize {
    let marks = |line: &str| {
        line.bytes()
            .take_while(|b| matches!(b, b'>' | b' ' | b'-' | b'*' | b'+' | b'\t'))
            .filter(|b| *b != b' ')
            .count()
    };
    let bytes = text.as_bytes();
    let (mut deepest, mut start) = (0, 0);
    while bytes.len() - start > DEEPEST_NESTING {
        // Short lines are not looked at: the last line end within reach is where the next long one may begin.
        let reach = &bytes[start..=start + DEEPEST_NESTING];
        if let Some(newline) = memchr::memrchr(b'\n', reach) {
            start += newline + 1;
            continue;
        }
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
        let line = text.get(start..end).unwrap_or("");
        deepest = deepest.max(marks(line)).max(run_of_brackets(line));
        start = (end + 1).min(bytes.len());
    }
    deepest
}

fn run_of_brackets(line: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for byte in line.bytes() {
        run = if matches!(byte, b'[' | b'(' | b'!') { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
