//! Which links are missing: for each article, the targets that it should link to, with evidence and the words to link.
//!
//! [`Knowledge`] is gathered from the whole corpus once. Each article is then read again and judged by itself: phrases that
//! name others and everything else that brings up candidates (`candidates`), what speaks for each (`signals`), one
//! score (`weights`), and a place for the best (`anchor`).

mod accepted;
mod anchor;
mod anchors;
mod calibration;
mod candidates;
mod cues;
mod facts;
mod grounds;
mod habits;
mod judge;
mod knowledge;
mod layout;
mod ledger;
mod mentions;
mod names;
mod neighbours;
mod options;
mod page;
mod prints;
mod reading;
mod related;
mod script;
mod signals;
mod sound;
mod term_places;
#[cfg(test)]
mod tests;
mod variants;
mod weights;
mod why;
mod windows;

use rustc_hash::FxHashMap;

use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::decisions::suggestion_id;
use crate::similarity::{Scratch, Terms};
use crate::text::{Lines, Place, Span};

use crate::similarity::each;
use anchor::{Given, Placing, linked};
use judge::{Asked, Judged, Source, judge};
use script::Buffers;

pub use knowledge::Knowledge;
pub use options::Options;
pub use signals::Signals;
pub use weights::{BIAS, Kind, SIGNALS, Signal, WEIGHTS};

/// Sources that are read for one target when links to it are looked for.
const MOST_SOURCES: usize = 48;

/// Sources suggested for each orphan and weakly linked article.
const SOURCES_FOR_ORPHANS: usize = 3;

/// An article with no more links in running text than this is weakly linked.
const WEAK: usize = 1;

/// A link that is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The same in every run.
    pub id: String,
    /// The article the link is to stand in.
    pub source: ArticleId,
    /// The article it is to lead to.
    pub target: ArticleId,
    /// The chance that an editor would make the link, 0 to 1, as learned from links that editors made and brought to
    /// what is usual on this site.
    pub score: f32,
    /// What the score is made of.
    pub parts: Vec<Part>,
    /// The evidence in a line.
    pub why: String,
    /// Where it is to stand; `None` for a "see also".
    pub anchor: Option<Anchor>,
}

/// A part of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// What it is.
    pub name: &'static str,
    /// What it adds: to the log-odds of a suggestion, to the score of a related article.
    pub weight: f32,
}

/// The words that become a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// The words as readers see them.
    pub text: String,
    /// Their bytes in the file.
    pub span: Span,
    /// Their place.
    pub place: Place,
    /// The sentence they stand in.
    pub sentence: String,
    /// The number of the block of text.
    pub paragraph: u32,
}

/// An article that is near to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The article.
    pub article: ArticleId,
    /// 0 to 1.
    pub score: f32,
    /// What the score is the sum of.
    pub parts: Vec<Part>,
    /// The evidence in a line.
    pub why: String,
}

/// What one thread uses again for every article.
#[derive(Default)]
pub struct Workspace {
    terms: Terms,
    buffers: Buffers,
    scratch: Scratch,
}

/// Finds missing links.
#[derive(Debug)]
pub struct Suggester<'c> {
    catalog: &'c Catalog,
    knowledge: &'c Knowledge,
    options: Options,
}

impl<'c> Suggester<'c> {
    /// For the articles of `catalog`, which `knowledge` was gathered from.
    pub fn new(catalog: &'c Catalog, knowledge: &'c Knowledge, options: Options) -> Self {
        Self { catalog, knowledge, options }
    }

    /// The links missing in an article, the best first.
    pub fn outgoing(&self, source: ArticleId) -> Vec<Suggestion> {
        self.outgoing_with(source, &mut Workspace::default())
    }

    /// The links missing in every article, by article.
    pub fn all(&self) -> Vec<Vec<Suggestion>> {
        let ids: Vec<ArticleId> = self.catalog.ids().collect();
        each(&ids, |id, workspace| self.outgoing_with(*id, workspace))
    }

