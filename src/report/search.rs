//! The answer to a query, as a page for people and as JSON.

mod text;

use std::borrow::Cow;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::search::SearchResponse;

pub use text::{write as write_text, write_verdict};

/// The version of the shape.
const SCHEMA_VERSION: u32 = 1;

/// What `linkwright search --format json` prints, and what `/api/v1/search` answers.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "linkwright search")]
pub struct SearchJson<'a> {
    /// The version of this shape.
    schema_version: u32,
    #[serde(flatten)]
    response: Cow<'a, SearchResponse>,
}

impl<'a> SearchJson<'a> {
    /// The shape of an answer.
    pub fn new(response: Cow<'a, SearchResponse>) -> Self {
        Self { schema_version: SCHEMA_VERSION, response }
    }
}

/// Writes the answer as JSON, indented, with a line break at the end.
pub fn write_json(response: &SearchResponse, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &SearchJson::new(Cow::Borrowed(response)))?;
    writeln!(out)
}
