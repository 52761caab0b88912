//! How Docusaurus spells things: URLs out of parts, names without the numbers before them, tags.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `parts` as one URL path: a slash before it, none doubled; one behind it if the last part ends in one.
pub(super) fn url(parts: &[&str]) -> String {
    let mut out = String::new();
    for segment in parts.iter().flat_map(|part| part.split('/')).filter(|segment| !segment.is_empty()) {
        out.push('/');
        out.push_str(segment);
    }
    let slash = parts.iter().rev().find(|part| !part.is_empty()).is_some_and(|part| part.ends_with('/'));
    if slash || out.is_empty() {
        out.push('/');
    }
    out
}

/// A name without the number that only sorts it: `01-intro`, `2. intro`; dates and versions are no such numbers.
pub(super) fn without_number(name: &str) -> &str {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name.get(digits..).unwrap_or("");
    let dated = rest.strip_prefix(['-', '_', '.']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if digits == 0 || dated {
        return name;
    }
    let apart = rest.trim_start();
    let suffix = apart.trim_start_matches(['-', '_', '.']);
    let marked = suffix.len() < apart.len();
    let suffix = suffix.trim_start();
    if marked && !suffix.is_empty() && !suffix.starts_with(['-', '_', '.']) { suffix } else { name }
}

/// `label` in lower case with dashes between its words, which capitals and digits begin, too.
pub(super) fn kebab(label: &str) -> String {
    #[derive(Clone, Copy, PartialEq)]
    enum Class {
        Lower,
        Upper,
        Digit,
    }
    let plain = label.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '\u{2019}'));
    let chars: Vec<char> = plain.nfc().collect();
    let class = |c: &char| match c {
        c if c.is_ascii_digit() => Some(Class::Digit),
        c if c.is_uppercase() => Some(Class::Upper),
        c if c.is_alphanumeric() => Some(Class::Lower),
        _ => None,
    };
    let mut out = String::new();
    let mut before = None;
    for (at, c) in chars.iter().enumerate() {
        let Some(own) = class(c) else {
            before = None;
            continue;
        };
        let next = chars.get(at + 1).and_then(class);
        let begins = match (before, own) {
            (None, _) => true,
            (Some(Class::Upper), Class::Upper) => next == Some(Class::Lower),
            (Some(Class::Upper), Class::Lower) => false,
            (Some(before), own) => before != own,
        };
        if begins && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
        before = Some(own);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_docusaurus_does() {
        assert_eq!(url(&["/docs/", "", "/a//b"]), "/docs/a/b");
        assert_eq!(
            (url(&["", "/"]), url(&["/docs", "/"]), url(&["docs", ""])),
            ("/".into(), "/docs/".into(), "/docs".into())
        );
        for (name, plain) in
            [("01-a", "a"), ("2. a b", "a b"), ("3 - a", "a"), ("7.0-a", "7.0-a"), ("2021-11-a", "2021-11-a")]
        {
            assert_eq!(without_number(name), plain);
        }
        assert_eq!((without_number("01"), without_number("1a")), ("01", "1a"));
        for (label, slug) in
            [("Web3 & APIs", "web-3-ap-is"), ("fooBar", "foo-bar"), ("HTMLParser", "html-parser"), ("Été", "ete")]
        {
            assert_eq!(kebab(label), slug);
        }
    }
}
