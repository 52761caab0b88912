//! What lists are narrowed by: a glob over paths, and words that must be there.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::error::ApiError;

/// So long may a filter be.
const LONGEST: usize = 500;

/// Filters that are too long are refused.
pub(super) fn check<'q>(filters: impl IntoIterator<Item = &'q Option<String>>) -> Result<(), ApiError> {
    let long = filters.into_iter().flatten().any(|filter| filter.chars().count() > LONGEST);
    if long { Err(ApiError::bad_request("filters are at most 500 characters long")) } else { Ok(()) }
}

/// A glob as .gitignore spells it; what is none is looked for as it stands.
pub(super) enum PathFilter {
    Glob(Gitignore),
    Part(String),
}

impl PathFilter {
    /// The filter, if one was asked for.
    pub(super) fn of(path: Option<&str>) -> Option<Self> {
        let path = path.filter(|path| !path.is_empty())?.trim_start_matches("./");
        let mut builder = GitignoreBuilder::new("");
        let built = builder.add_line(None, path).ok().and_then(|builder| builder.build().ok());
        Some(built.map_or_else(|| Self::Part(path.to_owned()), Self::Glob))
    }

    /// Whether it lets a path through.
    pub(super) fn takes(&self, path: &str) -> bool {
        match self {
            Self::Glob(glob) => glob.matched_path_or_any_parents(path, false).is_ignore(),
            Self::Part(part) => path.contains(part.as_str()),
        }
    }
}

/// Words that must all be there, in any case.
pub(super) struct Words(Vec<String>);

impl Words {
    /// The words of a query.
    pub(super) fn of(query: Option<&str>) -> Self {
        Self(query.unwrap_or("").to_lowercase().split_whitespace().map(str::to_owned).collect())
    }

    /// Whether each stands in one of the texts.
    pub(super) fn are_in<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let text = texts.into_iter().collect::<Vec<_>>().join("\n").to_lowercase();
        self.0.iter().all(|word| text.contains(word.as_str()))
    }
}
