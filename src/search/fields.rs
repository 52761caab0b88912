//! The fields of an indexed article.

use tantivy::Index;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TextAnalyzer;

use super::error::SearchError;
use super::tokenizer::{NAME, WordTokenizer};

/// The fields of the schema. Everything that filters go by is asked of the articles' metadata, not of the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// The article's key: what deletes go by, and what leads from a hit back to the article.
    pub(super) key: Field,
    pub(super) title: Field,
    pub(super) headings: Field,
    pub(super) keyword: Field,
    pub(super) lead: Field,
    /// Title, metadata and running text: each word of a query must stand here or in `aside`.
    pub(super) text: Field,
    /// Code, and what stands in many articles; worth little.
    pub(super) aside: Field,
    /// What snippets are cut from; not indexed.
    pub(super) stored: Field,
}

/// The names of the fields.
pub(super) const KEY: &str = "key";

/// The schema.
pub(super) fn schema() -> Schema {
    let mut schema = Schema::builder();
    let text = |record| {
        let indexing = TextFieldIndexing::default().set_tokenizer(NAME).set_index_option(record);
        TextOptions::default().set_indexing_options(indexing)
    };
    schema.add_u64_field(KEY, INDEXED | FAST);
    for name in ["title", "headings", "keyword", "text", "aside"] {
        schema.add_text_field(name, text(IndexRecordOption::WithFreqsAndPositions));
    }
    // Its words stand in `text` too, where phrases look for them.
    schema.add_text_field("lead", text(IndexRecordOption::WithFreqs));
    schema.add_text_field("stored", STORED);
    schema.build()
}

impl Fields {
    /// The fields of `index`; it must be of this schema.
    pub(super) fn of(index: &Index) -> Result<Self, SearchError> {
        let found = index.schema();
        if found != schema() {
            return Err(SearchError::Missing);
        }
        Ok(Self {
            key: found.get_field(KEY)?,
            title: found.get_field("title")?,
            headings: found.get_field("headings")?,
            keyword: found.get_field("keyword")?,
            lead: found.get_field("lead")?,
            text: found.get_field("text")?,
            aside: found.get_field("aside")?,
            stored: found.get_field("stored")?,
        })
    }
}

/// Teaches `index` how words are cut.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(NAME, TextAnalyzer::builder(WordTokenizer::default()).build());
}
