//! From words to the articles that have them, in steps: all words as typed; if that finds little, words as they may have been
//! meant; if that finds nothing, most of the words. Whatever an earlier step finds stands before what a later one adds.

use rustc_hash::FxHashSet;

use super::error::SearchError;
use super::facts::ArticleFacts;
use super::matching;
use super::proximity::Proximity;
use super::query::Query;
use super::scoring;
use super::title_cover::TitleCover;
use super::variants::{How, Word};
use super::view::View;

/// With fewer hits than this, near spellings are tried too.
const FEW: usize = 10;

/// From so many words on, a hit that has all of them is what was looked for: near spellings are tried only if there is none.
const MANY_WORDS: usize = 4;

/// How many of the best are looked at for words that stand together; more where the query is long, since then few
/// articles have all of it.
const RERANKED: usize = 100;
const RERANKED_OF_LONG: usize = 1000;

/// Where no article has all words: what an article must have at least, in parts of what the one with the most has.
const MOST: f32 = 0.7;

/// What it must have if it scores no less than the best of those.
const LEAST: f32 = 0.5;

/// What the whole link score of an article adds to its score, in parts of it: enough to break near-ties.
pub(super) const LINK_WEIGHT: f32 = 0.03;

/// An article that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) article: u32,
    pub(super) segment: usize,
    pub(super) doc: u32,
    /// The sum of the parts, before `scale`.
    pub(super) score: f32,
    /// What words that stand together add, part of the score.
    pub(super) together: f32,
    /// What it adds that the query is the title, or much of it.
    pub(super) titled: f32,
    /// The step that found it.
    pub(super) step: Step,
    /// Brings the scores of a later step below those of an earlier one.
    pub(super) scale: f32,
}

/// How an article was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    AllWords,
    NearSpellings,
    MostWords,
}

/// What was found for a query, in no order.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) found: Vec<Found>,
    /// The words as they were looked for in the end.
    pub(super) words: Vec<Word>,
    pub(super) notes: Vec<String>,
    /// Words that nobody uses, and what was perhaps meant: place in the query, spelling.
    pub(super) corrections: Vec<((usize, usize), String)>,
}

/// A query at work on an index.
pub(super) struct Finder<'a> {
    pub(super) view: &'a View,
    pub(super) query: &'a Query,
    pub(super) allowed: Option<&'a [bool]>,
    pub(super) facts: &'a ArticleFacts,
}

