//! `index`: builds the index or brings it up to date; and how every other command comes by it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::{Args, ValueHint};
use indicatif::{ProgressBar, ProgressStyle};

use super::globals::{Format, Globals};
use super::{Exit, console, folder, session};
use crate::catalog::store::{self, Notice, Progress, Reason, Request, Snapshot, StoreError};
use crate::report::IndexJson;
use crate::settings::Settings;

/// The index folder where nothing else names one.
const DEFAULT_INDEX: &str = "index";

/// How long a command waits for another that writes, before it goes on in memory.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long `index` waits; writing is all it is for.
const LONG_PATIENCE: Duration = Duration::from_secs(120);

const EXAMPLES: &str = "\
Examples:
  linkwright index                    build `index` for the corpus, or bring it up to date
  linkwright index content/ --index /var/cache/site
  linkwright index --rebuild          read and index everything again

Once there is an index, every command uses it and keeps it up to date; `--no-refresh` answers from
it as it is. It may be deleted at any time.";

/// Build the index, or bring it up to date: only what changed is read.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Index {
    /// The folder of source files [default: the configuration's, else `corpus`].
    #[arg(value_name = "CORPUS", value_hint = ValueHint::DirPath, conflicts_with = "corpus")]
    folder: Option<PathBuf>,
    /// Read and index everything again.
    #[arg(long, conflicts_with = "no_refresh")]
    rebuild: bool,
}

impl Index {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let since = Instant::now();
        let bare = self.folder.as_deref();
        let settings = folder::settings(globals, bare)?;
        let root = folder::corpus("index", globals, bare, &settings)?;
        let folder = index_folder(globals);
        if globals.no_refresh {
            bail!("`index` brings the index up to date, `--no-refresh` forbids it\n  help: leave one of them out");
        }
        let call = Call { globals, root: &root, settings: &settings, folder, replace: true, patience: LONG_PATIENCE };
        let snapshot = call.make(self.rebuild, store::update).with_context(|| no_index(&root))?;
        if snapshot.table.rows.is_empty() {
            bail!("{}", session::no_articles("index", &root));
        }
        let summary = IndexJson::new(&snapshot, folder, since.elapsed());
        console::print_in(globals.format, |out| match globals.format {
            Format::Json => summary.write_json(out),
            Format::Text | Format::Diff if globals.quiet => Ok(()),
            Format::Text | Format::Diff => summary.write_text(&root, globals.verbose, out),
        })?;
        // Freeing the records one by one takes a while, and the process ends here.
        std::mem::forget(snapshot);
        Ok(Exit::Clean)
    }
}

fn no_index(root: &Path) -> String {
    format!("cannot index the corpus `{}`", root.display())
}

/// What is known of the corpus from the index, brought up to date unless that is forbidden; `None` where no index is
/// there and none was asked for.
pub(super) fn snapshot(globals: &Globals, root: &Path, settings: &Settings) -> anyhow::Result<Option<Snapshot>> {
    let folder = index_folder(globals);
    let asked = globals.index.is_some();
    let call = Call { globals, root, settings, folder, replace: asked, patience: PATIENCE };
    if globals.no_refresh {
        let help = "`linkwright index` brings it up to date; without `--no-refresh` that is done by itself";
        let snapshot = call.make(false, store::as_is);
        return snapshot.map(Some).map_err(|error| anyhow::anyhow!("{error}\n  help: {help}"));
    }
    if !asked && !store::is_index(folder) {
        return Ok(None);
    }
    match call.make(false, store::refresh) {
        // An index that happens to lie here and is of something else is left alone.
        Err(StoreError::Unusable(Reason::Corpus(_))) if !asked => Ok(None),
        snapshot => snapshot.map(Some).with_context(|| no_index(root)),
    }
}

/// The folder of the index, whether it is there or not.
pub(super) fn index_folder(globals: &Globals) -> &Path {
    globals.index.as_deref().unwrap_or(Path::new(DEFAULT_INDEX))
}

/// A call of the store on behalf of a command.
struct Call<'a> {
    globals: &'a Globals,
    root: &'a Path,
    settings: &'a Settings,
    folder: &'a Path,
    replace: bool,
    patience: Duration,
}

impl Call<'_> {
    fn make(
        &self,
        rebuild: bool,
        act: impl FnOnce(&Request<'_>) -> Result<Snapshot, StoreError>,
    ) -> Result<Snapshot, StoreError> {
        let bar = session::progress(self.globals);
        let folder = self.folder.display();
        let progress = |step| show(&bar, step);
        let notice = |notice: &Notice| {
            let message = match notice {
                Notice::Waiting => format!("another linkwright is writing to the index in `{folder}`; waiting for it"),
                Notice::Rebuilding(reason) => format!("the index in `{folder}` is made anew: {reason}"),
                Notice::InMemory(error) => format!("{error}; going on in memory"),
            };
            bar.suspend(|| console::note(&message));
        };
        let (root, settings, patience) = (self.root, self.settings, self.patience);
        let (progress, notice) = (&progress, &notice);
        let replace = self.replace;
        let done = act(&Request { root, settings, folder: self.folder, replace, rebuild, patience, progress, notice });
        bar.finish_and_clear();
        done
    }
}

/// Shows a step on the bar.
fn show(bar: &ProgressBar, step: Progress) {
    let style = |template: &str| {
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
    };
    match step {
        Progress::Read | Progress::Indexed => bar.inc(1),
        Progress::ToIndex(articles) => {
            bar.set_position(0);
            bar.set_length(articles as u64);
            style("{spinner} indexing articles: {human_pos} of {human_len} {wide_bar} {eta}");
        }
        Progress::Commit => style("{spinner} writing the index"),
    }
}
