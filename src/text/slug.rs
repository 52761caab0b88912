//! Heading ids as the common generators make them, and file names as URLs spell them.
//!
//! The rules are those of GitHub's renderer, kramdown (Jekyll), Hugo's `github` style and Docusaurus. They agree on
//! plain headings and differ on punctuation, underscores and leading digits; a corpus whose generator is not known
//! accepts any of them.

use unicode_normalization::UnicodeNormalization;

/// GitHub's, Hugo's and Docusaurus' heading id: lower case, letters, digits, `_` and `-` kept, spaces to `-`.
pub fn github(heading: &str) -> String {
    github_whole(heading.trim())
}

/// GitHub's heading id of a text whose blanks at the ends count.
pub fn github_whole(heading: &str) -> String {
    let mut id = String::with_capacity(heading.len());
    for c in heading.chars() {
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

/// Hugo's heading id: GitHub's without combining marks, and a `heading` where nothing is left.
pub fn goldmark(heading: &str) -> String {
    let id: String = heading
        .trim()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '))
        .flat_map(|c| if c == ' ' { '-' } else { c }.to_lowercase())
        .collect();
    if id.is_empty() { "heading".to_owned() } else { id }
}

/// Hugo's heading id in ASCII: accents dropped, what is not ASCII then left out.
pub fn goldmark_ascii(heading: &str) -> String {
    goldmark(&heading.nfkd().filter(char::is_ascii).collect::<String>())
}

/// Hugo's heading id as Blackfriday made it: a dash for every run of anything but letters and digits, marks included.
pub fn blackfriday(heading: &str) -> String {
    let apart = |c: char| if c.is_alphanumeric() && !is_mark(c) { c } else { '-' };
    let id = squeezed(&heading.chars().flat_map(char::to_lowercase).map(apart).collect::<String>());
    if id.is_empty() { "heading".to_owned() } else { id }
}

/// Whether [`github`] makes this id of the heading, told without making it; `false` may also mean that only making it
/// would tell.
pub fn is_plainly_github(heading: &str, id: &str) -> bool {
    if heading.len() < id.len() {
        return false;
    }
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

/// kramdown's heading id, and what it takes where nothing is left.
pub fn kramdown_or_section(heading: &str) -> String {
    let id = kramdown(heading);
    if id.is_empty() { "section".to_owned() } else { id }
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
    if heading.is_ascii() {
        return squeezed(&github(heading));
    }
    squeezed(&github(&heading.nfkd().filter(char::is_ascii).collect::<String>()))
}

/// Python-Markdown's own heading id, dashes at its end kept.
pub fn ascii_words(heading: &str) -> String {
    let plain: String = heading.nfkd().filter(char::is_ascii).collect();
    let mut id = String::with_capacity(plain.len());
    let kept = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-') || c.is_ascii_whitespace();
    for c in plain.chars().filter(kept).collect::<String>().trim().chars() {
        let c = if c.is_ascii_whitespace() { '-' } else { c.to_ascii_lowercase() };
        if c != '-' || !id.ends_with('-') {
            id.push(c);
        }
    }
    id
}

/// GitHub's heading id where smart punctuation has made a dash of `--` before, and an ellipsis of `...`.
pub fn without_dashes(heading: &str) -> String {
    github(&heading.replace("---", "").replace("--", ""))
}

/// The heading id of generators that put a dash for every run of anything but letters and digits (Zola, slugify).
pub fn dashed(heading: &str) -> String {
    let apart = |c: char| if c.is_alphanumeric() || is_mark(c) { c } else { '-' };
    squeezed(&heading.chars().flat_map(char::to_lowercase).map(apart).collect::<String>())
}

/// A slug in ASCII letters of whatever script (Zola): `ß` is `ss`, `日本語` is `ri-ben-yu`, all else is dashes.
pub fn transliterated(text: &str) -> String {
    let ascii = deunicode::deunicode(text);
    squeezed(
        &ascii
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
            .collect::<String>(),
    )
}

/// The text with `_` for each run of blanks, and nothing else changed (Zola's `safe` anchors).
pub fn blanks_underscored(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_")
}

/// The heading id of MDN: `_` for spaces, most punctuation dropped, dots and the like kept.
pub fn underscored(heading: &str) -> String {
    let kept = |c: &char| !c.is_ascii_punctuation() || matches!(c, '!' | '*' | '-' | '.' | '<' | '>' | '_');
    let mut id = String::with_capacity(heading.len());
    for word in heading.split_whitespace() {
        let mut is_joined = id.is_empty();
        for c in word.chars().filter(kept) {
            if !std::mem::replace(&mut is_joined, true) {
                id.push('_');
            }
            if c.is_ascii() { id.push(c.to_ascii_lowercase()) } else { id.extend(c.to_lowercase()) }
        }
    }
    id
}

/// A heading as links of a vault name it: signs that have a meaning in links are blanks, runs of blanks one.
pub fn in_vault(heading: &str) -> String {
    let plain = heading.replace("%%", " ").replace("[[", " ").replace("]]", " ").replace([':', '#', '|', '^'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nuxt Content's way with an id of github-slugger: runs of dashes as one, one dash cut at each end, `_` before a digit.
pub fn tidied(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        if c != '-' || !out.ends_with('-') {
            out.push(c);
        }
    }
    let cut = out.strip_prefix('-').unwrap_or(&out);
    let cut = cut.strip_suffix('-').unwrap_or(cut);
    if cut.starts_with(|c: char| c.is_ascii_digit()) { format!("_{cut}") } else { cut.to_owned() }
}

/// @sindresorhus/slugify without its way with capitals (Eleventy's filter `slugify`): ASCII, `&` is `and`, an apostrophe before
/// a last `s` or `t` drops.
pub fn slugify(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => plain.push_str(" and "),
            '\u{2019}' => plain.push('\''),
            '♥' => plain.push_str(" love "),
            '🦄' => plain.push_str(" unicorn "),
            c if c.is_ascii() => plain.push(c),
            c => plain.push_str(&spelled_out(c)),
        }
    }
    let mut out = String::with_capacity(plain.len());
    let bytes = plain.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let contracts = || {
            let letter_before =
                at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_alphanumeric);
            let ends = bytes.get(at + 2).is_none_or(u8::is_ascii_whitespace);
            letter_before && matches!(bytes.get(at + 1), Some(b's' | b't' | b'S' | b'T')) && ends
        };
        match byte {
            b'\'' if contracts() => {}
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte.to_ascii_lowercase())),
            _ => out.push('-'),
        }
    }
    squeezed(&out)
}

