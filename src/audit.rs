//! What a rule is, and how rules are run over a catalog. The rules themselves live in `rules`; this module is handed
//! their registry, so that the engine never knows a rule by name.

mod finding;
mod options;
mod rule;
mod run;
mod selection;

pub use finding::{Edit, Finding, Findings, Fix, Related};
pub use options::{OptionSpec, OptionValue, Options};
pub use rule::{Check, Entry, Meta, Rule};
pub use run::{Audit, run};
pub use selection::{Selection, SelectionError};
