//! The YAML that nearly all front matter is made of (one `key: scalar` a line, simple lists, tables of one level) read
//! without a YAML library, which would cost more than parsing the rest of the file.
//!
//! It takes a block only if it is sure of every line; anything else goes to the library. A property test holds both
//! to the same answer.

use std::borrow::Cow;

use super::value::{Entries, Value};

/// A block with more keys goes to the library: here each key is compared with all before it.
const MOST_KEYS: usize = 64;

/// The entries of `block`; `None` if a line is anything but plain, or a key stands twice.
pub(super) fn entries(block: &str) -> Option<Entries<'_>> {
    let mut entries: Entries<'_> = Vec::with_capacity(10);
    let mut below = Below::Closed;
    for line in block.lines().map(trim_end) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if let Some(item) = content.strip_prefix("- ") {
            below = below.item(indent)?;
            append(&mut entries, scalar(trim(item))?)?;
            continue;
        }
        let colon = memchr::memchr(b':', content.as_bytes())?;
        let (key, value) = (content.get(..colon)?, content.get(colon + 1..)?);
        if !is_plain_key(key) || !(value.is_empty() || value.starts_with(' ')) {
            return None;
        }
        let value = trim(value);
        if indent > 0 {
            below = below.entry(indent)?;
            insert(table_of(&mut entries)?, key, value)?;
        } else {
            below = if value.is_empty() { Below::Open } else { Below::Closed };
            insert(&mut entries, key, value)?;
        }
    }
    Some(entries)
}

/// What may stand below a key of the first level, and how far in.
enum Below {
    /// Nothing: the key has its value.
    Closed,
    /// Items or entries.
    Open,
    /// Items of a list.
    Items(usize),
    /// Entries of a table.
    Entries(usize),
}

impl Below {
    fn item(self, indent: usize) -> Option<Self> {
        match self {
            Self::Open => Some(Self::Items(indent)),
            Self::Items(first) if first == indent => Some(self),
            _ => None,
        }
    }

    fn entry(self, indent: usize) -> Option<Self> {
        match self {
            Self::Open => Some(Self::Entries(indent)),
            Self::Entries(first) if first == indent => Some(self),
            _ => None,
        }
    }
}

/// Adds an entry, unless there are many or one of that key.
fn insert<'a>(entries: &mut Entries<'a>, key: &'a str, value: &'a str) -> Option<()> {
    if entries.len() == MOST_KEYS || entries.iter().any(|(known, _)| known == key) {
        return None;
    }
    entries.push((Cow::Borrowed(key), value_of(value)?));
    Some(())
}

/// The table below the last key, begun where there is none yet.
fn table_of<'e, 'a>(entries: &'e mut Entries<'a>) -> Option<&'e mut Entries<'a>> {
    let (_, value) = entries.last_mut()?;
    if *value == Value::Null {
        *value = Value::Table(Entries::new());
    }
    if let Value::Table(table) = value { Some(table) } else { None }
}

fn is_plain_key(key: &str) -> bool {
    let plain = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    plain && key.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && !is_special_word(key)
}

/// YAML's white space is narrower than Unicode's.
fn trim(text: &str) -> &str {
    trim_end(text).trim_start_matches(' ')
}

fn trim_end(text: &str) -> &str {
    text.trim_end_matches(' ')
}

/// Adds an item of a block list to the key it stands under.
fn append<'a>(entries: &mut Entries<'a>, item: Value<'a>) -> Option<()> {
    let (_, value) = entries.last_mut()?;
    match value {
        Value::List(list) => list.push(item),
        value => *value = Value::List(vec![item]),
    }
    Some(())
}

fn value_of(text: &str) -> Option<Value<'_>> {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let Some(inner) = inner else { return scalar(text) };
    if inner.contains(['[', ']', '{', '}', '"', '\'', ':', '#', '&', '*', '!', '|', '>', '%', '@', '`', '?']) {
        return None;
    }
    let items = inner.split(',').map(|item| scalar(trim(item)).filter(|item| *item != Value::Null));
    items.collect::<Option<Vec<_>>>().map(Value::List)
}

