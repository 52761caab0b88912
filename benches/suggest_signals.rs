//! Takes links out of a real corpus and writes down what speaks for every candidate, so that weights can be fitted.
//!
//! `cargo run --release --example suggest_signals -- mask CORPUS OUT` copies a corpus and takes out a quarter of the links in
//! running text, leaving their words; `OUT.removed.tsv` says which (source and target).
//! `cargo run --release --example suggest_signals -- signals CORPUS REMOVED.tsv OUT.bin` writes, for each source with a link
//! taken out and each of its candidates that it does not link to: numbers of source and target, whether the link was taken out, and the
//! signals, as little-endian 32-bit floats.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a program of its own")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use linkwright::catalog::Catalog;
use linkwright::corpus::{ArticleId, LinkKind, LinkRole};
use linkwright::decisions::Policy;
use linkwright::settings::{Placement, Settings};
use linkwright::site::Target;
use linkwright::suggest::{Knowledge, Options, Suggester, Workspace};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["mask", corpus, out] => mask(Path::new(corpus), Path::new(out)),
        ["signals", corpus, removed, out] => signals(Path::new(corpus), Path::new(removed), Path::new(out)),
        _ => println!("usage: suggest_signals mask CORPUS OUT | signals CORPUS REMOVED.tsv OUT.bin"),
    }
}

fn load(corpus: &Path) -> Catalog {
    Catalog::load(corpus, &Settings::default(), &|| {}).unwrap()
}

fn mask(corpus: &Path, out: &Path) {
    let catalog = load(corpus);
    let mut removed = Vec::new();
    for source in catalog.ids().filter(|&id| catalog.is_live(id)) {
        let mut text = catalog.read_text(source).unwrap();
        let mut by_target: BTreeMap<ArticleId, Vec<_>> = BTreeMap::new();
        for (link, target) in catalog.links(source) {
            if let Target::Article(to) = target
                && to != source
                && catalog.is_live(to)
            {
                by_target.entry(to).or_default().push(link);
            }
        }
        let path = |id: ArticleId| &*catalog.article(id).path;
        let mut cuts = Vec::new();
        for (to, links) in by_target {
            let editorial = links.iter().all(|link| link.role == LinkRole::Body && link.kind == LinkKind::Markdown);
            let drawn = xxh3_64(format!("{} {}", path(source), path(to)).as_bytes()).is_multiple_of(4);
            if editorial && drawn && !links.iter().any(|link| link.text.is_empty()) {
                cuts.extend(links.iter().map(|link| (link.place.span.range(), link.text.clone())));
                removed.push(format!("{}\t{}", path(source), path(to)));
            }
        }
        cuts.sort_by_key(|(range, _)| range.start);
        for (range, words) in cuts.into_iter().rev() {
            text.replace_range(range, &words);
        }
        let file = out.join(path(source));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let list = out.with_extension("removed.tsv");
    fs::write(list, removed.join("\n") + "\n").unwrap();
    println!("{}: {} links taken out of {} articles", out.display(), removed.len(), catalog.articles.len());
}

fn signals(corpus: &Path, removed: &Path, out: &Path) {
    let catalog = load(corpus);
    let list = fs::read_to_string(removed).unwrap();
    let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (source, target) in list.lines().filter_map(|line| line.split_once('\t')) {
        wanted.entry(source).or_default().insert(target);
    }
    let knowledge = Knowledge::gather(&catalog, &Policy::default());
    let mut options = Options::new(&catalog.settings.suggest, Policy::default());
    options.placement = Placement::Any;
    options.limit = usize::MAX;
    let suggester = Suggester::new(&catalog, &knowledge, options);
    let sources: Vec<ArticleId> = catalog.ids().filter(|&id| wanted.contains_key(&*catalog.article(id).path)).collect();
    let rows: Vec<Vec<f32>> = sources
        .par_iter()
        .map_init(Workspace::default, |workspace, &source| {
            let wanted = &wanted[&*catalog.article(source).path];
            let linked: BTreeSet<ArticleId> =
                catalog.graph().outbound(source).iter().map(|link| link.article).collect();
            let mut rows = Vec::new();
            let mut found = 0;
            for (target, signals) in suggester.signals(source, workspace) {
                if !linked.contains(&target) {
                    let right = wanted.contains(&*catalog.article(target).path);
                    found += usize::from(right);
                    rows.extend([source.0 as f32, target.0 as f32]);
                    rows.push(if right { 1.0 } else { 0.0 });
                    rows.extend(signals);
                }
            }
            // What no signal brings up is missed whatever the weights.
            for _ in found..wanted.len() {
                rows.extend([source.0 as f32, -1.0, 2.0]);
                rows.extend([0.0; linkwright::suggest::SIGNALS]);
            }
            rows
        })
        .collect();
    let mut file = std::io::BufWriter::new(fs::File::create(out).unwrap());
    for value in rows.iter().flatten() {
        file.write_all(&value.to_le_bytes()).unwrap();
    }
}
