//! The binary: parse the arguments, run the command, print the error chain, exit with the right code.

use std::process::ExitCode;

use linkwright::cli::{self, Exit};
use mimalloc::MiMalloc;

/// Articles are many small pieces of memory that many threads ask for, which took an eighth of the time of `suggest` with the
/// allocator of the system. `cli/memory.rs` tells it what a server needs.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let exit = match cli::parse(std::env::args_os()) {
        Ok(cli) => cli.run().unwrap_or_else(|error| report(&error)),
        Err(exit) => exit,
    };
    exit.into()
}

/// Prints an error with its causes and gives the exit code it stands for. A reader that closed the pipe has all it
/// wanted: that is no error.
fn report(error: &anyhow::Error) -> Exit {
    if cli::is_closed_pipe(error) {
        return Exit::Clean;
    }
    cli::print_error(error);
    Exit::Failed
}
