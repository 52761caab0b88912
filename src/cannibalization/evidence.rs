//! Further evidence on pairs that are reported: who else comes up when the keyword is searched for, and anchor texts that
//! lead to both. It is told, not scored.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::pairs::Pair;
use super::texts::Texts;
use super::topic::Topic;
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::similarity::minhash::resemblance;
use crate::site::Target;
use crate::text::words::{count, fold_hash};

/// So many words of a query are looked up, the rarest.
const MOST_WORDS: usize = 6;
/// A word that more texts have is not looked up: it would cost much and tell little.
const MOST_TEXTS: u32 = 2000;
/// Who comes later than this in the answer is not seen.
const SEEN: usize = 10;
/// How soon more of the same word stops telling more (BM25's k1).
const SATURATION: f32 = 1.2;

/// Fills in the signals `search` and `anchors`.
pub(super) fn add(catalog: &Catalog, topics: &[Topic], texts: &Texts, pairs: &mut [Pair]) {
    let mut members: Vec<ArticleId> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    members.sort_unstable();
    members.dedup();
    let anchors = anchors(catalog, &members);
    let found = answers(&members, topics, texts);
    for pair in pairs {
        let of = |article: ArticleId| anchors.get(&article).map_or(&[][..], Vec::as_slice);
        let (a, b) = (of(pair.a), of(pair.b));
        pair.signals.anchors = (!a.is_empty() && !b.is_empty()).then(|| resemblance(a, b));
        let rank = |from: ArticleId, to: ArticleId| {
            let place = found.get(&from).and_then(|list| list.iter().position(|&id| id == to));
            place.map_or(0.0, |place| 1.0 / (place + 1) as f32)
        };
        pair.signals.search = Some(f32::midpoint(rank(pair.a, pair.b), rank(pair.b, pair.a)));
    }
}

/// The anchor texts of two words and more that lead to each of `members`, as sorted hashes.
fn anchors(catalog: &Catalog, members: &[ArticleId]) -> FxHashMap<ArticleId, Vec<u64>> {
    let is_member: FxHashSet<ArticleId> = members.iter().copied().collect();
    let uses = |from: ArticleId| {
        let links = catalog.is_live(from).then(|| catalog.links(from)).into_iter().flatten();
        let is_member = &is_member;
        links.filter_map(move |(link, target)| match target {
            Target::Article(to) if is_member.contains(&to) && to != from && !link.kind.is_image() => {
                (count(&link.text, 2) > 1).then(|| (to, fold_hash(&link.text)))
            }
            _ => None,
        })
    };
    let ids = (0..catalog.articles.len() as u32).into_par_iter().map(ArticleId);
    let mut all: Vec<(ArticleId, u64)> = ids.flat_map_iter(uses).collect();
    all.par_sort_unstable();
    all.dedup();
    let runs = all.chunk_by(|a, b| a.0 == b.0);
    runs.map(|run| (run[0].0, run.iter().map(|(_, phrase)| *phrase).collect())).collect()
}

/// For each of `members`: who comes up, itself aside, when its keyword (else its title) is searched for, the best first.
fn answers(members: &[ArticleId], topics: &[Topic], texts: &Texts) -> FxHashMap<ArticleId, Vec<ArticleId>> {
    let rarity = texts.rarity();
    let query = |id: &ArticleId| {
        let topic = &topics[id.index()];
        let words = if topic.keyword.is_empty() { &topic.terms } else { &topic.keyword };
        let mut words: Vec<u32> = words
            .iter()
            .map(|term| term.0 as u32)
            .filter(|&word| (1..=MOST_TEXTS).contains(&rarity.count(word)))
            .collect();
        words.sort_by_key(|&word| (rarity.count(word), word));
        words.truncate(MOST_WORDS);
        words
    };
    let queries: Vec<Vec<u32>> = members.iter().map(query).collect();
    let wanted: FxHashSet<u32> = queries.iter().flatten().copied().collect();
    let lists = lists(&wanted, texts);
    let in_topic = |article: u32, word: u32| topics[article as usize].terms.iter().any(|term| term.0 as u32 == word);
    let answer = |(id, query): (&ArticleId, &Vec<u32>)| {
        let mut scores: FxHashMap<u32, f32> = FxHashMap::default();
        for &word in query {
            for &(article, times) in lists.get(&word).into_iter().flatten().filter(|(article, _)| *article != id.0) {
                let times = times as f32;
                let worth = times / (times + SATURATION) + if in_topic(article, word) { 1.0 } else { 0.0 };
                *scores.entry(article).or_default() += worth * rarity.weight(word);
            }
        }
        let mut found: Vec<(u32, f32)> = scores.into_iter().collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        (*id, found.into_iter().take(SEEN).map(|(article, _)| ArticleId(article)).collect())
    };
    members.par_iter().zip(&queries).map(answer).collect()
}

/// How often each of the `wanted` words stands in which articles.
fn lists(wanted: &FxHashSet<u32>, texts: &Texts) -> FxHashMap<u32, Vec<(u32, u32)>> {
    let mut uses: Vec<(u32, u32)> = texts
        .each()
        .flat_map_iter(|(article, words)| {
            words.iter().filter(|word| wanted.contains(word)).map(move |&word| (word, article))
        })
        .collect();
    uses.par_sort_unstable();
    let mut lists: FxHashMap<u32, Vec<(u32, u32)>> = FxHashMap::default();
    for run in uses.chunk_by(|a, b| a == b) {
        lists.entry(run[0].0).or_default().push((run[0].1, run.len() as u32));
    }
    lists
}
