//! `verify-urls`: holds the URL map against the built site.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::console::Stages;
use super::globals::{Format, Globals};
use super::{Exit, console, session};
use crate::report::verify_urls as report;
use crate::verify::{Built, compare};

const EXAMPLES: &str = "\
Examples:
  linkwright verify-urls --dist public/                 against what Hugo built
  linkwright verify-urls docs/ --sitemap sitemap.xml    against a sitemap, of the live site for instance
  linkwright verify-urls --dist public/ --fix-config    the lines of linkwright.yaml that would mend it
  linkwright verify-urls --dist public/ --format json | jq '.missed'";

/// Hold the URL map against the built site: URLs that are invented, URLs that are missed. Exit code 1 if any is.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct VerifyUrls {
    /// The folder of source files [default: the configuration's, else `corpus`].
    #[arg(value_name = "CORPUS", value_hint = ValueHint::DirPath, conflicts_with = "corpus")]
    folder: Option<PathBuf>,
    /// The folder that the generator wrote (`public`, `_site`, `build`, `dist`, …).
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, required_unless_present = "sitemap")]
    dist: Option<PathBuf>,
    /// A sitemap of the site, as a file.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "dist")]
    sitemap: Option<PathBuf>,
    /// Print the lines under `site.permalinks` that would remove the differences, and nothing else.
    #[arg(long)]
    fix_config: bool,
    /// How many of each kind to list, 0 for all.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

impl VerifyUrls {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let mut stages = Stages::start(globals);
        let catalog = session::open("verify-urls", globals, self.folder.as_deref())?;
        stages.done("read");
        let built = match (&self.dist, &self.sitemap) {
            (Some(folder), _) => Built::from_folder(folder)?,
            (None, Some(file)) => Built::from_sitemap(file, catalog.site.base_path().unwrap_or(""))?,
            (None, None) => anyhow::bail!("name the built site by `--dist DIR` or `--sitemap FILE`"),
        };
        let comparison = compare(catalog, &built);
        stages.done("compare");
        let what = report::VerifyReport { catalog, comparison: &comparison, limit: self.limit };
        console::print_in(globals.format, |out| match globals.format {
            _ if self.fix_config => report::write_config(&what, out),
            Format::Json => report::write_json(&what, out),
            Format::Text | Format::Diff => report::write_text(&what, globals.quiet, out),
        })?;
        Ok(if comparison.differs() { Exit::Findings } else { Exit::Clean })
    }
}
