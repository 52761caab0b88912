//! The segment of a path that Nuxt Content makes of the name of a file or folder.

use unicode_normalization::UnicodeNormalization;

/// What a name without its extension becomes.
pub(super) fn segment(name: &str) -> String {
    if is_version(name) {
        return name.to_owned();
    }
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let name = name.get(digits..).and_then(|rest| rest.strip_prefix('.')).filter(|_| digits > 0).unwrap_or(name);
    let name = if name == "index" || name == "index.draft" { "" } else { name };
    slugify(name.strip_suffix(".draft").unwrap_or(name))
}

/// The same for a segment of a link, where dots lead up.
pub(super) fn of_link(written: &str) -> String {
    if matches!(written, "." | "..") { written.to_owned() } else { segment(written) }
}

/// `1.2.0`, `2.x`.
fn is_version(name: &str) -> bool {
    let numbers = name.strip_suffix(".x").unwrap_or(name);
    numbers.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The package `slugify` with `lower: true`: letters in ASCII where it knows them, some signs in words, others dropped, blanks
/// as dashes.
fn slugify(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '&' => out.push_str("and"),
            '%' => out.push_str("percent"),
            '$' => out.push_str("dollar"),
            '<' => out.push_str("less"),
            '>' => out.push_str("greater"),
            '|' => out.push_str("or"),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ø' | 'Ø' => out.push('o'),
            'œ' | 'Œ' => out.push_str("oe"),
            'ł' | 'Ł' => out.push('l'),
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if c.is_whitespace() || c == '-' => out.push('-'),
            '_' | '*' | '+' | '~' | '.' | '(' | ')' | '\'' | '"' | '!' | ':' | '@' => out.push(c),
            c if c.is_alphabetic() => out.extend(c.nfkd().filter(char::is_ascii).flat_map(char::to_lowercase)),
            _ => {}
        }
    }
    let mut slug = String::with_capacity(out.len());
    for c in out.chars().filter(|c| c.is_ascii()) {
        if c != '-' || !slug.ends_with('-') {
            slug.push(c);
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_front_are_cut_once_and_versions_stay() {
        for (name, expected) in [
            ("10.North Star", "north-star"),
            ("04-comet", "04-comet"),
            ("2024-05-06.meteors", "2024-05-06.meteors"),
            ("1.2.0", "1.2.0"),
            ("3.index", ""),
            ("5.nova.draft", "nova"),
            ("draft", "draft"),
            ("Größe & (Farbe)_x", "grosse-and-(farbe)_x"),
        ] {
            assert_eq!(segment(name), expected);
        }
    }
}
