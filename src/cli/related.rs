//! `related`: the articles nearest to one.

use clap::Args;

use super::console::Stages;
use super::globals::{Format, Globals};
use super::suggest::options;
use super::{Exit, console, session};
use crate::report::suggest as report;
use crate::suggest::{Knowledge, Suggester};

const EXAMPLES: &str = "\
Examples:
  linkwright related articles/record-remote-interviews.md
  linkwright related /articles/record-remote-interviews/    by its URL
  linkwright related remote-interviews --limit 5            by a part that no other article has
  linkwright related remote-interviews --format json | jq -r '.related[].path'";

/// List the articles nearest to one, by content and links.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Related {
    /// The article: its path, URL, slug, or a part of one that no other article has.
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// How many articles to list, 0 for all.
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

impl Related {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let mut stages = Stages::start(globals);
        let catalog = session::open("related ARTICLE --corpus", globals, None)?;
        let article = catalog.find(&self.article)?;
        stages.done("read");
        let limit = if self.limit == 0 { usize::MAX } else { self.limit };
        let options = options(catalog)?;
        let knowledge = Knowledge::gather(catalog, &options.policy);
        let related = Suggester::new(catalog, &knowledge, options).related(article, limit);
        stages.done("relate");
        console::print_in(globals.format, |out| match globals.format {
            Format::Json => report::write_related_json(catalog, article, &related, out),
            Format::Text | Format::Diff => report::write_related_text(catalog, article, &related, out),
        })?;
        stages.done("report");
        Ok(Exit::Clean)
    }
}
