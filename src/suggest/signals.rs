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

/// Which signals are found in the words around a place: they cost more than all others together.
const VOCABULARY: usize = 10;
const CONTEXT: usize = 12;

/// A block of text is hardly ever nearer to an article than this.
const NEAREST_BLOCK: f32 = 0.4;

/// Measures what speaks for a link to `target`, but for what takes a look at the words around a place (see [`look_closely`]).
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
        0.0,
        of(&ranks.near),
        0.0,
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

/// Measures what [`signals`] has left out.
pub(super) fn look_closely(
    signals: &mut Signals,
    knowledge: &Knowledge,
    page: &Page,
    mention: &Mention,
    target: ArticleId,
) {
    let window = best_window(page, knowledge.habits.vocabulary(target));
    signals[VOCABULARY] = window.as_ref().map_or(0.0, |window| window.coverage);
    signals[CONTEXT] = context(page, knowledge, mention, window.as_ref(), target);
}

/// More than [`look_closely`] adds to the log-odds, but for a few in a thousand.
pub(super) fn most_of_a_closer_look() -> f32 {
    WEIGHTS[VOCABULARY].weight + NEAREST_BLOCK * WEIGHTS[CONTEXT].weight
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_closely_is_where_its_weights_are() {
        assert_eq!((WEIGHTS[VOCABULARY].name, WEIGHTS[CONTEXT].name), ("vocabulary", "context"));
    }
}
