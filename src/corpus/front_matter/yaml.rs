//! YAML blocks by the YAML library, and the duplicate keys that it would let pass in silence.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::value::{Entries, Fault, Value};

/// Deeper nesting is refused by the library too, but only after a time that grows with the square of the depth.
const DEEPEST: usize = 128;

/// The entries of a YAML block.
pub(super) fn entries(block: &str) -> Result<Entries<'static>, Fault> {
    if let Some(at) = too_deep(block) {
        return Err(Fault { at, message: format!("the front matter nests deeper than {DEEPEST} levels") });
    }
    let parsed: serde_yaml::Value = serde_yaml::from_str(block).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        let at = error.location().map_or(0, |at| at.index());
        Fault { at, message: format!("this is not valid YAML: {message}") }
    })?;
    match parsed {
        serde_yaml::Value::Mapping(mapping) => Ok(table(mapping)),
        serde_yaml::Value::Null => Ok(Entries::new()),
        _ => Err(Fault { at: 0, message: "the front matter is not a list of keys and values".to_owned() }),
    }
}

/// Where brackets, or list marks on one line, nest too deep.
fn too_deep(block: &str) -> Option<usize> {
    let (mut brackets, mut marks, mut leading) = (0_usize, 0_usize, true);
    for (at, byte) in block.bytes().enumerate() {
        match byte {
            b'[' | b'{' => brackets += 1,
            b']' | b'}' => brackets = brackets.saturating_sub(1),
            b'\n' => (marks, leading) = (0, true),
            b'-' | b'?' | b':' if leading => marks += 1,
            _ => {}
        }
        leading &= matches!(byte, b'\n' | b' ' | b'-' | b'?' | b':');
        if brackets > DEEPEST || marks > DEEPEST {
            return Some(at);
        }
    }
    None
}

fn table(mapping: serde_yaml::Mapping) -> Entries<'static> {
    mapping.into_iter().map(|(key, value)| (Cow::Owned(scalar(&key)), convert(value))).collect()
}

fn convert(value: serde_yaml::Value) -> Value<'static> {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::String(text) => Value::Text(text.into()),
        serde_yaml::Value::Sequence(list) => Value::List(list.into_iter().map(convert).collect()),
        serde_yaml::Value::Mapping(mapping) => Value::Table(table(mapping)),
        serde_yaml::Value::Tagged(tagged) => convert(tagged.value),
        other => Value::Text(scalar(&other).into()),
    }
}

fn scalar(value: &serde_yaml::Value) -> String {
    match value {
        serde_yaml::Value::String(text) => text.clone(),
        serde_yaml::Value::Bool(flag) => flag.to_string(),
        serde_yaml::Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Top-level keys that stand twice: offset of the repeat, the key, offset of its first use.
pub(super) fn duplicate_keys(block: &str) -> Vec<(usize, &str, usize)> {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut repeats = Vec::new();
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        if let Some(key) = top_level_key(line) {
            match seen.get(key) {
                Some(&first) => repeats.push((at, key, first)),
                None => _ = seen.insert(key, at),
            }
        }
        at += line.len();
    }
    repeats
}

/// `block` with the lines of repeated keys as comments of the same length: the library refuses a repeated key, and the
/// first value is still worth having.
pub(super) fn without_lines(block: &str, repeats: &[(usize, &str, usize)]) -> String {
    let mut kept = String::with_capacity(block.len());
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        // A repeated key starts with an ASCII letter, so its first byte is a character.
        match line.get(1..).filter(|_| repeats.binary_search_by_key(&at, |repeat| repeat.0).is_ok()) {
            Some(rest) => {
                kept.push('#');
                kept.push_str(rest);
            }
            None => kept.push_str(line),
        }
        at += line.len();
    }
    kept
}

/// The key of a line that starts one at the margin.
fn top_level_key(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    (plain && (value.is_empty() || value.starts_with([' ', '\t', '\r', '\n']))).then_some(key)
}
