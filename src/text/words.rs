//! How phrases are compared: folded to lower case, with punctuation and runs of space gone.

/// `phrase` folded for comparison: lower case, every run of anything that is neither letter nor digit one space,
/// none at the ends. "Click  here…" and "click here" fold to the same.
pub fn fold(phrase: &str) -> String {
    let mut folded = String::with_capacity(phrase.len());
    let mut gap = false;
    for c in phrase.chars() {
        if c.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.extend(c.to_lowercase());
        } else if c != '\'' && c != '’' {
            gap = true;
        }
    }
    folded
}

/// How many words `text` holds: runs between white space that have a letter or a digit in them.
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Appends `text` to `out` with every run of white space as one space, none at the start of `out`.
pub fn push_folding_space(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
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
}
