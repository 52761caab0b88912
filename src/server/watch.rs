//! Watching the corpus: a change makes a new state in the background, which then takes the place of the old one in one
//! step. Requests under way keep the state they began with.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::app::App;
use super::log::milliseconds;
use super::snapshot::Snapshot;

/// How long the corpus must be still before it is read again: saving a file is several events, a checkout thousands.
const STILL: Duration = Duration::from_millis(300);

/// How far making a new state stands back, from 0 to 19. Not at the very end: with other work on the machine it must still
/// be done some time.
#[cfg(target_os = "linux")]
const NICE: i32 = 15;

/// Reads the corpus again. The error is told in the log, and the old state stays.
pub type Load = Box<dyn Fn() -> Result<Snapshot, String> + Send>;

/// What is watched.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// The corpus folder, watched with all that is in it.
    pub folders: Vec<PathBuf>,
    /// Single files, such as the configuration.
    pub files: Vec<PathBuf>,
    /// Folders whose changes are our own doing.
    pub except: Vec<PathBuf>,
}

/// Watches for as long as the value is kept.
pub(super) type Watching = Debouncer<RecommendedWatcher, RecommendedCache>;

/// Begins to watch, and reads again whenever something changed.
pub(super) fn watch(watch: &Watch, load: Load, app: &Arc<App>) -> notify::Result<Watching> {
    let (ask, asked) = sync_channel::<()>(1);
    let reloading = Arc::clone(app);
    // The threads go on for as long as anybody may ask.
    background()?.spawn(move || asked.iter().for_each(|()| reload(&load, &reloading)));
    let paths = Paths::new(watch);
    let mut debouncer = new_debouncer(STILL, None, handler(paths.clone(), ask))?;
    for folder in &paths.folders {
        debouncer.watch(folder, RecursiveMode::Recursive)?;
    }
    // A file is often replaced rather than written to; only its folder notices.
    for file in &paths.files {
        if let Some(folder) = file.parent().filter(|folder| !paths.folders.iter().any(|root| folder.starts_with(root)))
        {
            debouncer.watch(folder, RecursiveMode::NonRecursive)?;
        }
    }
    Ok(debouncer)
}

/// The threads that make new states: half as many as there are cores, and behind those that answer requests wherever both
/// want the same core. A request that waits is noticed, a state that comes a moment later is not.
fn background() -> notify::Result<ThreadPool> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let pool = ThreadPoolBuilder::new().num_threads(cores.div_ceil(2)).thread_name(|number| format!("reload-{number}"));
    let pool = pool.start_handler(|_| step_back()).build();
    pool.map_err(|error| notify::Error::generic(&error.to_string()))
}

/// Lowers the priority of the current thread, and of those that it starts.
fn step_back() {
    // Elsewhere this would be the priority of the whole process.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, NICE);
}

fn handler(paths: Paths, ask: SyncSender<()>) -> impl FnMut(DebounceEventResult) + Send + 'static {
    move |result: DebounceEventResult| {
        // An error may mean that events were lost: reading once too often does no harm. When the channel is full the
        // next reading is due anyway.
        if result.map_or(true, |events| events.iter().any(|event| paths.matter(event))) {
            let _ = ask.try_send(());
        }
    }
}

fn reload(load: &Load, app: &Arc<App>) {
    let start = Instant::now();
    match load() {
        Ok(state) => {
            let (articles, generation) = (state.catalog.articles.len(), state.generation);
            app.swap(state);
            app.metrics.reloads.fetch_add(1, Relaxed);
            let ms = milliseconds(start.elapsed());
            app.log.event("reloaded", serde_json::json!({"articles": articles, "state": generation, "ms": ms}));
        }
        Err(error) => {
            app.metrics.failed_reloads.fetch_add(1, Relaxed);
            app.log.event("reload-failed", serde_json::json!({"error": error}));
        }
    }
}

/// The watched paths as events name them.
#[derive(Clone)]
struct Paths {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    except: Vec<PathBuf>,
}

impl Paths {
    fn new(watch: &Watch) -> Self {
        let full = |paths: &[PathBuf]| paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        // A file may be yet to come: its folder is there.
        let file = |path: &PathBuf| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(folder.canonicalize().ok()?.join(path.file_name()?))
        };
        let files = watch.files.iter().filter_map(file).collect();
        Self { folders: full(&watch.folders), files, except: full(&watch.except) }
    }

    /// Whether an event may have changed what is read. Reading itself is an event, too, and must not count.
    fn matter(&self, event: &DebouncedEvent) -> bool {
        if event.need_rescan() {
            return true;
        }
        !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| self.matters(path))
    }

    fn matters(&self, path: &Path) -> bool {
        let ours = self.except.iter().any(|folder| path.starts_with(folder));
        let git = || path.components().any(|part| part.as_os_str() == ".git");
        let watched = || self.folders.iter().any(|folder| path.starts_with(folder));
        !ours && (self.files.iter().any(|file| file == path) || (watched() && !git()))
    }
}
