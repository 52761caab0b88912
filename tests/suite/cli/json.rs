//! JSON is a contract: its schemas are generated from the types, shipped, and hold for what is really printed.

use std::path::PathBuf;

use serde_json::Value;

use super::runs::with_dead_link;
use crate::run::linkwright;
use crate::support::Corpus;

fn shipped(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name)
}

/// Set `UPDATE_SCHEMAS` to write them anew.
#[test]
fn shipped_schemas_are_those_of_the_types() {
    let openapi = ("openapi.json", linkwright::server::openapi());
    for (name, schema) in linkwright::report::schemas().into_iter().chain([openapi]) {
        let schema = format!("{schema:#}\n");
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::create_dir_all(shipped("")).unwrap();
            std::fs::write(shipped(name), &schema).unwrap();
        }
        let file = std::fs::read_to_string(shipped(name)).unwrap_or_default();
        assert!(file == schema, "schemas/{name} is out of date: run the tests with UPDATE_SCHEMAS=1");
    }
}

#[test]
fn what_is_printed_follows_the_schemas() {
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let sample = sample.to_str().unwrap();
    let draft = PathBuf::from(sample).join("articles/2026-03-12-plain-newsletter-design.md");
    let draft = draft.to_str().unwrap();
    let commands: [(&str, &[&str]); 11] = [
        ("audit.schema.json", &["audit", sample]),
        ("graph-stats.schema.json", &["graph", "stats", sample]),
        ("index.schema.json", &["index", sample]),
        ("search.schema.json", &["search", "podcast", "--facets", "--explain", "--corpus", sample]),
        ("suggest.schema.json", &["suggest", "--all", "--placement", "any", "--corpus", sample]),
        ("suggest.schema.json", &["suggest", "--orphans", "--corpus", sample]),
        ("related.schema.json", &["related", "podcast-hosts", "--corpus", sample]),
        ("rules.schema.json", &["rules"]),
        ("cannibalization.schema.json", &["cannibalization", sample]),
        ("cannibalization-check.schema.json", &["cannibalization", sample, "--check", draft]),
        ("keywords.schema.json", &["keywords", sample]),
    ];
    for (name, arguments) in commands {
        let run = linkwright(&Corpus::new(), &[arguments, &["--format", "json"]].concat());
        assert!(run.code < 2, "{run}");
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(shipped(name)).unwrap()).unwrap();
        let printed: Value = serde_json::from_str(&run.stdout).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator.iter_errors(&printed).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

#[test]
fn an_audit_has_every_field_of_the_contract() {
    let run = linkwright(&with_dead_link(), &["audit", "site", "--only", "dead-link", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{run}");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    insta::assert_json_snapshot!("audit-json", report);
}

#[test]
fn spans_slice_to_the_link_and_output_does_not_depend_on_threads() {
    let corpus = with_dead_link();
    let audit =
        |threads: &str| linkwright(&corpus, &["audit", "site", "--format", "json", "--threads", threads]).stdout;
    assert_eq!(audit("1"), audit("4"));
    let report: Value = serde_json::from_str(&audit("1")).unwrap();
    let dead = report["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "dead-link").unwrap();
    let offset = |end: &str| dead["span"][end].as_u64().unwrap() as usize;
    let text = std::fs::read_to_string(corpus.path().join("site/index.md")).unwrap();
    assert_eq!(&text[offset("start")..offset("end")], "[other guide](guides.md)");
}

#[test]
fn limit_caps_the_list_and_not_the_summary() {
    let run =
        linkwright(&with_dead_link(), &["audit", "site", "--format", "json", "--only", "structure", "--limit", "1"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let count = |severity: &str| report["summary"][severity].as_u64().unwrap();
    assert!(report["findings"].as_array().unwrap().len() as u64 <= count("error") + count("warning") + count("note"));
}
