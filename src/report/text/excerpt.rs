//! The part of a line that a finding is about. A paragraph of Markdown is one line and may be thousands of characters
//! long, so the line is cut down to what surrounds the span, at word ends where that is near.

use std::ops::Range;

use crate::text::Span;

/// How many characters of a line are shown.
const WIDTH: usize = 100;
/// How many characters of the span are shown and underlined.
const MARKED: usize = 72;
/// How far a cut moves to fall between words.
const WORD: usize = 14;

/// What is shown of a line, and which bytes of it are underlined.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::report) struct Excerpt {
    /// The line, cut.
    pub(in crate::report) line: String,
    /// The bytes of `line` that the finding is about.
    pub(in crate::report) marked: Range<usize>,
}

/// The excerpt for `span` of `text`; a span over several lines is shown up to the end of its first. `None` if the file
/// has changed so much that the span no longer fits.
pub(super) fn excerpt(text: &str, span: Span) -> Option<Excerpt> {
    excerpt_of(text, span, WIDTH)
}

/// As [`excerpt`], of `width` characters.
pub(in crate::report) fn excerpt_of(text: &str, span: Span, width: usize) -> Option<Excerpt> {
    let marked = span.slice(text)?;
    let (before, after) = (&text[..span.range().start], &text[span.range().end..]);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let before = before[start..].trim_start_matches('\u{feff}');
    let first = marked.lines().next().unwrap_or("");
    let whole = first.len() == marked.len();
    let after = if whole { after.lines().next().unwrap_or("") } else { "" };
    let shown = head(first, MARKED, false);
    let cut_mark = shown.len() < first.len() || !whole;
    let after = if cut_mark { "" } else { after.trim_end() };
    let room = width.saturating_sub(shown.chars().count());
    let (left, right) = shares(room, before.chars().count(), after.chars().count());
    let (lead, trail) = (tail(before, left), head(after, right, true));
    let mut line = String::with_capacity(lead.len() + shown.len() + trail.len() + 6);
    if lead.len() < before.len() {
        line.push('…');
    }
    line.push_str(lead);
    let from = line.len();
    line.push_str(shown);
    let marked = from..line.len();
    line.push_str(trail);
    if cut_mark || trail.len() < after.len() {
        line.push('…');
    }
    Some(Excerpt { line, marked })
}

/// Splits `room` between what stands before and after: two fifths before, and what one side leaves over to the other.
fn shares(room: usize, before: usize, after: usize) -> (usize, usize) {
    let left = before.min((room * 2 / 5).max(room.saturating_sub(after)));
    (left, after.min(room - left))
}

/// The first `most` characters; cut at the end of a word if `at_word` and there is one near.
fn head(text: &str, most: usize, at_word: bool) -> &str {
    let Some((cut, _)) = text.char_indices().nth(most) else { return text };
    let head = &text[..cut];
    match head.rfind(' ') {
        Some(space) if at_word && head[space..].chars().count() <= WORD => &head[..space + 1],
        _ => head,
    }
}

/// The last `most` characters, cut at the start of a word if there is one near.
fn tail(text: &str, most: usize) -> &str {
    let count = text.chars().count();
    if count <= most {
        return text;
    }
    let cut = text.char_indices().nth(count - most).map_or(text.len(), |(at, _)| at);
    let tail = &text[cut..];
    match tail.find(' ') {
        Some(space) if tail[..space].chars().count() <= WORD => &tail[space..],
        _ => tail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, part: &str) -> Excerpt {
        let at = text.find(part).unwrap();
        excerpt(text, Span::new(at, at + part.len())).unwrap()
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let shown = of("\u{feff}see [a](b.md) now\r\nnext", "[a](b.md)");
        assert_eq!(shown, Excerpt { line: "see [a](b.md) now".to_owned(), marked: 4..13 });
    }

    #[test]
    fn a_long_line_is_cut_between_words_around_the_span() {
        let text = format!("{}[ä](b.md) {}\n", "lead ".repeat(300), "trail ".repeat(300));
        let shown = of(&text, "[ä](b.md)");
        assert_eq!(&shown.line[shown.marked.clone()], "[ä](b.md)");
        assert!(shown.line.starts_with("… lead ") && shown.line.ends_with(" trail …"), "{}", shown.line);
        assert!(shown.line.chars().count() <= WIDTH + 2);
    }

    #[test]
    fn a_span_over_several_lines_is_shown_to_the_end_of_its_first() {
        let shown = of("see [a\nb](c.md) now", "[a\nb](c.md)");
        assert_eq!(shown, Excerpt { line: "see [a…".to_owned(), marked: 4..6 });
    }

    #[test]
    fn a_span_that_no_longer_fits_has_no_excerpt() {
        assert_eq!(excerpt("short", Span::new(3, 90)), None);
        assert_eq!(excerpt("ä", Span::new(1, 2)), None);
    }
}
