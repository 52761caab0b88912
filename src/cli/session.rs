//! Opening a corpus: the same steps, messages and progress bar for every command that reads one.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::globals::{Format, Globals};
use super::{folder, index};
use crate::catalog::Catalog;
use crate::search::SearchIndex;
use crate::settings::Settings;

/// A corpus, and the full-text index of the same state if there is one on disk.
pub(super) struct Opened {
    pub(super) catalog: Catalog,
    pub(super) index: Option<SearchIndex>,
}

/// Loads the corpus that the arguments name, by way of the index where there is one. `command` is how the command is
/// typed, for messages with a remedy.
pub(super) fn open(command: &str, globals: &Globals, bare: Option<&Path>) -> anyhow::Result<&'static Catalog> {
    // Never freed: the process ends when the command does, and freeing a million records one by one takes a while.
    Ok(Box::leak(Box::new(open_with_index(command, globals, bare)?.catalog)))
}

/// As [`open`], with the full-text index.
pub(super) fn open_with_index(command: &str, globals: &Globals, bare: Option<&Path>) -> anyhow::Result<Opened> {
    let settings = folder::settings(globals, bare)?;
    let root = folder::corpus(command, globals, bare, &settings)?;
    let Some(snapshot) = index::snapshot(globals, &root, &settings)? else {
        return Ok(Opened { catalog: in_memory(command, globals, &root, &settings)?, index: None });
    };
    let catalog = Catalog::of(&root, &settings, snapshot.corpus()?)
        .with_context(|| format!("cannot read the corpus `{}`", root.display()))?;
    Ok(Opened { catalog: with_articles(command, catalog)?, index: snapshot.index })
}

/// Loads the corpus that the arguments name, with these settings and without a look at the index. It has articles.
pub(super) fn load(
    command: &str,
    globals: &Globals,
    bare: Option<&Path>,
    settings: &Settings,
) -> anyhow::Result<Catalog> {
    in_memory(command, globals, &folder::corpus(command, globals, bare, settings)?, settings)
}

fn in_memory(command: &str, globals: &Globals, root: &Path, settings: &Settings) -> anyhow::Result<Catalog> {
    let bar = progress(globals);
    let loaded = Catalog::load(root, settings, &|| bar.inc(1));
    bar.finish_and_clear();
    with_articles(command, loaded.with_context(|| format!("cannot read the corpus `{}`", root.display()))?)
}

/// A corpus without articles was named by mistake.
pub(super) fn with_articles(command: &str, catalog: Catalog) -> anyhow::Result<Catalog> {
    if catalog.articles.is_empty() {
        bail!("{}", no_articles(command, &catalog.root));
    }
    Ok(catalog)
}

/// What to say of a corpus without articles.
pub(super) fn no_articles(command: &str, root: &Path) -> String {
    format!(
        "there are no articles in `{}`\n  help: linkwright reads .md, .markdown, .mdown, .mdx, .html and .htm files; \
         check `exclude` in linkwright.yaml, .gitignore and .linkwrightignore, or name another folder: \
         `linkwright {command} FOLDER`",
        root.display()
    )
}

/// A bar on a terminal; nothing otherwise.
pub(super) fn progress(globals: &Globals) -> ProgressBar {
    if globals.quiet || globals.format != Format::Text || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("{spinner} reading articles: {human_pos}") {
        bar.set_style(style);
    }
    bar
}
