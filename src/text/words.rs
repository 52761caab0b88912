//! How phrases are compared: folded to lower case, with punctuation and runs of space gone.

/// `phrase` folded for comparison: lower case, every run of anything that is neither letter nor digit one space,
/// none at the ends. "Click  here…" and "click here" fold to the same.
pub fn fold(phrase: &str) -> String {
    let mut folded = String::with_capacity(phrase.len());
    each_folded(phrase, |c| folded.push(c));
    folded
}

/// A hash of the folded phrase, for comparing many without keeping them (FNV-1a, 64 bits, over characters): a million
/// different phrases have one chance in tens of millions that two share one.
pub fn fold_hash(phrase: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    each_folded(phrase, |c| hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3));
    hash
}

fn each_folded(phrase: &str, mut take: impl FnMut(char)) {
    let (mut gap, mut empty) = (false, true);
    for c in phrase.chars() {
        // Nearly all text is ASCII, which needs no tables.
        let is_word = if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() };
        if is_word {
            if gap && !empty {
                take(' ');
            }
            (gap, empty) = (false, false);
            if c.is_ascii() {
                take(c.to_ascii_lowercase());
            } else {
                c.to_lowercase().for_each(&mut take);
            }
        } else if c != '\'' && c != '’' {
            gap = true;
        }
    }
}

/// How many words `text` holds: runs between white space that have a letter or a digit in them.
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Appends `text` to `out` with every run of white space as one space, none at the start of `out`.
pub fn push_folding_space(out: &mut String, text: &str) {
    if is_folded(text) && !(text.starts_with(' ') && (out.is_empty() || out.ends_with(' '))) {
        return out.push_str(text);
    }
    push_split(out, text.split(is_space));
}

/// Appends `text` with white space folded but for blanks that do not break, which ids of headings tell apart.
pub fn push_folding_breaks(out: &mut String, text: &str) {
    push_split(out, text.split(|c: char| is_space(c) && c != '\u{a0}'));
}

fn push_split<'t>(out: &mut String, words: impl Iterator<Item = &'t str>) {
    for (index, word) in words.enumerate() {
        if index > 0 && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Whether all white space in `text` is single ASCII spaces, by a look at its bytes; `false` also where only a closer
/// look would tell.
fn is_folded(text: &str) -> bool {
    let mut after_space = false;
    text.bytes().all(|byte| {
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
    use super::*;

    #[test]
    fn folding_ignores_case_space_and_punctuation() {
        assert_eq!(fold("  Click  HERE… "), "click here");
        assert_eq!(fold("Don’t"), "dont");
        assert_eq!(fold("»"), "");
    }

    #[test]
    fn runs_of_space_become_one() {
        let mut out = String::new();
        push_folding_space(&mut out, " \u{a0}a  b\n\tc ");
        push_folding_space(&mut out, "\u{3000}ż");
        assert_eq!(out, "a b c ż");
    }
}
