//! What people decided about suggested links, kept in a small file that goes into version control: what was rejected is
//! not suggested again, and what was accepted stays suggested until it is written.
//!
//! An entry names both articles by path; its id is derived from these, so the file can be edited and merged by hand.

mod id;
mod policy;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::catalog::Catalog;
use crate::edits::replace;
use crate::settings::Settings;

pub use id::{IdError, find, suggestion_id};
pub use policy::{Policy, PolicyError};

/// The name of the file, which lies beside the configuration or, without one, in the corpus.
pub const DECISIONS_FILE: &str = "linkwright.decisions.yaml";

const HEAD: &str = "\
# Decisions on suggested links; `linkwright suggest --accept ID` and `--reject ID` write them.
# Delete an entry to take a decision back.
";

/// What was decided about a suggested link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// It is wanted.
    Accept,
    /// It is not wanted, and not to be suggested again.
    Reject,
}

/// All decisions, by the paths of both articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    entries: BTreeMap<(String, String), Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    decision: Decision,
    why: Option<String>,
}

/// Why decisions could not be read or written.
#[derive(Debug, Error)]
pub enum DecisionsError {
    /// The file could not be read.
    #[error("cannot read the decisions {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file holds something else.
    #[error("{}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        message: String,
    },
    /// The file could not be written.
    #[error("cannot write the decisions {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    decisions: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// For people who look for it; the paths are what counts.
    #[serde(default)]
    id: String,
    from: String,
    to: String,
    decision: Decision,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

impl Decisions {
    /// Where the decisions about a corpus are kept.
    pub fn file_for(root: &Path, settings: &Settings) -> PathBuf {
        if settings.file.is_some() { settings.base.join(DECISIONS_FILE) } else { root.join(DECISIONS_FILE) }
    }

    /// The decisions about the corpus of `catalog`.
    ///
    /// # Errors
    /// The file is there but cannot be read, or is not what it should be.
    pub fn of(catalog: &Catalog) -> Result<Self, DecisionsError> {
        Self::load(&Self::file_for(&catalog.root, &catalog.settings))
    }

    /// The decisions in a file; none if it is not there. Of two about the same link the later holds.
    ///
    /// # Errors
    /// The file cannot be read, or is not what it should be.
    pub fn load(path: &Path) -> Result<Self, DecisionsError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(DecisionsError::Read { path: path.to_owned(), source }),
        };
        let file: Option<File> = serde_yaml::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| DecisionsError::Invalid { path: path.to_owned(), message: error.to_string() })?;
        let entry = |row: Row| ((row.from, row.to), Entry { decision: row.decision, why: row.why });
        Ok(Self { entries: file.unwrap_or_default().decisions.into_iter().map(entry).collect() })
    }

    /// Writes the decisions, ordered by path: the whole file or, if that fails, nothing.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), DecisionsError> {
        let row = |((from, to), entry): (&(String, String), &Entry)| Row {
            id: suggestion_id(from, to),
            from: from.clone(),
            to: to.clone(),
            decision: entry.decision,
            why: entry.why.clone(),
        };
        let file = File { decisions: self.entries.iter().map(row).collect() };
        let failed = |source| DecisionsError::Write { path: path.to_owned(), source };
        let yaml = serde_yaml::to_string(&file).map_err(|error| failed(std::io::Error::other(error)))?;
        replace(path, format!("{HEAD}{yaml}").as_bytes()).map_err(failed)
    }

    /// Takes a decision about the link from one article to another, both by path.
    pub fn set(&mut self, from: &str, to: &str, decision: Decision, why: Option<&str>) {
        let entry = Entry { decision, why: why.map(str::to_owned) };
        self.entries.insert((from.to_owned(), to.to_owned()), entry);
    }

    /// What was decided about the link from one article to another, both by path.
    pub fn get(&self, from: &str, to: &str) -> Option<Decision> {
        self.entries.get(&(from.to_owned(), to.to_owned())).map(|entry| entry.decision)
    }

    /// All decisions, ordered by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, Decision)> {
        self.entries.iter().map(|((from, to), entry)| (from.as_str(), to.as_str(), entry.decision))
    }
}
