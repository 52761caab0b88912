//! The nearest of some known words to one that was typed: "did you mean".

use std::borrow::Cow;

/// The candidate nearest to `word` by edits, swapped neighbours counted as one, if it is near enough to be a slip of the fingers:
/// at most a third of the word's length. Ties go to the candidate that comes first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = lower(word);
    let mut most = word.chars().count().div_ceil(3);
    let word = Word::new(&word);
    let mut best = None;
    for candidate in candidates {
        match word.distance_within(&lower(candidate), most) {
            Some(0) => return Some(candidate),
            // Whatever comes later must be nearer still.
            Some(distance) => (best, most) = (Some(candidate), distance - 1),
            None => {}
        }
    }
    best
}

fn lower(text: &str) -> Cow<'_, str> {
    let is_low = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_low { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// Whether two texts may be at most so many edits apart (insertions, deletions, substitutions, transpositions). Their
/// lengths and letters bound the distance from below, which spares most pairs the table that tells it.
pub fn may_be_within(a: &str, b: &str, most: usize) -> bool {
    // Where each byte is a character, their number alone rules most pairs out.
    if a.len().abs_diff(b.len()) > most && a.is_ascii() && b.is_ascii() {
        return false;
    }
    let (mut letters, mut longer) = ([0_i32; 256], 0_isize);
    for byte in first_bytes(a) {
        (letters[usize::from(byte)], longer) = (letters[usize::from(byte)] + 1, longer + 1);
    }
    for byte in first_bytes(b) {
        (letters[usize::from(byte)], longer) = (letters[usize::from(byte)] - 1, longer - 1);
    }
    // An edit changes one character on either side at most.
    let apart: u32 = letters.iter().map(|count| count.unsigned_abs()).sum();
    longer.unsigned_abs() <= most && apart as usize <= most * 2
}

/// A text that others are compared with.
pub struct Word<'a> {
    text: &'a str,
    /// Where each character stands in it, a bit a place, if the bits are enough and all of it is ASCII.
    places: Option<[u128; 128]>,
}

impl<'a> Word<'a> {
    /// Makes a text ready to be compared.
    pub fn new(text: &'a str) -> Self {
        let fits = text.is_ascii() && (1..=128).contains(&text.len());
        let places = fits.then(|| {
            let mut places = [0; 128];
            for (at, byte) in text.bytes().enumerate() {
                places[usize::from(byte)] |= 1_u128 << at;
            }
            places
        });
        Self { text, places }
    }

    /// The distance to another text in insertions, deletions, substitutions and transpositions of neighbours (optimal string
    /// alignment), if it is at most `most`.
    pub fn distance_within(&self, other: &str, most: usize) -> Option<usize> {
        match &self.places {
            Some(places) if other.is_ascii() => {
                let near = self.text.len().abs_diff(other.len()) <= most;
                near.then(|| column_by_column(places, self.text.len(), other.as_bytes(), most)).flatten()
            }
            _ if !may_be_within(self.text, other, most) => None,
            _ => {
                let (a, b): (Vec<char>, Vec<char>) = (self.text.chars().collect(), other.chars().collect());
                near_the_diagonal(&a, &b, most)
            }
        }
    }
}

