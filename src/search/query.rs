//! What a query means: words, phrases, what must not be there, and filters. No query is wrong; what cannot be understood is
//! searched as words, and a note says so.

mod dates;
mod lexer;

pub(super) use dates::Days;
use lexer::{Field, Part, parts};

use super::fields::FieldId;
use crate::text::terms::{folded, words};

/// Longer queries are cut, in characters.
pub(super) const LONGEST: usize = 512;

/// Further words and filters are left out.
pub(super) const MOST_TERMS: usize = 32;

/// A query understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Query {
    /// The query, cut to the greatest length.
    pub(super) text: String,
    pub(super) words: Vec<QueryWord>,
    pub(super) phrases: Vec<Phrase>,
    pub(super) filters: Vec<Filter>,
    pub(super) notes: Vec<String>,
}

/// A word that must be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryWord {
    /// As typed, in lower case but with accents.
    pub(super) written: String,
    /// Its place in the query, in bytes.
    pub(super) span: (usize, usize),
    /// The field it is looked for in; all of them if `None`.
    pub(super) field: Option<FieldId>,
    /// Whether more letters may follow.
    pub(super) prefix: bool,
    /// Whether only this very word will do: it is part of a phrase.
    pub(super) exact: bool,
}

/// Words that must stand side by side, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Folded.
    pub(super) words: Vec<String>,
    /// How far each is from the first.
    pub(super) offsets: Vec<u32>,
    pub(super) field: Option<FieldId>,
    pub(super) negated: bool,
    pub(super) span: (usize, usize),
}

/// A condition on what is known of an article beside its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) kind: FilterKind,
    pub(super) negated: bool,
    pub(super) span: (usize, usize),
}

/// What a filter goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FilterKind {
    /// A column of the facts, and the values, any of which will do.
    Value(&'static str, Vec<String>),
    /// A glob, or how the path begins.
    Path(String),
    /// When it was updated.
    Updated(Days),
}

impl Query {
    pub(super) fn parse(written: &str) -> Self {
        let mut query = Self { text: written.chars().take(LONGEST).collect(), ..Self::default() };
        if query.text.len() < written.len() {
            query.notes.push(format!("Only the first {LONGEST} characters of the query were used."));
        }
        let text = query.text.clone();
        let mut terms = 0;
        for part in parts(&text) {
            terms += 1;
            query.add(&part);
            if terms.max(query.words.len()) >= MOST_TERMS {
                query.words.truncate(MOST_TERMS);
                query.notes.push(format!("Only the first {MOST_TERMS} words and filters of the query were used."));
                break;
            }
        }
        query.mark_prefix();
        query
    }

    /// Whether it asks for nothing at all, so that every article answers it.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty() && self.filters.is_empty()
    }

    fn add(&mut self, part: &Part<'_>) {
        match part.field {
            None => self.add_words(part, None),
            Some(Field::Text(field)) => self.add_words(part, Some(field)),
            Some(Field::Unknown(name)) => {
                self.notes.push(format!(
                    "`{name}:` is no filter and was searched as a word; there are title, heading, keyword, tool, category, \
                     type, lang, status, path and updated."
                ));
                self.add_words(part, None);
            }
            Some(Field::Value(name)) => {
                let parted =
                    |value: &str| value.split(',').map(str::to_owned).filter(|value| !value.is_empty()).collect();
                let values = if part.quoted { vec![part.value.to_owned()] } else { parted(part.value) };
                self.add_filter(part, name, (!values.is_empty()).then_some(FilterKind::Value(name, values)));
            }
            Some(Field::Path) => {
                let kind = (!part.value.is_empty()).then(|| FilterKind::Path(part.value.to_owned()));
                self.add_filter(part, "path", kind);
            }
            Some(Field::Updated) => {
                self.add_filter(part, "updated", Days::parse(part.value).map(FilterKind::Updated));
            }
        }
    }

    fn add_filter(&mut self, part: &Part<'_>, name: &str, kind: Option<FilterKind>) {
        match kind {
            Some(kind) => self.filters.push(Filter { kind, negated: part.negated, span: part.span }),
            None if part.value.is_empty() => self.notes.push(format!("`{name}:` says nothing and was left out.")),
            None => {
                self.notes.push(format!(
                    "`{}` is no date and was searched as words; write `updated:2026`, `updated:>2026-01-31` or \
                     `updated:2026-01..2026-03`.",
                    part.value
                ));
                self.add_words(part, None);
            }
        }
    }

    fn add_words(&mut self, part: &Part<'_>, field: Option<FieldId>) {
        let found: Vec<_> = words(part.value).collect();
        let first = found.first().map_or(0, |word| word.position);
        if !found.is_empty() && (part.negated || (part.quoted && found.len() > 1)) {
            self.phrases.push(Phrase {
                words: found.iter().map(|word| folded(word.text)).collect(),
                offsets: found.iter().map(|word| word.position - first).collect(),
                field,
                negated: part.negated,
                span: part.span,
            });
        }
        if part.negated {
            return;
        }
        self.words.extend(found.iter().map(|word| QueryWord {
            written: word.text.to_lowercase(),
            span: (part.value_start + word.start, part.value_start + word.end()),
            field,
            prefix: false,
            exact: part.quoted,
        }));
    }

    /// The last word may go on, unless a space or quote ends it.
    fn mark_prefix(&mut self) {
        let end = self.text.len();
        if let Some(last) = self.words.last_mut().filter(|last| last.span.1 == end && !last.exact) {
            last.prefix = true;
        }
    }
}
