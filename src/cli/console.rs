//! The two streams: results to stdout, through one buffer that drops colours where they are not wanted, and
//! everything else to stderr.

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::time::Instant;

use anstream::{AutoStream, ColorChoice, eprintln};
use anstyle::{AnsiColor, Style};

use super::globals::{Format, Globals};

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const NOTE: Style = AnsiColor::BrightCyan.on_default().bold();
const DIM: Style = Style::new().dimmed();

/// Writes results to stdout and flushes them, so that a closed pipe is noticed.
pub(super) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, AutoStream::auto(io::stdout().lock()));
    write(&mut out)?;
    out.flush()?;
    Ok(())
}

/// As [`print`], but every byte as it is.
pub(super) fn print_raw(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out)?;
    out.flush()?;
    Ok(())
}

/// Prints results in a format: text as [`print`] does, JSON as it is, for no colours are in it.
pub(super) fn print_in(format: Format, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    if format == Format::Json { print_raw(write) } else { print(write) }
}

/// Whether results are coloured.
pub(super) fn is_colored() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Prints an error and what caused it to stderr.
#[allow(clippy::print_stderr)] // this module is where printing is done
pub fn print_error(error: &anyhow::Error) {
    eprintln!("{ERROR}error{ERROR:#}: {error}");
    for cause in error.chain().skip(1) {
        eprintln!("  caused by: {cause}");
    }
}

/// Tells something in passing on stderr.
#[allow(clippy::print_stderr)]
pub(super) fn note(message: &str) {
    eprintln!("{NOTE}note{NOTE:#}: {message}");
}

/// Whether the error is that nobody reads stdout any more. serde_json wraps the I/O error, so the whole chain is looked
/// through.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &(dyn Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}

/// Tells on stderr, with `--verbose`, how long each stage took.
pub(super) struct Stages {
    verbose: bool,
    since: Instant,
}

impl Stages {
    /// Starts the clock.
    pub(super) fn start(globals: &Globals) -> Self {
        Self { verbose: globals.verbose, since: Instant::now() }
    }

    /// Ends a stage and starts the next.
    #[allow(clippy::print_stderr)]
    pub(super) fn done(&mut self, stage: &str) {
        if self.verbose {
            let took = self.since.elapsed().as_secs_f64() * 1e3;
            eprintln!("{DIM}{stage:<12} {took:>9.1} ms{DIM:#}");
        }
        self.since = Instant::now();
    }
}
