//! What speaks for a link: every signal by itself, and how they are weighed against each other.

use super::candidates::Candidates;
use super::knowledge::Knowledge;
use super::mentions::Mention;
use super::page::Page;
use super::weights::{BIAS, SIGNALS, WEIGHTS};
use super::windows::{Window, best_window};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::similarity::{TermId, Vector};

/// The values of the signals, in the order of [`WEIGHTS`], most of them 0 to 1.
pub type Signals = [f32; SIGNALS];

/// Names of more words gain nothing more.
const LONGEST: u8 = 6;

/// Measures everything that speaks for a link to `target`.
pub(super) fn signals(
    catalog: &Catalog,
    knowledge: &Knowledge,
    source: ArticleId,
    page: &Page,
    candidates: &Candidates,
    mention: &Mention,
    target: ArticleId,
) -> Signals {
    let (own, other) = (catalog.article(source), catalog.article(target));
    let (topic, habits) = (knowledge.topic(target), &knowledge.habits);
    let extended = best_window(page, habits.vocabulary(target));
    let ranks = &candidates.ranks;
    let of = |list: &rustc_hash::FxHashMap<u32, f32>| list.get(&target.0).copied().unwrap_or(0.0);
    let (own_facts, facts) = (knowledge.facts.get(source.index()), knowledge.facts.get(target.index()));
    let (linked, listed) = facts.map_or((0, 0), |facts| (facts.linked, facts.listed));
    let is_folder = |facts: Option<&super::facts::Facts>| facts.is_some_and(|facts| facts.is_folder_page);
    let yes = |is: bool| f32::from(u8::from(is));
    [
        mention.anchor,
        of(&ranks.linked),
        of(&ranks.named),
        mention.title,
        mention.heading,
        mention.rarity / knowledge.rarity.greatest(),
        f32::from(mention.words.min(LONGEST)) / f32::from(LONGEST),
        mention.taken,
        coverage(page, topic),
        of(&ranks.covered),
        extended.as_ref().map_or(0.0, |window| window.coverage),
        of(&ranks.near),
        context(page, knowledge, mention, extended.as_ref(), target),
        of(&candidates.votes),
        of(&ranks.walked),
        (1.0 + linked as f32).ln(),
        (1.0 + listed as f32).ln(),
        habits.between(source, target),
        habits.between_broadly(source, target),
        yes(is_folder(facts) && own.folder().starts_with(other.folder())),
        yes(is_folder(own_facts) && other.folder().starts_with(own.folder())),
        yes(is_folder(facts)),
    ]
}

/// The log-odds that an editor has made a link with such signals: their weighted sum.
pub(super) fn log_odds(signals: &Signals) -> f32 {
    BIAS + signals.iter().zip(WEIGHTS).map(|(value, signal)| value * signal.weight).sum::<f32>()
}

/// Log-odds as a chance, 0 to 1: `1 / (1 + e^-x)`.
pub(super) fn chance(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// How much of a topic stands in free text, as a share by rarity.
fn coverage(page: &Page, topic: &[(TermId, f32)]) -> f32 {
    let all: f32 = topic.iter().map(|(_, idf)| idf).sum();
    let found: f32 = topic.iter().filter(|(term, _)| page.has(*term)).map(|(_, idf)| idf).sum();
    if all > 0.0 { found / all } else { 0.0 }
}

/// How near the block that names the target best, or holds most of what it is called, is to the target, as a cosine.
fn context(page: &Page, knowledge: &Knowledge, mention: &Mention, window: Option<&Window>, target: ArticleId) -> f32 {
    let window = || window.map(|window| window.tokens.start);
    let Some(at) = mention.best_place.or_else(window) else { return 0.0 };
    let Some(block) = page.tokens.get(at as usize).map(|token| token.block) else { return 0.0 };
    let (terms, length) = page.terms_of(block, &knowledge.rarity);
    let vector = knowledge.vectors.get(target.index());
    if *length > 0.0 { Vector(terms).cosine(vector) / length } else { 0.0 }
}
