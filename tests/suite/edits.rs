//! Changes to files: what git makes of a patch, and what is never lost when files are replaced.

mod links; // links in running text: spelled as the others, breaking nothing
mod patch; // patches, held against a real `git apply`
mod replaced;
mod section; // links in a section of their own // files on disk: bytes kept, refusals, full disks

use linkwright::edits::{FileEdits, TextEdit};
use linkwright::text::Span;

/// The changes that replace each text by the one beside it, where it stands first.
pub(crate) fn edits(path: &str, text: &str, changes: &[(&str, &str)]) -> FileEdits {
    let edit = |(from, to): &(&str, &str)| {
        let at = text.find(from).unwrap_or_else(|| panic!("no `{from}` in {text:?}"));
        TextEdit { span: Span::new(at, at + from.len()), replacement: (*to).to_owned() }
    };
    FileEdits::new(path, text, changes.iter().map(edit).collect()).expect("edits that fit")
}
