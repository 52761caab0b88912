//! `linkwright-ignore` comments: `<!-- linkwright-ignore dead-link -->` and, in MDX, `{/* linkwright-ignore */}`.

use std::sync::LazyLock;

use memchr::memmem::{self, Finder};

use crate::text::{Lines, Span};

use super::Suppression;

/// The word that makes a comment a suppression.
const WORD: &str = "linkwright-ignore";

/// Made once: a searcher costs more to make than a small file to search.
static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(WORD));

/// No comment of this sort is longer, in bytes; the end is not looked for any further.
const LONGEST: usize = 1_000;

/// The suppressions in `text`, the whole file.
pub(super) fn find(text: &str, lines: &Lines<'_>) -> Box<[Suppression]> {
    let words = FINDER.find_iter(text.as_bytes());
    words.filter_map(|at| suppression(text, at, lines)).collect()
}

fn suppression(text: &str, at: usize, lines: &Lines<'_>) -> Option<Suppression> {
    let before = text.get(..at)?.trim_end();
    let close = if before.ends_with("<!--") {
        "-->"
    } else if before.ends_with("{/*") {
        "*/}"
    } else {
        return None;
    };
    let rest = text.get(at + WORD.len()..)?;
    let near = rest.as_bytes().get(..rest.len().min(LONGEST))?;
    let inside = rest.get(..memmem::find(near, close.as_bytes())?)?;
    let end = at + WORD.len() + inside.len();
    let rules = inside.split([' ', ',', '\n', '\t', '\r']).filter(|rule| !rule.is_empty());
    Some(Suppression { line: lines.place(Span::new(end, end)).line, rules: rules.map(Box::from).collect() })
}
