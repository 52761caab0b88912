//! The command line: one file per command, each owning its arguments and its `run`; clap stays in here, and only this
//! module and `main` print. A command gathers what it needs through `session`, hands it to `report`, and says how
//! the process should end.

mod audit;
mod baseline;
mod cannibalization;
mod completions;
mod console;
mod exit;
mod explain;
mod folder;
mod globals;
mod graph;
mod index;
mod init;
mod keywords;
mod memory;
mod patch;
mod paths;
mod registry;
mod related;
mod rules;
mod search;
mod serve;
mod session;
mod suggest;
mod verify_urls;

use std::ffi::OsString;

use clap::{CommandFactory, Parser, Subcommand};

pub use console::{is_closed_pipe, print_error};
pub use exit::Exit;
use globals::{Format, Globals};

const EXAMPLES: &str = "\
Examples:
  linkwright audit                       audit the folder that linkwright.yaml names, or `corpus`
  linkwright audit content/              audit a folder
  linkwright audit --only links          dead links and what else belongs to the family `links`
  linkwright search podcast intro        the articles on it, best first
  linkwright related podcast-intro       the articles nearest to one
  linkwright suggest podcast-intro       what it should link to: sentence, anchor, target
  linkwright suggest --orphans           who should link to articles that nobody links
  linkwright graph stats                 reach, link score, tools, categories, topic clusters
  linkwright cannibalization content/    articles that compete for a keyword, and what to do
  linkwright keywords content/           each keyword, its owner and its rivals
  linkwright serve content/              search, audit and graph in the browser and over HTTP
  linkwright explain orphan              what a rule reports, why, and how to mend it
  linkwright index                       build the index, or bring it up to date
  linkwright verify-urls --dist public/  hold the URLs against the built site
  linkwright init content/               write linkwright.yaml with what is detected

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 could not run.";

/// Keeps the internal links of a content site healthy and well chosen, from its source files.
#[derive(Debug, Parser)]
#[command(name = "linkwright", version, after_help = EXAMPLES, arg_required_else_help = true)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Audit(audit::Audit),
    Index(index::Index),
    Search(search::Search),
    Related(related::Related),
    Suggest(suggest::Suggest),
    Graph(graph::Graph),
    Cannibalization(cannibalization::Cannibalization),
    Keywords(keywords::Keywords),
    Serve(serve::Serve),
    VerifyUrls(verify_urls::VerifyUrls),
    Rules(rules::Rules),
    Explain(explain::Explain),
    Init(init::Init),
    Completions(completions::Completions),
}

impl Command {
    /// Whether it proposes changes to files.
    fn writes_a_patch(&self) -> bool {
        matches!(self, Self::Suggest(_) | Self::Cannibalization(_))
    }
}

impl Cli {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<Exit> {
        self.globals.apply()?;
        if self.globals.format == Format::Diff && !self.command.writes_a_patch() {
            anyhow::bail!(
                "there is no diff to write\n  help: `suggest` and `cannibalization` alone take `--format diff`"
            );
        }
        match self.command {
            Command::Audit(command) => command.run(&self.globals),
            Command::Index(command) => command.run(&self.globals),
            Command::Search(command) => command.run(&self.globals),
            Command::Related(command) => command.run(&self.globals),
            Command::Suggest(command) => command.run(&self.globals),
            Command::Graph(command) => command.run(&self.globals),
            Command::Cannibalization(command) => command.run(&self.globals),
            Command::Keywords(command) => command.run(&self.globals),
            Command::Serve(command) => command.run(&self.globals),
            Command::VerifyUrls(command) => command.run(&self.globals),
            Command::Rules(command) => command.run(&self.globals),
            Command::Explain(command) => command.run(&self.globals),
            Command::Init(command) => command.run(&self.globals),
            Command::Completions(command) => command.run(&mut Self::command()),
        }
    }
}

/// Parses the arguments. Where there is nothing to run (help, version, bad usage) what there is to say is printed and
/// the way to end comes back.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, Exit> {
    Cli::try_parse_from(arguments).map_err(|error| {
        // A closed pipe is all that can go wrong here, and then nobody reads.
        let _ = error.print();
        if error.exit_code() == 0 { Exit::Clean } else { Exit::Failed }
    })
}
