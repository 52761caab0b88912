//! `search`: asks the corpus.

use clap::{Args, ValueEnum};

use super::console::Stages;
use super::globals::{Format, Globals};
use super::{Exit, console, session};
use crate::report::search as report;
use crate::search::{SearchRequest, Sort};

const EXAMPLES: &str = "\
Examples:
  linkwright search podcast intro
  linkwright search '\"show notes\" -newsletter'     side by side, and a word that must not be there
  linkwright search 'title:interview tool:tapehollow' look in titles; filter by a tool
  linkwright search 'captions lang:de updated:>=2026-03'
  linkwright search 'path:hubs/** ' --sort link-score  every hub, the best linked first
  linkwright search newsletter --facets --limit 3
  linkwright search 'episode budget' --explain       how each score came about
  linkwright search newsletter --format json | jq -r '.hits[].path'

Words are found in every inflection; the last one may be incomplete; slips of the fingers are forgiven
where little is found. Text fields: title, heading, keyword. Filters: tool, category, type, lang,
status (several values with commas), path (a glob, or how it begins), updated (2026, >2026-01-31,
2026-01..2026-03). A minus before any of them turns it round.";

/// Search the articles: words, phrases, filters.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Search {
    /// What to search for; several words need no quotes.
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// How many articles to list.
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// How many articles to pass over.
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// In what order.
    #[arg(long, value_name = "ORDER", value_enum, default_value_t)]
    sort: Order,
    /// Count categories, types, tools, languages and states over everything found.
    #[arg(long)]
    facets: bool,
    /// Tell how each score came about.
    #[arg(long)]
    explain: bool,
}

/// In what order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Order {
    /// The best first.
    #[default]
    Relevance,
    /// The last updated first.
    Updated,
    /// By title.
    Title,
    /// The best linked first.
    LinkScore,
}

impl Search {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let mut stages = Stages::start(globals);
        let session::Opened { catalog, index } = session::open_with_index("search QUERY --corpus", globals, None)?;
        stages.done("read");
        let searcher = catalog.searcher(index)?;
        stages.done("index");
        let request = SearchRequest {
            query: self.query.join(" "),
            limit: self.limit,
            offset: self.offset,
            sort: match self.sort {
                Order::Relevance => Sort::Relevance,
                Order::Updated => Sort::Updated,
                Order::Title => Sort::Title,
                Order::LinkScore => Sort::LinkScore,
            },
            facets: self.facets,
            explain: self.explain,
        };
        let response = searcher.search(&request)?;
        stages.done("search");
        console::print_in(globals.format, |out| match globals.format {
            Format::Json => report::write_json(&response, out),
            Format::Text | Format::Diff if globals.quiet => report::write_verdict(&response, out),
            Format::Text | Format::Diff => report::write_text(&response, &request, out),
        })?;
        stages.done("report");
        Ok(Exit::Clean)
    }
}
