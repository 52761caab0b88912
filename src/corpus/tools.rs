//! The tool catalogue: a YAML file `tools: [{name, category, affiliate_link}]` that the configuration names.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

/// One tool of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tool {
    /// Its name as people write it.
    pub name: String,
    /// What sort of tool it is.
    #[serde(default)]
    pub category: Option<String>,
    /// Where it is sold.
    #[serde(default)]
    pub affiliate_link: Option<String>,
}

/// Why a catalogue could not be read.
#[derive(Debug, Error)]
pub enum ToolsError {
    /// The file could not be read.
    #[error("cannot read the tool catalogue {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not a catalogue.
    #[error("{path} is no tool catalogue; it should hold `tools:` with a list of `{{name, category, affiliate_link}}`", path = path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_yaml::Error,
    },
}

#[derive(Deserialize)]
struct Catalogue {
    tools: Vec<Tool>,
}

/// Reads a catalogue file. Further keys of a tool are the owner's business and passed over.
///
/// # Errors
/// The file cannot be read or has another shape.
pub fn read_tools(file: &Path) -> Result<Vec<Tool>, ToolsError> {
    let text = std::fs::read_to_string(file).map_err(|source| ToolsError::Read { path: file.into(), source })?;
    let text = text.trim_start_matches('\u{feff}');
    let catalogue: Catalogue =
        serde_yaml::from_str(text).map_err(|source| ToolsError::Invalid { path: file.into(), source })?;
    Ok(catalogue.tools)
}
