//! The rules as a list: what there is, and how it is configured.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use schemars::JsonSchema;
use serde::Serialize;

use super::json::SCHEMA_VERSION;
use super::text::style;
use crate::settings::{Level, Severity};

/// One rule, for the list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RuleLine {
    /// The rule's name.
    pub name: &'static str,
    /// The family it belongs to.
    pub family: &'static str,
    /// The severity its findings have, as configured; null when it is off.
    pub severity: Option<Severity>,
    /// The severity without configuration.
    pub default: Severity,
    /// What it reports.
    pub summary: &'static str,
}

impl RuleLine {
    /// The level in a word.
    fn level(&self) -> &'static str {
        self.severity.map_or("off", Severity::name)
    }

    /// Sets the severity from a level.
    #[must_use]
    pub fn at(mut self, level: Level) -> Self {
        self.severity = match level {
            Level::Off => None,
            Level::At(severity) => Some(severity),
        };
        self
    }
}

/// What `linkwright rules --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "linkwright rules")]
pub struct RulesJson<'a> {
    /// The version of this shape.
    schema_version: u32,
    /// The rules, in the order of the registry.
    rules: Cow<'a, [RuleLine]>,
}

/// The list as JSON.
pub fn rules_json<'a>(rules: impl Into<Cow<'a, [RuleLine]>>) -> RulesJson<'a> {
    RulesJson { schema_version: SCHEMA_VERSION, rules: rules.into() }
}

/// Writes the list as JSON.
pub fn write_json(rules: &[RuleLine], out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &rules_json(rules))?;
    writeln!(out)
}

/// Writes the list as a table.
pub fn write_text(rules: &[RuleLine], out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(["rule", "family", "severity", "reports"]);
    for rule in rules {
        let changed = if rule.severity == Some(rule.default) { "" } else { " *" };
        let level = format!("{}{changed}", rule.level());
        table.add_row([rule.name, rule.family, &level, super::text::what_it_reports(rule.summary)]);
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim())?;
    }
    let dim = style::DIM;
    if rules.iter().any(|rule| rule.severity != Some(rule.default)) {
        writeln!(out, "\n{dim}* not the default{dim:#}")?;
    }
    writeln!(out, "\n{dim}`linkwright explain RULE` tells what a rule reports, why, and how to mend it.{dim:#}")
}
