//! What a rule is, and how rules are run over a catalog. The rules themselves live in `rules`; this module is handed
//! their registry, so that the engine never knows a rule by name.

mod baseline;
mod finding;
mod options;
mod rule;
mod run;
mod selection;
mod selection_error;
mod suppression;

pub use baseline::{Baseline, BaselineError, BaselineReport, KnownFinding};
pub use finding::{Edit, Facts, Finding, Findings, Fix, Related};
pub use options::{OptionSpec, OptionValue, Options};
pub use rule::{Check, Entry, Meta, Rule};
pub use run::{Audit, run};
pub use selection::{Selection, Setting};
pub use selection_error::SelectionError;
