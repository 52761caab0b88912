//! The existing URL nearest to a dead one: a slip of the fingers, another date or folder, another case.
//!
//! Candidates come from an inverted index of the words of all slugs, so a question costs a handful of lists however
//! large the site is; only candidates are compared letter by letter.

use rayon::prelude::*;

use crate::corpus::ArticleId;
use crate::text::nearest::Word;
use crate::text::words::fold_hash;

use super::href::{Href, classify};
use super::url_path::{decode, join, key, last, parent, path_of};
use super::{Map, Site};

/// Lists longer than this say little (`guide`, `with`) and are not looked at.
const LONGEST_LIST: usize = 64;

/// Slug words to articles.
#[derive(Debug, Default)]
pub(super) struct SlugIndex {
    /// URL key in lower case, by article.
    keys: Vec<String>,
    /// Hash of a token and an article whose slug has it, sorted.
    tokens: Vec<(u64, ArticleId)>,
    /// Where the tokens begin that share their first bits: a search among thousands reads too much memory.
    starts: Vec<u32>,
}

/// How many first bits of a token tell where to look for it.
const BITS: u32 = 14;

/// The first bits of a token.
fn first_bits(token: u64) -> usize {
    (token >> (64 - BITS)) as usize
}

impl Site {
    /// The existing URL path nearest to a dead `href` of article `from`, if one is near enough to be meant: a slip of
    /// the fingers, the same slug under another date or folder, another case, no base path. It has the base path.
    pub fn nearest_url(&self, from: ArticleId, href: &str) -> Option<String> {
        let mut joined = String::new();
        let (folder, path) = match classify(href) {
            Href::Root(path) | Href::Web { path, .. } => ("", self.below_base(path_of(path))),
            Href::Relative(path) => (self.folder(from), path_of(path)),
            _ => return None,
        };
        if !join(&mut joined, folder, &decode(path)) {
            return None;
        }
        let language = self.languages.of_url(key(&joined));
        let same = |near: ArticleId| self.languages.of_url(self.url(near).trim_matches('/')) == language;
        let near = self.slug_index().nearest(key(&joined), same)?;
        let lacks_base = || href.starts_with('/') && self.url(near).trim_matches('/') == joined;
        let meant = near != from || lacks_base();
        meant.then(|| format!("{}{}", self.base_path().unwrap_or(""), self.url(near)))
    }

    /// Makes ready to answer [`nearest_url`](Self::nearest_url). To be called before many threads ask: one that takes up
    /// other work while it builds with the help of others could come to wait for itself.
    pub fn prepare_nearest(&self) {
        let _ = self.slug_index();
    }

    pub(super) fn slug_index(&self) -> &SlugIndex {
        self.slugs.get_or_init(|| SlugIndex::build(&self.map))
    }
}

impl SlugIndex {
    pub(super) fn build(map: &Map) -> Self {
        let keys: Vec<String> = map.urls.par_iter().map(|url| url.trim_matches('/').to_lowercase()).collect();
        let of_key = |mut all: Vec<_>, (number, key): (usize, &String)| {
            each_token(bare_slug(last(key)), |token| all.push((token, ArticleId(number as u32))));
            all
        };
        let parts = keys.par_iter().enumerate().fold(Vec::new, of_key);
        let mut tokens: Vec<_> = parts.collect::<Vec<_>>().concat();
        tokens.par_sort_unstable();
        // A word may stand in a slug twice.
        tokens.dedup();
        let mut starts = Vec::with_capacity((1 << BITS) + 1);
        for (at, (token, _)) in tokens.iter().enumerate() {
            starts.resize(starts.len().max(first_bits(*token) + 1), at as u32);
        }
        starts.resize((1 << BITS) + 1, tokens.len() as u32);
        Self { keys, tokens, starts }
    }

    /// The article whose URL is nearest to `key`, among those that `may` be meant, if one is near enough.
    pub(super) fn nearest(&self, key: &str, may: impl Fn(ArticleId) -> bool) -> Option<ArticleId> {
        let key = key.to_lowercase();
        let slug = bare_slug(last(&key));
        if slug.is_empty() {
            return None;
        }
        let mut candidates: Vec<ArticleId> = Vec::new();
        each_token(slug, |token| {
            let list = self.having(token).take(LONGEST_LIST + 1);
            let before = candidates.len();
            candidates.extend(list.map(|(_, id)| id));
            if candidates.len() - before > LONGEST_LIST {
                candidates.truncate(before);
            }
        });
        candidates.sort_unstable();
        candidates.dedup();
        let (word, most) = (Word::new(slug), (slug.chars().count() / 6).clamp(1, 4));
        let scored = candidates.into_iter().filter_map(|id| {
            let other = self.keys.get(id.index())?;
            let distance = word.distance_within(bare_slug(last(other)), most).filter(|_| may(id))?;
            Some((distance, parent(other) != parent(&key), id, other))
        });
        let scored: Vec<_> = scored.collect();
        let best = scored.iter().map(|(distance, elsewhere, ..)| (*distance, *elsewhere)).min()?;
        let equals = scored.iter().filter(|(distance, elsewhere, ..)| (*distance, *elsewhere) == best);
        // The whole keys tell equals apart, and are compared for them alone.
        let whole = Word::new(&key);
        let apart = |other: &str| whole.distance_within(other, key.len().max(other.len()));
        equals.map(|(_, _, id, other)| (apart(other), *id)).min().map(|(_, id)| id)
    }
}

impl SlugIndex {
    /// The articles whose slugs have this token.
    fn having(&self, token: u64) -> impl Iterator<Item = (u64, ArticleId)> + '_ {
        let bits = first_bits(token);
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        let bucket = self.tokens.get(bound(bits)..bound(bits + 1)).unwrap_or(&[]);
        let start = bucket.partition_point(|(known, _)| *known < token);
        bucket.iter().skip(start).take_while(move |(known, _)| *known == token).copied()
    }
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

/// Gives hashes of the words of a slug, of its two ends, which survive a slip in a slug of one word, and of all of it.
fn each_token(slug: &str, mut take: impl FnMut(u64)) {
    let is_inside = |c: char| if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() };
    slug.split(|c| !is_inside(c)).filter(|word| word.len() > 2).for_each(|word| take(fold_hash(word)));
    let end = |at: usize| slug.char_indices().nth(at).map_or(slug.len(), |(end, _)| end);
    let tail = slug.char_indices().rev().nth(2).map_or(0, |(start, _)| start);
    // Marked, so that an end is not taken for a word.
    for (mark, part) in [(1, slug.get(..end(3))), (2, slug.get(tail..)), (3, Some(slug))] {
        part.map(fold_hash).into_iter().for_each(|hash| take(hash ^ (mark << 61)));
    }
}
