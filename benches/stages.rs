//! How long each stage of an audit takes on a generated corpus: reading the files, resolving the links, and the rules.
//!
//! `cargo bench`. The same seed gives the same corpus, so that runs can be compared.

#![allow(clippy::expect_used, missing_docs)] // a bench that cannot be set up has failed

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use linkwright::audit::{self, Selection};
use linkwright::catalog::Catalog;
use linkwright::corpus::Corpus;
use linkwright::rules::RULES;
use linkwright::settings::Settings;
use linkwright::site::Site;

#[path = "generate.rs"]
mod generate;

const ARTICLES: usize = 1_000;

fn stages(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let out = folder.path().join("site");
    let options = generate::Options { articles: ARTICLES, out: out.clone(), seed: 1, base_size: 6_000 };
    generate::generate(&options).expect("the corpus can be written");
    let settings = Settings::default();
    let Corpus { mut articles, assets, .. } = Corpus::read(&out, &settings, &|| {}).expect("the corpus can be read");
    let catalog = Catalog::load(&out, &settings, &|| {}).expect("the corpus can be read");
    let selection = Selection::new(RULES, &settings.rules, &[], &[]).expect("the default rules");

    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Elements(ARTICLES as u64)).sample_size(20);
    group.bench_function("read", |bencher| bencher.iter(|| black_box(Corpus::read(&out, &settings, &|| {}))));
    group.bench_function("resolve", |bencher| {
        bencher.iter(|| {
            black_box(Site::build(
                &mut articles,
                &assets,
                &out,
                &settings.site,
                linkwright::site::Permalinks::default(),
            ))
        });
    });
    // The graph and its measures are made in the first round and kept, as in an audit with several rules.
    group.bench_function("audit", |bencher| bencher.iter(|| black_box(audit::run(&catalog, RULES, &selection))));
    group.bench_function("everything", |bencher| {
        bencher.iter(|| {
            let catalog = Catalog::load(&out, &settings, &|| {}).expect("the corpus can be read");
            black_box(audit::run(&catalog, RULES, &selection))
        });
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
