//! Clusters of articles that compete, and a draft held against them, as pages for people and as JSON.

mod check;
mod json;
mod text;

use crate::cannibalization::Analysis;
use crate::catalog::Catalog;

pub use check::{CheckJson, is_taken, write_json as write_check_json, write_text as write_check_text};
pub use json::{CannibalizationJson, cannibalization_json, write as write_json};
pub(super) use text::line;
pub use text::{write as write_text, write_verdict};

/// The version of the shapes.
const SCHEMA_VERSION: u32 = 1;

/// One analysis, as every format sees it.
#[derive(Clone, Copy)]
pub struct CannibalizationReport<'a> {
    /// What was analysed.
    pub catalog: &'a Catalog,
    /// What was found.
    pub analysis: &'a Analysis,
    /// Pairs that score less were not reported.
    pub threshold: f32,
    /// How many clusters are listed, 0 for all; `None` for the format's own default.
    pub limit: Option<usize>,
}

/// To three digits behind the point: what is shown and written.
fn rounded(number: f32) -> f64 {
    (f64::from(number) * 1e3).round() / 1e3
}
