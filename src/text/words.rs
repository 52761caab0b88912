//! How phrases are compared: folded to lower case, with punctuation and runs of space gone.

/// `phrase` folded for comparison: lower case, every run of anything that is neither letter nor digit one space,
/// none at the ends. "Click  here…" and "click here" fold to the same.
pub fn fold(phrase: &str) -> String {
    let mut folded = String::with_capacity(phrase.len());
    each_folded(phrase, false, |c| folded.push(c));
    folded
}

/// A hash of the folded phrase, for comparing many without keeping them: 64 bits, well mixed, so that among a million
/// different phrases there is one chance in tens of millions that two share one. Of use within one run alone.
pub fn fold_hash(phrase: &str) -> u64 {
    let mut hash = PhraseHash::default();
    let mut bytes = [0; 4];
    let rest = hash.take_plain(phrase);
    each_folded(rest, rest.len() < phrase.len(), |c| match c.is_ascii() {
        true => hash.push(c as u8),
        false => c.encode_utf8(&mut bytes).bytes().for_each(|byte| hash.push(byte)),
    });
    hash.finish()
}

/// Takes eight bytes at a time, as a multiplication for each would have the next one wait for it.
#[derive(Default)]
struct PhraseHash {
    hash: u64,
    /// The bytes that are not taken yet, the last one lowest.
    word: u64,
    length: u64,
}

impl PhraseHash {
    fn push(&mut self, byte: u8) {
        self.word = self.word << 8 | u64::from(byte);
        self.length += 1;
        if self.length.is_multiple_of(8) {
            self.take(self.word);
        }
    }

    /// Takes the beginning of `phrase`, eight bytes at a time, as far as folding changes nothing in it but capitals. Gives
    /// back the rest; what was taken ends within a word.
    fn take_plain<'p>(&mut self, phrase: &'p str) -> &'p str {
        let mut taken = 0;
        for chunk in phrase.as_bytes().chunks_exact(8) {
            let Some(bytes) = chunk.try_into().ok().map(u64::from_be_bytes).filter(|bytes| bytes & HIGH == 0) else {
                break;
            };
            let lower = bytes | SPACES;
            let spaces = within(bytes, b' ', b' ');
            // Each space stands alone between words; none is the last byte, as nothing might follow it.
            let apart = spaces & (spaces >> 8 | u64::from(taken == 0) << 63 | 0x80) == 0;
            if !apart || within(lower, b'a', b'z') | within(bytes, b'0', b'9') | spaces != HIGH {
                break;
            }
            self.length += 8;
            self.take(lower);
            taken += 8;
        }
        phrase.get(taken..).unwrap_or("")
    }

    /// Multiplies by the golden ratio and folds the high half onto the low one (Fibonacci hashing; Knuth, TAOCP 3, 6.4).
    fn take(&mut self, word: u64) {
        let product = (self.hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (self.hash, self.word) = (product ^ product >> 32, 0);
    }

    fn finish(mut self) -> u64 {
        self.take(self.word);
        self.take(self.length);
        self.hash
    }
}

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Eight spaces; the bit that makes a letter small.
const SPACES: u64 = 0x2020_2020_2020_2020;

/// The highest bit of each of eight ASCII bytes that lies between `first` and `last`.
fn within(bytes: u64, first: u8, last: u8) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let not_below = bytes + EACH * u64::from(0x80 - first);
    let above = bytes + EACH * u64::from(0x7f - last);
    not_below & !above & HIGH
}

