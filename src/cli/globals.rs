//! Options that every command takes.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum, ValueHint};

const HEADING: &str = "Global options";

/// Options that every command takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = HEADING)]
pub(super) struct Globals {
    /// The folder of source files [default: the configuration's, else `corpus`].
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub corpus: Option<PathBuf>,
    /// The configuration file [default: the nearest linkwright.yaml].
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// The index folder; made if it is not there [default: `index`, where there is one].
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub index: Option<PathBuf>,
    /// Answer from the index as it is, without a look at the corpus.
    #[arg(long, global = true)]
    pub no_refresh: bool,
    /// How results are written.
    #[arg(long, global = true, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: Format,
    /// How many threads compute [default: one per core].
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Count drafts as live articles.
    #[arg(long, global = true)]
    pub drafts: bool,
    /// Print no more than the verdict.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Tell on stderr how long each stage takes.
    #[arg(long, short, global = true)]
    pub verbose: bool,
    /// When to colour.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub color: Color,
}

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Text,
    /// For machines; the shapes are in `schemas/`.
    Json,
    /// A patch for `git apply`, of the commands that change files.
    Diff,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR or CLICOLOR say otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Globals {
    /// Puts the options into effect that hold for the whole process.
    pub(super) fn apply(&self) -> anyhow::Result<()> {
        match self.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
        if let Some(threads) = self.threads {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.get());
            pool.build_global().with_context(|| format!("cannot start {threads} threads"))?;
        }
        Ok(())
    }
}
