//! Text cut into words, the same way for articles, queries and snippets.
//!
//! A word is a run of letters and digits; everything else parts words, so `kube_proxy`, `k6.io` and `std::vector` are found by
//! any of their parts. An apostrophe joins what follows when that is short (`don't`, `user's`) and parts it otherwise
//! (`l'homme`). Scripts written without spaces are cut as Unicode says. Plain ASCII, nearly everything in most corpora, never
//! leaves a loop over bytes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

/// Longer words are cut: hashes and encoded data are not looked for by their tails.
const LONGEST: usize = 64;

/// How far apart the last word of a block and the first of the next are for phrases.
pub const BLOCK_GAP: u32 = 16;

/// Which bytes are letters or digits of ASCII: one look tells, where ranges take three.
const IS_ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// A word where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// As written.
    pub text: &'t str,
    /// Offset in the text.
    pub start: usize,
    /// Its number, line breaks counting for several.
    pub position: u32,
}

impl Word<'_> {
    /// Offset just after it.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words of `text`.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, position: 0, cut: None }
}

/// See [`words`].
pub struct Words<'t> {
    text: &'t str,
    at: usize,
    position: u32,
    /// A run of a script without spaces, being cut.
    cut: Option<(UWordBoundIndices<'t>, usize)>,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        loop {
            if let Some((pieces, base)) = &mut self.cut {
                let base = *base;
                if let Some((at, piece)) = pieces.next() {
                    return Some(self.word(base + at, piece));
                }
                self.cut = None;
            }
            self.skip();
            if self.at >= self.text.len() {
                return None;
            }
            let start = self.at;
            let spaced = self.run();
            let run = self.text.get(start..self.at).unwrap_or("");
            if run.is_empty() {
                self.at += self.text.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            } else if spaced {
                return Some(self.word(start, run));
            } else {
                self.cut = Some((run.split_word_bound_indices(), start));
            }
        }
    }
}

impl<'t> Words<'t> {
    /// The number that a word would have that came next.
    pub fn position(&self) -> u32 {
        self.position
    }

    fn word(&mut self, start: usize, text: &'t str) -> Word<'t> {
        let position = self.position;
        self.position += 1;
        Word { text, start, position }
    }

    /// Passes over ASCII that is no part of a word.
    fn skip(&mut self) {
        for &byte in self.text.as_bytes().get(self.at..).unwrap_or(&[]) {
            if byte.is_ascii_alphanumeric() || !byte.is_ascii() {
                return;
            }
            self.position += if byte == b'\n' { BLOCK_GAP } else { 0 };
            self.at += 1;
        }
    }

    /// Passes over a run of letters and digits; whether it is a single word.
    fn run(&mut self) -> bool {
        let (start, mut spaced) = (self.at, true);
        let bytes = self.text.as_bytes();
        loop {
            let rest = bytes.get(self.at..).unwrap_or(&[]);
            self.at += rest.iter().take_while(|byte| IS_ALPHANUMERIC[usize::from(**byte)]).count();
            let Some(&byte) = bytes.get(self.at) else { break };
            if byte == b'\'' {
                if self.at == start || !joins(self.text.get(self.at + 1..)) {
                    break;
                }
                self.at += 1;
            } else if byte.is_ascii() {
                break;
            } else {
                let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else { break };
                let apostrophe = c == '’' && self.at > start && joins(self.text.get(self.at + c.len_utf8()..));
                if !apostrophe && !c.is_alphanumeric() && !is_combining_mark(c) {
                    break;
                }
                spaced &= u32::from(c) < 0x0E00 || apostrophe || (0x1E00..0x2000).contains(&u32::from(c));
                self.at += c.len_utf8();
            }
        }
        spaced
    }
}

/// Whether what follows an apostrophe belongs to the word before it: one or two letters.
fn joins(rest: Option<&str>) -> bool {
    let letters = rest.unwrap_or("").chars().take(3).take_while(|c| c.is_alphanumeric()).count();
    (1..=2).contains(&letters)
}

/// Puts `word` into `out` in lower case, apostrophes gone, accents kept: what stemmers want.
pub fn lower(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        if word.contains('\'') {
            out.retain(|c| c != '\'');
        }
    } else {
        let letters = word.chars().filter(|&c| c != '\'' && c != '’').flat_map(char::to_lowercase);
        out.extend(letters.nfc());
    }
    if out.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|&end| out.is_char_boundary(end)).unwrap_or(0);
        out.truncate(end);
    }
}

/// A lower-case word without its accents, as it is indexed and compared.
pub fn fold(lower: &str) -> String {
    if lower.is_ascii() {
        return lower.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(lower.len());
    for c in lower.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ħ' => out.push('h'),
            'ı' => out.push('i'),
            c => out.push(c),
        }
    }
    out
}

/// `word` in the form in which it is indexed.
pub fn folded(word: &str) -> String {
    let mut form = String::new();
    lower(word, &mut form);
    if form.is_ascii() { form } else { fold(&form) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        words(text).map(|word| folded(word.text)).collect()
    }

    #[test]
    fn words_are_cut_as_people_look_for_them() {
        assert_eq!(cut("The kube_proxy's `k6.io`—don't"), ["the", "kube", "proxys", "k6", "io", "dont"]);
        assert_eq!(cut("l'homme O’Reilly über Łódź straße"), ["l", "homme", "o", "reilly", "uber", "lodz", "strasse"]);
        assert_eq!(cut("検索 works"), ["検", "索", "works"]);
        assert_eq!(cut("…«»"), Vec::<String>::new());
    }

    #[test]
    fn blocks_lie_apart() {
        let positions: Vec<u32> = words("a b\nc").map(|word| word.position).collect();
        assert_eq!(positions, [0, 1, 2 + BLOCK_GAP]);
    }
}
