//! The fields of an indexed article.

use tantivy::Index;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

use super::error::SearchError;

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

/// How words are cut is no business of tantivy's; the name is in the schema all the same.
pub(super) const CUTTING: &str = "linkwright";

/// The schema.
pub(super) fn schema() -> Schema {
    let mut schema = Schema::builder();
    let text = |record| {
        let indexing = TextFieldIndexing::default().set_tokenizer(CUTTING).set_index_option(record);
        TextOptions::default().set_indexing_options(indexing)
    };
    schema.add_u64_field(KEY, FAST);
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

    /// The fields that words are looked for in, in the order of [`FieldId::ALL`].
    pub(super) fn searched(&self) -> [Field; FIELDS] {
        [self.title, self.headings, self.keyword, self.lead, self.text, self.aside]
    }
}

/// How many fields words are looked for in.
pub(super) const FIELDS: usize = 6;

/// A field that words are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldId {
    Title,
    Headings,
    Keyword,
    Lead,
    Text,
    Aside,
}

/// How soon more of the same word stops telling more.
const SATURATION: f32 = 1.2;

impl FieldId {
    pub(super) const ALL: [Self; FIELDS] =
        [Self::Title, Self::Headings, Self::Keyword, Self::Lead, Self::Text, Self::Aside];

    /// How it is called in explanations.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Headings => "headings",
            Self::Keyword => "keyword",
            Self::Lead => "lead",
            Self::Text => "text",
            Self::Aside => "code or boilerplate",
        }
    }

    /// What a word in it is worth.
    pub(super) fn boost(self) -> f32 {
        match self {
            Self::Title => 3.0,
            Self::Headings => 1.2,
            Self::Keyword => 1.5,
            Self::Lead => 0.6,
            Self::Text => 1.0,
            Self::Aside => 0.15,
        }
    }

    /// How much a field that is longer than others counts against it, 0 to 1.
    fn length_matters(self) -> f32 {
        match self {
            Self::Title => 0.6,
            Self::Keyword | Self::Lead => 0.4,
            Self::Headings | Self::Text | Self::Aside => 0.75,
        }
    }

    /// What BM25 adds to the frequency of a word below the line, by length as tantivy keeps it.
    pub(super) fn damping(self, average: f32) -> Box<[f32; 256]> {
        let b = self.length_matters();
        let relative = |id: u8| FieldNormReader::id_to_fieldnorm(id) as f32 / average.max(1.0);
        let mut table = Box::new([0.0; 256]);
        for (slot, id) in table.iter_mut().zip(0..=255) {
            *slot = SATURATION * (1.0 - b + b * relative(id));
        }
        table
    }

    /// BM25 without the rarity of the word: 0 to 1 plus the saturation.
    pub(super) fn saturated(frequency: u32, damping: f32) -> f32 {
        let frequency = frequency as f32;
        frequency * (1.0 + SATURATION) / (frequency + damping)
    }
}
