//! The floor of indexing: a bare tantivy program that indexes title and text of a corpus with positions and no more, beside
//! linkwright's own index of the same corpus, in turn.
//!
//! `cargo run --release --example index_floor -- CORPUS [--runs N]`
//!
//! The bare program reads the files (in parallel, no walk, no parsing: a title is the first heading, the text what is behind
//! the front matter), cuts and lowers words as tantivy does by default, and commits to a folder. That is held against
//! `linkwright index` from start to end. With the running text given in memory, both are told once more: that is tantivy
//! alone, and what our fields, stems and stored text add to it. Seconds are medians; CPU is that of all threads, which does
//! not depend on what else the machine does. `--bare FOLDER` is the bare
//! program itself.

#![allow(clippy::print_stdout, reason = "a program of its own")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use linkwright::corpus::boilerplate::Boilerplate;
use linkwright::corpus::prose::Prose;
use linkwright::corpus::{Article, Corpus};
use linkwright::search::{Draft, Durability, IndexWriter, Lexicons, share};
use linkwright::settings::Settings;
use rayon::prelude::*;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::IndexWriterOptions;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, TantivyDocument};

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let root = PathBuf::from(arguments.next().ok_or("which corpus?")?);
    let rest: Vec<String> = arguments.collect();
    let option = |name: &str| rest.iter().position(|argument| argument == name).and_then(|at| rest.get(at + 1));
    if let Some(folder) = option("--bare") {
        return index(Path::new(folder), raw(&root)?);
    }
    let runs: usize = option("--runs").and_then(|runs| runs.parse().ok()).unwrap_or(3);
    let corpus = Corpus::read(&root, &Settings::default(), &|| {})?;
    let bytes: u64 = corpus.articles.iter().map(|article| u64::from(article.size)).sum();
    println!("{}: {} articles, {:.1} MB", root.display(), corpus.articles.len(), bytes as f64 / 1e6);
    let mut figures: [Vec<Figure>; 4] = Default::default();
    for _ in 0..runs {
        figures[0].push(child(&std::env::current_exe()?, &root, "--bare")?);
        figures[1].push(child(&program()?, &root, "--index")?);
        let proses = read(&root, &corpus.articles);
        let texts = proses.iter().map(|(article, prose)| (article.title().to_owned(), prose.text.clone())).collect();
        figures[2].push(here(|folder| index(folder, texts))?);
        figures[3].push(here(|folder| own(folder, &proses))?);
    }
    let names = ["bare program", "linkwright index", "bare, text given", "linkwright, text given"];
    println!("{:24}{:>8}{:>8}{:>10}{:>14}", "", "s", "CPU s", "index MB", "times (CPU)");
    let medians = figures.map(median);
    for (at, (name, figure)) in names.iter().zip(&medians).enumerate() {
        let bare = &medians[at / 2 * 2];
        let (times, of_cpu) = (figure.seconds / bare.seconds, figure.cpu / bare.cpu);
        let Figure { seconds, cpu, megabytes } = figure;
        println!("{name:24}{seconds:8.2}{cpu:8.2}{megabytes:10.1}{times:7.2} ({of_cpu:.2})");
    }
    Ok(())
}

/// What a run took.
#[derive(Clone, Copy, Debug, Default)]
struct Figure {
    seconds: f64,
    cpu: f64,
    megabytes: f64,
}

fn median(mut runs: Vec<Figure>) -> Figure {
    let mut middle = |key: fn(&Figure) -> f64| {
        runs.sort_by(|a, b| key(a).total_cmp(&key(b)));
        key(&runs[runs.len() / 2])
    };
    Figure { seconds: middle(|run| run.seconds), cpu: middle(|run| run.cpu), megabytes: middle(|run| run.megabytes) }
}

/// Runs a program that makes an index in the folder that `option` names.
fn child(program: &Path, root: &Path, option: &str) -> Result<Figure, Failure> {
    here(|folder| {
        let command = if option == "--index" { Some("index") } else { None };
        let mut run = Command::new(program);
        let status =
            run.args(command).arg(root).arg(option).arg(folder.join("index")).stdout(Stdio::null()).status()?;
        if status.success() { Ok(()) } else { Err(format!("{} failed", program.display()).into()) }
    })
}

