//! The nearest of some known words to one that was typed: "did you mean".

/// The candidate nearest to `word` by Damerau-Levenshtein distance, if it is near enough to be a slip of the fingers:
/// at most a third of the word's length. Ties go to the candidate that comes first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let mut most = word.chars().count().div_ceil(3);
    let mut best = None;
    for candidate in candidates {
        let lower = candidate.to_lowercase();
        if !may_be_within(&word, &lower, most) {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&word, &lower);
        if distance == 0 {
            return Some(candidate);
        }
        if distance <= most {
            // Whatever comes later must be nearer still.
            (best, most) = (Some(candidate), distance - 1);
        }
    }
    best
}

/// Whether two texts may be at most so many edits apart (insertions, deletions, substitutions, transpositions). Their
/// lengths and letters bound the distance from below, which spares most pairs the table that tells it.
pub fn may_be_within(a: &str, b: &str, most: usize) -> bool {
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

    #[test]
    fn the_bound_never_rules_out_what_is_near() {
        let words = ["setup", "set-up", "steup", "übersicht", "ubersicht", "x", "", "日本語", "日本"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            assert!(may_be_within(a, b, strsim::damerau_levenshtein(a, b)), "{a} {b}");
        }
    }
}