/// The distance of a word of this length, whose `places` are known, to another, if it is at most `most`. A column of the
/// table of distances is held as bits, which tell where it rises and falls by one from a row to the next, so that a step takes a
/// handful of operations whatever the length of the word (Hyyrö 2003).
fn column_by_column(places: &[u128; 128], length: usize, other: &[u8], most: usize) -> Option<usize> {
    let last = 1_u128 << (length - 1);
    let (mut rises, mut falls) = (u128::MAX, 0);
    // Where the distance is that of one character less on either side, and the places of the character before.
    let (mut diagonal, mut before) = (0_u128, 0_u128);
    let mut distance = length;
    for (at, byte) in other.iter().enumerate() {
        let here = places.get(usize::from(*byte)).copied().unwrap_or(0);
        let swapped = ((!diagonal & here) << 1) & before;
        diagonal = ((here & rises).wrapping_add(rises) ^ rises) | here | falls | swapped;
        let up = falls | !(diagonal | rises);
        let down = diagonal & rises;
        distance += usize::from(up & last != 0);
        distance -= usize::from(down & last != 0);
        // What is left takes off one a step at most.
        if distance > most + (other.len() - 1 - at) {
            return None;
        }
        let up = (up << 1) | 1;
        rises = (down << 1) | !(diagonal | up);
        falls = up & diagonal;
        before = here;
    }
    (distance <= most).then_some(distance)
}

/// The same for texts of any length in any script. Only what lies near the diagonal of the table is looked at, so that the time
/// grows with the length of the texts, not with its square.
fn near_the_diagonal<T: Copy + PartialEq>(a: &[T], b: &[T], most: usize) -> Option<usize> {
    let beyond = most + 1;
    // The distances of the beginning of `a` to all beginnings of `b`: for one sign less than the current, and two less.
    let mut above: Vec<usize> = (0..=b.len()).map(|length| length.min(beyond)).collect();
    let (mut higher, mut row) = (vec![beyond; b.len() + 1], vec![beyond; b.len() + 1]);
    for (i, one) in a.iter().enumerate() {
        let (from, to) = ((i + 1).saturating_sub(most), (i + 1 + most).min(b.len()));
        row.fill(beyond);
        if from == 0 {
            row[0] = (i + 1).min(beyond);
        }
        for j in from.max(1)..=to {
            let other = b[j - 1];
            let mut least = above[j - 1] + usize::from(*one != other);
            least = least.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 0 && j > 1 && *one == b[j - 2] && a[i - 1] == other {
                least = least.min(higher[j - 2] + 1);
            }
            row[j] = least.min(beyond);
        }
        std::mem::swap(&mut higher, &mut above);
        std::mem::swap(&mut above, &mut row);
        // Two rows that are too far away have nothing near below them.
        if above.iter().chain(&higher).all(|distance| *distance >= beyond) {
            return None;
        }
    }
    above.last().copied().filter(|distance| *distance <= most)
}

/// The first byte of each character: all but continuation bytes.
fn first_bytes(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(|byte| byte & 0xc0 != 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_a_slip_away_and_the_first_of_equals() {
        assert_eq!(nearest("stup", ["step", "setup", "stop"]), Some("step"));
        assert_eq!(nearest("Setup", ["steup", "setup"]), Some("setup"));
        assert_eq!(nearest("über", ["ueber", "uber"]), Some("uber"));
        assert_eq!(nearest("abc", ["xyz"]), None);
    }

    proptest::proptest! {
        #[test]
        fn near_the_diagonal_is_all_that_matters(a in "[abä-]{0,9}", b in "[abä-]{0,9}", most in 0_usize..6) {
            let distance = Some(strsim::osa_distance(&a, &b)).filter(|distance| *distance <= most);
            proptest::prop_assert_eq!(Word::new(&a).distance_within(&b, most), distance);
        }

        #[test]
        fn columns_tell_what_the_table_tells(a in "[abc]{0,12}|[ab]{120,132}", b in "[abc]{0,12}|[ab]{120,132}", most in 0_usize..140) {
            let distance = Some(strsim::osa_distance(&a, &b)).filter(|distance| *distance <= most);
            proptest::prop_assert_eq!(Word::new(&a).distance_within(&b, most), distance);
        }
    }

    #[test]
    fn the_bound_never_rules_out_what_is_near() {
        let words = ["setup", "set-up", "steup", "übersicht", "ubersicht", "x", "", "日本語", "日本"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            assert!(may_be_within(a, b, strsim::damerau_levenshtein(a, b)), "{a} {b}");
        }
    }
}
