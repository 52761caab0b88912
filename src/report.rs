//! From findings to bytes: one file per format, and what the formats share. Nothing here prints; a writer is handed
//! in, so that the same code serves a terminal, a file, a test and a response body.

pub mod cannibalization;
mod explain;
pub mod graph_stats;
mod index;
mod json;
pub mod keywords;
mod not_checked;
mod rule_list;
mod schema;
pub mod search;
pub mod suggest;
mod tally;
mod text;
pub mod verify_urls;

use crate::audit::{Audit, BaselineReport, Entry};
use crate::catalog::Catalog;

pub use explain::explain;
pub use index::IndexJson;
pub use json::{AuditJson, FindingJson, audit_json, finding_json, write as write_json};
pub use not_checked::{NotChecked, not_checked};
pub use rule_list::{RuleLine, RulesJson, rules_json, write_json as write_rules_json, write_text as write_rules_text};
pub use schema::schemas;
pub use tally::Tally;
pub use text::{write as write_text, write_verdict};

/// One audit, as every format sees it.
#[derive(Clone, Copy)]
pub struct AuditReport<'a> {
    /// What was audited.
    pub catalog: &'a Catalog,
    /// The registry, for what a rule reports.
    pub rules: &'a [Entry],
    /// What was found, narrowed to what is to be reported.
    pub audit: &'a Audit,
    /// What the baseline held back.
    pub baseline: &'a BaselineReport,
    /// How many findings of one rule are listed; `None` for the format's own default, 0 for all.
    pub limit: Option<usize>,
}
