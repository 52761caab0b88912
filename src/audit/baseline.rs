//! A baseline: the findings that a corpus is known to have, so that an audit reports only what is new.
//!
//! A finding is known by its rule, its article and what it is about (the href, the anchor text, the variable), never
//! by its line, which moves with every edit. A baseline may only shrink: what is mended leaves it, nothing joins it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Audit, Finding};
use crate::catalog::Catalog;

/// The version of the file's shape.
const VERSION: u32 = 1;
/// The facts of a finding's data that say what it is about; the rest is evidence, which may change.
const IDENTITY: [&str; 4] = ["href", "text", "url", "variable"];

/// The findings that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Key, u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    path: String,
    rule: String,
    detail: String,
}

/// A finding of a baseline, and how often it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownFinding {
    /// The article's path.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// What it is about, empty for the article as a whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// How many findings of this sort.
    pub count: u32,
}

/// What a baseline did to an audit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaselineReport {
    /// How many findings were known and are left out.
    pub matched: usize,
    /// Known findings that are no longer there; only of rules that ran.
    pub stale: Vec<KnownFinding>,
}

/// Why a baseline could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// The file could not be read.
    #[error("cannot read the baseline {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no baseline.
    #[error("{} is no baseline", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// The file is of another version.
    #[error("the baseline {} has version {version}; this linkwright knows version {VERSION}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// The file could not be written.
    #[error("cannot write the baseline {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<KnownFinding>,
}

impl Baseline {
    /// A new baseline of all that an audit found.
    pub fn of(catalog: &Catalog, audit: &Audit) -> Self {
        let mut counts = BTreeMap::new();
        for finding in &audit.findings {
            *counts.entry(key(catalog, finding)).or_insert(0) += 1;
        }
        Self { counts }
    }

    /// Reads a baseline.
    pub fn load(path: &Path) -> Result<Self, BaselineError> {
        let at = || path.to_owned();
        let text = std::fs::read(path).map_err(|source| BaselineError::Read { path: at(), source })?;
        let file: File = serde_json::from_slice(&text).map_err(|source| BaselineError::Parse { path: at(), source })?;
        if file.version != VERSION {
            return Err(BaselineError::Version { path: at(), version: file.version });
        }
        let mut counts = BTreeMap::new();
        for known in file.findings {
            let key = Key { path: known.path, rule: known.rule, detail: known.detail };
            let count = counts.entry(key).or_insert(0_u32);
            *count = count.saturating_add(known.count);
        }
        Ok(Self { counts })
    }

    /// Writes the baseline: the whole file or, if that fails, nothing.
    pub fn save(&self, path: &Path) -> Result<(), BaselineError> {
        self.write(path).map_err(|source| BaselineError::Write { path: path.to_owned(), source })
    }

    fn write(&self, path: &Path) -> std::io::Result<()> {
        let file =
            File { version: VERSION, findings: self.counts.iter().map(|(key, &count)| known(key, count)).collect() };
        let mut text = serde_json::to_vec_pretty(&file)?;
        text.push(b'\n');
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut draft = builder.tempfile_in(folder)?;
        std::io::Write::write_all(&mut draft, &text)?;
        draft.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// Takes the known findings out of `audit`. Where there are more of a sort than are known, the last ones stay.
    ///
    /// Apply it before findings are narrowed by path, or the rest of the baseline looks mended.
    pub fn apply(&self, catalog: &Catalog, audit: &mut Audit) -> BaselineReport {
        let mut left = self.counts.clone();
        let before = audit.findings.len();
        audit.findings.retain(|finding| match left.get_mut(&key(catalog, finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        let ran = |key: &Key| audit.rules.iter().any(|rule| *rule == key.rule);
        let stale = left.iter().filter(|(key, count)| **count > 0 && ran(key));
        BaselineReport {
            matched: before - audit.findings.len(),
            stale: stale.map(|(key, &count)| known(key, count)).collect(),
        }
    }

    /// The baseline without what is mended. Never more than it was.
    #[must_use]
    pub fn without(&self, stale: &[KnownFinding]) -> Self {
        let mut counts = self.counts.clone();
        for gone in stale {
            let key = Key { path: gone.path.clone(), rule: gone.rule.clone(), detail: gone.detail.clone() };
            if let Some(count) = counts.get_mut(&key) {
                *count = count.saturating_sub(gone.count);
            }
        }
        counts.retain(|_, count| *count > 0);
        Self { counts }
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.counts.values().map(|&count| count as usize).sum()
    }

    /// Whether no finding is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn known(key: &Key, count: u32) -> KnownFinding {
    KnownFinding { path: key.path.clone(), rule: key.rule.clone(), detail: key.detail.clone(), count }
}

fn key(catalog: &Catalog, finding: &Finding) -> Key {
    let facts = IDENTITY.iter().filter_map(|fact| finding.data.get(fact)?.as_str());
    Key {
        path: catalog.article(finding.article).path.to_string(),
        rule: finding.rule.to_owned(),
        detail: facts.collect::<Vec<_>>().join(" | "),
    }
}
