//! Opening a corpus: the same steps, messages and progress bar for every command that reads one.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::folder;
use super::globals::{Format, Globals};
use crate::catalog::Catalog;
use crate::settings::Settings;

/// Loads the corpus that the arguments name. `command` is how the command is typed, for messages with a remedy.
pub(super) fn open(command: &str, globals: &Globals, bare: Option<&Path>) -> anyhow::Result<&'static Catalog> {
    load(command, globals, bare, &folder::settings(globals, bare)?)
}

/// Loads the corpus that the arguments name, with these settings. It has articles.
pub(super) fn load(
    command: &str,
    globals: &Globals,
    bare: Option<&Path>,
    settings: &Settings,
) -> anyhow::Result<&'static Catalog> {
    let root = folder::corpus(command, globals, bare, settings)?;
    let bar = progress(globals);
    let loaded = Catalog::load(&root, settings, &|| bar.inc(1));
    bar.finish_and_clear();
    let catalog = loaded.with_context(|| format!("cannot read the corpus `{}`", root.display()))?;
    if catalog.articles.is_empty() {
        bail!(
            "there are no articles in `{}`\n  help: linkwright reads .md, .markdown, .mdown, .mdx, .html and .htm files; \
             check `exclude` in linkwright.yaml, .gitignore and .linkwrightignore, or name another folder: \
             `linkwright {command} FOLDER`",
            catalog.root.display()
        );
    }
    // Never freed: the process ends when the command does, and freeing a million records one by one takes a while.
    Ok(Box::leak(Box::new(catalog)))
}

/// A bar on a terminal; nothing otherwise.
fn progress(globals: &Globals) -> ProgressBar {
    if globals.quiet || globals.format == Format::Json || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("{spinner} reading articles: {human_pos}") {
        bar.set_style(style);
    }
    bar
}
