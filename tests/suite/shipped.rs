//! The sample corpus that ships: an audit finds exactly what is planted in it, nothing more and nothing less.

use std::collections::BTreeSet;
use std::path::Path;

use linkwright::audit::{self, Selection};
use linkwright::catalog::Catalog;
use linkwright::rules::RULES;
use linkwright::settings;

/// One finding as the truth file writes it: path, line or `-`, rule.
type Row = (String, String, String);

fn found() -> BTreeSet<Row> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let settings = settings::load(&root.join("linkwright.yaml")).unwrap();
    let catalog = Catalog::load(&root, &settings, &|| {}).unwrap();
    let selection = Selection::new(RULES, &settings.rules, &[], &[]).unwrap();
    let audit = audit::run(&catalog, RULES, &selection);
    let row = |finding: &audit::Finding| {
        let line = finding.place.map_or("-".to_owned(), |place| place.line.to_string());
        (catalog.article(finding.article).path.to_string(), line, finding.rule.to_owned())
    };
    audit.findings.iter().map(row).collect()
}

fn planted() -> BTreeSet<Row> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/planted.tsv");
    let text = std::fs::read_to_string(file).unwrap();
    let row = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap())
    };
    text.lines().map(row).collect()
}

#[test]
fn the_sample_corpus_yields_what_is_planted() {
    let (found, planted) = (found(), planted());
    let missing: Vec<_> = planted.difference(&found).collect();
    let extra: Vec<_> = found.difference(&planted).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing {missing:#?}\nextra {extra:#?}");
}

#[test]
fn every_rule_has_a_planted_defect() {
    let planted = planted();
    for entry in RULES {
        assert!(planted.iter().any(|(_, _, rule)| rule == entry.name), "{}", entry.name);
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let with = |threads: usize| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(found);
    assert_eq!(with(1), with(8));
}
