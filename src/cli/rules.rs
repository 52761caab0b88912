//! `rules`: which rules there are and how they are configured.

use clap::Args;

use super::globals::{Format, Globals};
use super::{Exit, console, folder, registry};
use crate::report::{RuleLine, write_rules_json, write_rules_text};

const EXAMPLES: &str = "\
Examples:
  linkwright rules
  linkwright rules --format json";

/// List the rules with their family, their severity as configured, and what they report.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Rules {}

impl Rules {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let settings = folder::settings(globals, None)?;
        let selection = registry::select(&settings, &[], &[])?;
        let line = |entry: &crate::audit::Entry| {
            let meta = entry.rule.meta();
            let line = RuleLine {
                name: entry.name,
                family: entry.family,
                severity: None,
                default: meta.severity,
                summary: entry.summary(),
            };
            line.at(registry::level(&selection, entry))
        };
        let lines: Vec<RuleLine> = registry::rules().iter().map(line).collect();
        console::print_in(globals.format, |out| match globals.format {
            Format::Text | Format::Diff => write_rules_text(&lines, out),
            Format::Json => write_rules_json(&lines, out),
        })?;
        Ok(Exit::Clean)
    }
}
