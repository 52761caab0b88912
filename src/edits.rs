//! Changes to source files: what to replace where, as a patch to review (`patch`) or written to disk (`apply`), and the
//! most common change, a link put into an article (`links`, `section`).
//!
//! Whoever wants a change (a suggested link, a fix) makes [`FileEdits`] of the text it read; from then on nothing depends
//! on who that was. A file that is no longer what it was when it was read is left alone.

mod aliases;
mod apply;
mod check;
mod draft;
mod escape;
mod hugo_ref;
mod links;
mod patch;
mod redirects;
mod repoint;
mod section;
mod style;

use thiserror::Error;
use xxhash_rust::xxh3::xxh3_128;

use crate::text::Span;

pub use aliases::{Aliases, add_aliases, has_aliases};
pub use apply::{ApplyError, apply};
pub use draft::{Draft, replace};
pub use links::{LinkWriter, NewLink, Written};
pub use patch::write_patch;
pub use redirects::{Redirects, add_redirects};
pub use repoint::Repointed;

/// One replacement: the bytes at `span` go, `replacement` comes. An empty span inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes that go, in the file as it lies on disk.
    pub span: Span,
    /// The text that comes.
    pub replacement: String,
}

/// The changes to one file: all of them or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdits {
    /// The file, relative to the corpus or to a folder around it, with `/`.
    pub path: Box<str>,
    /// Tells whether the file is still what was read.
    pub fingerprint: Fingerprint,
    /// In order of their place, disjoint.
    edits: Vec<TextEdit>,
}

/// The bytes of a file, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// That of a file with these bytes, byte-order mark included.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }
}

/// Why changes to a file make no sense.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// Two edits replace the same bytes, or insert at the same place.
    #[error("two edits of `{path}` overlap at byte {at}")]
    Overlap {
        /// The file.
        path: Box<str>,
        /// Where the second begins.
        at: u32,
    },
    /// The file is gone, or is no text any more.
    #[error("cannot read `{path}` again")]
    Unreadable {
        /// The file.
        path: Box<str>,
    },
    /// An edit reaches beyond the end of the file, or cuts a character in two.
    #[error("an edit of `{path}` does not fit its text at byte {at}")]
    OutOfText {
        /// The file.
        path: Box<str>,
        /// Where the edit begins.
        at: u32,
    },
}

impl FileEdits {
    /// The changes to the file at `path`, which read `text` when they were made up.
    ///
    /// # Errors
    /// Edits overlap or do not fit the text.
    pub fn new(path: &str, text: &str, mut edits: Vec<TextEdit>) -> Result<Self, EditError> {
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        for pair in edits.windows(2) {
            let [first, second] = pair else { continue };
            // Of two insertions at one place nobody could say which comes first.
            if second.span.start < first.span.end || second.span == first.span {
                return Err(EditError::Overlap { path: path.into(), at: second.span.start });
            }
        }
        let misfit = edits.iter().find(|edit| edit.span.slice(text).is_none());
        if let Some(edit) = misfit {
            return Err(EditError::OutOfText { path: path.into(), at: edit.span.start });
        }
        Ok(Self { path: path.into(), fingerprint: Fingerprint::of(text.as_bytes()), edits })
    }

    /// The same changes as seen from a folder around the corpus, which lies at `corpus` in it; empty for the corpus itself.
    #[must_use]
    pub fn seen_from_above(&self, corpus: &str) -> Self {
        let path = if corpus.is_empty() { self.path.clone() } else { format!("{corpus}/{}", self.path).into() };
        Self { path, ..self.clone() }
    }

    /// The edits, in order of their place.
    pub fn edits(&self) -> &[TextEdit] {
        &self.edits
    }

    /// `text` with the changes made; `None` if it is not the text they were made for.
    pub fn applied(&self, text: &str) -> Option<String> {
        (Fingerprint::of(text.as_bytes()) == self.fingerprint).then(|| self.applied_from(text, 0, text.len()))
    }

    /// The bytes `from..to` of the text with the edits in there made.
    fn applied_from(&self, text: &str, from: usize, to: usize) -> String {
        let mut out = String::with_capacity(to - from);
        let mut at = from;
        let within = |edit: &&TextEdit| edit.span.range().start >= from && edit.span.range().end <= to;
        for edit in self.edits.iter().filter(within) {
            out.push_str(text.get(at..edit.span.range().start).unwrap_or(""));
            out.push_str(&edit.replacement);
            at = edit.span.range().end;
        }
        out.push_str(text.get(at..to).unwrap_or(""));
        out
    }
}
