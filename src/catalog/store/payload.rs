//! What a commit of the index remembers: which table belongs to it, and what it was made with.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::Reason;
use super::folder::is_table;
use crate::search::SCHEMA_VERSION;
use crate::settings::Settings;

/// Raised when the folder's layout or the meaning of a payload changes.
const FORMAT: u32 = 2;

/// The code that read and indexed the articles; `build.rs` computes it.
const READER: &str = env!("LINKWRIGHT_READER");

/// What a commit of the index remembers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    /// What made it; another maker's index is made anew.
    pub(super) made: Made,
    /// The file with the table as it last was written as a whole, in the index folder.
    pub(super) table: String,
    /// The file with what of the table has changed since, if anything has.
    pub(super) changes: Option<String>,
    /// Articles of the full-text index; as many must be found in it.
    pub(super) documents: usize,
    /// Counts commits, so that no two have the same payload.
    pub(super) generation: u64,
}

/// What an index was made with and of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Made {
    format: u32,
    schema: u32,
    reader: String,
    settings: String,
    corpus: String,
}

impl Made {
    /// With this program and these settings, of the corpus of this name.
    pub(super) fn now(settings: &Settings, corpus: String) -> Self {
        let settings = format!("{:016x}", xxh3_64(settings.reading().as_bytes()));
        Self { format: FORMAT, schema: SCHEMA_VERSION, reader: READER.to_owned(), settings, corpus }
    }

    /// Why an index that was made this way is not right for one that should be made as `wanted`.
    pub(super) fn differs(&self, wanted: &Self) -> Option<Reason> {
        if (self.format, self.schema, &self.reader) != (wanted.format, wanted.schema, &wanted.reader) {
            Some(Reason::Version)
        } else if self.corpus != wanted.corpus {
            Some(Reason::Corpus(self.corpus.clone()))
        } else if self.settings != wanted.settings {
            Some(Reason::Settings)
        } else {
            None
        }
    }
}

impl Payload {
    /// As it is written: a checksum, then JSON.
    pub(super) fn write(&self) -> String {
        // Plain data does not fail to serialize; an empty payload would not be read and so be rebuilt.
        let json = serde_json::to_string(self).unwrap_or_default();
        format!("{:016x} {json}", xxh3_64(json.as_bytes()))
    }

    /// The payload that reads so; `None` if it is damaged, or not of this format.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (sum, json) = text.split_once(' ')?;
        let whole = u64::from_str_radix(sum, 16).ok()? == xxh3_64(json.as_bytes());
        let payload: Self = whole.then(|| serde_json::from_str(json).ok())??;
        let named = payload.files().all(is_table);
        named.then_some(payload)
    }

    /// The files of the table, the whole one first.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.table).chain(self.changes.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_payload_is_noticed() {
        let made = Made::now(&Settings::default(), "../content".to_owned());
        let payload = Payload { made, table: "articles-00.bin".to_owned(), changes: None, documents: 2, generation: 3 };
        let text = payload.write();
        assert_eq!(Payload::read(&text), Some(payload));
        for (at, _) in text.char_indices() {
            assert_eq!(Payload::read(&text[..at]), None);
            assert_eq!(Payload::read(&text.replacen(&text[at..=at], "\u{7f}", 1)), None);
        }
    }
}
