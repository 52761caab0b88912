//! How bad a finding is, and the level a rule is set to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How bad a finding is. Ordered: `Note < Warning < Error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; often a matter of taste.
    Note,
    /// Costs readers or ranking.
    Warning,
    /// Broken for readers.
    Error,
}

impl Severity {
    /// The word used in reports, configuration and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a rule is set to: a severity, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// The rule's findings have this severity.
    At(Severity),
}

impl std::str::FromStr for Level {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "off" | "false" => Ok(Self::Off),
            "note" => Ok(Self::At(Severity::Note)),
            "warning" => Ok(Self::At(Severity::Warning)),
            "error" => Ok(Self::At(Severity::Error)),
            _ => Err(format!("`{word}` is no level; use `error`, `warning`, `note` or `off`")),
        }
    }
}