/// What `make` takes to make an index in a new folder.
fn here(make: impl FnOnce(&Path) -> Result<(), Failure>) -> Result<Figure, Failure> {
    let folder = tempfile::tempdir()?;
    let (started, cpu) = (Instant::now(), cpu());
    make(folder.path())?;
    let seconds = started.elapsed().as_secs_f64();
    Ok(Figure { seconds, cpu: self::cpu() - cpu, megabytes: size(folder.path())? as f64 / 1e6 })
}

/// Seconds of CPU that this process and those that it waited for have used; 0 where the system does not tell.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = behind_name.split_whitespace().skip(11).take(4).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// The `linkwright` beside this program.
fn program() -> Result<PathBuf, Failure> {
    let examples = std::env::current_exe()?;
    Ok(examples.ancestors().nth(2).ok_or("no target folder")?.join("linkwright"))
}

/// Title and text of every Markdown file, as a program would take them that knows nothing of Markdown.
fn raw(root: &Path) -> Result<Vec<(String, String)>, Failure> {
    let (mut folders, mut files) = (vec![root.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            match entry.path() {
                path if entry.file_type()?.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|extension| extension == "md") => files.push(path),
                _ => {}
            }
        }
    }
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).ok()?;
        let body = text.strip_prefix("---\n").and_then(|rest| Some(rest.split_once("\n---\n")?.1)).unwrap_or(&text);
        let title = body.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default();
        Some((title.to_owned(), body.to_owned()))
    };
    Ok(files.par_iter().filter_map(read).collect())
}

fn read<'a>(root: &Path, articles: &'a [Article]) -> Vec<(&'a Article, Prose)> {
    let read = |article: &'a Article| {
        let text = linkwright::corpus::read_text(&root.join(&*article.path)).ok()?;
        Some((article, Prose::read(&article.path, &text)))
    };
    articles.par_iter().filter_map(read).collect()
}

/// Nothing but tantivy.
fn index(folder: &Path, texts: Vec<(String, String)>) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)?;
    let mut schema = Schema::builder();
    let (number, title) = (schema.add_u64_field("number", STORED), schema.add_text_field("title", TEXT));
    let body = schema.add_text_field("text", TEXT);
    let index = Index::open_or_create(MmapDirectory::open(folder)?, schema.build())?;
    let threads = std::thread::available_parallelism()?.get();
    let options = IndexWriterOptions::builder().num_worker_threads(threads).memory_budget_per_thread(64 << 20).build();
    let mut writer: tantivy::IndexWriter = index.writer_with_options(options)?;
    for (at, (heading, text)) in (0..).zip(texts) {
        let mut document = TantivyDocument::default();
        document.add_u64(number, at);
        document.add_text(title, heading);
        document.add_text(body, text);
        writer.add_document(document)?;
    }
    writer.commit()?;
    Ok(())
}

/// The full-text index of linkwright.
fn own(folder: &Path, proses: &[(&Article, Prose)]) -> Result<(), Failure> {
    let lexicons = Lexicons::default();
    let draft = |(article, prose): &(&Article, Prose)| Draft::new(article, prose.clone(), &lexicons);
    let drafts: Vec<Draft> = proses.par_iter().map(draft).collect();
    let lists: Vec<Vec<u64>> = drafts.par_iter().map(Draft::fingerprints).collect();
    let boilerplate = Boilerplate::find(lists.iter().map(Vec::as_slice));
    let mut writer = IndexWriter::open_or_create(folder, Durability::LeftToSystem)?;
    drafts.into_par_iter().chunks(share(proses.len())).try_for_each(|drafts| writer.add(drafts, &boilerplate))?;
    writer.commit("")?;
    Ok(writer.finish()?)
}

/// Bytes of all files below a folder.
fn size(folder: &Path) -> std::io::Result<u64> {
    let mut size = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        size += if entry.file_type()?.is_dir() { self::size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(size)
}
