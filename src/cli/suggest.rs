//! `suggest`: the links that are missing, as a report, a patch, or written into the files.

mod decide;
mod edit;

use clap::{ArgGroup, Args, ValueEnum};

use super::console::Stages;
use super::globals::{Format, Globals};
use super::{Exit, console, session};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::decisions::{Decision, Decisions, Policy};
use crate::report::suggest::{self as report, Groups, SuggestReport};
use crate::settings::Placement;
use crate::suggest::{Knowledge, Options, Suggester};

const EXAMPLES: &str = "\
Examples:
  linkwright suggest articles/podcast-intro.md          what it should link to, and where exactly
  linkwright suggest --to podcast-intro                 who should link to it
  linkwright suggest --orphans                          the best sources for articles that nobody links
  linkwright suggest --all --min-score 0.7 --format diff | git apply
  linkwright suggest podcast-intro --apply              write the links into the file
  linkwright suggest podcast-intro --section 'Internal links' --apply
  linkwright suggest --reject abcdefg-2345678 --why 'another product'
  linkwright suggest --all --accepted --apply           write what was accepted

Decisions are kept in linkwright.decisions.yaml beside the configuration. `nolink: true` in front
matter leaves an article alone; linkwright.yaml takes limits, globs and phrases under `suggest`.";

/// Suggest missing links: target, sentence and anchor of each.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[command(group = ArgGroup::new("what").required(true).args(["articles", "all", "to", "orphans", "accept", "reject"]))]
pub(super) struct Suggest {
    /// The articles that lack links: path, URL, slug, or a part of one that no other article has.
    #[arg(value_name = "ARTICLE")]
    articles: Vec<String>,
    /// Suggest links for every article.
    #[arg(long)]
    all: bool,
    /// Tell which articles should link to this one.
    #[arg(long, value_name = "ARTICLE")]
    to: Option<String>,
    /// Tell which articles should link to orphans and weakly linked articles.
    #[arg(long)]
    orphans: bool,
    /// How many links to suggest for an article, 0 for all [default: 10; 3 with --orphans].
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// The least score, 0 to 1, of a link that is suggested.
    #[arg(long, value_name = "X", value_parser = parse_score)]
    min_score: Option<f32>,
    /// Whether the limits on sentences, paragraphs and pages hold.
    #[arg(long, value_name = "WHICH", value_enum)]
    placement: Option<Where>,
    /// Put the links into a list in this section, which is made if it is not there.
    #[arg(long, value_name = "NAME")]
    section: Option<String>,
    /// Only links that were accepted.
    #[arg(long)]
    accepted: bool,
    /// Write the links into the files.
    #[arg(long, conflicts_with_all = ["accept", "reject"])]
    apply: bool,
    /// Remember that a suggestion is wanted; may be repeated.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    accept: Vec<String>,
    /// Remember that a suggestion is not wanted, so that it never comes back; may be repeated.
    #[arg(long, value_name = "ID", value_delimiter = ',', conflicts_with = "accept")]
    reject: Vec<String>,
    /// The reason for a decision, for whoever reads it later.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["articles", "all", "to", "orphans"])]
    why: Option<String>,
}

/// Whether the limits on sentences, paragraphs and pages hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Where {
    /// They do.
    Strict,
    /// They do not; headings, code and links are not touched all the same.
    Any,
}

impl Suggest {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let mut stages = Stages::start(globals);
        let catalog = session::open("suggest --all --corpus", globals, None)?;
        stages.done("read");
        for (ids, decision) in [(&self.accept, Decision::Accept), (&self.reject, Decision::Reject)] {
            if !ids.is_empty() {
                decide::decide(catalog, ids, decision, self.why.as_deref(), globals)?;
                return Ok(Exit::Clean);
            }
        }
        let options = self.options(catalog)?;
        let policy = options.policy.clone();
        // Never freed, as the catalog: the process ends with the command.
        let groups = Box::leak(Box::new(self.groups(catalog, options)?));
        if self.accepted {
            groups.retain(|one| policy.decision(one.source, one.target) == Some(Decision::Accept));
        }
        stages.done("suggest");
        if self.apply || globals.format == Format::Diff {
            let changes = edit::changes(catalog, groups, self.section.as_deref())?;
            stages.done("edit");
            if self.apply {
                changes.apply(globals)?
            } else {
                changes.print_patch()?
            }
            stages.done("write");
            return Ok(Exit::Clean);
        }
        let colored = console::is_colored();
        let report = SuggestReport { catalog, policy: &policy, groups, colored, help: self.section.is_none() };
        match globals.format {
            Format::Text | Format::Diff if globals.quiet => console::print(|out| report::write_verdict(&report, out)),
            Format::Text | Format::Diff if colored => console::print(|out| report::write_text(&report, out)),
            Format::Text | Format::Diff => console::print_raw(|out| report::write_text(&report, out)),
            Format::Json => console::print_raw(|out| report::write_json(&report, out)),
        }?;
        stages.done("report");
        Ok(Exit::Clean)
    }

    /// What is suggested, as configured unless the arguments say otherwise.
    fn options(&self, catalog: &Catalog) -> anyhow::Result<Options> {
        let mut options = options(catalog)?;
        options.limit = match self.limit {
            Some(0) => usize::MAX,
            Some(limit) => limit,
            None if self.orphans => 3,
            None => 10,
        };
        options.min_score = self.min_score.or(options.min_score);
        options.placement = match self.placement {
            Some(Where::Strict) => Placement::Strict,
            Some(Where::Any) => Placement::Any,
            None => options.placement,
        };
        Ok(options)
    }

    fn groups(&self, catalog: &Catalog, options: Options) -> anyhow::Result<Groups> {
        let articles: Vec<ArticleId> = self.articles.iter().map(|name| catalog.find(name)).collect::<Result<_, _>>()?;
        let to = self.to.as_deref().map(|name| catalog.find(name)).transpose()?;
        let gather = if self.all || self.orphans { Knowledge::gather_for_all } else { Knowledge::gather };
        let knowledge = Box::leak(Box::new(gather(catalog, &options.policy)));
        let suggester = Suggester::new(catalog, knowledge, options);
        Ok(if let Some(to) = to {
            Groups::ByTarget(vec![(to, suggester.inbound(to))])
        } else if self.orphans {
            Groups::ByTarget(suggester.orphans())
        } else if self.all {
            let all = catalog.ids().zip(suggester.all());
            Groups::BySource(all.filter(|(_, found)| !found.is_empty()).collect())
        } else {
            Groups::BySource(articles.into_iter().map(|id| (id, suggester.outgoing(id))).collect())
        })
    }
}

/// What is suggested for the articles of `catalog`, as the configuration and earlier decisions have it.
pub(super) fn options(catalog: &Catalog) -> anyhow::Result<Options> {
    let policy = Policy::new(catalog, &Decisions::of(catalog)?)?;
    Ok(Options::new(&catalog.settings.suggest, policy))
}

fn parse_score(argument: &str) -> Result<f32, String> {
    let score: f32 = argument.parse().map_err(|_| "a score is a number from 0 to 1".to_owned())?;
    if (0.0..=1.0).contains(&score) { Ok(score) } else { Err("a score is from 0 to 1".to_owned()) }
}
