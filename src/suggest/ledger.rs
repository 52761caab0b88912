//! The anchor ledger: which phrase names which article, by titles, keywords and the links that are there already.
//!
//! How well a phrase serves as an anchor is counted, not guessed: in how many of the articles that hold the phrase it is a link
//! (keyphraseness, Mihalcea and Csomai, "Wikify!", CIKM 2007), and how many of those links lead to this target (commonness,
//! Milne and Witten, "Learning to link with Wikipedia", CIKM 2008).

use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::anchors::Anchors;
use super::names::{Names, Naming};
use super::script::Script;
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::corpus::boilerplate::Boilerplate;
use crate::similarity::TermId;

/// A phrase claimed by more articles than this names none of them.
const MOST_CLAIMS: usize = 16;

/// Articles kept of those where a phrase occurs.
const MOST_HOLDERS: usize = 256;

/// A phrase by its number.
pub(super) type PhraseId = u32;

/// One article's claim to a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub(super) target: ArticleId,
    /// The best of the ways in which it names the article.
    pub(super) naming: Naming,
    /// In how many articles it is the text of a link to this one.
    pub(super) links: u32,
    /// The share that it has in the phrase as a name, 0 to 1: one over the number of articles that it names as well or better.
    pub(super) share: f32,
    /// The share of the phrase's links that lead to its target, 0 to 1.
    pub(super) commonness: f32,
}

/// A phrase and who claims it.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase {
    /// The claims, best first.
    pub(super) claims: Vec<Claim>,
    /// In how many articles it is the text of a link within the site.
    pub(super) linked: u32,
    /// In how many articles it stands, as a link or not.
    pub(super) holding: u32,
    /// How many words it has.
    pub(super) words: u32,
    /// Whether it is more than the text of a heading.
    pub(super) is_name: bool,
}

impl Phrase {
    /// How often it is a link where it stands, 0 to 1, held back while there is little to count.
    pub(super) fn keyphraseness(&self) -> f32 {
        self.linked as f32 / (self.holding.max(self.linked) as f32 + 2.0)
    }

    /// Orders the claims and works out what they are worth.
    fn settle(&mut self) {
        let claims = &mut self.claims;
        if claims.len() > MOST_CLAIMS {
            claims.retain(|claim| claim.links > 0 || claim.naming <= Naming::ShortTitle);
        }
        claims.sort_by_key(|claim| (claim.naming, std::cmp::Reverse(claim.links), claim.target));
        claims.truncate(MOST_CLAIMS);
        self.is_name = claims.iter().any(|claim| claim.naming != Naming::Heading);
        let links: u32 = claims.iter().map(|claim| claim.links).sum();
        for at in 0..claims.len() {
            let sharing = claims.iter().filter(|other| other.naming <= claims[at].naming).count();
            let claim = &mut claims[at];
            claim.share = 1.0 / sharing.max(1) as f32;
            claim.commonness = if links == 0 { 0.0 } else { claim.links as f32 / links as f32 };
        }
    }

    /// Whether another article has the better right to it: it is that one's name while this one's is lesser, or most links go there.
    pub(super) fn is_owned_by_another(&self, claim: &Claim) -> bool {
        let mut others = self.claims.iter().filter(|other| other.target != claim.target);
        others.any(|other| {
            let by_name = other.naming <= Naming::Keyword && claim.naming > other.naming;
            if by_name { other.links * 2 >= claim.links } else { other.links > claim.links.saturating_mul(2) + 1 }
        })
    }
}

/// All phrases, and a tree of their terms to find them in text.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) phrases: Vec<Phrase>,
    /// First one for each term, which a phrase may begin with, then those that lie deeper.
    nodes: Vec<Node>,
    steps: FxHashMap<(u32, TermId), u32>,
    /// By article, the phrases that stand in it, in order.
    held: Vec<Vec<PhraseId>>,
    /// By article, where phrases stand in all it says, unless that was forgotten.
    standing: Vec<Box<[Standing]>>,
    /// By phrase, articles where it stands, in path order: worked out for who asks for one target's sources.
    holders: OnceLock<Vec<Vec<u32>>>,
    /// By target, the phrases that it claims.
    claimed: Vec<Vec<PhraseId>>,
}

/// Where a phrase stands in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) phrase: PhraseId,
    /// The number of its first term in the script.
    pub(super) start: u32,
}

/// A node of the tree of terms.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The phrase that ends here.
    end: Option<PhraseId>,
    /// Which terms lead on, by the low bits of their numbers: most words do not, and need not be looked for.
    onward: u64,
}

impl Node {
    fn bit(term: TermId) -> u64 {
        1 << (term.0 % u64::BITS)
    }
}

impl Ledger {
    /// Collects the phrases of a catalog from what its articles are called and the texts of their links, yet to be counted. There are
    /// `terms` terms.
    pub(super) fn of(names: &[Names], anchors: &[Anchors], terms: usize) -> Self {
        let mut ledger = Self { nodes: vec![Node::default(); terms], ..Self::default() };
        let steps: usize = names.iter().flatten().map(|(_, terms)| terms.len().saturating_sub(1)).sum();
        ledger.steps.reserve(steps / 2);
        for (target, names) in names.iter().enumerate() {
            for (naming, terms) in names {
                ledger.claim(terms, ArticleId(target as u32), *naming, 0);
            }
        }
        for anchors in anchors {
            let mut phrases: Vec<PhraseId> =
                anchors.iter().filter_map(|(target, terms)| ledger.claim(terms, *target, Naming::Anchor, 1)).collect();
            phrases.sort_unstable();
            phrases.dedup();
            phrases.iter().for_each(|phrase| ledger.phrases[*phrase as usize].linked += 1);
        }
        ledger.settle(names.len());
        ledger
    }