/// Words written as one set apart, as @sindresorhus/slugify does unless it is told not to: `CommonJS` is `Common JS`.
pub fn decamelized(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    let mut in_capitals = false;
    while let Some(c) = chars.next() {
        // `APIs` is one word.
        let begins_word = chars.peek().is_some_and(|next| next.is_ascii_lowercase() && *next != 's');
        let begins =
            before.is_ascii_lowercase() || before.is_ascii_digit() || (before.is_ascii_uppercase() && begins_word);
        if (c.is_ascii_uppercase() && begins) || (c.is_ascii_digit() && in_capitals) {
            out.push(' ');
        }
        in_capitals = before.is_ascii_uppercase() && c.is_ascii_uppercase();
        out.push(c);
        before = c;
    }
    out
}

/// [`slugify`] of the text as [`decamelized`].
pub fn slugify_decamelized(text: &str) -> String {
    slugify(&decamelized(text))
}

/// A letter beyond ASCII as people spell it there; nothing where there is no such spelling.
fn spelled_out(c: char) -> String {
    let spelled = match c {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' => "oe",
        'ø' => "o",
        'ü' => "ue",
        'Ä' => "Ae",
        'Ö' => "Oe",
        'Ü' => "Ue",
        'ß' => "ss",
        'Æ' => "AE",
        'Œ' => "OE",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' => "D",
        'þ' => "th",
        'ı' => "i",
        c if c.is_whitespace() => " ",
        // Emoji and signs part words, letters of other scripts are left out.
        c if c.is_alphanumeric() => return c.nfkd().filter(char::is_ascii).collect(),
        _ => " ",
    };
    spelled.to_owned()
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

/// Whether [`segment`] leaves `name` as it is.
pub fn is_segment(name: &str) -> bool {
    let is_tidy = |byte: u8| byte != b' ' && !byte.is_ascii_uppercase();
    if name.is_ascii() { name.bytes().all(is_tidy) } else { segment(name) == name }
}

/// Combining marks count as part of a letter (Devanagari vowels, decomposed accents).
fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
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
        assert_eq!(blackfriday("3.2.1 Кодування: OBJECT_IDENTIFIER"), "3-2-1-кодування-object-identifier");
        assert_eq!((blackfriday("e\u{301}té"), blackfriday("!")), ("e-té".to_owned(), "heading".to_owned()));
        assert_eq!(transliterated("Äpfel & Größe 日本語"), "apfel-grosse-ri-ben-yu");
        assert_eq!(underscored("Same-origin & policy"), "same-origin_policy");
        assert_eq!(slugify("What a Title, Isn't it? (Äpfel & Co.)"), "what-a-title-isnt-it-aepfel-and-co");
        assert_eq!(slugify("Émile's barn — 1,200 kg!"), "emiles-barn-1-200-kg");
        assert_eq!((slugify("C++ and C#"), slugify("日本語")), ("c-and-c".to_owned(), String::new()));
        assert_eq!((tidied("-a--b-"), tidied("3-steps")), ("a-b".to_owned(), "_3-steps".to_owned()));
        assert_eq!(slugify_decamelized("APIs with SHA256 of getItem2"), "apis-with-sha-256-of-get-item2");
        assert_eq!(decamelized("Using ESMPlugins in CommonJS"), "Using ESM Plugins in Common JS");
        assert_eq!(in_vault("Salt: how much? | x"), "Salt how much? x");
        assert_eq!(underscored("`try...catch` statement"), "try...catch_statement");
    }
}
