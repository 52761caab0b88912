//! Ids of suggestions: a few letters for each of the two articles, told from their paths alone. The same link has the same
//! id in every run, whatever else is suggested, and an id leads back to its articles without suggesting anything.

use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use crate::catalog::Catalog;
use crate::corpus::ArticleId;

/// Letters and digits that are not mistaken for each other.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// So many letters tell an article: among 10,000 the chance that two share them is one in 700.
const LENGTH: usize = 7;

/// Why an id leads to no suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IdError {
    /// It is not of the form of an id.
    #[error(
        "`{0}` is not the id of a suggestion\n  help: ids look like `abcdefg-2345678`; `linkwright suggest` prints them"
    )]
    Malformed(String),
    /// No article of the corpus has such letters.
    #[error("no suggestion has the id `{0}`: no article with these letters is in the corpus (any more)")]
    Unknown(String),
    /// Several articles share the letters.
    #[error(
        "the id `{0}` may mean {1}\n  help: write the decision into the file of decisions by hand, with `from` and `to`"
    )]
    Ambiguous(String, String),
}

/// The id of the suggestion to link one article to another, both by path.
pub fn suggestion_id(from: &str, to: &str) -> String {
    format!("{}-{}", letters(from), letters(to))
}

/// The articles that an id stands for: where the link is to stand, and where it is to lead.
///
/// # Errors
/// It stands for none, or nobody can say for which.
pub fn find(catalog: &Catalog, id: &str) -> Result<(ArticleId, ArticleId), IdError> {
    let malformed = || IdError::Malformed(id.to_owned());
    let (from, to) = id.trim().split_once('-').ok_or_else(malformed)?;
    if from.len() != LENGTH || to.len() != LENGTH {
        return Err(malformed());
    }
    let one = |part: &str| {
        let found: Vec<ArticleId> = catalog.ids().filter(|id| letters(&catalog.article(*id).path) == part).collect();
        match *found.as_slice() {
            [] => Err(IdError::Unknown(id.to_owned())),
            [one] => Ok(one),
            _ => {
                let paths: Vec<String> = found.iter().map(|id| format!("`{}`", catalog.article(*id).path)).collect();
                Err(IdError::Ambiguous(id.to_owned(), paths.join(" or ")))
            }
        }
    };
    Ok((one(from)?, one(to)?))
}

fn letters(path: &str) -> String {
    let hash = xxh3_64(path.as_bytes());
    (0..LENGTH).map(|at| char::from(LETTERS[(hash >> (5 * at)) as usize % LETTERS.len()])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids stand in files under version control: they never change.
    #[test]
    fn ids_are_what_they_always_were() {
        assert_eq!(suggestion_id("steep.md", "water.md"), "uz5cjd2-kytsmrt");
    }
}
