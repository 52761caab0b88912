//! Where the words of an article stand, kept small, so that it need not be parsed and cut into words again to be judged.
//!
//! All articles are read before any can be judged. Parsing each a second time would cost as much again; keeping their texts would take
//! too much memory. So what is kept is what came of parsing: how the text is put together from the bytes of the file, and how far apart
//! the words are, two bytes a word. The file itself is read once more; if it is not the same any more, the layout is of no use.

use xxhash_rust::xxh3::xxh3_64;

use super::script::WordPlace;
use crate::corpus::prose::{Block, Piece, Prose, push_in_line};
use crate::text::Span;

/// The layout of one article.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// A hash of the file's text.
    file: u64,
    /// Of each word the gap before it, twice, plus one if it is plain, and its length; in bytes of seven bits, low ones first, the
    /// eighth saying that more follow.
    words: Box<[u8]>,
    blocks: Box<[Block]>,
    pieces: Box<[Piece]>,
    /// The text of pieces that do not stand in the file as they are, by number.
    others: Box<[(u32, Box<str>)]>,
}

impl Layout {
    /// The layout of the article whose file reads `text`.
    pub(super) fn of(text: &str, prose: &Prose, places: &[WordPlace]) -> Self {
        let mut words = Vec::with_capacity(places.len() * 2 + places.len() / 16);
        let mut at = 0;
        for place in places {
            push(&mut words, (place.span.start - at) << 1 | u32::from(place.is_plain));
            push(&mut words, place.span.end - place.span.start);
            at = place.span.end;
        }
        let other = |(number, piece): (usize, &Piece)| {
            let shown = piece.span.slice(&prose.text)?;
            let is_same = piece.source.slice(text).is_some_and(|source| is_shown_as(source, shown));
            (!is_same).then(|| (number as u32, shown.into()))
        };
        Self {
            file: xxh3_64(text.as_bytes()),
            words: words.into(),
            blocks: prose.blocks.as_slice().into(),
            pieces: prose.pieces.as_slice().into(),
            others: prose.pieces.iter().enumerate().filter_map(other).collect(),
        }
    }

    /// The prose that the layout was made of; `None` if the file has changed.
    pub(super) fn prose(&self, text: &str) -> Option<Prose> {
        if xxh3_64(text.as_bytes()) != self.file {
            return None;
        }
        let mut shown = String::with_capacity(text.len());
        let mut others = self.others.iter().peekable();
        for (number, piece) in self.pieces.iter().enumerate() {
            // A block a line.
            while shown.len() < piece.span.start as usize {
                shown.push('\n');
            }
            match others.next_if(|(other, _)| *other as usize == number) {
                Some((_, other)) => shown.push_str(other),
                None => push_in_line(&mut shown, piece.source.slice(text)?),
            }
        }
        Some(Prose { text: shown, blocks: self.blocks.to_vec(), pieces: self.pieces.to_vec() })
    }

    /// Where each word stands.
    pub(super) fn places(&self) -> impl Iterator<Item = WordPlace> {
        let (mut bytes, mut at) = (self.words.iter(), 0);
        std::iter::from_fn(move || {
            let gap = next(&mut bytes)?;
            let start = at + (gap >> 1);
            at = start + next(&mut bytes)?;
            Some(WordPlace { span: Span { start, end: at }, is_plain: gap & 1 == 1 })
        })
    }
}

fn push(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn next(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u32> {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = *bytes.next()?;
        value |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(value);
        }
        shift += 7;
    }
}

/// Whether prose shows a stretch of the file as it is, but for line breaks and tabs, which are spaces there.
fn is_shown_as(source: &str, shown: &str) -> bool {
    let same = |(source, shown): (u8, u8)| shown == if matches!(source, b'\n' | b'\r' | b'\t') { b' ' } else { source };
    source.len() == shown.len() && source.bytes().zip(shown.bytes()).all(same)
}

#[cfg(test)]
mod tests {
    use super::super::script::{Buffers, Script};
    use super::*;
    use crate::corpus;
    use crate::settings::Settings;
    use crate::similarity::Numbering;

    #[test]
    fn prose_and_places_come_back() {
        let long = "long ".repeat(90);
        let text = format!(
            "\u{feff}---\ntitle: A\n---\n\n# A & B &amp; \\*C\\*\n\nSome\r\n\t*text* with `code`, [a link](b.md)\n\
             and an <b>image ![of a](c.png)</b> &eacute;t&eacute;. {long}\n\n\
             | a | b |\n|---|---|\n| {{{{< ref \"x\" >}}}} | 検索 works |\n\n<ul><li>one</li><li>two &lt; three</li></ul>\n\n```\ncode\n```\nend\n",
        );
        for path in ["a.md", "a.mdx", "a.html"] {
            let article = corpus::article(path.to_owned(), &text, &Settings::default());
            let (mut numbering, mut buffers) = (Numbering::default(), Buffers::default());
            let (script, prose) = Script::read(&article, &text, &[], &mut numbering, &mut buffers);
            let layout = Layout::of(&text, &prose, &buffers.places);
            assert_eq!(script.terms.len(), buffers.places.len());
            assert!(script.terms.len() > 100);
            assert_eq!(layout.prose(&text), Some(prose));
            assert_eq!(layout.places().collect::<Vec<_>>(), buffers.places);
            assert_eq!(layout.prose(&text.replace("Some", "Same")), None);
        }
    }
}
