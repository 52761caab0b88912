//! What it is worth that a query is an article's title, or much of it, in whatever order: then the article is most likely the
//! one that was looked for, not another whose title has the same words and more.

use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;

use super::error::SearchError;
use super::fields::FieldId;
use super::matching::advance_to;
use super::variants::Word;
use super::view::SegmentView;

/// What a query is worth that is the whole title, in parts of the rarity of its words.
const WHOLE: f32 = 3.0;

/// Which words of a query stand in titles, for documents asked for in order.
pub(super) struct TitleCover {
    /// The lists of each different word.
    words: Vec<Vec<SegmentPostings>>,
    rarity: f32,
}

impl TitleCover {
    pub(super) fn new(segment: &SegmentView, words: &[Word]) -> Result<Self, SearchError> {
        let mut cover = Self { words: Vec::new(), rarity: 0.0 };
        for (at, word) in words.iter().enumerate() {
            let before = words.get(..at).unwrap_or(&[]);
            if before.iter().any(|earlier| earlier.written == word.written) {
                continue;
            }
            let mut lists = Vec::new();
            for variant in &word.variants {
                let term = variant.term.as_bytes();
                lists.extend(segment.postings(FieldId::Title, term, IndexRecordOption::Basic)?);
            }
            cover.words.push(lists);
            cover.rarity += word.idf;
        }
        Ok(cover)
    }

    /// What is added to the score of `doc`, whose title has `length` different words. Nothing unless all words of the query are
    /// among them.
    pub(super) fn score(&mut self, doc: u32, length: u16) -> f32 {
        let has =
            |lists: &mut Vec<SegmentPostings>| lists.iter_mut().fold(false, |any, list| any | advance_to(list, doc));
        let found = self.words.iter_mut().filter_map(|lists| has(lists).then_some(())).count();
        if found < self.words.len() || found == 0 {
            return 0.0;
        }
        let share = (found as f32 / f32::from(length.max(1))).min(1.0);
        WHOLE * self.rarity * share * share
    }
}
