//! The planted truth: one row for each finding that an audit of the corpus must come to.

use std::fmt::Write;

/// One planted finding. The order of the fields is the order of the rows.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Planted {
    pub(crate) path: String,
    /// `None` where the finding is about the whole article.
    pub(crate) line: Option<usize>,
    pub(crate) rule: &'static str,
    pub(crate) detail: String,
}

/// The rows in order, as tab-separated lines with `-` for what is not there.
pub(crate) fn table(mut planted: Vec<Planted>) -> String {
    planted.sort();
    let mut table = String::from("path\tline\trule\tdetail\n");
    for Planted { path, line, rule, detail } in &planted {
        let line = line.map_or_else(|| "-".to_owned(), |line| line.to_string());
        let detail = if detail.is_empty() { "-" } else { detail };
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{path}\t{line}\t{rule}\t{detail}");
    }
    table
}
