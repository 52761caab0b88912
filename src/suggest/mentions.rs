//! Where a page names other articles: the phrases of the ledger in its text.

use std::ops::Range;

use super::knowledge::Knowledge;
use super::ledger::{Claim, Phrase, PhraseId};
use super::names::Naming;
use super::page::Page;
use crate::corpus::ArticleId;

/// Places kept of each phrase.
const MOST_PLACES: usize = 48;

/// A free place of a phrase in a page, as a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PhrasePlace {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Whether it stands outside of longer phrases.
    pub(super) is_clear: bool,
}

impl PhrasePlace {
    /// Its tokens.
    pub(super) fn tokens(&self) -> Range<u32> {
        self.start..self.end
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
    /// Which of [`Mentions::named`] are its phrases.
    named: Range<u32>,
    /// The token where the best of them stands first.
    pub(super) best_place: Option<u32>,
}

/// All that a page names.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// Every phrase of the ledger that stands in the page, in order, with which of the `places` are its own.
    phrases: Vec<(PhraseId, Range<u32>)>,
    /// The first free places of each phrase, in order.
    places: Vec<PhrasePlace>,
    /// What they say for each target, in order.
    targets: Vec<(u32, Mention)>,
    /// The phrases in free text for each target, with how well each serves as an anchor, the best first.
    named: Vec<(f32, PhraseId)>,
}

impl Mentions {
    /// Finds the phrases of a page in one pass over its words.
    pub(super) fn of(source: ArticleId, page: &Page, knowledge: &Knowledge) -> Self {
        let mut mentions = Self::default();
        mentions.gather(found(source, page, knowledge));
        // Which phrase speaks for which target, by claim.
        let mut claims: Vec<(u32, u32, u32)> = Vec::new();
        for (number, (phrase, _)) in mentions.phrases.iter().enumerate() {
            let own = knowledge.ledger.phrase(*phrase).claims.iter().enumerate();
            claims.extend(own.map(|(claim, of)| (of.target.0, number as u32, claim as u32)));
        }
        // No article claims a phrase twice.
        claims.sort_unstable_by_key(|(target, number, _)| u64::from(*target) << 32 | u64::from(*number));
        for run in claims.chunk_by(|a, b| a.0 == b.0) {
            let mention = mentions.mention(run, knowledge);
            mentions.targets.push((run[0].0, mention));
        }
        mentions
    }

    /// Puts together what was found of each phrase.
    fn gather(&mut self, mut found: Vec<Found>) {
        found.sort_unstable_by_key(|one| u64::from(one.phrase) << 32 | u64::from(one.place.start));
        for run in found.chunk_by(|a, b| a.phrase == b.phrase) {
            let start = self.places.len() as u32;
            self.places.extend(run.iter().filter(|one| one.is_free).map(|one| one.place).take(MOST_PLACES));
            self.phrases.push((run[0].phrase, start..self.places.len() as u32));
        }
    }

    /// What the phrases say for the target whose `claims` these are: its number, that of the phrase here, that of the claim.
    fn mention(&mut self, claims: &[(u32, u32, u32)], knowledge: &Knowledge) -> Mention {
        let mut mention = Mention::default();
        let start = self.named.len();
        for &(_, number, claim) in claims {
            let (id, places) = &self.phrases[number as usize];
            let phrase = knowledge.ledger.phrase(*id);
            let claim = &phrase.claims[claim as usize];
            let places = &self.places[places.start as usize..places.end as usize];
            if places.is_empty() {
                mention.taken = mention.taken.max(claim.share);
            } else {
                let is_clear = places.iter().any(|place| place.is_clear);
                let worth = mention.add(phrase, claim, is_clear, knowledge.rarity.idf_of(phrase.holding));
                self.named.push((worth, *id));
            }
        }
        let named = &mut self.named[start..];
        named.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = named.first().map(|(_, id)| *id);
        mention.named = start as u32..self.named.len() as u32;
        mention.best_place = best.and_then(|id| {
            let places = self.places_of(id);
            places.iter().find(|place| place.is_clear).or_else(|| places.first()).map(|place| place.start)
        });
        mention
    }

    /// What the page says for each target that it names, in order.
    pub(super) fn targets(&self) -> impl Iterator<Item = (u32, &Mention)> {
        self.targets.iter().map(|(target, mention)| (*target, mention))
    }

