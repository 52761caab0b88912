//! The floor of indexing: a bare tantivy program that indexes the text of a corpus with positions and no more, beside
//! linkwright's own index of the same corpus, in turn.
//!
//! `cargo run --release --example index_floor -- CORPUS [--runs N]`
//!
//! The bare program is handed the text, in memory; linkwright's figures are told with and without reading the files. Each is
//! told in seconds, the median of the runs, with the size of the index on disk.

#![allow(clippy::print_stdout, reason = "a program of its own")]

use std::path::Path;
use std::time::Instant;

use linkwright::corpus::boilerplate::{Boilerplate, fingerprints};
use linkwright::corpus::prose::Prose;
use linkwright::corpus::{Article, Corpus};
use linkwright::search::{IndexWriter, document_of};
use linkwright::settings::Settings;
use rayon::prelude::*;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::IndexWriterOptions;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, TantivyDocument};

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let root = arguments.next().ok_or("which corpus?")?;
    let rest: Vec<String> = arguments.collect();
    let runs = rest.iter().position(|argument| argument == "--runs").and_then(|at| rest.get(at + 1)?.parse().ok());
    let corpus = Corpus::read(Path::new(&root), &Settings::default(), &|| {})?;
    let bytes: u64 = corpus.articles.iter().map(|article| u64::from(article.size)).sum();
    println!("{root}: {} articles, {:.1} MB", corpus.articles.len(), bytes as f64 / 1e6);
    let mut figures: [Vec<f64>; 3] = Default::default();
    let mut sizes = [0; 2];
    for _ in 0..runs.unwrap_or(3) {
        let proses = read(&root, &corpus.articles);
        let (took, size) = bare(&proses)?;
        figures[0].push(took);
        sizes[0] = size;
        let (took, size) = own(&proses)?;
        figures[1].push(took);
        sizes[1] = size;
        let started = Instant::now();
        own(&read(&root, &corpus.articles))?;
        figures[2].push(started.elapsed().as_secs_f64());
    }
    let [bare, own, whole] = figures.map(|mut runs| {
        runs.sort_by(f64::total_cmp);
        runs[runs.len() / 2]
    });
    println!("bare tantivy            {bare:.2} s  {:.1} MB", sizes[0] as f64 / 1e6);
    println!("linkwright, text given  {own:.2} s  {:.1} MB  {:.2} times", sizes[1] as f64 / 1e6, own / bare);
    println!("linkwright, from files  {whole:.2} s");
    Ok(())
}

fn read<'a>(root: &str, articles: &'a [Article]) -> Vec<(&'a Article, Prose)> {
    let read = |article: &'a Article| {
        let text = linkwright::corpus::read_text(&Path::new(root).join(&*article.path)).ok()?;
        Some((article, Prose::read(&article.path, &text)))
    };
    articles.par_iter().filter_map(read).collect()
}

fn bare(proses: &[(&Article, Prose)]) -> Result<(f64, u64), Failure> {
    let started = Instant::now();
    let folder = tempfile::tempdir()?;
    let mut schema = Schema::builder();
    let (path, text) = (schema.add_text_field("path", STORED), schema.add_text_field("text", TEXT));
    let index = Index::open_or_create(MmapDirectory::open(folder.path())?, schema.build())?;
    let options = IndexWriterOptions::builder().num_worker_threads(2).memory_budget_per_thread(64 << 20).build();
    let mut writer = index.writer_with_options(options)?;
    for (article, prose) in proses {
        let mut document = TantivyDocument::default();
        document.add_text(path, &*article.path);
        document.add_text(text, &prose.text);
        writer.add_document(document)?;
    }
    writer.commit()?;
    let took = started.elapsed().as_secs_f64();
    writer.wait_merging_threads()?;
    Ok((took, size(folder.path())?))
}

fn own(proses: &[(&Article, Prose)]) -> Result<(f64, u64), Failure> {
    let started = Instant::now();
    let folder = tempfile::tempdir()?;
    let lists: Vec<Vec<u64>> = proses.par_iter().map(|(article, prose)| fingerprints(article, prose)).collect();
    let boilerplate = Boilerplate::find(lists.iter().map(Vec::as_slice));
    let mut writer = IndexWriter::open_or_create(folder.path())?;
    proses.par_iter().try_for_each(|(article, prose)| writer.add(document_of(article, prose, &boilerplate)))?;
    writer.commit("")?;
    let took = started.elapsed().as_secs_f64();
    writer.finish()?;
    Ok((took, size(folder.path())?))
}

fn size(folder: &Path) -> std::io::Result<u64> {
    let mut size = 0;
    for entry in std::fs::read_dir(folder)? {
        size += entry?.metadata()?.len();
    }
    Ok(size)
}