/// A scalar on one line; `None` if it needs the library.
fn scalar(text: &str) -> Option<Value<'_>> {
    let is_plain = |b: u8| (b' '..0x7f).contains(&b);
    if !text.bytes().all(is_plain)
        && text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'))
    {
        return None;
    }
    let quoted = |quote: char| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    if let Some(inner) = quoted('"') {
        return (!inner.contains(['"', '\\'])).then_some(Value::Text(Cow::Borrowed(inner)));
    }
    if let Some(inner) = quoted('\'') {
        return (!inner.contains('\'')).then_some(Value::Text(Cow::Borrowed(inner)));
    }
    if text.starts_with("{{") && text.ends_with("}}") && !text.contains('"') {
        // An unquoted template variable; the library would make nested tables of it.
        return Some(Value::Text(Cow::Borrowed(text)));
    }
    if matches!(text, "" | "~" | "null" | "Null" | "NULL") {
        return Some(Value::Null);
    }
    // A comment stands behind a blank.
    let text = text.find(" #").and_then(|at| text.get(..at)).map_or(text, trim_end);
    let is_path = || text.starts_with("./") || text.starts_with("../");
    let plain_start = text.starts_with(|c: char| c.is_alphabetic() || c == '/') || is_path();
    let plain = (plain_start && !is_special_word(text)) || is_told_by_digits(text) || text == "true" || text == "false";
    let safe = !text.contains(": ") && !text.ends_with(':');
    (plain && safe).then_some(Value::Text(Cow::Borrowed(text)))
}

/// Whether a text that starts with a digit means just what it says: a date, a hash or another text that is no number, or
/// a whole number that would be written the same way.
fn is_told_by_digits(text: &str) -> bool {
    let [first, rest @ ..] = text.as_bytes() else { return false };
    if !first.is_ascii_digit() || (*first == b'0' && rest.first().is_some_and(u8::is_ascii_alphabetic)) {
        // `0x1f`, `0o17` and `0b11` are numbers.
        return false;
    }
    let count = |is: fn(&u8) -> bool| rest.iter().filter(|b| is(b)).count();
    let short = rest.len() < 15 && count(u8::is_ascii_digit) == rest.len();
    // A number has one letter and one dash at most: `1e-5`.
    (short && (*first != b'0' || rest.is_empty())) || count(u8::is_ascii_alphabetic) > 1 || count(|b| *b == b'-') > 1
}

/// Words that YAML reads as something else than text.
fn is_special_word(text: &str) -> bool {
    ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::yaml;
    use super::*;

    const LINE_START: &str =
        "(title|a-b|x_1|no|k[a-z]{2}): ?|(title|t[a-z]):|  (title|s[ab]): ?|  ?(s[ab]|no):|    d: |  - |- |-|#|  #|";
    const VALUE: &str = "\\.{1,2}/[a-z]{0,3}( # ?[a-z]{0,2}:?)?|[a-z0-9]{1,3} {0,2}#[a-z:]{0,2}|[0-9][0-9a-fx]{0,6}|[0-9]{1,17}|[0-9a-fTZ:.+-]{1,6}|[0-9][0-9e.+_-]{1,4}|( |[a-zä]{1,4}|[0-9]{1,4}|2026-01-02|true|no|~|null|\"|'|\\[|\\]|, |: | #|:|/|\\||>|&|\\*|!|%|@|`|\t|-|\\.|\\\\|é|\u{a0}|[A-Z][a-z]: x){0,4}|\"[a-z :#]{0,5}\"|'[a-z :#]{0,5}'|\\[[a-z, ]{0,6}\\]";

    #[test]
    fn tables_of_one_level_dates_hashes_and_numbers_need_no_library() {
        let block = "title: A\nl10n:\n  sourceCommit: 719645a32546d9e514ac530a5eb66aa4c26d4f51\n\n  by: [a, b]\nweight: 10\n\
                     date: 2026-01-02T10:00:00+01:00\nempty:\n";
        let flat = entries(block);
        assert!(flat.is_some());
        assert_eq!(flat, yaml::entries(block).ok());
        for block in [
            "a: b\n  c: d\n",
            "a:\n  b: c\n   d: e\n",
            "a:\n  b:\n    c: d\n",
            "a:\n  b: c\n  b: d\n",
            "a:\n  b: c\n  - d\n",
        ] {
            assert!(entries(block).is_none(), "{block:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        /// What is read without the library is read as the library would.
        #[test]
        fn plain_blocks_are_read_as_the_library_reads_them(
            lines in proptest::collection::vec((LINE_START, VALUE), 0..6),
        ) {
            let block: String = lines.iter().map(|(start, value)| format!("{start}{value}\n")).collect();
            if let Some(flat) = entries(&block) {
                let library = yaml::entries(&block);
                prop_assert!(library.is_ok(), "{block:?}: {flat:?}, but the library refuses it");
                prop_assert_eq!(Some(flat), library.ok(), "{:?}", block);
            }
        }
    }
}
