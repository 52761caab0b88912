//! The program as it is typed: exit codes, messages with a remedy, output that machines read.

use std::process::Output;

use assert_cmd::Command;

fn run(folder: &std::path::Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("linkwright").unwrap();
    command.current_dir(folder).args(arguments).env("NO_COLOR", "1").output().unwrap()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    folder
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

#[test]
fn a_dead_link_is_exit_1_and_a_clean_corpus_exit_0() {
    let dead = folder(&[("content/index.md", "[a](a.md)\n"), ("content/a.md", "[x](gone.md) [home](index.md)\n")]);
    let output = run(dead.path(), &["audit", "content"]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("a.md:1:1"), "{}", told(&output));
    let never = run(dead.path(), &["audit", "content", "--fail-on", "never"]);
    assert_eq!(never.status.code(), Some(0));
    let clean = folder(&[("content/index.md", "[The other](a.md)\n"), ("content/a.md", "[The home page](index.md)\n")]);
    assert_eq!(run(clean.path(), &["audit", "content"]).status.code(), Some(0));
}

#[test]
fn what_cannot_run_is_exit_2_with_a_remedy() {
    let folder = folder(&[
        ("content/a.md", "x"),
        ("empty/a.txt", "x"),
        ("broken/linkwright.yaml", "rulez: {}\n"),
        ("broken/a.md", "x"),
    ]);
    for (arguments, word) in [
        (&["audit", "nowhere"][..], "nowhere"),
        (&["audit", "content/a.md"], "--path"),
        (&["audit", "empty"], "no articles"),
        (&["audit", "broken"], "did you mean `rules`"),
        (&["audit", "content", "--rule", "ded-link=off"], "dead-link"),
        (&["explain", "orphans"], "orphan"),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(word), "{arguments:?}: {}", told(&output));
    }
}

#[test]
fn json_follows_the_contract() {
    let folder = folder(&[("c/index.md", "[a](a.md)\n"), ("c/a.md", "[x](gone.md)\n")]);
    let output = run(folder.path(), &["audit", "c", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["schema_version"], 1);
    assert_eq!(report["corpus"]["articles"], 2);
    assert_eq!(report["corpus"]["links"]["total"], 2);
    let dead = report["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "dead-link").unwrap();
    assert_eq!(dead["path"], "a.md");
    assert_eq!((&dead["line"], &dead["column"]), (&1.into(), &1.into()));
    assert_eq!(dead["data"]["href"], "gone.md");
    assert_eq!(dead["span"]["end"], 12);
}

#[test]
fn every_command_has_help_and_the_sample_corpus_is_audited_by_default() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for command in [
        &["audit"][..],
        &["graph"],
        &["graph", "stats"],
        &["graph", "export"],
        &["init"],
        &["rules"],
        &["explain"],
        &["completions"],
    ] {
        let output = run(root, &[command, &["--help"]].concat());
        assert_eq!(output.status.code(), Some(0), "{command:?}");
    }
    let output = run(root, &["audit"]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("dead-link"));
    for format in ["dot", "graphml", "gexf", "jsonl"] {
        assert_eq!(run(root, &["graph", "export", "--as", format]).status.code(), Some(0));
    }
    assert!(told(&run(root, &["graph", "stats"])).contains("Gini"));
}

#[test]
fn init_writes_a_configuration_that_loads_and_is_not_overwritten() {
    let folder = folder(&[("content/index.md", "[a](a.md)\n"), ("content/a.md", "x\n")]);
    assert_eq!(run(folder.path(), &["init", "content"]).status.code(), Some(0));
    assert_eq!(run(folder.path(), &["audit", "content", "--fail-on", "never"]).status.code(), Some(0));
    assert_eq!(run(folder.path(), &["init", "content"]).status.code(), Some(2));
}