/// What an ASCII byte is to [`each_folded`]: the lower case of a letter or digit, [`GAP`], or [`NOTHING`].
const FOLDED: [u8; 128] = {
    let mut folded = [GAP; 128];
    let mut byte = 0;
    while byte < 128_u8 {
        if byte.is_ascii_alphanumeric() {
            folded[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    folded[b'\'' as usize] = NOTHING;
    folded
};

/// Sets words apart.
const GAP: u8 = b' ';

/// Stands in words without being a part of them.
const NOTHING: u8 = 0;

/// Hands on the characters that `phrase` folds to; `in_word` tells that it goes on from within a word.
fn each_folded(phrase: &str, in_word: bool, mut take: impl FnMut(char)) {
    let (mut gap, mut empty) = (false, !in_word);
    // Nearly all text is ASCII, which needs no decoding and one look at a table.
    for (at, byte) in phrase.bytes().enumerate() {
        let folded = match FOLDED.get(usize::from(byte)) {
            Some(&folded) => folded,
            None => {
                let Some(c) = phrase.get(at..).and_then(|rest| rest.chars().next()) else { continue };
                if c.is_alphanumeric() {
                    if gap && !empty {
                        take(' ');
                    }
                    (gap, empty) = (false, false);
                    c.to_lowercase().for_each(&mut take);
                } else if c != '’' {
                    gap = true;
                }
                continue;
            }
        };
        // Letters and digits lie above both.
        if folded > GAP {
            if gap && !empty {
                take(' ');
            }
            (gap, empty) = (false, false);
            take(char::from(folded));
        } else {
            gap |= folded == GAP;
        }
    }
}

/// How many words `text` holds, up to `most`: runs between white space that have a letter or a digit in them.
pub fn count(text: &str, most: usize) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).take(most).count()
}

/// Appends `text` to `out` with every run of white space as one space, none at the start of `out`.
pub fn push_folding_space(out: &mut String, text: &str) {
    if is_folded(text) && !(text.starts_with(' ') && (out.is_empty() || out.ends_with(' '))) {
        return out.push_str(text);
    }
    for (index, word) in text.split(is_space).enumerate() {
        if index > 0 && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Whether all white space in `text` is single ASCII spaces, by a look at its bytes; `false` also where only a closer
/// look would tell.
fn is_folded(text: &str) -> bool {
    // Eight bytes at a time: a bit for each that is no ASCII or a control, and one for each that is a space.
    let mut after_space = false;
    let mut chunks = text.as_bytes().chunks_exact(8);
    for chunk in chunks.by_ref() {
        let Ok(bytes) = chunk.try_into().map(u64::from_le_bytes) else { return false };
        // Adding 0x60 sets the high bit of all that is a space or above it.
        let plain = (bytes & !HIGH) + (HIGH - SPACES);
        let (no_space, spaces_before) = (((bytes ^ SPACES) & !HIGH) + (HIGH - 0x0101_0101_0101_0101), after_space);
        let space = !no_space & HIGH;
        if bytes & HIGH != 0 || plain & HIGH != HIGH || space & (space << 8 | u64::from(spaces_before) << 7) != 0 {
            return false;
        }
        after_space = space >> 63 != 0;
    }
    chunks.remainder().iter().all(|&byte| {
        let repeated = after_space && byte == b' ';
        after_space = byte == b' ';
        (b' '..0x80).contains(&byte) && !repeated
    })
}

fn is_space(c: char) -> bool {
    if c.is_ascii() { matches!(c, ' ' | '\t'..='\r') } else { c.is_whitespace() }
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashMap;

    use super::*;

    #[test]
    fn folding_ignores_case_space_and_punctuation() {
        assert_eq!(fold("  Click  HERE… "), "click here");
        assert_eq!(fold("Don’t"), "dont");
        assert_eq!(fold("»"), "");
    }

    #[test]
    fn folding_a_byte_at_a_time_is_folding_by_characters() {
        for phrase in ["Übersicht: a’b", "a'b c''d", "日本 語", "’", "x – y", "É'É  (É)", "ǅ", "a\u{0}b\u{7f}c"]
        {
            let mut slow = String::new();
            for c in phrase.chars() {
                if c.is_alphanumeric() {
                    slow.extend(c.to_lowercase());
                } else if c != '\'' && c != '’' {
                    slow.push(' ');
                }
            }
            let words: Vec<&str> = slow.split(' ').filter(|word| !word.is_empty()).collect();
            assert_eq!(fold(phrase), words.join(" "), "{phrase:?}");
        }
    }

    #[test]
    fn hashes_are_those_of_what_is_folded() {
        let phrases =
            ["", "»", "abcdefg", "Abcdefg!", "abcdefgh", "abcdefgh i", "abcdefgh  I", "h abcdefg", "Ü b", "ü…b", "b"];
        for (a, b) in phrases.iter().flat_map(|a| phrases.iter().map(move |b| (a, b))) {
            assert_eq!(fold_hash(a) == fold_hash(b), fold(a) == fold(b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn hashes_agree_with_folding_wherever_a_sign_stands() {
        let mut hashes = FxHashMap::default();
        for at in 0..=20 {
            for sign in [
                "", " ", "  ", "-", " -", "'", "’", "é", "É", " É", "7", "Z", "[", "@", "`", "{", "/", ":", "\u{0}",
                "\u{10}",
            ] {
                for (start, end) in [
                    ("abcdefghijklmnopqrst", "uvwxyz abcdefgh"),
                    ("ABCDEFGHI KLMNOPQRST", ""),
                    ("a b c d e f g h i jk", " "),
                ] {
                    let phrase = format!("{}{sign}{}{end}", &start[..at], &start[at..]);
                    let hash = *hashes.entry(fold(&phrase)).or_insert_with(|| fold_hash(&phrase));
                    assert_eq!(fold_hash(&phrase), hash, "{phrase:?}");
                    assert_eq!(fold_hash(&fold(&phrase)), hash, "{phrase:?}");
                }
            }
        }
        let different: std::collections::BTreeSet<u64> = hashes.values().copied().collect();
        assert_eq!(different.len(), hashes.len());
    }

    #[test]
    fn what_is_folded_is_told_wherever_it_stands() {
        for at in 0..24 {
            for odd in ["  ", "\t", "\n", "\u{7f}", "ä", "\u{1f}"] {
                let text = format!("{}{odd}{}", "x".repeat(at), "y".repeat(24 - at));
                assert_eq!(is_folded(&text), odd == "\u{7f}", "{text:?}");
            }
            let text = format!("{} {}", "x".repeat(at), "y z".repeat(24 - at));
            assert!(is_folded(&text), "{text:?}");
        }
    }

    #[test]
    fn runs_of_space_become_one() {
        let mut out = String::new();
        push_folding_space(&mut out, " \u{a0}a  b\n\tc ");
        push_folding_space(&mut out, "\u{3000}ż");
        assert_eq!(out, "a b c ż");
    }
}
