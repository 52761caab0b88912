//! An open index as queries see it: its segments, which article each document is, and the statistics that scores are made
//! of, counted over live articles alone. What was deleted or is a draft leaves no trace in any number.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

use super::error::SearchError;
use super::facts::ArticleFacts;
use super::fields::{self, FIELDS, FieldId};
use super::index::SearchIndex;

/// Stands for a document whose article is deleted, gone or not live.
pub(super) const NONE: u32 = u32::MAX;

/// The segments of an index and its statistics.
pub(super) struct View {
    pub(super) segments: Vec<SegmentView>,
    /// How many live articles there are.
    pub(super) live: u32,
    /// What a document's length makes of the frequency of a word, by field and length as the index keeps it.
    pub(super) damping: [Box<[f32; 256]>; FIELDS],
}

/// One segment.
pub(super) struct SegmentView {
    /// The article of each document, or [`NONE`].
    pub(super) articles: Vec<u32>,
    any_dead: bool,
    inverted: [Arc<InvertedIndexReader>; FIELDS],
    lengths: [FieldNormReader; FIELDS],
}

impl View {
    pub(super) fn new(index: &SearchIndex, facts: &ArticleFacts) -> Result<Self, SearchError> {
        let readers = index.searcher.segment_readers();
        let segments: Vec<SegmentView> =
            readers.iter().map(|reader| SegmentView::new(reader, index, facts)).collect::<Result<_, _>>()?;
        let live: u32 = segments.iter().map(|segment| segment.live().count() as u32).sum();
        let damping = FieldId::ALL.map(|field| {
            let lengths = segments.iter().flat_map(|segment| {
                segment.live().map(|doc| u64::from(segment.lengths[field as usize].fieldnorm(doc)))
            });
            field.damping(lengths.sum::<u64>() as f32 / (live.max(1) as f32))
        });
        Ok(Self { segments, live, damping })
    }

    /// In how many live articles `term` stands in `field`.
    pub(super) fn frequency(&self, field: FieldId, term: &[u8]) -> Result<u32, SearchError> {
        let mut count = 0;
        for segment in &self.segments {
            count += segment.frequency(field, term)?;
        }
        Ok(count)
    }

    /// How much a word tells that stands in so many live articles.
    pub(super) fn idf(&self, frequency: u32) -> f32 {
        let (all, with) = (self.live as f32, frequency.min(self.live) as f32);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }
}

impl SegmentView {
    fn new(reader: &SegmentReader, index: &SearchIndex, facts: &ArticleFacts) -> Result<Self, SearchError> {
        let keys = reader.fast_fields().u64(fields::KEY)?.first_or_default_col(0);
        let article = |doc: u32| {
            let alive = !reader.is_deleted(doc);
            alive.then(|| facts.live_article(keys.get_val(doc))).flatten().unwrap_or(NONE)
        };
        let articles: Vec<u32> = (0..reader.max_doc()).map(article).collect();
        let any_dead = articles.contains(&NONE);
        let inverted = index.fields.searched().map(|field| reader.inverted_index(field));
        let lengths = index.fields.searched().map(|field| reader.get_fieldnorms_reader(field));
        Ok(Self { articles, any_dead, inverted: all(inverted)?, lengths: all(lengths)? })
    }

    /// The documents of live articles.
    fn live(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.articles).filter(|(_, article)| **article != NONE).map(|(doc, _)| doc)
    }

    /// The article of a document, or [`NONE`].
    pub(super) fn article(&self, doc: u32) -> u32 {
        self.articles.get(doc as usize).copied().unwrap_or(NONE)
    }

    /// The length of a field of a document, as the index keeps it.
    pub(super) fn length_id(&self, field: FieldId, doc: u32) -> u8 {
        self.lengths[field as usize].fieldnorm_id(doc)
    }

    pub(super) fn inverted(&self, field: FieldId) -> &InvertedIndexReader {
        &self.inverted[field as usize]
    }

    /// Where `term` stands in `field`, if anywhere.
    pub(super) fn postings(
        &self,
        field: FieldId,
        term: &[u8],
        option: IndexRecordOption,
    ) -> Result<Option<SegmentPostings>, SearchError> {
        let inverted = self.inverted(field);
        let Some(info) = inverted.terms().get(term)? else { return Ok(None) };
        Ok(Some(inverted.read_postings_from_terminfo(&info, option)?))
    }

    /// In how many live documents `term` stands in `field`.
    pub(super) fn frequency(&self, field: FieldId, term: &[u8]) -> Result<u32, SearchError> {
        let Some(info) = self.inverted(field).terms().get(term)? else { return Ok(0) };
        self.frequency_of(field, &info)
    }

    /// In how many live documents the term stands that `info` is of.
    pub(super) fn frequency_of(&self, field: FieldId, info: &TermInfo) -> Result<u32, SearchError> {
        if !self.any_dead {
            return Ok(info.doc_freq);
        }
        let mut postings = self.inverted(field).read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        let mut count = 0;
        while postings.doc() != TERMINATED {
            count += u32::from(self.article(postings.doc()) != NONE);
            postings.advance();
        }
        Ok(count)
    }
}

/// All values, or the first error.
fn all<T, E: Into<SearchError>>(values: [Result<T, E>; FIELDS]) -> Result<[T; FIELDS], SearchError> {
    let good: Vec<T> = values.into_iter().collect::<Result<_, _>>().map_err(Into::into)?;
    good.try_into().map_err(|_| SearchError::Broken("a field is missing".to_owned()))
}
