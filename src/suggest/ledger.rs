//! The anchor ledger: which phrase names which article, by titles, keywords and the links that are there already.
//!
//! How well a phrase serves as an anchor is counted, not guessed: in how many of the articles that hold the phrase it is a link
//! (keyphraseness, Mihalcea and Csomai, "Wikify!", CIKM 2007), and how many of those links lead to this target (commonness,
//! Milne and Witten, "Learning to link with Wikipedia", CIKM 2008).

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::anchors::Anchors;
use super::gist::Gist;
use super::names::{Naming, names_of};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::corpus::boilerplate::Boilerplate;
use crate::similarity::{Term, each};

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
    pub(super) words: u8,
}

impl Phrase {
    /// How often it is a link where it stands, 0 to 1, held back while there is little to count.
    pub(super) fn keyphraseness(&self) -> f32 {
        self.linked as f32 / (self.holding.max(self.linked) as f32 + 2.0)
    }

    /// The share of its links that lead to the target of this claim, 0 to 1.
    pub(super) fn commonness(&self, claim: &Claim) -> f32 {
        let links: u32 = self.claims.iter().map(|claim| claim.links).sum();
        if links == 0 { 0.0 } else { claim.links as f32 / links as f32 }
    }

    /// The share that a claim has in the phrase as a name: one over the number of articles that it names as well or better.
    pub(super) fn share(&self, claim: &Claim) -> f32 {
        1.0 / self.sharing(claim.naming).max(1) as f32
    }

    /// Whether it is more than the text of a heading.
    pub(super) fn is_name(&self) -> bool {
        self.claims.iter().any(|claim| claim.naming != Naming::Heading)
    }

    /// Among how many articles a name by this or a better naming is shared.
    fn sharing(&self, naming: Naming) -> usize {
        self.claims.iter().filter(|claim| claim.naming <= naming).count()
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
    steps: FxHashMap<(u32, Term), u32>,
    /// The phrase that ends at each node of the tree; the root is node 0.
    ends: Vec<Option<PhraseId>>,
    /// By phrase, articles where it stands, in path order.
    holders: Vec<Vec<u32>>,
    /// By target, the phrases that it claims.
    claimed: Vec<Vec<PhraseId>>,
}

/// What an article is called, in how many ways.
type Names = Vec<(Naming, Vec<Term>)>;

impl Ledger {
    /// Collects the phrases of a catalog and counts them over the gists of its articles.
    pub(super) fn build(catalog: &Catalog, anchors: &[Anchors], gists: &[Gist], boilerplate: &Boilerplate) -> Self {
        let mut ledger = Self { ends: vec![None], ..Self::default() };
        let ids: Vec<ArticleId> = catalog.ids().filter(|&id| is_target(catalog, id)).collect();
        let names: Vec<(ArticleId, Names)> = each(&ids, |id, terms| (*id, names_of(catalog, *id, terms)));
        for (target, names) in names {
            for (naming, terms) in names {
                ledger.claim(&terms, target, naming, 0);
            }
        }
        for anchors in anchors {
            let mut phrases: Vec<PhraseId> =
                anchors.iter().map(|(target, terms)| ledger.claim(terms, *target, Naming::Anchor, 1)).collect();
            phrases.sort_unstable();
            phrases.dedup();
            phrases.iter().for_each(|phrase| ledger.phrases[*phrase as usize].linked += 1);
        }
        ledger.settle(catalog.articles.len());
        ledger.count(gists, boilerplate);
        ledger
    }

    fn claim(&mut self, terms: &[Term], target: ArticleId, naming: Naming, links: u32) -> PhraseId {
        let mut node = 0;
        for term in terms {
            let fresh = self.ends.len() as u32;
            node = *self.steps.entry((node, *term)).or_insert(fresh);
            if node == fresh {
                self.ends.push(None);
            }
        }
        let fresh = self.phrases.len() as PhraseId;
        let id = *self.ends[node as usize].get_or_insert(fresh);
        if id == fresh {
            self.phrases.push(Phrase { words: terms.len().min(255) as u8, ..Phrase::default() });
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
            None => claims.push(Claim { target, naming, links }),
        }
        id
    }

    /// Orders the claims of each phrase and drops those of phrases that name too many articles.
    fn settle(&mut self, articles: usize) {
        self.claimed = vec![Vec::new(); articles];
        for (id, phrase) in self.phrases.iter_mut().enumerate() {
            if phrase.claims.len() > MOST_CLAIMS {
                phrase.claims.retain(|claim| claim.links > 0 || claim.naming <= Naming::ShortTitle);
            }
            phrase.claims.sort_by_key(|claim| (claim.naming, std::cmp::Reverse(claim.links), claim.target));
            phrase.claims.truncate(MOST_CLAIMS);
            for claim in &phrase.claims {
                self.claimed[claim.target.index()].push(id as PhraseId);
            }
        }
    }

    fn count(&mut self, gists: &[Gist], boilerplate: &Boilerplate) {
        let held = |gist: &Gist| {
            let mut found: Vec<PhraseId> = Vec::new();
            for terms in gist.own_blocks(boilerplate) {
                self.find(terms.iter().copied(), |phrase, _| found.push(phrase));
            }
            found.sort_unstable();
            found.dedup();
            found
        };
        let held: Vec<Vec<PhraseId>> = gists.par_iter().map(held).collect();
        self.holders = vec![Vec::new(); self.phrases.len()];
        for (article, phrases) in held.iter().enumerate() {
            for &phrase in phrases {
                self.phrases[phrase as usize].holding += 1;
                let holders = &mut self.holders[phrase as usize];
                if holders.len() < MOST_HOLDERS {
                    holders.push(article as u32);
                }
            }
        }
    }

    /// Calls `found` for every phrase in a row of terms, with the positions of its terms.
    pub(super) fn find(
        &self,
        terms: impl Iterator<Item = Term> + Clone,
        mut found: impl FnMut(PhraseId, std::ops::Range<usize>),
    ) {
        let mut rest = terms;
        let mut start = 0;
        loop {
            let mut node = 0;
            for (at, term) in rest.clone().enumerate() {
                let Some(&next) = self.steps.get(&(node, term)) else { break };
                node = next;
                if let Some(phrase) = self.ends[node as usize] {
                    found(phrase, start..start + at + 1);
                }
            }
            if rest.next().is_none() {
                return;
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
        self.holders.get(id as usize).map_or(&[], Vec::as_slice)
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
