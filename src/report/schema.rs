//! The JSON Schemas of everything written as JSON, generated from the types so that they cannot drift apart.

use schemars::schema_for;

use super::cannibalization::{CannibalizationJson, CheckJson};
use super::index::IndexJson;
use super::json::AuditJson;
use super::keywords::KeywordsJson;
use super::rule_list::RulesJson;
use super::search::SearchJson;
use super::suggest::{RelatedJson, SuggestJson};
use super::verify_urls::VerifyJson;
use crate::graph::GraphStats;

/// Each schema with the name of its file in `schemas/`.
pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("audit.schema.json", schema_for!(AuditJson<'_>).to_value()),
        ("cannibalization.schema.json", schema_for!(CannibalizationJson<'_>).to_value()),
        ("cannibalization-check.schema.json", schema_for!(CheckJson<'_>).to_value()),
        ("keywords.schema.json", schema_for!(KeywordsJson<'_>).to_value()),
        ("graph-stats.schema.json", schema_for!(GraphStats).to_value()),
        ("index.schema.json", schema_for!(IndexJson).to_value()),
        ("search.schema.json", schema_for!(SearchJson<'_>).to_value()),
        ("suggest.schema.json", schema_for!(SuggestJson<'_>).to_value()),
        ("related.schema.json", schema_for!(RelatedJson<'_>).to_value()),
        ("verify-urls.schema.json", schema_for!(VerifyJson<'_>).to_value()),
        ("rules.schema.json", schema_for!(RulesJson<'_>).to_value()),
    ]
}