    /// What the page says for a target.
    pub(super) fn target(&self, target: u32) -> Option<&Mention> {
        let at = self.targets.binary_search_by_key(&target, |(target, _)| *target).ok()?;
        self.targets.get(at).map(|(_, mention)| mention)
    }

    /// The phrases in free text that name a target, with how well each serves as an anchor, the best first.
    pub(super) fn named(&self, mention: &Mention) -> &[(f32, PhraseId)] {
        self.named.get(mention.named.start as usize..mention.named.end as usize).unwrap_or(&[])
    }

    /// The first free places of a phrase, in order.
    pub(super) fn places_of(&self, phrase: PhraseId) -> &[PhrasePlace] {
        let Ok(at) = self.phrases.binary_search_by_key(&phrase, |(phrase, _)| *phrase) else { return &[] };
        let (_, places) = &self.phrases[at];
        self.places.get(places.start as usize..places.end as usize).unwrap_or(&[])
    }

    /// The free places of all phrases.
    #[cfg(test)]
    pub(super) fn places(&self) -> &[PhrasePlace] {
        &self.places
    }
}

/// A phrase where it stands, in free text or not.
#[derive(Clone, Copy, Debug)]
struct Found {
    phrase: PhraseId,
    place: PhrasePlace,
    is_free: bool,
}

fn found(source: ArticleId, page: &Page, knowledge: &Knowledge) -> Vec<Found> {
    let ledger = &knowledge.ledger;
    // As long as the page was not read anew, it is known where phrases stand.
    let mut standing = ledger.standing(source).filter(|_| page.is_kept);
    let mut found = Vec::new();
    let mut here: Vec<(PhraseId, Range<usize>)> = Vec::new();
    let mut base = 0;
    for block in page.tokens.chunk_by(|a, b| a.block == b.block) {
        here.clear();
        match &mut standing {
            Some(standing) => {
                let (own, rest) =
                    standing.split_at(standing.partition_point(|one| (one.start as usize) < base + block.len()));
                *standing = rest;
                here.extend(own.iter().map(|one| {
                    let start = one.start as usize - base;
                    (one.phrase, start..start + ledger.phrase(one.phrase).words as usize)
                }));
            }
            None => ledger.find(block.iter().map(|token| token.term), |phrase, range| here.push((phrase, range))),
        }
        // They come in order of their start, shorter ones first; the longest that began before tells what lies within it.
        let mut reach: Range<usize> = 0..0;
        for run in here.chunk_by(|a, b| a.1.start == b.1.start) {
            let longest = run.iter().rev().find(|(phrase, _)| ledger.phrase(*phrase).is_name).map(|(_, range)| range);
            for (phrase, range) in run {
                let begins_longer = longest.is_some_and(|longest| longest.end > range.end);
                let within = range.end <= reach.end && reach.len() > range.len();
                let (start, end) = ((base + range.start) as u32, (base + range.end) as u32);
                let place = PhrasePlace { start, end, is_clear: !begins_longer && !within };
                let is_free = block.get(range.clone()).is_some_and(|tokens| tokens.iter().all(|token| token.is_free));
                found.push(Found { phrase: *phrase, place, is_free });
            }
            if let Some(longest) = longest.filter(|longest| longest.end > reach.end) {
                reach = longest.clone();
            }
        }
        base += block.len();
    }
    found
}

impl Mention {
    /// Adds what a phrase in free text says, whose inverse document frequency is `rarity`; how well it serves as an anchor.
    fn add(&mut self, phrase: &Phrase, claim: &Claim, is_clear: bool, rarity: f32) -> f32 {
        let (common, key, share) = (claim.commonness, phrase.keyphraseness(), claim.share);
        match claim.naming {
            Naming::Title => self.title = self.title.max(share),
            Naming::Heading => self.heading = self.heading.max(share),
            _ => {}
        }
        if claim.naming < Naming::Heading {
            self.rarity = self.rarity.max(rarity);
            self.words = self.words.max(phrase.words.min(255) as u8);
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
        let worth = (worth * share * (0.2 + key) + 2.0 * common * key) * (1.0 + 0.3 * phrase.words.min(6) as f32);
        let clear = if is_clear { 1.0 } else { 0.3 };
        clear * worth + 0.01 * rarity
    }
}
