//! Which documents a commit drops: those of some keys, in segments that were there before it.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use tantivy::index::SegmentId;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, Score, SegmentReader, TantivyError};

use super::fields::KEY;

/// As tantivy takes it: a query for what is to be deleted. It asks it of all segments, those of the same commit included.
#[derive(Clone, Debug)]
pub(super) struct Gone {
    pub(super) keys: Arc<FxHashSet<u64>>,
    /// Segments of this commit: what is in them stays.
    pub(super) new: Arc<[SegmentId]>,
}

impl Query for Gone {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Gone {
    fn for_each_no_score(&self, reader: &SegmentReader, callback: &mut dyn FnMut(&[DocId])) -> tantivy::Result<()> {
        if self.new.contains(&reader.segment_id()) {
            return Ok(());
        }
        let keys = reader.fast_fields().u64(KEY)?.first_or_default_col(0);
        for document in 0..reader.max_doc() {
            if self.keys.contains(&keys.get_val(document)) {
                callback(&[document]);
            }
        }
        Ok(())
    }

    fn scorer(&self, _: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(EmptyScorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("nothing is scored".to_owned()))
    }
}