impl Finder<'_> {
    /// Finds the articles for the words of the query; without any, all that the filters leave.
    pub(super) fn find(&self, words: Vec<Word>) -> Result<Findings, SearchError> {
        let mut findings = Findings { found: self.with_all(&words, Step::AllWords)?, words, ..Findings::default() };
        let enough = if findings.words.len() < MANY_WORDS { FEW } else { 1 };
        if !findings.words.is_empty() && findings.found.len() < enough {
            self.with_near_spellings(&mut findings)?;
        }
        if findings.found.is_empty() && findings.words.len() > 1 {
            self.with_most(&mut findings)?;
        }
        scale_down(&mut findings.found);
        Ok(findings)
    }

    fn with_near_spellings(&self, findings: &mut Findings) -> Result<(), SearchError> {
        let unknown = findings.words.iter().any(|word| !word.known);
        let mut words = findings.words.clone();
        for word in words.iter_mut().filter(|word| !(unknown && word.known)) {
            word.respell(self.view)?;
        }
        for word in words.iter().filter(|word| !word.known) {
            if let Some(best) = word.variants.first().filter(|best| matches!(best.how, How::Typo(_))) {
                findings.corrections.push((word.span, best.term.clone()));
            }
        }
        let mut found = self.with_all(&words, Step::NearSpellings)?;
        let known: FxHashSet<u32> = findings.found.iter().map(|found| found.article).collect();
        found.retain(|found| !known.contains(&found.article));
        if !found.is_empty() && findings.found.is_empty() {
            findings.notes.push("Nothing has these very words; words that are spelt like them were found.".to_owned());
        }
        if !found.is_empty() || unknown {
            findings.words = words;
        }
        findings.found.extend(found);
        Ok(())
    }

    /// Finds the articles that have the most telling words.
    fn with_most(&self, findings: &mut Findings) -> Result<(), SearchError> {
        let words = &findings.words;
        let mut telling = Vec::new();
        for segment in &self.view.segments {
            telling.push(matching::telling(segment, words, self.allowed)?);
        }
        let most = telling.iter().flatten().copied().fold(0.0, f32::max);
        if most <= 0.0 {
            return Ok(());
        }
        let mut lacking = Vec::new();
        for (at, sums) in telling.iter().enumerate() {
            let between = |from: f32, to: f32| {
                let docs = (0_u32..).zip(sums).filter(|(_, sum)| (from * most..to * most).contains(*sum));
                docs.map(|(doc, _)| doc).collect()
            };
            self.score(at, words, between(MOST, f32::INFINITY), Step::MostWords, &mut findings.found)?;
            self.score(at, words, between(LEAST, MOST), Step::MostWords, &mut lacking)?;
        }
        // A word can be rare and say little ("I"): who lacks more of them is found as well if it has the others where they count.
        let best = findings.found.iter().map(|found| found.score).fold(0.0, f32::max);
        findings.found.extend(lacking.into_iter().filter(|found| found.score >= best));
        self.rerank(words, &mut findings.found)?;
        if !findings.found.is_empty() {
            let words = words.len();
            findings.notes.push(format!("No article has all {words} words; these have the most telling of them."));
        }
        Ok(())
    }

    fn with_all(&self, words: &[Word], step: Step) -> Result<Vec<Found>, SearchError> {
        let mut found = Vec::new();
        if words.iter().any(|word| word.variants.is_empty()) {
            return Ok(found);
        }
        for (at, segment) in self.view.segments.iter().enumerate() {
            let docs = matching::with_all(segment, words, self.allowed)?;
            self.score(at, words, docs, step, &mut found)?;
        }
        self.rerank(words, &mut found)?;
        Ok(found)
    }

    /// Adds the documents of a segment that the phrases of the query leave, with their scores.
    fn score(
        &self,
        at: usize,
        words: &[Word],
        mut docs: Vec<u32>,
        step: Step,
        found: &mut Vec<Found>,
    ) -> Result<(), SearchError> {
        let Some(segment) = self.view.segments.get(at) else { return Ok(()) };
        for phrase in &self.query.phrases {
            matching::keep_phrase(segment, phrase, &mut docs)?;
        }
        let scores = scoring::scores(self.view, segment, words, &docs)?;
        found.extend(docs.iter().zip(scores).map(|(&doc, score)| {
            let article = segment.article(doc);
            Found { article, segment: at, doc, score, together: 0.0, titled: 0.0, step, scale: 1.0 }
        }));
        Ok(())
    }

    /// Adds to the scores of the best what words that stand together are worth, and to all what links are.
    fn rerank(&self, words: &[Word], found: &mut [Found]) -> Result<(), SearchError> {
        let most = if words.len() > MANY_WORDS { RERANKED_OF_LONG } else { RERANKED };
        if found.len() > most {
            found.select_nth_unstable_by(most, |a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
        }
        let best = found.len().min(most);
        let best = found.get_mut(..best).unwrap_or(&mut []);
        best.sort_unstable_by_key(|found| (found.segment, found.doc));
        for of_segment in best.chunk_by_mut(|a, b| a.segment == b.segment) {
            let at = of_segment.first().map_or(0, |found| found.segment);
            let Some(segment) = self.view.segments.get(at) else { continue };
            let mut proximity = Proximity::new(segment, words)?;
            let mut cover = TitleCover::new(segment, words)?;
            for found in of_segment {
                found.together = proximity.as_mut().map_or(0.0, |proximity| proximity.score(found.doc));
                let length = self.facts.title_lengths.get(found.article as usize).copied().unwrap_or(0);
                found.titled = cover.score(found.doc, length);
                found.score += found.together + found.titled;
            }
        }
        for found in found {
            let link_score = self.facts.link_scores.get(found.article as usize).copied().unwrap_or(0.0);
            found.score *= 1.0 + LINK_WEIGHT * link_score / 100.0;
        }
        Ok(())
    }
}

/// Scales the scores of later steps so that the best of them is below the worst of the step before.
fn scale_down(found: &mut [Found]) {
    let worst = found.iter().filter(|found| found.step == Step::AllWords).map(|found| found.score);
    let worst = worst.fold(f32::INFINITY, f32::min);
    let best = found.iter().filter(|found| found.step != Step::AllWords).map(|found| found.score);
    let best = best.fold(0.0, f32::max);
    if worst.is_finite() && best > worst {
        let scale = 0.9 * worst / best;
        for found in found.iter_mut().filter(|found| found.step != Step::AllWords) {
            found.scale = scale;
        }
    }
}
