//! `init`: writes down in `linkwright.yaml` what is detected in a corpus, each line with its reason, so that what was
//! guessed can be seen, corrected and relied on.

mod detect;
mod front_matter;
mod render;
mod tools;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueHint};

use super::globals::Globals;
use super::{Exit, console, folder, session};
use crate::settings::{CONFIG_FILE, Settings};

const EXAMPLES: &str = "\
Examples:
  linkwright init content/            write ./linkwright.yaml
  linkwright init content/ --stdout   only show it
  linkwright init --force             detect anew and overwrite";

/// Write a commented linkwright.yaml with what is detected: mounts, host, entry articles, drafts, fields, tools.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Init {
    /// The folder of source files [default: `corpus`, else the first usual folder that exists].
    #[arg(value_name = "CORPUS", value_hint = ValueHint::DirPath, conflicts_with = "corpus")]
    folder: Option<PathBuf>,
    /// Overwrite the file if it is there.
    #[arg(long)]
    force: bool,
    /// Print the file instead of writing it.
    #[arg(long, conflicts_with = "force")]
    stdout: bool,
}

impl Init {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let file = globals.config.clone().unwrap_or_else(|| PathBuf::from(CONFIG_FILE));
        if !self.stdout && !self.force && file.exists() {
            bail!("{} is there already\n  help: `--force` overwrites it, `--stdout` only prints", file.display());
        }
        // Detected afresh: whatever configuration is there is what gets replaced.
        let settings = Settings::default();
        let usual = || folder::USUAL_FOLDERS.iter().map(Path::new).find(|folder| folder.is_dir());
        let given = self.folder.as_deref().or(globals.corpus.as_deref());
        let bare = given.or_else(|| if Path::new(folder::DEFAULT_CORPUS).is_dir() { None } else { usual() });
        let catalog = session::load("init", globals, bare, &settings)?;
        let base = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let yaml = render::yaml(&detect::detect(&catalog, base));
        if self.stdout {
            console::print(|out| out.write_all(yaml.as_bytes()))?;
            return Ok(Exit::Clean);
        }
        std::fs::write(&file, yaml).with_context(|| format!("cannot write {}", file.display()))?;
        let (articles, root) = (catalog.articles.len(), catalog.root.display());
        let next = if globals.config.is_some() { format!(" --config {}", file.display()) } else { String::new() };
        console::print(|out| {
            if globals.quiet {
                return Ok(());
            }
            writeln!(out, "wrote {} from {articles} articles in `{root}`", file.display())?;
            writeln!(out, "next: `linkwright audit{next}`")
        })?;
        Ok(Exit::Clean)
    }
}
