//! `graph`: the link graph in figures, and as a file for other tools.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::console::Stages;
use super::globals::{Format, Globals};
use super::{Exit, console, session};
use crate::catalog::Catalog;
use crate::graph::{self, ExportFormat, GraphFacts, GraphStats, TypedGraph};
use crate::report::graph_stats;

const EXAMPLES: &str = "\
Examples:
  linkwright graph stats                             size, reach, link score, categories, clusters
  linkwright graph stats content/ --limit 30
  linkwright graph stats --format json | jq '.orphans'
  linkwright graph export --as gexf -o site.gexf     for Gephi
  linkwright graph export --as graphml -o g.graphml  for networkx, yEd, igraph
  linkwright graph export --as dot | sfdp -Tsvg > site.svg";

/// How the articles hang together: figures, and files for other tools.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Graph {
    #[command(subcommand)]
    command: GraphCommand,
}

#[derive(Debug, Subcommand)]
enum GraphCommand {
    Stats(StatsCommand),
    Export(ExportCommand),
}

/// Print the state of the corpus in figures: size, reach, link score, tools, categories, topic clusters.
#[derive(Debug, Args)]
struct StatsCommand {
    /// The folder of source files [default: the configuration's, else `corpus`].
    #[arg(value_name = "CORPUS", value_hint = ValueHint::DirPath, conflicts_with = "corpus")]
    folder: Option<PathBuf>,
    /// How many entries each list has, 0 for all.
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

/// Write articles, tools, categories, keywords and every edge between them for Gephi and friends.
#[derive(Debug, Args)]
struct ExportCommand {
    /// The folder of source files [default: the configuration's, else `corpus`].
    #[arg(value_name = "CORPUS", value_hint = ValueHint::DirPath, conflicts_with = "corpus")]
    folder: Option<PathBuf>,
    /// The format of the file.
    #[arg(long = "as", value_name = "FORMAT", value_enum)]
    file_format: FileFormat,
    /// The file to write [default: standard output].
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
}

/// The format of an exported file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FileFormat {
    /// Graphviz.
    Dot,
    /// GraphML, for networkx, yEd, igraph and Gephi.
    Graphml,
    /// GEXF 1.3, Gephi's own.
    Gexf,
    /// One JSON object a line: nodes, then edges.
    Jsonl,
}

impl Graph {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        match &self.command {
            GraphCommand::Stats(command) => command.run(globals),
            GraphCommand::Export(command) => command.run(globals),
        }
    }
}

impl StatsCommand {
    fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let mut stages = Stages::start(globals);
        let catalog = session::open("graph stats", globals, self.folder.as_deref())?;
        stages.done("read");
        let limit = if self.limit == 0 { usize::MAX } else { self.limit };
        let stats = stats(catalog, limit);
        stages.done("measure");
        console::print_in(globals.format, |out| match globals.format {
            Format::Json => graph_stats::write_json(&stats, out),
            Format::Text | Format::Diff => graph_stats::write_text(&stats, out),
        })?;
        stages.done("report");
        Ok(Exit::Clean)
    }
}

impl ExportCommand {
    fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let mut stages = Stages::start(globals);
        let catalog = session::open("graph export", globals, self.folder.as_deref())?;
        stages.done("read");
        match &self.output {
            None => console::print(|out| export(catalog, self.file_format, out))?,
            Some(file) => write_file(file, |out| export(catalog, self.file_format, out))
                .with_context(|| format!("cannot write `{}`", file.display()))?,
        }
        stages.done("export");
        Ok(Exit::Clean)
    }
}

fn stats(catalog: &Catalog, limit: usize) -> GraphStats {
    let facts = GraphFacts { mentions: catalog.mentions(), ..catalog.graph_facts() };
    let communities = graph::communities(facts.links);
    graph::graph_stats(&facts, &TypedGraph::build(&facts), &communities, limit)
}

fn export(catalog: &Catalog, format: FileFormat, out: &mut dyn Write) -> io::Result<()> {
    let format = match format {
        FileFormat::Dot => ExportFormat::Dot,
        FileFormat::Graphml => ExportFormat::GraphMl,
        FileFormat::Gexf => ExportFormat::Gexf,
        FileFormat::Jsonl => ExportFormat::Jsonl,
    };
    let facts = GraphFacts { mentions: catalog.mentions(), ..catalog.graph_facts() };
    let communities = graph::communities(facts.links);
    graph::export(format, &facts, &TypedGraph::build(&facts), &communities, out)
}

fn write_file(file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    write(&mut out)?;
    out.flush()
}
