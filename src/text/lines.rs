//! Lines and columns of byte offsets. Questions come nearly in order, so newlines are counted from the last answer on.

use std::cell::Cell;

use super::{Place, Span};

/// Tells the lines and columns of a file's offsets.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// Whether every byte is a character.
    is_ascii: bool,
    /// The last answer, from which the next one is reached by what lies between.
    last: Cell<Position>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Position {
    offset: usize,
    /// How many newlines stand before it.
    line: usize,
    /// How many characters stand before it on its line.
    column: usize,
}

impl<'a> Lines<'a> {
    /// The lines of `text`, the whole file. Lines end at `\n`; a `\r` before it belongs to the line.
    pub fn new(text: &'a str) -> Self {
        Self { text, is_ascii: text.is_ascii(), last: Cell::default() }
    }

    /// The place of `span`: 1-based line, and column in characters (a byte-order mark is not one).
    pub fn place(&self, span: Span) -> Place {
        let bytes = self.text.as_bytes();
        let offset = (span.start as usize).min(bytes.len());
        let from = self.last.get();
        let (before, after) = (from.offset.min(offset), from.offset.max(offset));
        let between = bytes.get(before..after).unwrap_or(&[]);
        let newlines = count(between, |byte| byte == b'\n');
        let forward = offset >= from.offset;
        let line = if forward { from.line + newlines } else { from.line - newlines };
        let column = match (newlines, forward) {
            (0, true) => from.column + self.characters(between),
            (0, false) => from.column - self.characters(between),
            _ => {
                let start = memchr::memrchr(b'\n', bytes.get(..offset).unwrap_or(&[])).map_or(0, |newline| newline + 1);
                self.characters(bytes.get(start..offset).unwrap_or(&[]))
            }
        };
        self.last.set(Position { offset, line, column });
        let mark = usize::from(line == 0 && column > 0 && self.text.starts_with('\u{feff}'));
        Place { span, line: line as u32 + 1, column: (column - mark) as u32 + 1 }
    }

    /// How many characters start in these bytes of the text.
    fn characters(&self, bytes: &[u8]) -> usize {
        if self.is_ascii { bytes.len() } else { count(bytes, |byte| (byte as i8) >= -0x40) }
    }
}

/// How many bytes answer yes. In pieces whose count fits a byte, so that compilers count many bytes at once.
fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let piece = |piece: &[u8]| usize::from(piece.iter().map(|byte| u8::from(is(*byte))).sum::<u8>());
    bytes.chunks(128).map(piece).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let text = "\u{feff}ab\r\nżółć x\n";
        let index = Lines::new(text);
        let x = text.find('x').unwrap();
        let place = index.place(Span::new(x, x + 1));
        assert_eq!((place.line, place.column), (2, 6));
        let b = index.place(Span::new(4, 5));
        assert_eq!((b.line, b.column), (1, 2));
        let z = index.place(Span::new(7, 9));
        assert_eq!((z.line, z.column), (2, 1));
        let end = index.place(Span::new(text.len(), text.len()));
        assert_eq!((end.line, end.column), (3, 1));
    }
}
