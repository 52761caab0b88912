//! How rules word their evidence, so that all of them word it alike.

use crate::catalog::Catalog;
use crate::corpus::ArticleId;

/// A number and a noun: "1 link", "3 links".
pub(super) fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// Paths as a list of at most three: "`a.md`, `b.md`, `c.md` and 2 more". `all` is how many there are.
pub(super) fn listed<'a>(paths: impl IntoIterator<Item = &'a str>, all: usize) -> String {
    let shown: Vec<String> = paths.into_iter().take(3).map(|path| format!("`{path}`")).collect();
    let rest = all.saturating_sub(shown.len());
    let shown = shown.join(", ");
    if rest == 0 { shown } else { format!("{shown} and {rest} more") }
}

/// An article's path.
pub(super) fn path(catalog: &Catalog, id: ArticleId) -> &str {
    &catalog.article(id).path
}
