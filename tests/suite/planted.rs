//! A generated corpus and the truth that was planted in it: an audit finds exactly that.

#[path = "../../benches/generate.rs"]
mod generate;

use std::collections::BTreeSet;

use linkwright::audit::{self, Selection};
use linkwright::catalog::Catalog;
use linkwright::rules::RULES;
use linkwright::settings::Settings;

/// The rules that the truth is complete for.
const RULES_PLANTED: [&str; 14] = [
    "dead-end",
    "dead-fragment",
    "dead-link",
    "draft-fed",
    "duplicate-url",
    "empty-anchor",
    "link-to-draft",
    "malformed-front-matter",
    "orphan",
    "placeholder-link",
    "self-link",
    "unfilled-variable",
    "unreadable-article",
    "vague-anchor",
];

/// Different seeds plant different sorts of the same defect.
#[test]
fn exactly_what_was_planted_is_found() {
    for seed in 11..15 {
        audit_generated(seed);
    }
}

fn audit_generated(seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    let options = generate::Options { articles: 300, out: out.clone(), seed, base_size: 6_000 };
    let (truth, _) = generate::generate(&options).unwrap();
    let truth = std::fs::read_to_string(truth).unwrap();
    let rows = truth.lines().skip(1).map(|row| row.split('\t').take(3).collect::<Vec<_>>().join("\t"));
    let planted: BTreeSet<String> = rows.filter(|row| !row.ends_with("\tdraft")).collect();

    let only: Vec<String> = RULES_PLANTED.iter().map(|&rule| rule.to_owned()).collect();
    let settings = Settings::default();
    let catalog = Catalog::load(&out, &settings, &|| {}).unwrap();
    let selection = Selection::new(RULES, &settings.rules, &[], &only).unwrap();
    let found: BTreeSet<String> = audit::run(&catalog, RULES, &selection)
        .findings
        .iter()
        .map(|finding| {
            let line = finding.place.map_or_else(|| "-".to_owned(), |place| place.line.to_string());
            format!("{}\t{line}\t{}", catalog.article(finding.article).path, finding.rule)
        })
        .collect();
    let missed: Vec<&String> = planted.difference(&found).collect();
    let invented: Vec<&String> = found.difference(&planted).collect();
    assert!(missed.is_empty() && invented.is_empty(), "missed: {missed:#?}\ninvented: {invented:#?}");
    for rule in RULES_PLANTED {
        assert!(planted.iter().any(|row| row.ends_with(rule)), "no {rule} was planted");
    }
}
