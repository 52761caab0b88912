//! Queries on the sample corpus, and what must come first: add a line to `tests/data/searches.tsv`.

use std::path::Path;

use linkwright::catalog::Catalog;
use linkwright::settings;

use super::paths;

#[test]
fn the_sample_corpus_answers_as_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let settings = settings::load(&root.join("corpus/linkwright.yaml")).unwrap();
    let catalog = Catalog::load(&root.join("corpus"), &settings, &|| {}).unwrap();
    let searcher = catalog.search_in_memory().unwrap();
    let cases = std::fs::read_to_string(root.join("tests/data/searches.tsv")).unwrap();
    for (query, path) in cases.lines().filter_map(|line| line.split_once('\t')) {
        let found = paths(&searcher, query);
        assert_eq!(found.first().map(String::as_str), Some(path), "`{query}` found {found:#?}");
    }
}
