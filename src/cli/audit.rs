//! `audit`: reads the corpus, runs the rules, reports what they found.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::console::Stages;
use super::globals::{Format, Globals};
use super::paths::PathFilter;
use super::{Exit, baseline, console, registry, session};
use crate::audit::{self, BaselineReport};
use crate::report::{self, AuditReport, Tally};
use crate::settings::{Level, Severity};

const EXAMPLES: &str = "\
Examples:
  linkwright audit                                 what linkwright.yaml names, else `corpus`
  linkwright audit content/
  linkwright audit --only dead-link,dead-fragment  two rules
  linkwright audit --only structure --limit 0      one family, every finding
  linkwright audit --path 'blog/**'                read everything, report on the blog
  linkwright audit --fail-on warning --quiet       for CI
  linkwright audit --rule orphan=error --rule self-link=off
  linkwright audit --format json | jq '.summary'

A finding is silenced by `<!-- linkwright-ignore RULE -->` on its line or the line before, or for a
whole article by `linkwright: {ignore: [RULE]}` in its front matter.";

/// Audit the internal links: dead ones, orphans, vague anchors and whatever else the rules know.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Audit {
    /// The folder of source files [default: the configuration's, else `corpus`].
    #[arg(value_name = "CORPUS", value_hint = ValueHint::DirPath, conflicts_with = "corpus")]
    folder: Option<PathBuf>,
    /// The least severity that makes the run fail with exit code 1.
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t)]
    fail_on: FailOn,
    /// Set a rule's level: error, warning, note or off; may be repeated.
    #[arg(long = "rule", value_name = "NAME=LEVEL", value_parser = parse_level)]
    levels: Vec<(String, Level)>,
    /// Run only these rules or families; may be repeated.
    #[arg(long, value_name = "NAME|FAMILY", value_delimiter = ',')]
    only: Vec<String>,
    /// Report only on articles that match, relative to the corpus; may be repeated. Everything is read all the same.
    #[arg(long = "path", value_name = "GLOB")]
    paths: Vec<String>,
    /// How many findings of a rule to list, 0 for all [default: 10 as text, all as JSON].
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Report only findings that this file does not hold.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    baseline: Option<PathBuf>,
    /// Write the findings of this run to the baseline file; what is mended leaves it.
    #[arg(long, requires = "baseline")]
    update_baseline: bool,
}

/// The least severity that makes a run fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum FailOn {
    #[default]
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

impl Audit {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let mut stages = Stages::start(globals);
        let catalog = session::open("audit", globals, self.folder.as_deref())?;
        stages.done("read");
        let filter = PathFilter::new(&self.paths, catalog)?;
        let selection = registry::select(&catalog.settings, &self.levels, &self.only)?;
        let mut audit = audit::run(catalog, registry::rules(), &selection);
        // Before the report is narrowed, or findings elsewhere would look mended.
        let baseline = match &self.baseline {
            Some(file) => baseline::apply(file, self.update_baseline, catalog, &mut audit)?,
            None => BaselineReport::default(),
        };
        audit.findings.retain(|finding| filter.contains(&catalog.article(finding.article).path));
        stages.done("audit");
        let rules = registry::rules();
        let report = AuditReport { catalog, rules, audit: &audit, baseline: &baseline, limit: self.limit };
        console::print_in(globals.format, |out| write(&report, globals, out))?;
        stages.done("report");
        let failing = self.fail_on.severity().map_or(0, |severity| Tally::of(&audit.findings).at_least(severity));
        // As with the catalog: freeing a hundred thousand findings one by one takes a while.
        std::mem::forget(audit);
        Ok(if failing > 0 { Exit::Findings } else { Exit::Clean })
    }
}

fn write(report: &AuditReport<'_>, globals: &Globals, out: &mut dyn Write) -> io::Result<()> {
    match globals.format {
        Format::Json => report::write_json(report, out),
        Format::Text | Format::Diff if globals.quiet => report::write_verdict(report, out),
        Format::Text | Format::Diff => report::write_text(report, out),
    }
}

/// `NAME=LEVEL`. Whether there is such a rule is asked where rules are known.
fn parse_level(argument: &str) -> Result<(String, Level), String> {
    let (name, level) = argument.split_once('=').ok_or("write it as NAME=LEVEL, such as `orphan=error`")?;
    Ok((name.trim().to_owned(), level.trim().parse()?))
}
