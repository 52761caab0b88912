//! What cannot be run ends with 2, nothing on stdout, and a message that says what to do instead.

use super::runs::with_dead_link;
use crate::run::{Run, linkwright};
use crate::support::Corpus;

fn fails(corpus: &Corpus, arguments: &[&str]) -> Run {
    let run = linkwright(corpus, arguments);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    run
}

#[test]
fn a_missing_corpus_names_a_folder_that_would_do() {
    let corpus = Corpus::new().file("content/a.md", "# A\n");
    let run = fails(&corpus, &["audit"]);
    assert_eq!(
        run.stderr,
        "error: there is no corpus folder `corpus`\n  help: `content` exists: `linkwright audit content`\n"
    );
    let run = fails(&Corpus::new(), &["audit", "nowhere"]);
    assert!(
        run.stderr.ends_with("help: name the folder that holds the articles: `linkwright audit FOLDER`\n"),
        "{run}"
    );
    let run = fails(&Corpus::new().file("linkwright.yaml", "corpus: gone\n"), &["audit"]);
    assert!(run.stderr.contains("no corpus folder `gone` (the `corpus` of linkwright.yaml)"), "{run}");
}

#[test]
fn a_corpus_that_is_a_file_names_the_command_to_type() {
    let corpus = with_dead_link();
    let run = fails(&corpus, &["audit", "site/index.md"]);
    assert!(run.stderr.contains("`linkwright audit site --path index.md`"), "{run}");
    assert_eq!(linkwright(&corpus, &["audit", "site", "--path", "index.md"]).code, 1, "and that command works");
}

#[test]
fn an_empty_corpus_says_what_was_looked_for() {
    let run = fails(&Corpus::new().file("site/a.txt", "no article"), &["audit", "site"]);
    assert!(run.stderr.contains("there are no articles in `site`") && run.stderr.contains(".mdx"), "{run}");
}

#[test]
fn a_broken_configuration_is_told_with_its_place() {
    let told = |yaml: &str| fails(&with_dead_link().file("linkwright.yaml", yaml), &["audit", "site"]).stderr;
    assert!(told("site:\n  base_ulr: x\n").contains("linkwright.yaml:2:3: site: unknown field `base_ulr`"));
    assert!(told("site:\n  base_ulr: x\n").contains("did you mean `base_url`?"));
    assert!(told("rules: {orphn: off}\n").contains("did you mean `orphan`?"));
    assert!(told("rules: {orphn: off}\n").contains("the `rules` of linkwright.yaml"));
    assert!(told("site: [\n").contains("linkwright.yaml:"));
    assert!(told("catalogues: {tools: gone.yaml}\n").contains("gone.yaml"));
    assert!(told("exclude: ['a{b']\n").contains("`a{b`"));
    let run = fails(&with_dead_link(), &["audit", "site", "--config", "gone.yaml"]);
    assert!(run.stderr.contains("gone.yaml") && run.stderr.contains("caused by: "), "{run}");
}

#[test]
fn rules_and_levels_that_do_not_exist_name_those_that_do() {
    let corpus = with_dead_link();
    assert!(fails(&corpus, &["audit", "site", "--only", "orphn"]).stderr.contains("did you mean `orphan`?"));
    assert!(fails(&corpus, &["audit", "site", "--rule", "orphn=off"]).stderr.contains("did you mean `orphan`?"));
    assert!(fails(&corpus, &["audit", "site", "--rule", "orphan=bad"]).stderr.contains("`bad` is no level"));
    assert!(fails(&corpus, &["audit", "site", "--rule", "orphan"]).stderr.contains("NAME=LEVEL"));
    assert!(fails(&corpus, &["explain", "ded-link"]).stderr.contains("did you mean `dead-link`?"));
    assert!(fails(&corpus, &["explain", "qqqqqq"]).stderr.contains("`linkwright rules` lists them"));
}

#[test]
fn a_path_that_matches_no_article_is_a_slip() {
    let run = fails(&with_dead_link(), &["audit", "site", "--path", "site/index.md"]);
    assert!(run.stderr.contains("no article matches `--path site/index.md`"), "{run}");
    assert!(run.stderr.contains("relative to the corpus `site`, such as `guide.md`"), "{run}");
    fails(&with_dead_link(), &["audit", "site", "--path", "a[{"]);
}

#[test]
fn bad_usage_ends_with_2() {
    let corpus = Corpus::new();
    assert!(fails(&corpus, &[]).stderr.contains("Usage: linkwright"));
    fails(&corpus, &["audti"]);
    fails(&corpus, &["audit", "--threads", "0"]);
    fails(&corpus, &["audit", "a", "--corpus", "b"]);
    fails(&corpus, &["audit", "--update-baseline"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_listed_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let corpus = with_dead_link();
    let site = corpus.path().join("site");
    std::fs::set_permissions(&site, std::fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may list it all the same.
    if std::fs::read_dir(&site).is_err() {
        assert!(fails(&corpus, &["audit", "site"]).stderr.contains("cannot read the corpus"));
    }
    std::fs::set_permissions(&site, std::fs::Permissions::from_mode(0o755)).unwrap();
}