    /// The links to an article that are missing elsewhere, the best first.
    pub fn inbound(&self, target: ArticleId) -> Vec<Suggestion> {
        let asked = Asked { least_score: self.options.least_score(), ..Asked::ALL };
        let one = |&source: &ArticleId, workspace: &mut Workspace| {
            let judged =
                judge(self.catalog, self.knowledge, source, &self.options, workspace, asked, |id| id == target)?;
            let kept = self.kept(source, &judged);
            self.placed(source, &judged, &kept).pop()
        };
        let sources = self.likely_sources(target);
        let mut found: Vec<Suggestion> = each(&sources, one).into_iter().flatten().collect();
        found.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.source.cmp(&b.source)));
        found.truncate(self.options.limit);
        found
    }

    /// Orphans and weakly linked articles in path order, each with the best sources for a link to it.
    pub fn orphans(&self) -> Vec<(ArticleId, Vec<Suggestion>)> {
        let asked = Asked { least_score: self.options.least_score(), ..Asked::ALL };
        let graph = self.knowledge.graph(self.catalog);
        let is_weak = |id: ArticleId| {
            let body = graph.inbound(id).iter().filter(|link| link.body > 0).count();
            ledger::is_target(self.catalog, id) && !self.catalog.is_entry(id) && body <= WEAK
        };
        let weak: Vec<bool> = self.catalog.ids().map(is_weak).collect();
        let is_wanted = |id: ArticleId| weak.get(id.index()).copied().unwrap_or(false);
        let ids: Vec<ArticleId> = self.catalog.ids().collect();
        let scores = |&source: &ArticleId, workspace: &mut Workspace| {
            let judged = judge(self.catalog, self.knowledge, source, &self.options, workspace, asked, is_wanted);
            let kept = judged.iter().flat_map(|judged| self.kept(source, judged));
            kept.map(|judged| (judged.target, judged.score, source)).collect::<Vec<_>>()
        };
        let mut all: Vec<(ArticleId, f32, ArticleId)> = each(&ids, scores).into_iter().flatten().collect();
        all.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
        let mut by_source: FxHashMap<ArticleId, Vec<ArticleId>> = FxHashMap::default();
        for run in all.chunk_by(|a, b| a.0 == b.0) {
            for (target, _, source) in run.iter().take(SOURCES_FOR_ORPHANS) {
                by_source.entry(*source).or_default().push(*target);
            }
        }
        let mut by_source: Vec<(ArticleId, Vec<ArticleId>)> = by_source.into_iter().collect();
        by_source.sort_unstable();
        let place = |(source, targets): &(ArticleId, Vec<ArticleId>), workspace: &mut Workspace| {
            let judged = judge(self.catalog, self.knowledge, *source, &self.options, workspace, asked, |id| {
                targets.contains(&id)
            });
            judged.map(|judged| self.placed(*source, &judged, &self.kept(*source, &judged))).unwrap_or_default()
        };
        let mut found: Vec<Suggestion> = each(&by_source, place).into_iter().flatten().collect();
        found.sort_unstable_by(|a, b| {
            a.target.cmp(&b.target).then(b.score.total_cmp(&a.score)).then(a.source.cmp(&b.source))
        });
        let mut found = found.into_iter().peekable();
        let mut own = |id: ArticleId| {
            std::iter::from_fn(|| found.next_if(|suggestion| suggestion.target == id)).collect::<Vec<_>>()
        };
        self.catalog.ids().filter(|id| is_wanted(*id)).map(|id| (id, own(id))).collect()
    }

    /// The `most` articles nearest to one, whether linked or not, nearest first.
    pub fn related(&self, id: ArticleId, most: usize) -> Vec<Related> {
        related::related(self.catalog, self.knowledge, id, most, &mut Workspace::default())
    }

    /// The candidates of an article with their signals, to fit weights.
    pub fn signals(&self, source: ArticleId, workspace: &mut Workspace) -> Vec<(ArticleId, Signals)> {
        let judged = judge(self.catalog, self.knowledge, source, &self.options, workspace, Asked::ALL, |_| true);
        let judged = judged.into_iter().flat_map(|judged| judged.judged);
        judged.map(|judged| (judged.target, judged.signals)).collect()
    }

    fn outgoing_with(&self, source: ArticleId, workspace: &mut Workspace) -> Vec<Suggestion> {
        if !self.options.policy.may_give(source) {
            return Vec::new();
        }
        let asked = Asked { most: self.options.most(), least_score: self.options.least_score() };
        let Some(judged) = judge(self.catalog, self.knowledge, source, &self.options, workspace, asked, |_| true)
        else {
            return Vec::new();
        };
        let kept: Vec<&Judged> = self.kept(source, &judged).into_iter().take(self.options.most()).collect();
        self.placed(source, &judged, &kept)
    }

    /// What scores well enough and is allowed, the best first. What was accepted needs no score.
    fn kept<'j>(&self, source: ArticleId, judged: &'j Source) -> Vec<&'j Judged> {
        let policy = &self.options.policy;
        let is_enough =
            |judged: &&Judged| judged.score >= self.options.least_score() || policy.is_accepted(source, judged.target);
        let kept = judged.judged.iter().filter(|one| policy.allows(source, one.target)).filter(is_enough).collect();
        variants::one_of_each(self.catalog, self.knowledge, policy, source, kept)
    }

    /// Finds places and words for what is suggested. What was written before keeps its place, and is left out then.
    fn placed(&self, source: ArticleId, judged: &Source, kept: &[&Judged]) -> Vec<Suggestion> {
        let Source { text, page, mentions, near, .. } = judged;
        let linked = linked(self.catalog, source, &self.options);
        let placing = Placing {
            linked: &linked,
            catalog: self.catalog,
            source,
            page,
            text,
            mentions,
            knowledge: self.knowledge,
            options: &self.options,
        };
        let (lines, mut given) = (Lines::new(text), Given::default());
        let path = |id: ArticleId| &*self.catalog.article(id).path;
        let suggestion = |judged: &&Judged| {
            let target = judged.target;
            Suggestion {
                id: suggestion_id(path(source), path(target)),
                source,
                target,
                score: judged.score,
                parts: parts(&judged.signals),
                why: why::why(self.catalog, self.knowledge, source, page, mentions, near, target),
                anchor: placing.place(target, &mut given, &lines),
            }
        };
        let linked = self.catalog.graph().outbound(source);
        let is_new = |target: ArticleId| linked.binary_search_by_key(&target, |link| link.article).is_err();
        kept.iter().map(suggestion).filter(|suggestion| is_new(suggestion.target)).collect()
    }

    /// The articles most likely to be missing a link to `target`: those that name it, and those near to it.
    fn likely_sources(&self, target: ArticleId) -> Vec<ArticleId> {
        let (ledger, mut scratch) = (&self.knowledge.ledger, Scratch::default());
        for &id in ledger.claimed_by(target) {
            let phrase = ledger.phrase(id);
            let Some(claim) = phrase.claims.iter().find(|claim| claim.target == target) else { continue };
            let weight = claim.commonness * phrase.keyphraseness() + 0.2 * claim.share;
            ledger.holders(id).iter().for_each(|&holder| scratch.add(holder, weight));
        }
        let mut others = Scratch::default();
        for near in candidates::near(self.knowledge, target, &mut others) {
            scratch.add(near.document, near.weight);
        }
        let linked = self.catalog.graph().inbound(target);
        let is_source = |id: &ArticleId| {
            self.knowledge.may_link(*id, target)
                && self.catalog.is_live(*id)
                && linked.binary_search_by_key(id, |link| link.article).is_err()
        };
        let likely = scratch.take(MOST_SOURCES * 4).into_iter().map(|source| ArticleId(source.document));
        likely.filter(is_source).take(MOST_SOURCES).collect()
    }
}

/// What each kind of signal adds to the score.
fn parts(signals: &Signals) -> Vec<Part> {
    let sum = |kind: Kind| -> f32 {
        let own = signals.iter().zip(WEIGHTS).filter(|(_, signal)| signal.kind == kind);
        own.map(|(value, signal)| value * signal.weight).sum()
    };
    Kind::ALL.iter().map(|&kind| Part { name: kind.name(), weight: sum(kind) }).collect()
}
