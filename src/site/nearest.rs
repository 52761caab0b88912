//! The existing URL nearest to a dead one: a slip of the fingers, another date or folder, another case.
//!
//! Candidates come from an inverted index of the words of all slugs, so a question costs a handful of lists however
//! large the site is; only candidates are compared letter by letter.

use rustc_hash::FxHashMap;

use crate::corpus::ArticleId;

use super::Map;
use super::url_path::{last, parent};

/// Lists longer than this say little (`guide`, `with`) and are not looked at.
const LONGEST_LIST: usize = 64;

/// Slug words to articles.
#[derive(Debug, Default)]
pub(super) struct SlugIndex {
    /// URL key in lower case, by article.
    keys: Vec<String>,
    by_token: FxHashMap<String, Vec<ArticleId>>,
}

impl SlugIndex {
    pub(super) fn build(map: &Map) -> Self {
        let mut index = Self::default();
        for (number, url) in map.urls.iter().enumerate() {
            let key = url.trim_matches('/').to_lowercase();
            for token in tokens(bare_slug(last(&key))) {
                let list = index.by_token.entry(token).or_default();
                if list.len() <= LONGEST_LIST {
                    list.push(ArticleId(number as u32));
                }
            }
            index.keys.push(key);
        }
        index
    }

    /// The article whose URL is nearest to `key`, among those that `may` be meant, if one is near enough.
    pub(super) fn nearest(&self, key: &str, may: impl Fn(ArticleId) -> bool) -> Option<ArticleId> {
        let key = key.to_lowercase();
        let slug = bare_slug(last(&key));
        if slug.is_empty() {
            return None;
        }
        let mut candidates: Vec<ArticleId> = Vec::new();
        for token in tokens(slug) {
            let list = self.by_token.get(&token).map_or(&[][..], Vec::as_slice);
            if list.len() <= LONGEST_LIST {
                candidates.extend(list);
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let most = (slug.chars().count() / 6).clamp(1, 4);
        let scored = candidates.into_iter().filter(|id| may(*id)).filter_map(|id| {
            let other = self.keys.get(id.index())?;
            let distance = distance_within(slug, bare_slug(last(other)), most)?;
            let whole = strsim::osa_distance(&key, other);
            Some((distance, parent(other) != parent(&key), whole, id))
        });
        scored.min().map(|(_, _, _, id)| id)
    }
}

/// The edit distance of two slugs (insertions, deletions, substitutions, transpositions), if it is at most `most`.
/// Lengths and letters bound it from below and spare most pairs the table.
fn distance_within(a: &str, b: &str, most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most * 4 {
        return None;
    }
    let mut letters = [0_i32; 256];
    a.bytes().for_each(|byte| letters[usize::from(byte)] += 1);
    b.bytes().for_each(|byte| letters[usize::from(byte)] -= 1);
    // One edit changes at most four bytes on either side.
    let apart: i32 = letters.iter().map(|count| count.abs()).sum();
    if apart as usize > most * 8 || (a.is_ascii() && b.is_ascii() && apart as usize > most * 2) {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= most)
}

/// A slug without a date at its front: `2026-02-15-x` and `x` are the same slug.
fn bare_slug(slug: &str) -> &str {
    let dated = slug.len() > 11
        && slug.bytes().take(11).enumerate().all(|(at, byte)| match at {
            4 | 7 | 10 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if dated { slug.get(11..).unwrap_or(slug) } else { slug }
}

/// The words of a slug, and its two ends, which survive a slip in a slug of one word.
fn tokens(slug: &str) -> Vec<String> {
    let words = slug.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    let mut tokens: Vec<String> = words.map(str::to_owned).collect();
    let letters: Vec<char> = slug.chars().collect();
    if letters.len() >= 3 {
        tokens.push(letters.iter().take(3).chain(['^'].iter()).collect());
        tokens.push(['$'].iter().chain(letters.iter().rev().take(3)).collect());
    }
    tokens.push(format!("={slug}"));
    tokens.sort();
    tokens.dedup();
    tokens
}
