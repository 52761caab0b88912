//! Changes as a unified diff that `git apply` takes. As it is known what changes, nothing has to be compared: hunks are
//! made of the lines that edits touch.
//!
//! Lines end at `\n` alone, as git sees them: a `\r` belongs to its line, and so does a byte-order mark.

use std::io::{self, Write};
use std::ops::Range;

use super::FileEdits;

/// So many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// Writes the changes to one file that reads `text`. `folder` is where the corpus lies as seen from where the patch will
/// be applied, with `/`, or empty. Writes nothing if `text` is not what the changes were made for.
///
/// # Errors
/// Those of `out`.
pub fn write_patch(file: &FileEdits, text: &str, folder: &str, out: &mut dyn Write) -> io::Result<()> {
    if file.applied(text).is_none_or(|new| new == text) {
        return Ok(());
    }
    let lines = Lines::of(text);
    let changes = changes(file, text, &lines);
    let path = if folder.is_empty() { file.path.to_string() } else { format!("{folder}/{}", file.path) };
    let (old, new) = (quoted(&format!("a/{path}")), quoted(&format!("b/{path}")));
    // After a name with white space in it a tab tells where it ends.
    let end = if path.contains(char::is_whitespace) && !old.starts_with('"') { "\t" } else { "" };
    writeln!(out, "diff --git {old} {new}\n--- {old}{end}\n+++ {new}{end}")?;
    let near = |before: &Change, next: &Change| next.old.start <= before.old.end + 2 * CONTEXT;
    let mut moved = 0;
    for hunk in changes.chunk_by(near) {
        moved = write_hunk(hunk, text, &lines, moved, out)?;
    }
    Ok(())
}

/// Lines that are replaced.
struct Change {
    /// Which lines go, counted from 0.
    old: Range<usize>,
    /// The text that comes, whole lines.
    new: String,
}

/// Where the lines of a text start, and where the last ends.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1);
        let mut at: Vec<usize> = std::iter::once(0).chain(starts).collect();
        if at.last() != Some(&text.len()) {
            at.push(text.len());
        }
        Self(at)
    }

    fn count(&self) -> usize {
        self.0.len() - 1
    }

    /// The line that holds the byte at `offset`; behind the last byte there is one more.
    fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of some lines.
    fn bytes(&self, lines: &Range<usize>) -> Range<usize> {
        let at = |line: usize| self.0.get(line).or(self.0.last()).copied().unwrap_or(0);
        at(lines.start)..at(lines.end)
    }
}

/// The changes by lines, in order and apart.
fn changes(file: &FileEdits, text: &str, lines: &Lines) -> Vec<Change> {
    let mut touched: Vec<Range<usize>> = Vec::new();
    for edit in file.edits() {
        let span = edit.span.range();
        let unfinished_end = span.start == text.len() && !text.is_empty() && !text.ends_with('\n');
        let first = lines.at(span.start) - usize::from(unfinished_end);
        // Whole lines put in before a line leave that line alone.
        let inserts_lines =
            span.is_empty() && lines.bytes(&(first..first)).start == span.start && edit.replacement.ends_with('\n');
        let last = if inserts_lines { first } else { lines.at(span.end.max(span.start + 1) - 1) + 1 };
        let last = last.clamp(first, lines.count());
        match touched.last_mut() {
            Some(before) if first <= before.end => before.end = before.end.max(last),
            _ => touched.push(first..last),
        }
    }
    let mut changes: Vec<Change> = Vec::new();
    let mut touched = touched.into_iter().peekable();
    while let Some(mut old) = touched.next() {
        let replaced = |old: &Range<usize>| {
            let bytes = lines.bytes(old);
            file.applied_from(text, bytes.start, bytes.end)
        };
        let mut new = replaced(&old);
        // A line that lost its end goes on in the next one.
        while !new.is_empty() && !new.ends_with('\n') && old.end < lines.count() {
            old.end += 1;
            while let Some(next) = touched.next_if(|next| next.start <= old.end) {
                old.end = old.end.max(next.end);
            }
            new = replaced(&old);
        }
        changes.extend(trimmed(old, new, text, lines));
    }
    changes
}

/// A change without the lines at its ends that stay the same; `None` if all of them do.
fn trimmed(mut old: Range<usize>, new: String, text: &str, lines: &Lines) -> Option<Change> {
    let line = |at: usize| text.get(lines.bytes(&(at..at + 1))).unwrap_or("");
    let mut new = new.as_str();
    while !old.is_empty() && !new.is_empty() && new.split_inclusive('\n').next() == Some(line(old.start)) {
        new = new.get(line(old.start).len()..).unwrap_or("");
        old.start += 1;
    }
    while !old.is_empty() && !new.is_empty() && new.split_inclusive('\n').next_back() == Some(line(old.end - 1)) {
        new = new.get(..new.len() - line(old.end - 1).len()).unwrap_or("");
        old.end -= 1;
    }
    (!old.is_empty() || !new.is_empty()).then(|| Change { old, new: new.to_owned() })
}

/// Writes changes that stand near each other. `moved` is by how many lines what comes before has moved this; returns the
/// same for what comes after.
fn write_hunk(hunk: &[Change], text: &str, lines: &Lines, moved: isize, out: &mut dyn Write) -> io::Result<isize> {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { return Ok(moved) };
    let from = first.old.start.saturating_sub(CONTEXT);
    let to = (last.old.end + CONTEXT).min(lines.count());
    let gone: usize = hunk.iter().map(|change| change.old.len()).sum();
    let come: usize = hunk.iter().map(|change| change.new.split_inclusive('\n').count()).sum();
    let (old_count, new_count) = (to - from, to - from - gone + come);
    // A range without lines is told by the line before it.
    let start = |from: isize, count: usize| from + isize::from(count > 0);
    let (old_start, new_start) = (start(from as isize, old_count), start(from as isize + moved, new_count));
    writeln!(out, "@@ -{old_start},{old_count} +{new_start},{new_count} @@")?;
    let of = |lines_: Range<usize>| text.get(lines.bytes(&lines_)).unwrap_or("");
    let mut at = from;
    for change in hunk {
        write_lines(' ', of(at..change.old.start), out)?;
        write_lines('-', of(change.old.clone()), out)?;
        write_lines('+', &change.new, out)?;
        at = change.old.end;
    }
    write_lines(' ', of(at..to), out)?;
    Ok(moved + come as isize - gone as isize)
}

fn write_lines(sign: char, lines: &str, out: &mut dyn Write) -> io::Result<()> {
    for line in lines.split_inclusive('\n') {
        write!(out, "{sign}{line}")?;
        if !line.ends_with('\n') {
            writeln!(out, "\n\\ No newline at end of file")?;
        }
    }
    Ok(())
}

/// A name as git writes it: between quotes, as C would, if it holds a quote, a backslash or a control character.
fn quoted(name: &str) -> String {
    if !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        return name.to_owned();
    }
    let mut out = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                let mut bytes = [0; 4];
                c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("\\{byte:03o}")));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