    /// Takes note that `terms` name the target; `None` if there are none.
    fn claim(&mut self, terms: &[TermId], target: ArticleId, naming: Naming, links: u32) -> Option<PhraseId> {
        let (first, rest) = terms.split_first()?;
        let mut node = first.0;
        self.nodes.get(first.index())?;
        for term in rest {
            let fresh = self.nodes.len() as u32;
            let next = *self.steps.entry((node, *term)).or_insert(fresh);
            if next == fresh {
                self.nodes[node as usize].onward |= Node::bit(*term);
                self.nodes.push(Node::default());
            }
            node = next;
        }
        let fresh = self.phrases.len() as PhraseId;
        let id = *self.nodes[node as usize].end.get_or_insert(fresh);
        if id == fresh {
            self.phrases.push(Phrase { words: terms.len() as u32, ..Phrase::default() });
        }
        let claims = &mut self.phrases[id as usize].claims;
        let full = claims.len() > MOST_CLAIMS * 4;
        match claims.iter_mut().find(|claim| claim.target == target) {
            Some(claim) => {
                claim.naming = claim.naming.min(naming);
                claim.links += links;
            }
            // What so many claim is no name; the count of claims stays beyond the bound, so it is known later.
            None if full => {}
            None => claims.push(Claim { target, naming, links, share: 0.0, commonness: 0.0 }),
        }
        Some(id)
    }

    /// Orders the claims of each phrase and drops those of phrases that name too many articles. What nobody claims any more is not
    /// found any more.
    fn settle(&mut self, articles: usize) {
        self.phrases.par_iter_mut().for_each(Phrase::settle);
        self.claimed = vec![Vec::new(); articles];
        for (id, phrase) in self.phrases.iter().enumerate() {
            for claim in &phrase.claims {
                self.claimed[claim.target.index()].push(id as PhraseId);
            }
        }
        for node in &mut self.nodes {
            node.end = node.end.filter(|id| !self.phrases[*id as usize].claims.is_empty());
        }
    }

    /// Counts the phrases in what the articles say, and keeps where they stand.
    pub(super) fn count<'s>(
        &mut self,
        scripts: impl IndexedParallelIterator<Item = Option<&'s Script>>,
        boilerplate: &Boilerplate,
    ) {
        let held = |script: Option<&Script>| {
            let (mut found, mut all): (Vec<PhraseId>, Vec<Standing>) = Default::default();
            let mut start = 0;
            for (terms, is_own) in script.into_iter().flat_map(|script| script.each_block(boilerplate)) {
                let before = all.len();
                self.find(terms.iter().copied(), |phrase, range| {
                    all.push(Standing { phrase, start: start + range.start as u32 });
                });
                if is_own {
                    found.extend(all[before..].iter().map(|one| one.phrase));
                }
                start += terms.len() as u32;
            }
            found.sort_unstable();
            found.dedup();
            (found, all.into_boxed_slice())
        };
        (self.held, self.standing) = scripts.map(held).unzip();
        for &phrase in self.held.iter().flatten() {
            self.phrases[phrase as usize].holding += 1;
        }
    }

    /// Where phrases stand in what an article says, in order of their start, shorter ones first; `None` if that was forgotten.
    pub(super) fn standing(&self, article: ArticleId) -> Option<&[Standing]> {
        self.standing.get(article.index()).map(|all| &**all)
    }

    /// Forgets where phrases stand.
    pub(super) fn forget_places(&mut self) {
        self.standing = Vec::new();
    }

    fn all_holders(&self) -> Vec<Vec<u32>> {
        let mut all = vec![Vec::new(); self.phrases.len()];
        for (article, phrases) in self.held.iter().enumerate() {
            for &phrase in phrases {
                let holders: &mut Vec<u32> = &mut all[phrase as usize];
                if holders.len() < MOST_HOLDERS {
                    holders.push(article as u32);
                }
            }
        }
        all
    }

    /// Calls `found` for every phrase in a row of terms, with the positions of its terms.
    pub(super) fn find(
        &self,
        terms: impl Iterator<Item = TermId> + Clone,
        mut found: impl FnMut(PhraseId, std::ops::Range<usize>),
    ) {
        let mut rest = terms;
        let mut start = 0;
        while let Some(first) = rest.next() {
            // What is no term of the vocabulary has no node.
            let (mut node, mut row, mut end) = (Some(first.0), rest.clone(), start + 1);
            while let Some((at, &Node { end: phrase, onward })) =
                node.and_then(|at| Some((at, self.nodes.get(at as usize)?)))
            {
                if let Some(phrase) = phrase {
                    found(phrase, start..end);
                }
                let next = if onward == 0 { None } else { row.next() };
                let next = next.filter(|term| onward & Node::bit(*term) != 0);
                node = next.and_then(|term| self.steps.get(&(at, term))).copied();
                end += 1;
            }
            start += 1;
        }
    }

    /// A phrase by its number.
    pub(super) fn phrase(&self, id: PhraseId) -> &Phrase {
        &self.phrases[id as usize]
    }

    /// Articles where a phrase stands, in path order, not all of them if there are many.
    pub(super) fn holders(&self, id: PhraseId) -> &[u32] {
        let holders = self.holders.get_or_init(|| self.all_holders());
        holders.get(id as usize).map_or(&[], Vec::as_slice)
    }

    /// The phrases that an article claims.
    pub(super) fn claimed_by(&self, target: ArticleId) -> &[PhraseId] {
        self.claimed.get(target.index()).map_or(&[], Vec::as_slice)
    }
}

/// Whether links to an article may be suggested at all, its language aside.
pub(super) fn is_target(catalog: &Catalog, id: ArticleId) -> bool {
    catalog.is_live(id) && !catalog.article(id).is_partial
}
