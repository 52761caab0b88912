//! Writes a realistic corpus of any size, with planted defects and the truth about them beside it. The same seed gives
//! the same bytes, whatever the number of threads.
//!
//! `generate --articles N --out DIR [--seed S] [--base-size BYTES]` writes
//! - `DIR/articles/*.md`: N articles, each at `/articles/<stem>/`; a planted duplicate adds `articles/<stem>/index.md`;
//! - `DIR/hubs/*.md`, `DIR/index.md`, `DIR/tools.yaml`: hubs of raw HTML cards, the home page, the tool catalogue;
//! - `DIR.planted.tsv`: `path`, `line`, `rule`, `detail` in columns, sorted, below a line of column names.
//!
//! The table holds every finding, and no other, that the corpus has of these rules: dead-link, dead-fragment,
//! placeholder-link, link-to-draft, self-link, vague-anchor, empty-anchor, orphan, draft-fed, dead-end,
//! unreadable-article, malformed-front-matter, duplicate-url, unfilled-variable. A line of `-` means that the finding
//! is about the whole file. A duplicate URL has one row, at the later path of the two. Rows of `draft` are no findings: they name the drafts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use rayon::prelude::*;

#[path = "generate/article.rs"]
mod article;
#[path = "generate/hubs.rs"]
mod hubs;
#[path = "generate/links.rs"]
mod links;
#[path = "generate/page.rs"]
mod page;
#[path = "generate/plan.rs"]
mod plan;
#[path = "generate/prose.rs"]
mod prose;
#[path = "generate/random.rs"]
mod random;
#[path = "generate/truth.rs"]
mod truth;
#[path = "generate/words.rs"]
mod words;

/// Fewer articles than this have no room for one of every planted defect.
const FEWEST: usize = 50;

/// What to write and where to.
pub(crate) struct Options {
    pub(crate) articles: usize,
    /// A folder that does not exist yet.
    pub(crate) out: PathBuf,
    pub(crate) seed: u64,
    /// Bytes of an average article.
    pub(crate) base_size: usize,
}

/// Writes the corpus and its truth; gives back the path of the truth and the number of its rows.
pub(crate) fn generate(options: &Options) -> io::Result<(PathBuf, usize)> {
    let Options { articles, out, seed, base_size } = options;
    if *articles < FEWEST {
        return Err(io::Error::other(format!("at least {FEWEST} articles are needed")));
    }
    if let Some(parent) = out.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::create_dir(out)?;
    fs::create_dir(out.join("articles"))?;
    fs::create_dir(out.join("hubs"))?;
    let plan = plan::Plan::new(*articles, *seed);
    let pages: Vec<Vec<truth::Planted>> = (0..*articles)
        .into_par_iter()
        .map(|index| {
            let (bytes, page) = article::write(&plan, index, *base_size);
            fs::write(out.join("articles").join(format!("{}.md", plan.articles[index].stem)), bytes)?;
            Ok(page.planted)
        })
        .collect::<io::Result<_>>()?;
    let mut planted: Vec<truth::Planted> = pages.into_iter().flatten().collect();
    for (path, text) in hubs::write(&plan, &mut planted) {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        fs::write(path, text)?;
    }
    let rows = planted.len();
    let beside = truth_path(out);
    fs::write(&beside, truth::table(planted))?;
    Ok((beside, rows))
}

fn truth_path(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".planted.tsv");
    PathBuf::from(name)
}

#[allow(dead_code, clippy::print_stdout, clippy::print_stderr, reason = "a program of its own; tests include the rest")]
fn main() -> ExitCode {
    let Some(options) = parse(std::env::args().skip(1)) else {
        eprintln!("usage: generate --articles N --out DIR [--seed S] [--base-size BYTES]");
        return ExitCode::from(2);
    };
    let start = Instant::now();
    match generate(&options) {
        Ok((truth, rows)) => {
            let seconds = start.elapsed().as_secs_f64();
            println!("{} articles, {rows} rows in {}, {seconds:.1} s", options.articles, truth.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("generate: {}: {error}", options.out.display());
            ExitCode::from(2)
        }
    }
}

#[allow(dead_code, reason = "only main uses it")]
fn parse(mut args: impl Iterator<Item = String>) -> Option<Options> {
    let mut options = Options { articles: 0, out: PathBuf::new(), seed: 1, base_size: 6_000 };
    while let Some(name) = args.next() {
        let value = args.next()?;
        match name.as_str() {
            "--articles" => options.articles = value.parse().ok()?,
            "--out" => options.out = PathBuf::from(value),
            "--seed" => options.seed = value.parse().ok()?,
            "--base-size" => options.base_size = value.parse().ok()?,
            _ => return None,
        }
    }
    (options.articles > 0 && !options.out.as_os_str().is_empty()).then_some(options)
}
