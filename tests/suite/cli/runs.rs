//! Exit codes and the options of `audit` that decide them.

use crate::run::{Run, linkwright};
use crate::support::Corpus;

/// An entry article, one linked from it, and one dead link.
pub(crate) fn with_dead_link() -> Corpus {
    Corpus::new()
        .file("site/index.md", "# Start\n\nRead the [guide](guide.md) and the [other guide](guides.md) first.\n")
        .file("site/guide.md", "# Guide\n\nIt leads back to [the start](index.md) at last.\n")
}

#[test]
fn a_dead_link_ends_with_1_and_a_clean_corpus_with_0() {
    let corpus = with_dead_link();
    let run = linkwright(&corpus, &["audit", "site"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("--> index.md:3:36"), "{run}");
    let run = linkwright(&corpus, &["audit", "site", "--only", "self-link"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert!(run.stdout.ends_with("no findings in 2 articles\n"), "{run}");
}

#[test]
fn fail_on_says_what_fails() {
    let corpus = with_dead_link();
    let code = |arguments: &[&str]| linkwright(&corpus, &[&["audit", "site", "--quiet"], arguments].concat()).code;
    assert_eq!(code(&["--fail-on", "never"]), 0);
    assert_eq!(code(&["--rule", "dead-link=warning"]), 0);
    assert_eq!(code(&["--rule", "dead-link=warning", "--fail-on", "warning"]), 1);
    assert_eq!(code(&["--only", "weak-inbound", "--fail-on", "note"]), 1);
}

#[test]
fn quiet_prints_the_verdict_alone() {
    let corpus = with_dead_link();
    let run = linkwright(&corpus, &["audit", "site", "--quiet", "--only", "dead-link"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("1 error in 1 of 2 articles\n", ""));
}

#[test]
fn verbose_tells_the_stages_on_stderr() {
    let corpus = with_dead_link();
    let run = linkwright(&corpus, &["audit", "site", "--verbose", "--threads", "1"]);
    assert_eq!(run.stderr.lines().count(), 3, "{run}");
    assert!(run.stderr.starts_with("read "), "{run}");
}

#[test]
fn path_narrows_what_is_reported_and_not_what_is_read() {
    let corpus = with_dead_link();
    let run = linkwright(&corpus, &["audit", "site", "--path", "guide.md", "--only", "dead-link,orphan"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("2 articles"), "{run}");
    for glob in ["index.md", "*.md", "/index.md", "./index.md", "i*"] {
        assert_eq!(linkwright(&corpus, &["audit", "site", "--path", glob, "--only", "dead-link"]).code, 1, "{glob}");
    }
}

#[test]
fn limit_caps_each_rule_and_0_shows_all() {
    let links: String =
        (0..12).map(|number| format!("It leads to [page {number}](gone-{number}.md) in time.\n\n")).collect();
    let corpus = Corpus::new().file("index.md", links).file("other.md", "# Other\n");
    let places = |run: &Run| run.stdout.matches("--> index.md:").count();
    let run = linkwright(&corpus, &["audit", ".", "--only", "dead-link"]);
    assert_eq!(places(&run), 10, "{run}");
    assert!(run.stdout.contains("… and 2 more (`--only dead-link --limit 0` shows all)"), "{run}");
    assert_eq!(places(&linkwright(&corpus, &["audit", ".", "--only", "dead-link", "--limit", "0"])), 12);
    assert_eq!(places(&linkwright(&corpus, &["audit", ".", "--only", "dead-link", "--limit", "3"])), 3);
}

#[test]
fn a_baseline_holds_back_what_is_known() {
    let corpus = with_dead_link();
    let audit = |more: &[&str]| {
        linkwright(&corpus, &[&["audit", "site", "--only", "dead-link", "--baseline", "known.json"], more].concat())
    };
    let run = audit(&[]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("help: `--update-baseline` writes it"), "{run}");
    assert_eq!(audit(&["--update-baseline"]).code, 0);
    let run = audit(&[]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("baseline  1 known finding held back"), "{run}");
    let corpus = corpus.file("site/index.md", "# Start\n\nRead the [guide](guide.md) and [this](gone.md).\n");
    let run = linkwright(&corpus, &["audit", "site", "--only", "dead-link", "--baseline", "known.json"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("mended    1 of the baseline"), "{run}");
}

#[test]
fn the_configuration_is_found_above_the_corpus_and_names_it() {
    let corpus = with_dead_link().file("linkwright.yaml", "corpus: site\nrules: {links: off}\n");
    let run = linkwright(&corpus, &["audit"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("corpus    site: 2 articles"), "{run}");
    assert_eq!(linkwright(&corpus, &["audit", "site"]).code, 0, "found above the corpus");
    let corpus = corpus.file("other.yaml", "corpus: site\n");
    assert_eq!(linkwright(&corpus, &["audit", "--config", "other.yaml"]).code, 1);
}

#[test]
fn drafts_count_as_live_when_told() {
    let corpus = Corpus::new()
        .file("index.md", "# Start\n\nSee what comes [next week](next.md) in this series.\n")
        .file("next.md", "---\ndraft: true\n---\n# Next\n\nSee what came [before this](index.md) in the series.\n");
    let run = linkwright(&corpus, &["audit", ".", "--only", "link-to-draft"]);
    assert!(run.stdout.contains("1 warning"), "{run}");
    let run = linkwright(&corpus, &["audit", ".", "--only", "link-to-draft", "--drafts"]);
    assert!(run.stdout.contains("no findings"), "{run}");
}

#[test]
fn the_sample_corpus_is_what_is_read_by_default() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |arguments: &[&str]| crate::run::linkwright_in(root, arguments);
    let audit = run(&["audit"]);
    assert_eq!(audit.code, 1, "{audit}");
    assert!(audit.stdout.contains("corpus    corpus: 50 articles"), "{audit}");
    assert!(run(&["graph", "stats"]).stdout.contains("Gini"));
    for format in ["dot", "graphml", "gexf", "jsonl"] {
        let export = run(&["graph", "export", "--as", format]);
        assert_eq!(export.code, 0, "{export}");
        assert!(!export.stdout.is_empty(), "{format}");
    }
}

#[test]
fn the_configuration_of_the_default_corpus_is_no_other_corpus_affair() {
    let corpus = with_dead_link().file("corpus/linkwright.yaml", "rules: {dead-link: off}\n").file("corpus/a.md", "x");
    assert_eq!(linkwright(&corpus, &["audit", "site"]).code, 1);
    assert_eq!(linkwright(&corpus, &["audit"]).code, 0);
}
