//! `serve`: the HTTP endpoint and the page, kept up to date while the corpus changes.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;

use anstream::eprintln;
use anyhow::{Context, bail};
use clap::{Args, ValueHint};

use super::console::{self, Stages};
use super::globals::{Format, Globals};
use super::session::{self, Opened};
use super::{Exit, index, memory};
use crate::catalog::Catalog;
use crate::decisions::Decisions;
use crate::server::{self, Load, Options, Sink, Snapshot, Watch};

/// The shortest token that is worth the name.
const TOKEN_LENGTH: usize = 16;

const EXAMPLES: &str = "\
Examples:
  linkwright serve                                  http://127.0.0.1:7878/
  linkwright serve content/ --bind 127.0.0.1:9000
  linkwright serve --bind 0.0.0.0:7878 --token-file token.txt
  curl 'http://127.0.0.1:7878/api/v1/search?q=newsletter'

openapi.json describes every endpoint. Requests are logged to stderr, one line of JSON each.";

/// Serve search, articles, audit and graph over HTTP, with a page to use them at `/`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Serve {
    /// The folder of source files [default: the configuration's, else `corpus`].
    #[arg(value_name = "CORPUS", value_hint = ValueHint::DirPath, conflicts_with = "corpus")]
    folder: Option<PathBuf>,
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7878")]
    bind: SocketAddr,
    /// A file that holds the token every request must bear.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    token_file: Option<PathBuf>,
    /// Answer anyone who can reach an address beyond this machine, without a token.
    #[arg(long, conflicts_with = "token_file")]
    insecure: bool,
    /// Do not watch the corpus for changes.
    #[arg(long)]
    no_watch: bool,
}

impl Serve {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        memory::keep_flat();
        let token = self.token()?;
        self.warn_if_open(token.is_some())?;
        // First the address, so that one already taken is told before a long wait.
        let listener = TcpListener::bind(self.bind)
            .with_context(|| format!("cannot listen on {}; `--bind` takes another address", self.bind))?;
        let mut stages = Stages::start(globals);
        // Serving is a reason to have an index: after a change only what changed is read.
        let globals = &Globals { index: Some(index::index_folder(globals).to_owned()), ..globals.clone() };
        let opened = session::open_with_index("serve", globals, self.folder.as_deref())?;
        stages.done("read");
        let watch = (!self.no_watch).then(|| (watched(&opened.catalog, globals), self.loader(globals)));
        let articles = opened.catalog.articles.len();
        let state = state(opened)?;
        stages.done("audit");
        let url = format!("http://{}/", listener.local_addr()?);
        console::print_in(globals.format, |out| match globals.format {
            Format::Json => writeln!(out, "{}", serde_json::json!({"url": url, "articles": articles})),
            Format::Text | Format::Diff => writeln!(out, "{articles} articles at {url}"),
        })?;
        server::serve(state, Options { listener, token, watch, log: log(), log_requests: !globals.quiet })?;
        Ok(Exit::Clean)
    }

    fn token(&self) -> anyhow::Result<Option<String>> {
        let Some(file) = &self.token_file else { return Ok(None) };
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("cannot read the token file `{}`", file.display()))?;
        let token = text.trim();
        if token.len() < TOKEN_LENGTH || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            bail!(
                "`{}` holds no usable token: {TOKEN_LENGTH} or more ASCII characters without spaces\n  \
                 help: `openssl rand -hex 32 > {0}` makes one",
                file.display()
            );
        }
        Ok(Some(token.to_owned()))
    }

    /// Beyond this machine a token is demanded, or the open word that there is none.
    #[allow(clippy::print_stderr)] // told once, before anything is served
    fn warn_if_open(&self, has_token: bool) -> anyhow::Result<()> {
        if self.bind.ip().is_loopback() || has_token {
            return Ok(());
        }
        if !self.insecure {
            bail!(
                "{} can be reached from other machines\n  help: demand a token with `--token-file FILE`, or say \
                 `--insecure` to let anyone read the corpus",
                self.bind
            );
        }
        eprintln!("warning: anyone who can reach {} can read the corpus: it is served without a token", self.bind);
        Ok(())
    }

    /// Reads everything again, the configuration included.
    fn loader(&self, globals: &Globals) -> Load {
        let globals = Globals { quiet: true, ..globals.clone() };
        let folder = self.folder.clone();
        Box::new(move || {
            let state = || state(session::open_with_index("serve", &globals, folder.as_deref())?);
            state().map_err(|error| format!("{error:#}"))
        })
    }
}

/// What is served of a corpus.
fn state(opened: Opened) -> anyhow::Result<Snapshot> {
    let searcher = opened.catalog.searcher(opened.index).context("cannot search the articles")?;
    Ok(Snapshot::build(opened.catalog, searcher)?)
}

/// The corpus, the configuration, the tool catalogue and the decisions, but not the index.
fn watched(catalog: &Catalog, globals: &Globals) -> Watch {
    let settings = &catalog.settings;
    let tools = settings.catalogues.tools.as_ref().map(|file| settings.base.join(file));
    let decisions = Decisions::file_for(&catalog.root, settings);
    let files = settings.file.iter().cloned().chain(tools).chain([decisions]);
    let index = index::index_folder(globals).to_owned();
    Watch { folders: vec![catalog.root.clone()], files: files.collect(), except: vec![index] }
}

/// Lines go to stderr.
#[allow(clippy::print_stderr)]
fn log() -> Sink {
    Box::new(|line| eprintln!("{line}"))
}
