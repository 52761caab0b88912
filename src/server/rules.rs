//! The rules: the list with the levels in force, and each one's documentation.

use schemars::JsonSchema;
use serde::Serialize;

use super::article::NoQuery;
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::snapshot::Snapshot;
use crate::audit::Entry;
use crate::report::{RuleLine, RulesJson, rules_json};
use crate::rules::RULES;
use crate::settings::Level;
use crate::text::nearest::nearest;

/// `rules`.
pub(super) struct Rules;

impl Endpoint for Rules {
    const PATH: &'static str = "/api/v1/rules";
    const ID: &'static str = "rules";
    const ABOUT: &'static str = "The rules with their family, their level as configured, and what they report";
    type Query = NoQuery;
    type Answer<'a> = RulesJson<'a>;

    fn answer<'a>(state: &'a Snapshot, _: &str, _: NoQuery) -> Result<RulesJson<'a>, ApiError> {
        let lines: Vec<RuleLine> = RULES.iter().map(|entry| line(state, entry)).collect();
        Ok(rules_json(lines))
    }
}

/// A rule with its documentation.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Rule")]
pub(super) struct RuleJson {
    #[serde(flatten)]
    line: RuleLine,
    /// The version that brought it.
    since: &'static str,
    /// What it does, why it matters and how to mend it, in Markdown.
    docs: String,
}

/// `rules/{name}`.
pub(super) struct RuleDocs;

impl Endpoint for RuleDocs {
    const PATH: &'static str = "/api/v1/rules/{name}";
    const ID: &'static str = "rule";
    const ABOUT: &'static str = "One rule with its documentation";
    type Query = NoQuery;
    type Answer<'a> = RuleJson;

    fn answer(state: &Snapshot, name: &str, _: NoQuery) -> Result<RuleJson, ApiError> {
        let Some(entry) = crate::rules::find(name) else {
            let shown: String = name.chars().take(100).collect();
            let error = ApiError::not_found(format!("there is no rule `{shown}`"));
            let near = nearest(&shown, RULES.iter().map(|entry| entry.name));
            let help = near.map_or("/api/v1/rules lists them".to_owned(), |near| format!("did you mean `{near}`?"));
            return Err(error.help(help));
        };
        Ok(RuleJson { line: line(state, entry), since: entry.rule.meta().since, docs: entry.docs() })
    }
}

fn line(state: &Snapshot, entry: &Entry) -> RuleLine {
    let line = RuleLine {
        name: entry.name,
        family: entry.family,
        severity: None,
        default: entry.rule.meta().severity,
        summary: entry.summary(),
    };
    let level = state.selection.setting(entry.name).map_or(Level::Off, |setting| Level::At(setting.severity));
    line.at(level)
}
