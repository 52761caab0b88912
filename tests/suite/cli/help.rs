//! Help texts, as snapshots: a change to what people read is seen in review.

use crate::run::linkwright;
use crate::support::Corpus;

#[test]
fn every_command_has_help_with_examples() {
    let commands: &[&[&str]] = &[
        &[],
        &["audit"],
        &["index"],
        &["search"],
        &["related"],
        &["suggest"],
        &["graph"],
        &["graph", "stats"],
        &["graph", "export"],
        &["cannibalization"],
        &["keywords"],
        &["serve"],
        &["verify-urls"],
        &["rules"],
        &["explain"],
        &["init"],
        &["completions"],
    ];
    let corpus = Corpus::new();
    for command in commands {
        let run = linkwright(&corpus, &[*command, &["--help"]].concat());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        let snapshot = ["help", &command.join("-")].join("-");
        insta::assert_snapshot!(snapshot.trim_end_matches('-'), run.stdout);
        let examples = command.len() == 2 || run.stdout.contains("Examples:");
        assert!(examples, "{run}");
    }
}

#[test]
fn completions_know_commands_and_options_in_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = linkwright(&Corpus::new(), &["completions", shell]);
        assert_eq!(run.code, 0, "{run}");
        assert!(run.stdout.contains("explain") && run.stdout.contains("fail-on"), "{run}");
    }
}

#[test]
fn version_is_that_of_the_package() {
    let run = linkwright(&Corpus::new(), &["--version"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, concat!("linkwright ", env!("CARGO_PKG_VERSION"), "\n")));
}

#[test]
fn rules_lists_levels_as_configured() {
    let corpus = Corpus::new().file("linkwright.yaml", "rules: {orphan: error, self-link: off}\n");
    let run = linkwright(&corpus, &["rules"]);
    let line = |name: &str| run.stdout.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
    assert!(line("orphan ").contains("structure") && line("orphan ").contains("error *"), "{run}");
    assert!(line("self-link ").contains("off *"), "{run}");
    assert!(line("dead-link ").contains(" error ") && !line("dead-link ").contains('*'), "{run}");
}

#[test]
fn explain_lays_out_the_documentation_of_every_rule() {
    let corpus = Corpus::new();
    for entry in linkwright::rules::RULES {
        let run = linkwright(&corpus, &["explain", entry.name]);
        assert_eq!(run.code, 0, "{run}");
        assert!(run.stdout.starts_with(entry.name) && !run.stdout.contains("```"), "{run}");
        for option in entry.rule.meta().options {
            assert!(run.stdout.contains(option.name), "{} does not explain its option {}", entry.name, option.name);
        }
    }
    insta::assert_snapshot!("explain-dead-fragment", linkwright(&corpus, &["explain", "dead-fragment"]).stdout);
}
