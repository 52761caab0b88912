//! Which documents of a segment have the words of a query.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use super::error::SearchError;
use super::fields::FieldId;
use super::query::Phrase;
use super::variants::Word;
use super::view::{NONE, SegmentView};

/// From so many times more postings than candidates on, looking candidates up one by one is cheaper than reading the list.
const SPARSE: u64 = 16;

/// The documents, in order, that have all of `words`, belong to a live article and to one that is `allowed`.
pub(super) fn with_all(
    segment: &SegmentView,
    words: &[Word],
    allowed: Option<&[bool]>,
) -> Result<Vec<u32>, SearchError> {
    let mut lists = Vec::with_capacity(words.len());
    for word in words {
        let list = postings(segment, word)?;
        let cost: u64 = list.iter().map(|postings| u64::from(postings.size_hint())).sum();
        if cost == 0 {
            return Ok(Vec::new());
        }
        lists.push((cost, list));
    }
    // The rarest first: the result is the same, and sooner there.
    lists.sort_by_key(|(cost, _)| *cost);
    let mut found: Option<Vec<u32>> = None;
    for (cost, list) in lists {
        found = Some(match found {
            None => {
                let set = Set::of(segment, list);
                set.docs().filter(|&doc| is_wanted(segment, doc, allowed)).collect()
            }
            Some(found) if cost > SPARSE * found.len() as u64 => looked_up(found, list),
            Some(mut found) => {
                let set = Set::of(segment, list);
                found.retain(|&doc| set.has(doc));
                found
            }
        });
    }
    Ok(found.unwrap_or_else(|| live(segment, allowed)))
}

/// All documents of articles that are live and `allowed`.
pub(super) fn live(segment: &SegmentView, allowed: Option<&[bool]>) -> Vec<u32> {
    (0..segment.articles.len() as u32).filter(|&doc| is_wanted(segment, doc, allowed)).collect()
}

/// How much the words tell that each document has, added up; 0 for documents that are not wanted.
pub(super) fn telling(
    segment: &SegmentView,
    words: &[Word],
    allowed: Option<&[bool]>,
) -> Result<Vec<f32>, SearchError> {
    let mut telling = vec![0.0_f32; segment.articles.len()];
    for word in words {
        for doc in Set::of(segment, postings(segment, word)?).docs() {
            if let Some(sum) = telling.get_mut(doc as usize) {
                *sum += word.idf;
            }
        }
    }
    for (sum, doc) in telling.iter_mut().zip(0..) {
        if !is_wanted(segment, doc, allowed) {
            *sum = 0.0;
        }
    }
    Ok(telling)
}

/// Keeps the documents that have the phrase, or that have it not where it is negated.
pub(super) fn keep_phrase(segment: &SegmentView, phrase: &Phrase, docs: &mut Vec<u32>) -> Result<(), SearchError> {
    let both = [FieldId::Text, FieldId::Aside];
    let fields = phrase.field.as_ref().map_or(&both[..], std::slice::from_ref);
    let mut with = vec![false; docs.len()];
    for &field in fields {
        let mut lists = Vec::new();
        for word in &phrase.words {
            lists.extend(segment.postings(field, word.as_bytes(), IndexRecordOption::WithFreqsAndPositions)?);
        }
        if lists.len() == phrase.words.len() {
            for (slot, &doc) in with.iter_mut().zip(docs.iter()) {
                *slot = *slot || stands(&mut lists, &phrase.offsets, doc);
            }
        }
    }
    let mut with = with.into_iter();
    docs.retain(|_| with.next() != Some(phrase.negated));
    Ok(())
}

/// Whether the words stand in `doc` at these offsets from one another.
fn stands(lists: &mut [SegmentPostings], offsets: &[u32], doc: u32) -> bool {
    let (mut starts, mut next): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
    for (at, (list, &offset)) in lists.iter_mut().zip(offsets).enumerate() {
        if !advance_to(list, doc) {
            return false;
        }
        list.positions(&mut next);
        let begins = next.iter().filter_map(|position| position.checked_sub(offset));
        if at == 0 {
            starts = begins.collect();
        } else {
            let begins: Vec<u32> = begins.collect();
            starts.retain(|start| begins.binary_search(start).is_ok());
        }
        if starts.is_empty() {
            return false;
        }
    }
    true
}

/// Moves to `doc`; whether it is there. Documents must be asked for in order.
pub(super) fn advance_to(postings: &mut SegmentPostings, doc: u32) -> bool {
    postings.doc() == doc || (postings.doc() < doc && postings.seek(doc) == doc)
}

fn is_wanted(segment: &SegmentView, doc: u32, allowed: Option<&[bool]>) -> bool {
    let article = segment.article(doc);
    article != NONE && allowed.is_none_or(|allowed| allowed.get(article as usize).copied().unwrap_or(false))
}

/// The lists of all forms of a word in the fields that it must stand in.
fn postings(segment: &SegmentView, word: &Word) -> Result<Vec<SegmentPostings>, SearchError> {
    let both = [FieldId::Text, FieldId::Aside];
    let fields = word.field.as_ref().map_or(&both[..], std::slice::from_ref);
    let mut lists = Vec::new();
    for variant in &word.variants {
        for &field in fields {
            lists.extend(segment.postings(field, variant.term.as_bytes(), IndexRecordOption::Basic)?);
        }
    }
    Ok(lists)
}

fn looked_up(mut found: Vec<u32>, mut lists: Vec<SegmentPostings>) -> Vec<u32> {
    found.retain(|&doc| lists.iter_mut().fold(false, |any, list| any | advance_to(list, doc)));
    found
}

/// A set of documents, a bit each.
struct Set(Vec<u64>);

impl Set {
    fn of(segment: &SegmentView, lists: Vec<SegmentPostings>) -> Self {
        let mut bits = vec![0_u64; segment.articles.len().div_ceil(64)];
        for mut list in lists {
            while list.doc() != TERMINATED {
                let doc = list.doc();
                if let Some(word) = bits.get_mut(doc as usize / 64) {
                    *word |= 1 << (doc % 64);
                }
                list.advance();
            }
        }
        Self(bits)
    }

    fn has(&self, doc: u32) -> bool {
        self.0.get(doc as usize / 64).is_some_and(|word| word >> (doc % 64) & 1 == 1)
    }

    fn docs(&self) -> impl Iterator<Item = u32> {
        (0_u32..).step_by(64).zip(&self.0).flat_map(|(base, &word)| {
            let next = |rest: &u64| Some(rest & (rest - 1)).filter(|rest| *rest != 0);
            let rests = std::iter::successors(Some(word).filter(|word| *word != 0), next);
            rests.map(move |rest| base + rest.trailing_zeros())
        })
    }
}
