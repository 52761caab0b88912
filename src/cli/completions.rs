//! `completions`: a script that teaches a shell the commands and options.

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use super::{Exit, console};

const EXAMPLES: &str = "\
Examples:
  linkwright completions bash > ~/.local/share/bash-completion/completions/linkwright
  linkwright completions zsh > ~/.zfunc/_linkwright
  linkwright completions fish > ~/.config/fish/completions/linkwright.fish";

/// Print the completion script for a shell.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, command: &mut Command) -> anyhow::Result<Exit> {
        // By way of memory: clap_complete panics where it cannot write.
        let mut script = Vec::new();
        generate(self.shell, command, "linkwright", &mut script);
        console::print(|out| out.write_all(&script))?;
        Ok(Exit::Clean)
    }
}
