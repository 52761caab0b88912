//! Filters of a query, evaluated over what is known of the articles: exact, whatever the index holds.

use ignore::gitignore::GitignoreBuilder;

use super::facts::{ArticleFacts, Column};
use super::query::{Filter, FilterKind};
use crate::text::language::Language;
use crate::text::{nearest, words::fold};

/// Which articles all of `filters` leave, by article; `None` if there is nothing to leave out. What is odd about a filter is
/// noted.
pub(super) fn allowed<'f>(
    facts: &ArticleFacts,
    filters: impl IntoIterator<Item = &'f Filter>,
    notes: &mut Vec<String>,
) -> Option<Vec<bool>> {
    let mut allowed: Option<Vec<bool>> = None;
    for filter in filters {
        let passes = passing(facts, filter, notes);
        let allowed = allowed.get_or_insert_with(|| facts.live.clone());
        for (slot, passes) in allowed.iter_mut().zip(passes) {
            *slot &= passes != filter.negated;
        }
    }
    allowed
}

/// Which articles have what a filter names, its sign left aside.
fn passing(facts: &ArticleFacts, filter: &Filter, notes: &mut Vec<String>) -> Vec<bool> {
    match &filter.kind {
        FilterKind::Updated(days) => {
            facts.updated.iter().map(|day| day.is_some_and(|day| days.contains(day))).collect()
        }
        FilterKind::Path(path) => by_path(facts, path),
        FilterKind::Value(name, values) => {
            let Some(column) = facts.columns.iter().find(|column| column.name == *name) else { return Vec::new() };
            let mut wanted = vec![false; column.values.len()];
            for value in values {
                want(column, value, &mut wanted, notes);
            }
            let has = |own: &[u32]| own.iter().any(|&id| wanted.get(id as usize).copied().unwrap_or(false));
            (0..column.of.len()).map(|article| has(column.of.row(article))).collect()
        }
    }
}

/// Marks the values of `column` that `value` means: the same one, else those that begin with it.
fn want(column: &Column, value: &str, wanted: &mut [bool], notes: &mut Vec<String>) {
    let code = Language::from_code(value).filter(|_| column.name == "lang").map(Language::code);
    let folded = code.map_or_else(|| fold(value), str::to_owned);
    let mut mark = |fits: &dyn Fn(&str) -> bool| {
        let mut any = false;
        for (slot, known) in wanted.iter_mut().zip(&column.folded) {
            let fits = fits(known);
            *slot |= fits;
            any |= fits;
        }
        any
    };
    if mark(&|known| known == folded) || (!folded.is_empty() && mark(&|known| known.starts_with(&folded))) {
        return;
    }
    let near = nearest::nearest(&folded, column.folded.iter().map(String::as_str));
    let near = near.and_then(|near| column.values.get(column.folded.iter().position(|known| known == near)?));
    let hint = near.map_or(String::new(), |near| format!("; did you mean `{}:{}`?", column.name, quoted(near)));
    notes.push(format!("No article has the {} `{value}`{hint}", column.name) + if hint.is_empty() { "." } else { "" });
}

/// A value as it is written in a query.
pub(super) fn quoted(value: &str) -> String {
    if value.contains([' ', ',', '"']) { format!("\"{}\"", value.replace('"', "")) } else { value.to_owned() }
}

/// By glob if it has the signs of one, else by how the path or a folder in it begins.
fn by_path(facts: &ArticleFacts, path: &str) -> Vec<bool> {
    let path = path.trim_start_matches("./");
    if path.contains(['*', '?', '[']) {
        let mut builder = GitignoreBuilder::new("");
        let built = builder.add_line(None, path).is_ok().then(|| builder.build().ok()).flatten();
        if let Some(globs) = built {
            let fits = |path: &str| globs.matched_path_or_any_parents(path, false).is_ignore();
            return facts.paths.iter().map(|path| fits(path.trim_start_matches('/'))).collect();
        }
    }
    let wanted = path.trim_start_matches('/').to_lowercase();
    facts.paths.iter().map(|path| path.to_lowercase().starts_with(&wanted)).collect()
}
