//! Running the binary in a folder, apart from whatever the environment says about terminals.

use std::fmt;
use std::path::Path;

use assert_cmd::Command;

use crate::support::Corpus;

/// What a run of the binary gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit code {}\n--- stdout\n{}--- stderr\n{}", self.code, self.stdout, self.stderr)
    }
}

/// The binary, to be run in `folder`.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_linkwright"));
    command.current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES"] {
        command.env_remove(name);
    }
    command
}

/// Runs the binary in the folder of `corpus`.
pub(crate) fn linkwright(corpus: &Corpus, arguments: &[&str]) -> Run {
    linkwright_in(corpus.path(), arguments)
}

/// Runs the binary in `folder`.
pub(crate) fn linkwright_in(folder: &Path, arguments: &[&str]) -> Run {
    let output = command(folder).args(arguments).output().expect("the binary starts");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Run { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}
