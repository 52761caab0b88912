//! The YAML that nearly all front matter is made of (one `key: scalar` a line, and simple lists) read without a
//! YAML library, which would cost more than parsing the rest of the file.
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
    let mut list = ListBelow::Closed;
    for line in block.lines().map(trim_end) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let content = line.trim_start_matches(' ');
        if let Some(item) = content.strip_prefix("- ") {
            list = list.item(line.len() - content.len())?;
            append(&mut entries, scalar(trim(item))?)?;
            continue;
        }
        let (key, value) = line.split_once(':')?;
        if !is_plain_key(key) || !(value.is_empty() || value.starts_with(' ')) {
            return None;
        }
        if entries.len() == MOST_KEYS || entries.iter().any(|(known, _)| known == key) {
            return None;
        }
        let value = trim(value);
        list = if value.is_empty() { ListBelow::Open } else { ListBelow::Closed };
        entries.push((Cow::Borrowed(key), value_of(value)?));
    }
    Some(entries)
}

/// Whether items may follow, and how far in.
enum ListBelow {
    Closed,
    Open,
    At(usize),
}

impl ListBelow {
    fn item(self, indent: usize) -> Option<Self> {
        match self {
            Self::Open => Some(Self::At(indent)),
            Self::At(first) if first == indent => Some(self),
            _ => None,
        }
    }
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
    let plain_start = text.starts_with(|c: char| c.is_alphabetic() || c == '/');
    let date = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-') && text.contains('-');
    let plain = (plain_start && !is_special_word(text)) || date || text == "true" || text == "false";
    let safe = !text.contains(": ") && !text.contains(" #") && !text.ends_with(':');
    (plain && safe).then_some(Value::Text(Cow::Borrowed(text)))
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

    const LINE_START: &str = "(title|a-b|x_1|no|k[a-z]{2}): ?|(title|t[a-z]):|  - |- |-|#|";
    const VALUE: &str = "( |[a-zä]{1,4}|[0-9]{1,4}|2026-01-02|true|no|~|null|\"|'|\\[|\\]|, |: | #|:|/|\\||>|&|\\*|!|%|@|`|\t|-|\\.|\\\\|é|\u{a0}|[A-Z][a-z]: x){0,4}|\"[a-z :#]{0,5}\"|'[a-z :#]{0,5}'|\\[[a-z, ]{0,6}\\]";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

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
