//! What `index` did, as a few lines for people and as JSON.

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::store::{self, Snapshot};

/// The version of the shape.
const SCHEMA_VERSION: u32 = 1;

/// What `linkwright index --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "linkwright index")]
pub struct IndexJson {
    /// The version of this shape.
    schema_version: u32,
    /// The index folder.
    index: String,
    /// How many articles the index knows.
    articles: usize,
    /// How many of them are new.
    added: usize,
    /// How many have another content than before.
    changed: usize,
    /// How many have the content of one that is gone.
    renamed: usize,
    /// How many are gone.
    removed: usize,
    /// How many are as they were.
    unchanged: usize,
    /// Why the index was made anew; null if it was brought up to date.
    rebuilt: Option<String>,
    /// The bytes of all files of the index.
    bytes: u64,
    /// How long it took, in milliseconds.
    took_ms: u64,
}

impl IndexJson {
    /// Sums up what became of the index in `folder`.
    pub fn new(snapshot: &Snapshot, folder: &Path, took: Duration) -> Self {
        let changes = snapshot.changes;
        Self {
            schema_version: SCHEMA_VERSION,
            index: folder.display().to_string(),
            articles: snapshot.table.rows.len(),
            added: changes.added,
            changed: changes.changed,
            renamed: changes.renamed,
            removed: changes.removed,
            unchanged: changes.unchanged,
            rebuilt: snapshot.rebuilt.as_ref().map(ToString::to_string),
            bytes: store::size(folder),
            took_ms: took.as_millis() as u64,
        }
    }

    /// Writes it as JSON, indented, with a line break at the end.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }

    /// Writes it in words; the time it took only if `verbose`.
    pub fn write_text(&self, root: &Path, verbose: bool, out: &mut dyn Write) -> io::Result<()> {
        let counts = [
            (self.added, "added"),
            (self.changed, "changed"),
            (self.renamed, "renamed"),
            (self.removed, "removed"),
            (self.unchanged, "unchanged"),
        ];
        let told: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let articles = if self.articles == 1 { "1 article".to_owned() } else { format!("{} articles", self.articles) };
        let megabytes = self.bytes as f64 / 1e6;
        writeln!(out, "indexed `{}`: {articles} ({})", root.display(), told.join(", "))?;
        writeln!(out, "index   `{}`: {megabytes:.1} MB", self.index)?;
        if verbose {
            writeln!(out, "took    {:.2} s", self.took_ms as f64 / 1e3)?;
        }
        Ok(())
    }
}
