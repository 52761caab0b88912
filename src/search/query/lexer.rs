//! A query cut into its parts: an optional minus, an optional field, and a value with or without quotes.

use crate::search::fields::FieldId;

/// One part of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'q> {
    pub(super) negated: bool,
    pub(super) field: Option<Field<'q>>,
    /// Without quotes; with the name in front of it where that is no field.
    pub(super) value: &'q str,
    /// Where the value starts in the query.
    pub(super) value_start: usize,
    pub(super) quoted: bool,
    /// The whole part.
    pub(super) span: (usize, usize),
}

/// What stands before the colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field<'q> {
    /// A field that words are looked for in.
    Text(FieldId),
    /// A column of the facts.
    Value(&'static str),
    Path,
    Updated,
    /// No field, though it looks like one.
    Unknown(&'q str),
}

impl<'q> Field<'q> {
    fn of(name: &'q str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "title" => Self::Text(FieldId::Title),
            "heading" | "headings" => Self::Text(FieldId::Headings),
            "keyword" | "keywords" => Self::Text(FieldId::Keyword),
            "tool" | "tools" => Self::Value("tool"),
            "category" | "categories" => Self::Value("category"),
            "type" => Self::Value("type"),
            "lang" | "language" => Self::Value("lang"),
            "status" => Self::Value("status"),
            "path" => Self::Path,
            "updated" | "date" => Self::Updated,
            _ => Self::Unknown(name),
        }
    }
}

/// The parts of `query`, which is not longer than any text one searches for.
pub(super) fn parts(query: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(start) = query.get(at..).and_then(|rest| rest.find(|c: char| !c.is_whitespace())).map(|to| at + to) {
        let part = part(query, start);
        // Every part is at least one character long, or this would go on for ever.
        at = part.span.1.max(start + 1);
        while !query.is_char_boundary(at) {
            at += 1;
        }
        parts.push(part);
    }
    parts
}

fn part(query: &str, start: usize) -> Part<'_> {
    let rest = |at: usize| query.get(at..).unwrap_or("");
    let goes_on = |at: usize| rest(at).starts_with(|c: char| !c.is_whitespace());
    let negated = rest(start).starts_with('-') && goes_on(start + 1) && !rest(start + 1).starts_with('-');
    let begin = start + usize::from(negated);
    let named = rest(begin).find(|c: char| !c.is_ascii_alphabetic());
    let name = named.filter(|&length| length > 0 && rest(begin + length).starts_with(':'));
    let name = name.and_then(|length| query.get(begin..begin + length));
    let mut field = name.map(Field::of);
    let mut value_start = begin + name.map_or(0, |name| name.len() + 1);
    if matches!(field, Some(Field::Unknown(_))) {
        // `std::vector`, `https://…` and `Note:` are words like others; only `foo:bar` looks like a slip.
        let slip = rest(value_start).starts_with(|c: char| c.is_alphanumeric() || c == '"');
        field = field.filter(|_| slip);
        if !rest(value_start).starts_with('"') {
            value_start = begin;
        }
    }
    let quoted = rest(value_start).starts_with('"');
    value_start += usize::from(quoted);
    let ends = |c: char| if quoted { c == '"' } else { c.is_whitespace() || c == '"' };
    let length = rest(value_start).find(ends).unwrap_or(rest(value_start).len());
    let closed = quoted && value_start + length < query.len();
    let end = value_start + length + usize::from(closed);
    let value = query.get(value_start..value_start + length).unwrap_or("");
    Part { negated, field, value, value_start, quoted, span: (start, end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(query: &str) -> Vec<(bool, Option<Field<'_>>, &str, bool)> {
        parts(query).into_iter().map(|part| (part.negated, part.field, part.value, part.quoted)).collect()
    }

    #[test]
    fn parts_are_cut_as_people_type_them() {
        assert_eq!(
            cut(r#"dull -"bread knife" tool:"Clip Pro" -type:guide"#),
            [
                (false, None, "dull", false),
                (true, None, "bread knife", true),
                (false, Some(Field::Value("tool")), "Clip Pro", true),
                (true, Some(Field::Value("type")), "guide", false),
            ]
        );
        assert_eq!(cut("std::vector"), [(false, None, "std::vector", false)]);
        assert_eq!(cut("foo:bar"), [(false, Some(Field::Unknown("foo")), "foo:bar", false)]);
        assert_eq!(cut("\"never closed"), [(false, None, "never closed", true)]);
        assert_eq!(
            cut("- -- \" ü"),
            [(false, None, "-", false), (false, None, "--", false), (false, None, " ü", true)]
        );
    }
}
