//! `cannibalization`: which articles compete for a keyword, which should own it, and what to do.

mod edit;

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueHint};

use super::console::Stages;
use super::globals::{Format, Globals};
use super::paths::PathFilter;
use super::{Exit, console, session};
use crate::cannibalization::{self, Request, SearchData, THRESHOLD};
use crate::catalog::Catalog;
use crate::corpus::{self, ArticleId};
use crate::report::cannibalization::{self as report, CannibalizationReport};

const EXAMPLES: &str = "\
Examples:
  linkwright cannibalization content/
  linkwright cannibalization --limit 0 --drafts        every cluster, drafts counted as live
  linkwright cannibalization --threshold 0.7           only what is nearly certain
  linkwright cannibalization --path 'blog/**'          clusters with an article of the blog
  linkwright cannibalization --gsc performance.csv     let clicks from search decide the owner
  linkwright cannibalization --check drafts/new.md     is the keyword of a draft still free?
  linkwright cannibalization --format diff | git apply
  linkwright cannibalization --apply                   links, redirects and new targets into the files
  linkwright cannibalization --format json | jq '.clusters[].owner'

Clusters come in the order of what is at stake: the links that lead to their articles, then link score.
`owns: [keyword]` in an article's front matter, or `cannibalization: {owns: {keyword: path}}` in
linkwright.yaml, names the owner of a keyword.";

/// Find articles that compete for the same keyword and intent, and what to do about them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Cannibalization {
    /// The folder of source files [default: the configuration's, else `corpus`].
    #[arg(value_name = "CORPUS", value_hint = ValueHint::DirPath, conflicts_with = "corpus")]
    folder: Option<PathBuf>,
    /// Report pairs from this score on, 0 to 1 [default: the configuration's, else 0.5].
    #[arg(long, value_name = "SCORE", value_parser = parse_score)]
    threshold: Option<f32>,
    /// Report only clusters with an article that matches, relative to the corpus; may be repeated.
    #[arg(long = "path", value_name = "GLOB")]
    paths: Vec<String>,
    /// How many clusters to list, 0 for all [default: 20 as text, all as JSON].
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Hold a draft, inside or outside the corpus, against the corpus; exit code 1 if its keyword is taken.
    #[arg(long, value_name = "DRAFT", value_hint = ValueHint::FilePath, conflicts_with_all = ["paths", "limit", "gsc"])]
    check: Option<PathBuf>,
    /// Search Console's export (CSV with page, query, clicks, impressions): more evidence, and clicks decide owners.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    gsc: Option<PathBuf>,
    /// Write the changes into the files: links to owners, links led to owners, redirects as `aliases` of owners.
    #[arg(long, conflicts_with = "check")]
    apply: bool,
    /// The section that new links to owners go into; made if it is not there.
    #[arg(long, value_name = "NAME", default_value = "See also")]
    section: String,
}

impl Cannibalization {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Exit> {
        let mut stages = Stages::start(globals);
        let catalog = session::open("cannibalization", globals, self.folder.as_deref())?;
        stages.done("read");
        let threshold = self.threshold.or(catalog.settings.cannibalization.threshold).unwrap_or(THRESHOLD);
        if !(0.0..=1.0).contains(&threshold) {
            bail!("`cannibalization.threshold` is {threshold}; a score lies between 0 and 1");
        }
        if let Some(draft) = &self.check {
            return check(catalog, globals, draft, threshold);
        }
        let filter = PathFilter::new(&self.paths, catalog)?;
        let search = self.gsc.as_deref().map(|file| search_data(catalog, file)).transpose()?;
        let request = Request { threshold, texts: true, search: search.as_ref() };
        let mut analysis = cannibalization::analyse(catalog, &request);
        analysis.clusters.retain(|cluster| {
            cluster.members.iter().any(|member| filter.contains(&catalog.article(member.article).path))
        });
        stages.done("analyse");
        if self.apply || globals.format == Format::Diff {
            let changes = edit::changes(catalog, &analysis, &self.section)?;
            stages.done("edit");
            if self.apply {
                changes.apply(globals.quiet)?;
            } else {
                changes.print_patch()?;
            }
            stages.done("write");
            return Ok(Exit::Clean);
        }
        let report = CannibalizationReport { catalog, analysis: &analysis, threshold, limit: self.limit };
        console::print_in(globals.format, |out| match globals.format {
            Format::Json => report::write_json(&report, out),
            Format::Text | Format::Diff if globals.quiet => report::write_verdict(&report, out),
            Format::Text | Format::Diff => report::write_text(&report, out),
        })?;
        stages.done("report");
        // As with the catalog: the process ends.
        std::mem::forget(analysis);
        Ok(Exit::Clean)
    }
}

fn check(catalog: &Catalog, globals: &Globals, draft: &Path, threshold: f32) -> anyhow::Result<Exit> {
    let text = match corpus::read_text(draft) {
        Ok(text) => text,
        Err(problem) => bail!("cannot read the draft `{}`: {}", draft.display(), problem.message),
    };
    let checked = cannibalization::check(catalog, draft, &text, in_corpus(catalog, draft));
    console::print_in(globals.format, |out| match globals.format {
        Format::Json => report::write_check_json(catalog, &checked, threshold, out),
        Format::Text | Format::Diff => report::write_check_text(catalog, &checked, threshold, out),
    })?;
    Ok(if report::is_taken(&checked, threshold) { Exit::Findings } else { Exit::Clean })
}

/// The article that a file is, if it lies in the corpus.
fn in_corpus(catalog: &Catalog, file: &Path) -> Option<ArticleId> {
    let (file, root) = (file.canonicalize().ok()?, catalog.root.canonicalize().ok()?);
    let inside = file.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
    catalog.ids().find(|&id| *catalog.article(id).path == *inside)
}

fn search_data(catalog: &Catalog, file: &Path) -> anyhow::Result<SearchData> {
    let told = || format!("cannot use the Search Console export `{}`", file.display());
    let data = SearchData::read(File::open(file).with_context(told)?, catalog).with_context(told)?;
    if data.rows == 0 {
        console::note(
            "no page of the Search Console export is an article of this corpus; `site.base_path` may be missing",
        );
    } else if data.unknown_pages > 0 {
        let (unknown, all) = (data.unknown_pages, data.unknown_pages + data.rows);
        console::note(&format!(
            "{unknown} of {all} rows of the Search Console export are of pages that are not in this corpus"
        ));
    }
    Ok(data)
}

/// A number from 0 to 1.
fn parse_score(argument: &str) -> Result<f32, String> {
    let score: f32 = argument.parse().map_err(|_| "write a number from 0 to 1, such as 0.6".to_owned())?;
    if (0.0..=1.0).contains(&score) { Ok(score) } else { Err("a score lies between 0 and 1".to_owned()) }
}
