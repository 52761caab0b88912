//! Whether the author of an article has silenced a finding: by a comment beside it, or in the front matter.

use super::{Entry, Finding};
use crate::corpus::Article;

/// Whether `article` silences this finding of `rule`.
///
/// A comment silences its own line and the next, for the rules or families it names, or for all if it names none.
/// A finding about the article as a whole has no line: a comment anywhere that names its rule silences it, which is
/// the only way in a file that has no front matter.
pub(super) fn is_suppressed(article: &Article, rule: &Entry, finding: &Finding) -> bool {
    let names = |listed: &[Box<str>]| listed.iter().any(|name| **name == *rule.name || **name == *rule.family);
    if names(&article.metadata.ignore) {
        return true;
    }
    article.suppressions.iter().any(|comment| match finding.place {
        Some(place) => {
            let beside = place.line == comment.line || place.line == comment.line + 1;
            beside && (comment.rules.is_empty() || names(&comment.rules))
        }
        None => names(&comment.rules),
    })
}
