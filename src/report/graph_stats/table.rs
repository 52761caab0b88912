//! Tables of the page, and how numbers and long texts stand in them.

use comfy_table::{CellAlignment, Table, presets};

/// Text to the left, numbers to the right.
#[derive(Clone, Copy)]
pub(super) enum Column {
    Text,
    Number,
}

/// Renders rows as an aligned table without lines. `header` is left out if all of it is empty.
pub(super) fn table<const N: usize>(
    header: [(&str, Column); N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    if header.iter().any(|(name, _)| !name.is_empty()) {
        table.set_header(header.map(|(name, _)| name));
    }
    table.add_rows(rows);
    for (column, (_, kind)) in table.column_iter_mut().zip(header) {
        column.set_cell_alignment(match kind {
            Column::Text => CellAlignment::Left,
            Column::Number => CellAlignment::Right,
        });
    }
    let mut text = table.trim_fmt();
    text.push('\n');
    text
}

/// "10 of 214", or "all 7".
pub(super) fn shown(listed: usize, all: usize) -> String {
    if listed == all { format!("all {}", grouped(all)) } else { format!("{} of {}", grouped(listed), grouped(all)) }
}

/// A share as a percentage; never "0 %" for some nor "100 %" for not quite all.
pub(super) fn percent(share: f64) -> String {
    match (share * 100.0).round() {
        0.0 if share > 0.0 => "< 1 %".to_owned(),
        100.0 if share < 1.0 => "> 99 %".to_owned(),
        rounded => format!("{rounded:.0} %"),
    }
}

/// `1234567` as `1,234,567`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The start of a text that is too long: of a title the beginning tells most.
pub(super) fn start(text: &str, width: usize) -> String {
    let text = one_line(text);
    match text.char_indices().nth(width) {
        None => text,
        Some(_) => text.chars().take(width - 1).chain(['…']).collect(),
    }
}

/// The end of a text that is too long: of a path the end tells most.
pub(super) fn end(text: &str, width: usize) -> String {
    let text = one_line(text);
    let length = text.chars().count();
    if length <= width { text } else { "…".chars().chain(text.chars().skip(length - width + 1)).collect() }
}

/// Control characters as spaces: a title must not break the table or drive the terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_fit() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!((percent(0.001), percent(0.999), percent(1.0)), ("< 1 %".into(), "> 99 %".into(), "100 %".into()));
        assert_eq!(start("abcdef", 6), "abcdef");
        assert_eq!(start("abcdefg\n", 6), "abcde…");
        assert_eq!(end("/a/b/cdef/", 6), "…cdef/");
    }

    #[test]
    fn columns_are_aligned() {
        let rows = [["a".to_owned(), "10".to_owned()], ["bcd".to_owned(), "5".to_owned()]];
        assert_eq!(table([("x", Column::Text), ("n", Column::Number)], rows), " x     n\n a    10\n bcd   5\n");
    }
}
