//! Which words of a text may be of a query: most are told from it by how they begin, without being cut, folded and stemmed.
//!
//! Stems begin as their words do, but for a `y` that becomes an `i` and an umlaut that is spelt out. What begins with
//! anything but ASCII is always a candidate.

use crate::text::terms::words;

/// The first two bytes of words that may be of a query, lower case, `y` taken for `i`.
pub(super) struct Beginnings {
    /// By first byte, a bit for each second one.
    pairs: [u64; CODES],
}

/// Letters and digits, and one more for the end of a word or anything else.
const CODES: usize = 36;

/// The `e` of `ae`, which stemmers of German take for `ä`.
const SPELT_OUT: usize = 4;

impl Default for Beginnings {
    fn default() -> Self {
        Self { pairs: [0; CODES] }
    }
}

/// The code of each byte: the same for both cases of a letter, [`CODES`] for what is neither letter nor digit.
const CODE: [u8; 256] = {
    let mut codes = [CODES as u8; 256];
    let mut at = 0;
    while at < 26 {
        codes[b'a' as usize + at] = at as u8;
        codes[b'A' as usize + at] = at as u8;
        if at < 10 {
            codes[b'0' as usize + at] = 26 + at as u8;
        }
        at += 1;
    }
    codes[b'y' as usize] = codes[b'i' as usize];
    codes[b'Y' as usize] = codes[b'i' as usize];
    codes
};

fn code(byte: u8) -> usize {
    usize::from(CODE[usize::from(byte)])
}

impl Beginnings {
    /// Words may begin as `term` does.
    pub(super) fn add(&mut self, term: &str) {
        let bytes = term.as_bytes();
        let Some(first) = bytes.first().map(|&byte| code(byte)).filter(|first| *first < CODES) else { return };
        // A term of one letter may be a stem of more; a second one that is not ASCII may have lost its accent.
        let second = bytes.get(1).map_or(CODES, |&byte| code(byte));
        match self.pairs.get_mut(first) {
            Some(pairs) if second < CODES => *pairs |= 1 << second | 1 << CODES | 1 << SPELT_OUT,
            Some(pairs) => *pairs = u64::MAX,
            None => {}
        }
    }

    /// The words of `text` that may be of the query, with where they start, in order, for as long as `take` wants more.
    pub(super) fn candidates(&self, text: &str, mut take: impl FnMut(usize, &str) -> bool) {
        if unspaced(text) {
            for word in words(text) {
                if !take(word.start, word.text) {
                    return;
                }
            }
            return;
        }
        let mut at = 0;
        while let Some((start, word)) = self.next_in(text, at) {
            at = start + word.len();
            if !take(start, word) {
                return;
            }
        }
    }

    /// The first candidate from `at` on, which lies between words.
    fn next_in<'t>(&self, text: &'t str, mut at: usize) -> Option<(usize, &'t str)> {
        let bytes = text.as_bytes();
        loop {
            // The two loops that nearly all of a text goes through.
            while code(*bytes.get(at)?) == CODES && bytes.get(at)?.is_ascii() {
                at += 1;
            }
            let first = code(*bytes.get(at)?);
            let second = bytes.get(at + 1).map_or(CODES, |&byte| code(byte));
            if first == CODES || self.pairs.get(first).is_some_and(|pairs| pairs >> second & 1 == 1) {
                let word = words(text.get(at..)?).next()?;
                if word.start == 0 {
                    return Some((at, word.text));
                }
                // A dash or the like, and then a word that is a candidate or not.
                at += word.start;
                continue;
            }
            while bytes.get(at).is_some_and(|&byte| code(byte) < CODES) {
                at += 1;
            }
            at = past_the_joined(text, at);
        }
    }
}

/// Where a word ends that has come to an apostrophe, or to a character that is not ASCII, at `at`.
fn past_the_joined(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(b'\'' | 0x80..) => {}
        _ => return at,
    }
    // From its last letter on, it is cut as the whole word is.
    let from = at - 1;
    text.get(from..).and_then(|rest| words(rest).next()).map_or(at, |word| (from + word.end()).max(at))
}

/// Whether there may be scripts in it that are written without spaces: there a word cannot be cut by itself.
fn unspaced(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xE0 | 0xE1 | 0xE3..=0xED | 0xF0..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_may_match_is_a_candidate() {
        let text = "Dying birds don't cry—the bird's Ärger, aergerlich; naïve Bi 9bi. 検索 bird";
        for text in [text, &text[..text.find('検').unwrap()]] {
            let mut begins = Beginnings::default();
            ["bird", "die", "arger", "naive"].iter().for_each(|term| begins.add(term));
            let mut found = Vec::new();
            begins.candidates(text, |start, word| {
                assert_eq!(&text[start..start + word.len()], word);
                found.push((start, word.to_owned()));
                true
            });
            let all: Vec<(usize, String)> = words(text).map(|word| (word.start, word.text.to_owned())).collect();
            assert!(found.iter().all(|word| all.contains(word)));
            for wanted in ["Dying", "birds", "bird's", "Ärger", "aergerlich", "naïve", "Bi"] {
                assert!(found.iter().any(|(_, word)| word == wanted), "{wanted}");
            }
        }
    }
}
