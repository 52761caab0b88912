//! What it is worth that an article has the words of a query: BM25 by field, the best form of each word, added up in the
//! order of the query, so that the same article gets the same score to the last bit in whatever segment it lies.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use super::error::SearchError;
use super::fields::FieldId;
use super::matching::advance_to;
use super::response::ScorePart;
use super::variants::{How, Word};
use super::view::{SegmentView, View};

/// The fields that a word scores in.
fn fields(word: &Word) -> &[FieldId] {
    word.field.as_ref().map_or(&FieldId::ALL[..], std::slice::from_ref)
}

/// The scores of `docs`, which are in order.
pub(super) fn scores(
    view: &View,
    segment: &SegmentView,
    words: &[Word],
    docs: &[u32],
) -> Result<Vec<f32>, SearchError> {
    let mut scores = vec![0.0_f32; docs.len()];
    let mut best = vec![0.0_f32; docs.len()];
    let slots = Slots::of(segment.articles.len(), docs);
    for word in words {
        for &field in fields(word) {
            let mut any = false;
            for variant in &word.variants {
                let term = variant.term.as_bytes();
                if let Some(postings) = segment.postings(field, term, IndexRecordOption::WithFreqs)? {
                    any = true;
                    raise(view, segment, field, variant.weight, postings, &slots, &mut best);
                }
            }
            if any {
                let worth = field.boost() * word.idf;
                for (score, best) in scores.iter_mut().zip(&mut best) {
                    *score += worth * *best;
                    *best = 0.0;
                }
            }
        }
    }
    Ok(scores)
}

/// Where the scores of documents are kept.
struct Slots<'a> {
    docs: &'a [u32],
    /// By document; empty where documents are few and looked up one by one.
    of: Vec<u32>,
}

/// So few documents are looked up in long lists one by one.
const FEW: usize = 64;

/// No slot.
const NOWHERE: u32 = u32::MAX;

impl<'a> Slots<'a> {
    /// For `docs`, in order, of a segment of so many documents.
    fn of(all: usize, docs: &'a [u32]) -> Self {
        let mut of = Vec::new();
        if docs.len() > FEW {
            of.resize(all, NOWHERE);
            for (slot, &doc) in (0..).zip(docs) {
                if let Some(place) = of.get_mut(doc as usize) {
                    *place = slot;
                }
            }
        }
        Self { docs, of }
    }

    /// Calls `take` with each document that the list has, too, and its slot.
    fn each_in(&self, postings: &mut SegmentPostings, mut take: impl FnMut(&SegmentPostings, u32, usize)) {
        if self.of.is_empty() {
            for (slot, &doc) in self.docs.iter().enumerate() {
                if advance_to(postings, doc) {
                    take(postings, doc, slot);
                }
            }
            return;
        }
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            if let Some(&slot) = self.of.get(doc as usize).filter(|slot| **slot != NOWHERE) {
                take(postings, doc, slot as usize);
            }
            postings.advance();
        }
    }
}

/// Raises the best of each document to what this form of the word is worth there.
fn raise(
    view: &View,
    segment: &SegmentView,
    field: FieldId,
    weight: f32,
    mut postings: SegmentPostings,
    slots: &Slots<'_>,
    best: &mut [f32],
) {
    let damping = &view.damping[field as usize];
    slots.each_in(&mut postings, |postings, doc, slot| {
        let damping = damping[usize::from(segment.length_id(field, doc))];
        let value = weight * FieldId::saturated(postings.term_freq(), damping);
        if let Some(best) = best.get_mut(slot) {
            *best = best.max(value);
        }
    });
}

/// How the score of one document comes about.
pub(super) fn explained(
    view: &View,
    segment: &SegmentView,
    words: &[Word],
    doc: u32,
) -> Result<Vec<ScorePart>, SearchError> {
    let mut parts = Vec::new();
    for word in words {
        for &field in fields(word) {
            let mut best: Option<(f32, &str, How, u32)> = None;
            for variant in &word.variants {
                let term = variant.term.as_bytes();
                let Some(mut postings) = segment.postings(field, term, IndexRecordOption::WithFreqs)? else { continue };
                if !advance_to(&mut postings, doc) {
                    continue;
                }
                let damping = view.damping[field as usize][usize::from(segment.length_id(field, doc))];
                let value = variant.weight * FieldId::saturated(postings.term_freq(), damping);
                if best.is_none_or(|best| value > best.0) {
                    best = Some((value, &variant.term, variant.how, postings.term_freq()));
                }
            }
            if let Some((value, term, how, frequency)) = best {
                parts.push(ScorePart {
                    what: word.written.clone(),
                    how: format!("{} in {}, {}", said(how, term), field.name(), times(frequency)),
                    score: field.boost() * word.idf * value,
                });
            }
        }
    }
    Ok(parts)
}

fn said(how: How, term: &str) -> String {
    // The mark of a stem's language is for no eyes.
    let term = term.trim_start_matches(|c: char| !c.is_alphanumeric());
    match how {
        How::Exact => "the word".to_owned(),
        How::Stem => format!("the stem `{term}`"),
        How::Prefix => format!("`{term}`, which begins so,"),
        How::Typo(_) => format!("`{term}`, which is spelt like it,"),
    }
}

fn times(frequency: u32) -> String {
    match frequency {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}
