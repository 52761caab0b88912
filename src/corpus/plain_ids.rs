//! Ids that stand in plain text rather than in markup: block ids as vaults write them (`… ^quote-1` at the end of a
//! line), and those that generators give the terms of definition lists (a term, and `: ` before its definition).

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr_iter, memrchr};

use crate::text::slug;

/// What stands before a definition. Made once: a searcher costs more to make than a small file to search.
static DEFINITIONS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["\n:", "- :"].map(Finder::new));

/// Adds to `ids` those in `text`. What looks like one inside code does no harm: it only widens what a fragment may mean.
pub(super) fn find(ids: &mut Vec<Box<str>>, text: &str) {
    for at in memchr_iter(b'^', text.as_bytes()) {
        ids.extend(block_id(text, at).map(Box::from));
    }
    for marker in &*DEFINITIONS {
        for at in marker.find_iter(text.as_bytes()) {
            let spaced =
                text.as_bytes().get(at + marker.needle().len()).is_some_and(|byte| matches!(byte, b' ' | b'\t'));
            if let Some(term) = term_before(text, at).filter(|_| spaced) {
                let (dashed, underscored) = (slug::github(term), slug::underscored(term));
                ids.extend((dashed != underscored).then(|| underscored.into()));
                ids.push(dashed.into());
            }
        }
    }
}

/// The block id whose `^` stands at `at`, caret included: nothing but it is left on the line, and a space or the line's
/// start is before it.
fn block_id(text: &str, at: usize) -> Option<&str> {
    let before = text.as_bytes().get(at.checked_sub(1)?)?;
    let rest = text.get(at + 1..)?;
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
    let behind = rest.get(end..)?.trim_start_matches([' ', '\t', '\r']);
    let stands_alone = end > 0 && before.is_ascii_whitespace() && (behind.is_empty() || behind.starts_with('\n'));
    stands_alone.then(|| text.get(at..at + 1 + end)).flatten()
}

/// The text of the line that a definition at `at` belongs to: the one before, but for a blank line and a list marker.
fn term_before(text: &str, at: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let mut end = if bytes.get(at) == Some(&b'\n') { at } else { memrchr(b'\n', bytes.get(..at)?)? };
    for _ in 0..2 {
        let start = memrchr(b'\n', bytes.get(..end)?).map_or(0, |newline| newline + 1);
        let line = text.get(start..end)?.trim().trim_start_matches("- ").trim_end_matches('\\').trim();
        // `[term](target)` goes by its text.
        let line = line.strip_prefix('[').and_then(|link| link.split_once("](")).map_or(line, |(text, _)| text);
        if !line.is_empty() {
            return (line.len() <= 200).then_some(line);
        }
        end = start.checked_sub(1)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut ids = Vec::new();
        find(&mut ids, text);
        ids.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn block_ids_end_a_line() {
        assert_eq!(all("One thing. ^quote-1\nTwo^2 ^ x^y ^no no\r\n^alone\r\n"), ["^quote-1", "^alone"]);
    }

    #[test]
    fn terms_of_definition_lists_have_ids() {
        assert_eq!(all("`cacheDir`\n: Where.\n\n`sortOrder`\n\n: How.\n"), ["cachedir", "sortorder"]);
        assert_eq!(all("- `first value`\n  - : What comes first.\n"), ["first_value", "first-value"]);
        assert_eq!(all(": no term\n\n\n: none"), Vec::<String>::new());
    }
}
