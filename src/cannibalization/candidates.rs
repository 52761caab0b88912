//! Which pairs are worth a closer look, without comparing each article with each: inverted lists of the telling words of
//! topics. A list that is too long is a template's, and pairs of its words take its place.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use super::rarity::Rarity;
use super::signals::FLOOR;
use super::topic::Topic;
use crate::similarity::Term;
use crate::similarity::minhash::pairs;

/// A key that more articles have brings none of them together.
pub(super) const LONGEST: usize = 48;
/// At most so many of a topic's rarest words lead to others.
const MOST_WORDS: usize = 8;

/// The pairs whose topics overlap enough to be rivals, the lesser number first, sorted. `wholly` asks for topics and keywords
/// that are the same alone.
///
/// Two sets that have the share [`FLOOR`] of their weight in common have one of those words in common that make up the
/// rest of either's weight, counted from its rarest on (prefix filtering; Chaudhuri, Ganti and Kaushik, 2006). So only
/// the first few words of a topic need lists.
pub(super) fn by_topic(topics: &[Topic], judged: &[bool], rarity: &Rarity<Term>, wholly: bool) -> Vec<(u32, u32)> {
    let weighed: Vec<Weighed> = topics.par_iter().map(|topic| Weighed::of(&topic.terms, rarity)).collect();
    let near = |a: u32, b: u32| {
        let (a, b) = (a as usize, b as usize);
        topics[a].same_keyword(&topics[b]) || weighed[a].overlaps(&weighed[b])
    };
    let is_judged = |at: &usize| judged.get(*at).copied().unwrap_or(false);
    let entries = |keys: &(dyn Fn(usize) -> Vec<u64> + Sync)| {
        let ids = (0..topics.len()).into_par_iter().filter(is_judged);
        let mut entries: Vec<(u64, u32)> =
            ids.flat_map_iter(|at| keys(at).into_iter().map(move |key| (key, at as u32))).collect();
        entries.par_sort_unstable();
        entries
    };
    let mut found = pairs(&entries(&|at| whole_keys(&topics[at]).collect()), LONGEST, near);
    if !wholly {
        let singles = entries(&|at| single_keys(&topics[at], &weighed[at]));
        found.par_extend(pairs(&singles, LONGEST, near));
        let runs = singles.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > LONGEST);
        let long: FxHashSet<u64> = runs.map(|run| run[0].0).collect();
        let doubles = entries(&|at| {
            let mut keys = single_keys(&topics[at], &weighed[at]);
            keys.retain(|key| long.contains(key));
            let behind = |place: usize| keys.iter().skip(place + 1);
            let two = |(place, &a): (usize, &u64)| behind(place).map(move |&b| key(&[a.min(b), a.max(b)]));
            keys.iter().enumerate().flat_map(two).collect()
        });
        found.par_extend(pairs(&doubles, LONGEST, near));
    }
    found.par_sort_unstable();
    found.dedup();
    found
}

/// Terms, sorted, with what each weighs, so that nothing is looked up for each pair.
struct Weighed {
    terms: Vec<(Term, f32)>,
    all: f32,
}

impl Weighed {
    fn of(terms: &[Term], rarity: &Rarity<Term>) -> Self {
        let terms: Vec<(Term, f32)> = terms.iter().map(|&term| (term, rarity.weight(term))).collect();
        let all = terms.iter().map(|(_, weight)| weight).sum();
        Self { terms, all }
    }

    /// Whether they have the share [`FLOOR`] of their weight in common.
    fn overlaps(&self, other: &Self) -> bool {
        if self.all.min(other.all) < FLOOR * self.all.max(other.all) {
            return false;
        }
        let (mut both, mut j) = (0.0_f32, 0);
        for (term, weight) in &self.terms {
            while other.terms.get(j).is_some_and(|(theirs, _)| theirs < term) {
                j += 1;
            }
            if other.terms.get(j).is_some_and(|(theirs, _)| theirs == term) {
                both += weight;
            }
        }
        // Rounding must lose nobody.
        both * 1.001 >= FLOOR * (self.all + other.all - both)
    }
}

/// A key for each of the rarest words, as many as are needed.
fn single_keys(topic: &Topic, weighed: &Weighed) -> Vec<u64> {
    let mut terms = weighed.terms.clone();
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut left = weighed.all;
    let needed = terms.iter().take_while(|(_, weight)| {
        let needed = left >= FLOOR * weighed.all * 0.999;
        left -= weight;
        needed
    });
    needed.take(MOST_WORDS).map(|(term, _)| key(&[language(topic), term.0])).collect()
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
        let (topics, judged, rarity) =
            topics(&[&[1, 2, 3, 4, 20, 21, 10], &[1, 2, 3, 4, 20, 21, 11], &[5, 6, 7], &[5, 8, 9]]);
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
