//! A segment in the making: documents go in one after the other, and in the end its files are written.

use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormReaders, FieldNormsSerializer};
use tantivy::index::SegmentComponent;
use tantivy::postings::InvertedIndexSerializer;
use tantivy::store::StoreWriter;
use tantivy::{Segment, SegmentMeta, TantivyDocument};

use super::document::Draft;
use super::error::SearchError;
use super::fields::Fields;
use super::inversion::Inversion;
use crate::corpus::boilerplate::Boilerplate;

/// A segment is full with so many words and stems: they take a hundred megabytes while they are sorted.
const FULL: usize = 12_000_000;

/// A segment in the making.
pub(super) struct SegmentWriter {
    segment: Segment,
    fields: Fields,
    inversion: Inversion,
    store: StoreWriter,
    fast: FastFieldsWriter,
}

impl SegmentWriter {
    pub(super) fn new(segment: Segment) -> Result<Self, SearchError> {
        let (schema, fields) = (segment.schema(), Fields::of(segment.index())?);
        let settings = segment.index().settings();
        let out = segment.open_write(SegmentComponent::Store).map_err(tantivy::TantivyError::from)?;
        let store = StoreWriter::new(out, settings.docstore_compression, settings.docstore_blocksize, false)?;
        let inversion = Inversion::new(&schema, fields);
        let tokenizers = segment.index().fast_field_tokenizer().clone();
        let fast = FastFieldsWriter::from_schema_and_tokenizer_manager(&schema, tokenizers)?;
        Ok(Self { segment, fields, inversion, store, fast })
    }

    /// Adds a document.
    pub(super) fn add(&mut self, draft: Draft, boilerplate: &Boilerplate) -> Result<(), SearchError> {
        let mut draft = draft;
        let words = std::mem::take(&mut draft.words);
        let lexicon = draft.lexicon.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let text = self.inversion.add(words, &lexicon, |lines| draft.lay_out(boilerplate, lines));
        drop(lexicon);
        let mut document = TantivyDocument::default();
        document.add_u64(self.fields.key, draft.key);
        document.add_text(self.fields.stored, text);
        self.fast.add_document(&document)?;
        self.store.store(&document, &self.segment.schema())?;
        Ok(())
    }

    /// Whether the next document should go to another segment.
    pub(super) fn is_full(&self) -> bool {
        self.inversion.places() >= FULL
    }

    /// Writes it to the end.
    pub(super) fn finish(self) -> Result<SegmentMeta, SearchError> {
        let Self { segment, inversion, store, mut fast, .. } = self;
        let documents = inversion.len() as u32;
        store.close()?;
        let open = |component| segment.open_write(component).map_err(tantivy::TantivyError::from);
        let mut out = open(SegmentComponent::FastFields)?;
        fast.serialize(&mut out, None)?;
        out.terminate()?;
        let out = FieldNormsSerializer::from_write(open(SegmentComponent::FieldNorms)?)?;
        inversion.lengths().serialize(out, None)?;
        let lengths = segment.open_read(SegmentComponent::FieldNorms).map_err(tantivy::TantivyError::from)?;
        inversion.write(InvertedIndexSerializer::open(&segment)?, &FieldNormReaders::open(lengths)?)?;
        Ok(segment.with_max_doc(documents).meta().clone())
    }
}
