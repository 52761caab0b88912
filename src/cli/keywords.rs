//! `keywords`: the keyword map, which article is written for what.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::console::Stages;
use super::globals::{Format, Globals};
use super::{Exit, console, session};
use crate::cannibalization::keyword_map;
use crate::report::keywords as report;

const EXAMPLES: &str = "\
Examples:
  linkwright keywords content/
  linkwright keywords --contested               only keywords with several articles
  linkwright keywords --csv > keywords.csv      for a spreadsheet, articles without a keyword at the end
  linkwright keywords --format json | jq -r '.without[]'";

/// Print the keyword map: each keyword, the article that owns it, its rivals, and the articles without one.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Keywords {
    /// The folder of source files [default: the configuration's, else `corpus`].
    #[arg(value_name = "CORPUS", value_hint = ValueHint::DirPath, conflicts_with = "corpus")]
    folder: Option<PathBuf>,
    /// List only keywords that several articles are written for.
    #[arg(long)]
    contested: bool,
    /// Write the map as CSV.
    #[arg(long, conflicts_with = "format")]
    csv: bool,
    /// How many keywords to list, 0 for all [default: all].
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    limit: usize,
}

impl Keywords {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let mut stages = Stages::start(globals);
        let catalog = session::open("keywords", globals, self.folder.as_deref())?;
        stages.done("read");
        let map = keyword_map(catalog);
        stages.done("map");
        let (contested, limit) = (self.contested, self.limit);
        console::print_in(globals.format, |out| match globals.format {
            _ if self.csv => report::write_csv(catalog, &map, contested, limit, out),
            Format::Json => report::write_json(catalog, &map, contested, limit, out),
            Format::Text | Format::Diff => report::write_text(catalog, &map, contested, limit, out),
        })?;
        stages.done("report");
        Ok(Exit::Clean)
    }
}
