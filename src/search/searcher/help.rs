//! What to say when a query finds nothing: how it was perhaps meant, and what to leave out.

use super::Searcher;
use crate::search::error::SearchError;
use crate::search::finding::Findings;
use crate::search::query::Query;
use crate::search::response::{Hit, Instead};
use crate::text::terms::{folded, words};

/// The query with the words that no article has replaced by those that were perhaps meant.
pub(super) fn did_you_mean(query: &Query, findings: &Findings, hits: &[Hit]) -> Option<String> {
    let mut meant = String::new();
    let mut at = 0;
    for ((start, end), spelling) in &findings.corrections {
        meant.push_str(query.text.get(at..*start)?);
        meant.push_str(&as_written(spelling, hits));
        at = *end;
    }
    meant.push_str(query.text.get(at..)?);
    (!findings.corrections.is_empty() && meant != query.text).then_some(meant)
}

/// A word of the index as the articles that were found write it, accents and all.
fn as_written(folded_word: &str, hits: &[Hit]) -> String {
    let texts = hits.iter().flat_map(|hit| [&hit.title, &hit.snippet]);
    let written = texts.flat_map(|text| words(text)).find(|word| folded(word.text) == folded_word);
    written.map_or_else(|| folded_word.to_owned(), |word| word.text.to_lowercase())
}

impl Searcher {
    /// Queries that find something, with one filter, minus or pair of quotes less.
    pub(super) fn instead(&self, query: &Query) -> Result<Vec<Instead>, SearchError> {
        let filters = query.filters.iter().map(|filter| (filter.span, false));
        let phrases = query.phrases.iter().map(|phrase| (phrase.span, !phrase.negated));
        let mut found = Vec::new();
        for ((start, end), keep_words) in filters.chain(phrases) {
            let Some(part) = query.text.get(start..end) else { continue };
            let put = if keep_words { part.replace('"', " ") } else { String::new() };
            let (before, after) = (query.text.get(..start).unwrap_or(""), query.text.get(end..).unwrap_or(""));
            let other = [before, &put, after].join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            if other.is_empty() {
                continue;
            }
            let total = self.find(&Query::parse(&other))?.found.len();
            if total > 0 {
                let without = if keep_words { format!("the quotes around {part}") } else { part.to_owned() };
                found.push(Instead { query: other, total, without });
            }
        }
        found.sort_by_key(|instead| std::cmp::Reverse(instead.total));
        Ok(found)
    }
}
