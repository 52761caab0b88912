//! Heading ids as the common generators make them, and file names as URLs spell them.
//!
//! The rules are those of GitHub's renderer, kramdown (Jekyll), Hugo's `github` style and Docusaurus. They agree on
//! plain headings and differ on punctuation, underscores and leading digits; a corpus whose generator is not known
//! accepts any of them.

use unicode_normalization::UnicodeNormalization;

/// GitHub's, Hugo's and Docusaurus' heading id: lower case, letters, digits, `_` and `-` kept, spaces to `-`.
pub fn github(heading: &str) -> String {
    let mut id = String::with_capacity(heading.len());
    for c in heading.trim().chars() {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            'A'..='Z' => id.push(c.to_ascii_lowercase()),
            ' ' | '\t' | '\n' => id.push('-'),
            '-' | '_' => id.push(c),
            c if !c.is_ascii() && (c.is_alphanumeric() || is_mark(c)) => id.extend(c.to_lowercase()),
            _ => {}
        }
    }
    id
}

/// Whether [`github`] makes this id of the heading, told without making it; `false` may also mean that only making it
/// would tell.
pub fn is_plainly_github(heading: &str, id: &str) -> bool {
    let mut left = id.bytes();
    for byte in heading.trim().bytes() {
        let made = match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => byte,
            b'A'..=b'Z' => byte.to_ascii_lowercase(),
            b' ' | b'\t' | b'\n' => b'-',
            0x80.. => return false,
            _ => continue,
        };
        if left.next() != Some(made) {
            return false;
        }
    }
    left.next().is_none()
}

/// kramdown's heading id: everything before the first letter dropped, and only ASCII letters, digits, space and `-`
/// kept, as its `basic_generate_id` does.
pub fn kramdown(heading: &str) -> String {
    let start = heading.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(heading.len());
    let kept = heading.get(start..).unwrap_or("").trim_end().chars();
    kept.filter_map(|c| match c {
        ' ' => Some('-'),
        c if c.is_ascii_alphanumeric() || c == '-' => Some(c.to_ascii_lowercase()),
        _ => None,
    })
    .collect()
}

/// The id with runs of `-` as one and none at the ends: what MkDocs, GitLab and slugify-like generators make of it.
pub fn squeezed(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for part in id.split('-').filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(part);
    }
    out
}

/// Python-Markdown's heading id (MkDocs): accents dropped, what is not ASCII then left out, dashes squeezed.
pub fn ascii(heading: &str) -> String {
    squeezed(&github(&heading.nfkd().filter(char::is_ascii).collect::<String>()))
}

/// The heading id of generators that put a dash for every run of anything but letters and digits (Zola, slugify).
pub fn dashed(heading: &str) -> String {
    let apart = |c: char| if c.is_alphanumeric() || is_mark(c) { c } else { '-' };
    squeezed(&heading.chars().flat_map(char::to_lowercase).map(apart).collect::<String>())
}

/// The heading id of MDN: `_` for spaces, most punctuation dropped, dots and the like kept.
pub fn underscored(heading: &str) -> String {
    let kept = |c: char| !c.is_ascii_punctuation() || matches!(c, '!' | '*' | '-' | '.' | '<' | '>' | '_');
    let word = |word: &str| word.chars().filter(|c| kept(*c)).flat_map(char::to_lowercase).collect::<String>();
    let words = heading.split_whitespace().map(word);
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

/// Whether [`underscored`] makes this id of the heading, told without making it; `false` may also mean that only making it
/// would tell.
pub fn is_plainly_underscored(heading: &str, id: &str) -> bool {
    let mut left = id.bytes();
    let mut words = 0;
    for word in heading.split_ascii_whitespace() {
        let mut empty = true;
        for byte in word.bytes() {
            if !(b'!'..=b'~').contains(&byte) {
                return false;
            }
            if byte.is_ascii_punctuation() && !matches!(byte, b'!' | b'*' | b'-' | b'.' | b'<' | b'>' | b'_') {
                continue;
            }
            if empty && words > 0 && left.next() != Some(b'_') {
                return false;
            }
            (words, empty) = (words + usize::from(empty), false);
            if left.next() != Some(byte.to_ascii_lowercase()) {
                return false;
            }
        }
    }
    left.next().is_none()
}

/// A URL path, or a segment of one, as generators that tidy names write it: lower case, spaces to `-`.
pub fn segment(name: &str) -> String {
    if name.is_ascii() {
        let tidy = |byte: u8| if byte == b' ' { '-' } else { char::from(byte.to_ascii_lowercase()) };
        return name.bytes().map(tidy).collect();
    }
    name.chars().flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Combining marks count as part of a letter (Devanagari vowels, decomposed accents).
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_each_generator() {
        assert_eq!(github("What's New in v1.2?"), "whats-new-in-v12");
        assert_eq!(github("API & CLI"), "api--cli");
        for heading in ["What's New in v1.2?", " API & CLI ", "Ends in -", "a_b"] {
            let id = github(heading);
            assert!(is_plainly_github(heading, &id), "{heading}");
            assert!(!is_plainly_github(heading, &id[1..]) && !is_plainly_github(heading, &format!("{id}-1")));
        }
        for heading in ["Same-origin & policy", "`try...catch` statement", "& a", "a &", " x  y "] {
            let id = underscored(heading);
            assert!(is_plainly_underscored(heading, &id), "{heading}");
            assert!(!is_plainly_underscored(heading, &id[1..]) && !is_plainly_underscored(heading, &format!("{id}_")));
        }
        assert_eq!(squeezed(&github("API & CLI")), "api-cli");
        assert_eq!(github("Über uns_x"), "über-uns_x");
        assert_eq!(kramdown("1. Getting started!"), "getting-started");
        assert_eq!(ascii("Über uns: v1.2"), "uber-uns-v12");
        assert_eq!(dashed("What's New in v1.2?"), "what-s-new-in-v1-2");
        assert_eq!(underscored("Same-origin & policy"), "same-origin_policy");
        assert_eq!(underscored("`try...catch` statement"), "try...catch_statement");
    }
}
