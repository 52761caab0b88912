//! What the words of an anchor must not be, by themselves and by their sentence.

/// Whether quotation marks and brackets are there in pairs: what is cut out of a quotation reads badly as a link.
pub(super) fn is_balanced(text: &str) -> bool {
    let count = |sign: char| text.chars().filter(|c| *c == sign).count();
    let pairs = [('(', ')'), ('[', ']'), ('“', '”'), ('«', '»')];
    // One that stands behind a word closes.
    let opens = |at: usize| !text[..at].ends_with(|c: char| !c.is_whitespace() && c != '(');
    let mut straight = text.match_indices('"').map(|(at, _)| opens(at));
    let mut are_pairs = true;
    while let Some(first) = straight.next() {
        are_pairs &= first && straight.next().is_some();
    }
    are_pairs && pairs.iter().all(|(open, close)| count(*open) == count(*close))
}

/// Whether a sentence speaks of one year, or several, and a title of another.
pub(super) fn is_of_another_year(sentence: &str, title: &str) -> bool {
    let told: Vec<u16> = years(title).collect();
    let mut said = years(sentence).peekable();
    !told.is_empty() && said.peek().is_some() && !said.any(|year| told.contains(&year))
}

/// The years of a text: numbers of four digits, of this century or the last decade before it.
fn years(text: &str) -> impl Iterator<Item = u16> {
    // `2.2019` is a version, `2019.` the end of a sentence.
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_end_matches('.'));
    words.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok()).filter(|year| (1990..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_whole() {
        assert!(is_balanced("the \"Inside Rust\" blog") && is_balanced("cold (brew)"));
        assert!(!is_balanced("Inside Rust\" blog") && !is_balanced("brew)") && !is_balanced("“shape"));
        assert!(!is_balanced("NLL\" or \"lifetimes") && !is_balanced("\"shape"));
    }

    #[test]
    fn years_tell_members_of_a_series_apart() {
        assert!(is_of_another_year("The 2019 survey was larger.", "Survey of 2020"));
        assert!(!is_of_another_year("The surveys of 2019 and 2020.", "Survey of 2020"));
        assert!(!is_of_another_year("The survey was larger.", "Survey of 2020"));
        assert!(!is_of_another_year("Rust 2018, port 8080, v2.2019", "Brewing"));
    }
}
