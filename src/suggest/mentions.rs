//! Where a page names other articles: the phrases of the ledger in its text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::knowledge::Knowledge;
use super::ledger::{Claim, Phrase, PhraseId};
use super::names::Naming;
use super::page::Page;

/// Places kept of each phrase.
const MOST_PLACES: usize = 48;

/// Where a phrase stands in a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Its first free places as ranges of tokens, in order; whether each stands outside of longer phrases.
    pub(super) places: Vec<(Range<u32>, bool)>,
}

impl Found {
    /// Its first place outside of longer phrases, else its first place.
    fn first(&self) -> Option<u32> {
        let clear = self.places.iter().find(|(_, clear)| *clear);
        clear.or_else(|| self.places.first()).map(|(place, _)| place.start)
    }

    fn is_clear(&self) -> bool {
        self.places.iter().any(|(_, clear)| *clear)
    }
}

/// What the phrases of a page say for one target. All shares are 0 to 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Mention {
    /// The best of keyphraseness times commonness over phrases that are no mere part of a longer one.
    pub(super) anchor: f32,
    /// The best of keyphraseness times the share of the name, over names that are no mere part of a longer one.
    pub(super) name: f32,
    /// The share of its title, if that stands here: one over the number of articles with that title.
    pub(super) title: f32,
    /// The same of one of its headings.
    pub(super) heading: f32,
    /// The share of any name that stands here, but not in free text.
    pub(super) taken: f32,
    /// Rarity of the rarest name, as an inverse document frequency.
    pub(super) rarity: f32,
    /// Words of the longest name.
    pub(super) words: u8,
    /// Its best share of any name, headings aside.
    pub(super) share: f32,
    /// The phrases in free text, with how well each serves as an anchor, the best first.
    pub(super) phrases: Vec<(f32, PhraseId)>,
    /// The token where the best of them stands first.
    pub(super) best_place: Option<u32>,
}

/// All that a page names.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// Every phrase of the ledger that stands in the page.
    pub(super) phrases: FxHashMap<PhraseId, Found>,
    /// What they say for each target.
    pub(super) targets: FxHashMap<u32, Mention>,
}

impl Mentions {
    /// Finds the phrases of a page in one pass over its words.
    pub(super) fn of(page: &Page, knowledge: &Knowledge) -> Self {
        let phrases = phrases(page, knowledge);
        let mut order: Vec<(&PhraseId, &Found)> = phrases.iter().collect();
        order.sort_unstable_by_key(|(phrase, _)| **phrase);
        let mut targets: FxHashMap<u32, Mention> = FxHashMap::default();
        for (&id, found) in order {
            let phrase = knowledge.ledger.phrase(id);
            for claim in &phrase.claims {
                let mention = targets.entry(claim.target.0).or_default();
                if found.places.is_empty() {
                    mention.taken = mention.taken.max(phrase.share(claim));
                } else {
                    mention.add(id, phrase, claim, found.is_clear(), knowledge);
                }
            }
        }
        for mention in targets.values_mut() {
            mention.phrases.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let best = mention.phrases.first().and_then(|(_, id)| phrases.get(id));
            mention.best_place = best.and_then(Found::first);
        }
        Self { phrases, targets }
    }
}

fn phrases(page: &Page, knowledge: &Knowledge) -> FxHashMap<PhraseId, Found> {
    let mut found: FxHashMap<PhraseId, Found> = FxHashMap::default();
    let is_name = |phrase: &PhraseId| knowledge.ledger.phrase(*phrase).is_name();
    let mut here: Vec<(PhraseId, Range<usize>)> = Vec::new();
    let mut base = 0;
    for block in page.tokens.chunk_by(|a, b| a.block == b.block) {
        here.clear();
        knowledge.ledger.find(block.iter().map(|token| token.term), |phrase, range| here.push((phrase, range)));
        // They come in order of their start, shorter ones first; the longest that began before tells what lies within it.
        let mut reach: Range<usize> = 0..0;
        for run in here.chunk_by(|a, b| a.1.start == b.1.start) {
            for (phrase, range) in run {
                let entry = found.entry(*phrase).or_default();
                let is_free = block.get(range.clone()).is_some_and(|tokens| tokens.iter().all(|token| token.is_free));
                if !is_free || entry.places.len() >= MOST_PLACES {
                    continue;
                }
                let begins_longer = run.iter().any(|(other, longer)| longer.end > range.end && is_name(other));
                let within = range.end <= reach.end && reach.len() > range.len();
                let place = (base + range.start) as u32..(base + range.end) as u32;
                entry.places.push((place, !begins_longer && !within));
            }
            if let Some((_, range)) = run.iter().rev().find(|(phrase, _)| is_name(phrase))
                && range.end > reach.end
            {
                reach = range.clone();
            }
        }
        base += block.len();
    }
    found
}

impl Mention {
    fn add(&mut self, id: PhraseId, phrase: &Phrase, claim: &Claim, is_clear: bool, knowledge: &Knowledge) {
        let (common, key, share) = (phrase.commonness(claim), phrase.keyphraseness(), phrase.share(claim));
        match claim.naming {
            Naming::Title => self.title = self.title.max(share),
            Naming::Heading => self.heading = self.heading.max(share),
            _ => {}
        }
        let rarity = knowledge.rarity.idf_of(phrase.holding);
        if claim.naming < Naming::Heading {
            self.rarity = self.rarity.max(rarity);
            self.words = self.words.max(phrase.words);
            self.share = self.share.max(share * if claim.naming == Naming::Title { 1.0 } else { 0.7 });
        }
        if is_clear {
            self.anchor = self.anchor.max(common * key);
            if claim.naming < Naming::Heading {
                self.name = self.name.max(share * key);
            }
        }
        let worth = match claim.naming {
            Naming::Title | Naming::Keyword => 1.0,
            Naming::ShortTitle | Naming::Slug => 0.8,
            Naming::Heading => 0.3,
            Naming::Anchor => 0.0,
        };
        let worth = (worth * share * (0.2 + key) + 2.0 * common * key) * (1.0 + 0.3 * f32::from(phrase.words.min(6)));
        let clear = if is_clear { 1.0 } else { 0.3 };
        self.phrases.push((clear * worth + 0.01 * rarity, id));
    }
}
