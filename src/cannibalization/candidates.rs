//! Which pairs are worth a closer look, without comparing each article with each: inverted lists of the telling words of
//! topics. A list that is too long is a template's, and pairs of its words take its place.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::rarity::Rarity;
use super::topic::Topic;
use crate::similarity::Term;

/// A key that more articles have brings none of them together.
pub(super) const LONGEST: usize = 48;
/// So many of a topic's rarest words lead to others.
const MOST_WORDS: usize = 8;
/// Topics that have less in common are not looked at unless the texts resemble each other.
const LEAST_OVERLAP: f32 = 0.5;

/// The pairs whose topics overlap, the lesser number first, sorted. At most [`LONGEST`] times as many as keys. `wholly` asks for
/// topics and keywords that are the same alone.
pub(super) fn by_topic(topics: &[Topic], judged: &[bool], rarity: &Rarity<Term>, wholly: bool) -> Vec<(u32, u32)> {
    let is_judged = |at: usize| judged.get(at).copied().unwrap_or(false);
    let single = |at: usize| if is_judged(at) && !wholly { single_keys(&topics[at], rarity) } else { Vec::new() };
    let singles: Vec<Vec<u64>> = (0..topics.len()).into_par_iter().map(single).collect();
    let counts = Rarity::default();
    let counts = singles.iter().fold(counts, |mut counts: Rarity<u64>, keys| {
        counts.add(keys.iter().copied());
        counts
    });
    let short = |key: u64| (2..=LONGEST as u32).contains(&counts.count(key));
    let all: Vec<Vec<u64>> = singles
        .par_iter()
        .enumerate()
        .map(|(at, keys)| {
            let mut out: Vec<u64> = keys.iter().copied().filter(|&key| short(key)).collect();
            let long: Vec<u64> = keys.iter().copied().filter(|&key| counts.count(key) > LONGEST as u32).collect();
            for (place, &a) in long.iter().enumerate() {
                out.extend(long.iter().skip(place + 1).map(|&b| key(&[a.min(b), a.max(b)])));
            }
            if is_judged(at) {
                out.extend(whole_keys(&topics[at]));
            }
            out.sort_unstable();
            out.dedup();
            out
        })
        .collect();
    let mut lists: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (at, keys) in all.iter().enumerate() {
        for key in keys {
            let list = lists.entry(*key).or_default();
            if list.len() <= LONGEST {
                list.push(at as u32);
            }
        }
    }
    let near = |at: u32, other: u32| {
        let (one, other) = (&topics[at as usize], &topics[other as usize]);
        one.same_keyword(other) || rarity.overlap(&one.terms, &other.terms) >= LEAST_OVERLAP
    };
    let partners = |(at, keys): (usize, &Vec<u64>)| {
        let mut found: Vec<u32> = keys
            .iter()
            .filter_map(|key| lists.get(key).filter(|list| list.len() <= LONGEST))
            .flat_map(|list| list.iter().copied().filter(|&other| other > at as u32))
            .collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|&other| near(at as u32, other));
        found.into_iter().map(|other| (at as u32, other)).collect::<Vec<_>>()
    };
    all.par_iter().enumerate().flat_map_iter(partners).collect()
}

/// A key for each of the rarest words.
fn single_keys(topic: &Topic, rarity: &Rarity<Term>) -> Vec<u64> {
    let mut terms = topic.terms.clone();
    terms.sort_by_key(|&term| (rarity.count(term), term));
    terms.truncate(MOST_WORDS);
    terms.iter().map(|term| key(&[language(topic), term.0])).collect()
}

/// Keys for the whole topic, keyword and identifier.
fn whole_keys(topic: &Topic) -> impl Iterator<Item = u64> {
    let whole = |mark: u64, terms: &[Term]| {
        let parts: Vec<u64> = [mark, language(topic)].into_iter().chain(terms.iter().map(|term| term.0)).collect();
        (!terms.is_empty()).then(|| key(&parts))
    };
    let identifier = topic.identifier.map(|name| key(&[3, language(topic), name]));
    [whole(1, &topic.terms), whole(2, &topic.keyword), identifier].into_iter().flatten()
}

fn language(topic: &Topic) -> u64 {
    topic.language.map_or(0, |language| u64::from(u32::from(language.mark())))
}

fn key(parts: &[u64]) -> u64 {
    let bytes: Vec<u8> = parts.iter().flat_map(|part| part.to_le_bytes()).collect();
    xxh3_64(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::language::Language;

    fn topics(lists: &[&[u64]]) -> (Vec<Topic>, Vec<bool>, Rarity<Term>) {
        let topic = |terms: &&[u64]| Topic {
            language: Some(Language::ENGLISH),
            terms: terms.iter().map(|&term| Term(term)).collect(),
            ..Topic::default()
        };
        let topics: Vec<Topic> = lists.iter().map(topic).collect();
        let mut rarity = Rarity::default();
        topics.iter().for_each(|topic| rarity.add(topic.terms.iter().copied()));
        (topics, vec![true; lists.len()], rarity)
    }

    #[test]
    fn topics_with_telling_words_in_common_meet() {
        let (topics, judged, rarity) = topics(&[&[1, 2, 3, 4, 10], &[1, 2, 3, 4, 11], &[5, 6, 7], &[5, 8, 9]]);
        let pairs = by_topic(&topics, &judged, &rarity, false);
        assert!(pairs.contains(&(0, 1)) && !pairs.contains(&(1, 2)), "{pairs:?}");
    }

    #[test]
    fn a_word_that_all_have_brings_nobody_together() {
        let lists: Vec<Vec<u64>> = (0..200).map(|at| vec![1, 1000 + at]).collect();
        let lists: Vec<&[u64]> = lists.iter().map(Vec::as_slice).collect();
        let (topics, judged, rarity) = topics(&lists);
        assert!(by_topic(&topics, &judged, &rarity, false).is_empty());
    }

    #[test]
    fn what_is_not_judged_meets_nobody() {
        let (topics, mut judged, rarity) = topics(&[&[1, 2, 3], &[1, 2, 3]]);
        judged[0] = false;
        assert!(by_topic(&topics, &judged, &rarity, false).is_empty());
    }
}
