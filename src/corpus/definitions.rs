//! Names of targets that are defined more than once (`[name]: target`).
//!
//! CommonMark goes by the first definition, Python-Markdown and kramdown by the last. Links are read by the first; the last
//! one is kept beside them, for sites whose generator goes by it.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use pulldown_cmark::{Options, Parser, RefDefs};
use rustc_hash::FxHashMap;

use crate::text::Span;

use super::Redefinition;

/// The last definition of each name in `source` that has several, of which `defined` holds the first. `original` is the text
/// as it is, of the same length; both start at `base` of the file.
pub(super) fn repeated(
    source: &str,
    original: &str,
    base: usize,
    defined: &RefDefs<'_>,
    options: Options,
) -> Vec<Redefinition> {
    if defined.iter().next().is_none() || marks(source).nth(1).is_none() {
        return Vec::new();
    }
    let mut lines: FxHashMap<String, Vec<Range<usize>>> = FxHashMap::default();
    let mut done = 0;
    for mark in marks(source) {
        if mark < done {
            continue;
        }
        let line = line_of(source, mark);
        done = line.end;
        let name = source.get(line.start..mark).and_then(|before| before.trim_start().strip_prefix('['));
        if let Some(name) = name.filter(|name| defined.get(name).is_some()) {
            lines.entry(name.to_lowercase()).or_default().push(line);
        }
    }
    lines.retain(|_, lines| lines.len() > 1);
    if lines.is_empty() {
        return Vec::new();
    }
    // Read again without all but the last of them.
    let mut without = source.as_bytes().to_vec();
    for line in lines.values().flat_map(|lines| lines.iter().take(lines.len() - 1)) {
        without[line.clone()].fill(b' ');
    }
    let Ok(without) = String::from_utf8(without) else { return Vec::new() };
    let parser = Parser::new_ext(&without, options);
    let again = parser.reference_definitions();
    let mut found = Vec::new();
    for name in lines.keys() {
        let (Some(first), Some(last)) = (defined.get(name), again.get(name)) else { continue };
        let span = |range: Range<usize>| Span::new(base + range.start, base + range.end);
        let literal = literal(&without, &last.dest);
        let written = literal.clone().and_then(|literal| original.get(literal)).unwrap_or(&last.dest);
        found.push(Redefinition {
            first: span(first.span.clone()),
            href: written.into(),
            href_span: literal.map_or_else(Span::default, span),
        });
    }
    found
}

/// Where a target that the parser gave stands in what it read; `None` if it is not there as it is.
pub(super) fn literal(source: &str, target: &str) -> Option<Range<usize>> {
    // A borrowed target points into the source: its address tells where it stands.
    let offset = (target.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
    let range = offset..offset.checked_add(target.len())?;
    let stands = !target.is_empty() && offset < source.len() && source.get(range.clone()) == Some(target);
    stands.then_some(range)
}

/// Where `]:` stands.
fn marks(source: &str) -> impl Iterator<Item = usize> {
    static MARK: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("]:"));
    MARK.find_iter(source.as_bytes())
}

/// The line that a place is in, without its end.
fn line_of(source: &str, at: usize) -> Range<usize> {
    let bytes = source.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
    start..end
}
