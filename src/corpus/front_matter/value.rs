//! Front matter as plain values: text, lists and tables. Dates, numbers and booleans are text as written, because
//! writers quote them or not as they please.

use std::borrow::Cow;

/// A value in front matter.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// Nothing: empty, `null`, `~`.
    Null,
    /// A scalar.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Self>),
    /// A table.
    Table(Entries<'a>),
}

/// The keys of a block or table with their values, in order.
pub(super) type Entries<'a> = Vec<(Cow<'a, str>, Value<'a>)>;

/// Why a block cannot be parsed.
#[derive(Debug)]
pub(super) struct Fault {
    /// The byte offset in the block.
    pub(super) at: usize,
    /// What is wrong.
    pub(super) message: String,
}

impl Value<'_> {
    /// A scalar's text, unless it is empty or a template variable that nobody filled.
    pub(super) fn text(&self) -> Option<&str> {
        let Self::Text(text) = self else { return None };
        let text = text.trim();
        (!text.is_empty() && !is_variable(text)).then_some(text)
    }

    /// The texts of a list, or of a single scalar.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let list = if let Self::List(list) = self { list.as_slice() } else { std::slice::from_ref(self) };
        list.iter().filter_map(|value| match value {
            // `tools: [{name: X}]` names its tools one level down.
            Self::Table(entries) => entries.iter().find(|(key, _)| key == "name").and_then(|(_, name)| name.text()),
            value => value.text(),
        })
    }
}

/// Whether `text` is one template call and nothing else, such as `{{SECONDARY_TOOL}}`.
fn is_variable(text: &str) -> bool {
    text.starts_with("{{") && text.ends_with("}}") && text.find("}}") == Some(text.len() - 2)
}

/// The entries of a TOML block.
pub(super) fn from_toml(block: &str) -> Result<Entries<'static>, Fault> {
    let table: toml::Table = toml::from_str(block).map_err(|error: toml::de::Error| Fault {
        at: error.span().map_or(0, |span| span.start),
        message: format!("this is not valid TOML: {}", error.message()),
    })?;
    Ok(table.into_iter().map(|(key, value)| (Cow::Owned(key), toml_value(value))).collect())
}

fn toml_value(value: toml::Value) -> Value<'static> {
    match value {
        toml::Value::String(text) => Value::Text(text.into()),
        toml::Value::Array(list) => Value::List(list.into_iter().map(toml_value).collect()),
        toml::Value::Table(table) => {
            Value::Table(table.into_iter().map(|(key, value)| (Cow::Owned(key), toml_value(value))).collect())
        }
        toml::Value::Integer(number) => Value::Text(number.to_string().into()),
        toml::Value::Float(number) => Value::Text(number.to_string().into()),
        toml::Value::Boolean(flag) => Value::Text(flag.to_string().into()),
        toml::Value::Datetime(date) => Value::Text(date.to_string().into()),
    }
}

/// The entries of a JSON object.
pub(super) fn from_json(block: &str) -> Result<Entries<'static>, Fault> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(block).map_err(|error| {
        let line = block.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        Fault { at: line + error.column().saturating_sub(1), message: format!("this is not valid JSON: {message}") }
    })?;
    Ok(object.into_iter().map(|(key, value)| (Cow::Owned(key), json_value(value))).collect())
}

fn json_value(value: serde_json::Value) -> Value<'static> {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::String(text) => Value::Text(text.into()),
        serde_json::Value::Array(list) => Value::List(list.into_iter().map(json_value).collect()),
        serde_json::Value::Object(object) => {
            Value::Table(object.into_iter().map(|(key, value)| (Cow::Owned(key), json_value(value))).collect())
        }
        scalar => Value::Text(scalar.to_string().into()),
    }
}
