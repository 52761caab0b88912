//! Lines and columns of byte offsets: one pass over the newlines of a file, then a binary search per question.

use super::{Place, Span};

/// The start offsets of a file's lines.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> LineIndex<'a> {
    /// Indexes the lines of `text`, the whole file. Lines end at `\n`; a `\r` before it belongs to the line.
    pub fn new(text: &'a str) -> Self {
        let mut starts = Vec::with_capacity(text.len() / 32 + 1);
        starts.push(0);
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| Span::new(at + 1, at + 1).start));
        Self { text, starts }
    }

    /// The place of `span`: 1-based line, and column in characters (a byte-order mark is not one).
    pub fn place(&self, span: Span) -> Place {
        let line = self.starts.partition_point(|&start| start <= span.start).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0) as usize;
        let before = self.text.get(start..span.start as usize).unwrap_or("");
        let column = before.trim_start_matches('\u{feff}').chars().count() + 1;
        Place { span, line: line as u32 + 1, column: column as u32 }
    }

    /// The text of a 1-based line without its line end; `None` past the last line.
    pub fn line(&self, line: u32) -> Option<&'a str> {
        let index = line.checked_sub(1)? as usize;
        let start = *self.starts.get(index)? as usize;
        let end = self.starts.get(index + 1).map_or(self.text.len(), |&next| next as usize);
        Some(self.text.get(start..end)?.trim_end_matches(['\n', '\r']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let text = "\u{feff}ab\r\nżółć x\n";
        let index = LineIndex::new(text);
        let x = text.find('x').unwrap();
        let place = index.place(Span::new(x, x + 1));
        assert_eq!((place.line, place.column), (2, 6));
        let b = index.place(Span::new(4, 5));
        assert_eq!((b.line, b.column), (1, 2));
        assert_eq!(index.line(2), Some("żółć x"));
        assert_eq!(index.line(9), None);
    }
}
