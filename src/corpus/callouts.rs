//! Text that stands indented below a mark, as Python-Markdown has it: `!!! note`, `??? note`, `=== "Tab"`.
//!
//! To other parsers what is indented below a paragraph is code. A mark is four columns wide, as far as its text is
//! indented, so to them it is handed as the mark of a list item, of the same number of bytes.

use std::ops::Range;

use memchr::memchr3_iter;

/// How a list item begins whose text is four columns in, and how one whose sign is a character longer does.
const ITEM: &[u8; 5] = b"-   x";

/// How far in the text below a mark stands.
const COLUMNS: usize = 4;

/// Where marks stand in `text` that text is indented below: admonitions, those that fold, tabs.
pub(super) fn marks(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    // One search for all three signs.
    let begins =
        |at: &usize| bytes.get(*at + 1..*at + 3).is_some_and(|rest| rest.iter().all(|byte| *byte == bytes[*at]));
    memchr3_iter(b'!', b'?', b'=', bytes).filter(begins).filter_map(|at| mark(text, at)).collect()
}

/// Writes the marks over as those of list items.
pub(super) fn overwrite(bytes: &mut [u8], marks: &[Range<usize>]) {
    for mark in marks {
        for (byte, item) in bytes.get_mut(mark.clone()).unwrap_or(&mut []).iter_mut().zip(ITEM) {
            *byte = *item;
        }
    }
}

/// Whether the item that begins at or behind the white space at `start` of `text` is a mark in truth.
pub(super) fn is_mark(text: &str, start: usize) -> bool {
    let item = text.get(start..).unwrap_or("").trim_start();
    ["!!!", "???", "==="].iter().any(|sign| item.starts_with(sign))
}

/// The mark whose sign stands at `at`, with the blank behind it.
fn mark(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, written) = text.split_at_checked(at)?;
    let line_start = before.trim_end_matches([' ', '\t']).len();
    if !before.get(..line_start)?.is_empty() && !before.get(..line_start)?.ends_with('\n') {
        return None;
    }
    let behind = written.get(3..)?;
    let opens = behind.strip_prefix(['+', '!']).unwrap_or(behind);
    let name = opens.strip_prefix(' ').unwrap_or(opens);
    let is_tab = written.starts_with('=');
    if !name.starts_with(|c: char| c == '"' || (c.is_alphabetic() && !is_tab)) {
        return None;
    }
    let first = written.split('\n').skip(1).find(|line| !is_blank(line.trim_end_matches('\r')))?;
    let indented = columns(first) >= columns(before.get(line_start..)?) + COLUMNS;
    indented.then(|| at..at + (written.len() - name.len()))
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

/// How many columns the white space is wide that `line` begins with.
fn columns(line: &str) -> usize {
    let blanks = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    blanks.fold(0, |columns, byte| if byte == b'\t' { columns / COLUMNS * COLUMNS + COLUMNS } else { columns + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_as_wide_as_their_text_is_far_in() {
        let text = "!!! note\n\n    a\n\n1. b\n\n    ???+ tip \"x\"\n        c\n\n===! \"Tab\"\r\n\r\n    d\n";
        let mut bytes = text.as_bytes().to_vec();
        overwrite(&mut bytes, &marks(text));
        let items = "-   note\n\n    a\n\n1. b\n\n    -   xtip \"x\"\n        c\n\n-   x\"Tab\"\r\n\r\n    d\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), items);
    }

    #[test]
    fn what_has_nothing_below_it_is_no_mark() {
        for text in
            ["!!! note\n\ntext\n", "Title\n=====\n\n    code\n", "so what???\n    x\n", "!!!\n    x\n", "=== a\n    x"]
        {
            assert!(marks(text).is_empty(), "{text}");
        }
    }
}
