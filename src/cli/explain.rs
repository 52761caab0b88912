//! `explain`: what a rule reports, why it matters, and how to mend it.

use anyhow::bail;
use clap::Args;

use super::globals::Globals;
use super::{Exit, console, folder, registry};
use crate::report;
use crate::text::nearest::nearest;

const EXAMPLES: &str = "\
Examples:
  linkwright explain orphan
  linkwright explain dead-link | less";

/// Explain a rule: what it reports, why it matters, how to mend it, what can be set.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Explain {
    /// The rule's name, as reports and `linkwright rules` have it.
    #[arg(value_name = "RULE")]
    rule: String,
}

impl Explain {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let rules = registry::rules();
        let Some(entry) = rules.iter().find(|entry| entry.name == self.rule) else {
            let near = nearest(&self.rule, rules.iter().map(|entry| entry.name));
            let help = near.map_or_else(
                || "`linkwright rules` lists them".to_owned(),
                |near| format!("did you mean `{near}`? `linkwright rules` lists all"),
            );
            bail!("there is no rule `{}`\n  help: {help}", self.rule);
        };
        let settings = folder::settings(globals, None)?;
        let level = registry::level(&registry::select(&settings, &[], &[])?, entry);
        console::print(|out| report::explain(entry, level, out))?;
        Ok(Exit::Clean)
    }
}
