use std::fs;

use super::{anchored, brewing, json, suggested};
use crate::run::linkwright;
use crate::support::Corpus;

fn id_of(corpus: &Corpus, source: &str, target: &str) -> String {
    let report = json(corpus, &["suggest", source]);
    let found = report["sources"][0]["suggestions"].as_array().unwrap();
    let one = found.iter().find(|one| one["target"]["path"] == target).unwrap_or_else(|| panic!("{report:#}"));
    one["id"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_rejected_never_comes_back() {
    let corpus = brewing().file("site/linkwright.yaml", "# here\n");
    let (first, second) = (id_of(&corpus, "steep", "water.md"), id_of(&corpus, "steep", "cold.md"));
    let reject =
        |id: &str| linkwright(&corpus, &["suggest", "--reject", id, "--why", "not: \"here\"", "--corpus", "site"]);
    let run = reject(&first);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (0, "rejected steep.md -> water.md\nwritten to site/linkwright.decisions.yaml\n")
    );
    reject(&second);
    insta::assert_snapshot!(
        "decisions",
        fs::read_to_string(corpus.path().join("site/linkwright.decisions.yaml")).unwrap()
    );
    let left = suggested(&corpus, &["--all"]);
    assert!(
        !left.iter().any(|row| row.starts_with("steep.md water.md") || row.starts_with("steep.md cold.md")),
        "{left:?}"
    );
    assert!(left.iter().any(|row| row.starts_with("water.md cold.md")), "{left:?}");
    let inbound = suggested(&corpus, &["--to", "water"]);
    assert!(!inbound.iter().any(|row| row.starts_with("steep.md")), "{inbound:?}");
}

#[test]
fn what_is_accepted_can_be_written_alone() {
    let corpus = brewing();
    let id = id_of(&corpus, "steep", "water.md");
    let run = linkwright(&corpus, &["suggest", "--accept", &id, "--corpus", "site"]);
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(anchored(&corpus, &["--all", "--accepted"]), ["steep.md water.md water hardness at home"]);
    let text = linkwright(&corpus, &["suggest", "steep", "--corpus", "site"]);
    assert!(text.stdout.contains(&format!("{id}  accepted\n")), "{text}");
    let run = linkwright(&corpus, &["suggest", "--all", "--accepted", "--apply", "--corpus", "site"]);
    assert_eq!(run.stdout, "steep.md -> water.md\n1 link written in 1 article\n", "{run}");
}

#[test]
fn ids_that_mean_nothing_decide_nothing() {
    let corpus = brewing();
    let good = id_of(&corpus, "steep", "water.md");
    for id in ["zzzzzzz-zzzzzzz", "water.md", "a-b", "ÄÄÄÄÄÄÄ-zzzzzzz"] {
        let run = linkwright(&corpus, &["suggest", "--reject", &good, "--reject", id, "--corpus", "site"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
        assert!(run.stderr.contains(id), "{run}");
    }
    assert!(!corpus.path().join("site/linkwright.decisions.yaml").exists());
}

#[test]
fn a_broken_file_of_decisions_is_told_with_its_place() {
    for broken in [
        "decisions: [{from: a.md}]\n",
        "decisions: [\n",
        "decision: []\n",
        "decisions:\n- {from: a, to: b, decision: maybe}\n",
    ] {
        let corpus = brewing().file("site/linkwright.decisions.yaml", broken);
        let run = linkwright(&corpus, &["suggest", "--all", "--corpus", "site"]);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains("site/linkwright.decisions.yaml: "), "{run}");
    }
}

#[test]
fn articles_and_phrases_can_be_left_alone() {
    let all = anchored(&brewing(), &["--all"]);
    assert!(all.iter().any(|row| row.starts_with("steep.md cold.md")) && all.len() >= 3, "{all:?}");
    let configured = |yaml: &str| {
        let corpus = brewing().file("site/linkwright.yaml", format!("suggest: {yaml}\n"));
        suggested(&corpus, &["--all"])
    };
    let gives = |rows: &[String], path: &str| rows.iter().any(|row| row.starts_with(&format!("{path} ")));
    let takes = |rows: &[String], path: &str| rows.iter().any(|row| row.split(' ').nth(1) == Some(path));
    let rows = configured("{nolink: ['c*.md']}");
    assert!(!takes(&rows, "cold.md") && !gives(&rows, "cold.md") && gives(&rows, "steep.md"), "{rows:?}");
    let rows = configured("{nolink_from: [steep.md]}");
    assert!(!gives(&rows, "steep.md") && takes(&rows, "cold.md"), "{rows:?}");
    let rows = configured("{nolink_to: [cold.md]}");
    assert!(!takes(&rows, "cold.md") && takes(&rows, "kettles.md"), "{rows:?}");
    let rows = configured("{deny: ['Cold  Brew concentrate']}");
    assert!(!rows.iter().any(|row| row.ends_with("cold brew concentrate")), "{rows:?}");
    for (word, from, to) in [("true", false, false), ("from", false, true), ("to", true, false), ("false", true, true)]
    {
        for front_matter in [format!("nolink: {word}"), format!("linkwright: {{nolink: {word}}}")] {
            let text = "Minerals change taste. Try cold brew concentrate with soft water.";
            let text = format!("---\ntitle: Water hardness at home\n{front_matter}\n---\n\n{text}\n");
            let rows = anchored(&brewing().file("site/water.md", text), &["--all"]);
            assert_eq!((gives(&rows, "water.md"), takes(&rows, "water.md")), (from, to), "{front_matter}: {rows:?}");
        }
    }
}

#[test]
fn wrong_settings_are_told() {
    for (yaml, told) in [
        ("{min_score: 2}", "a score is from 0 to 1, not 2"),
        ("{max_per_pag: 2}", "did you mean `max_per_page`?"),
        ("{placement: loose}", "`strict`"),
        ("{nolink_to: ['{a']}", "the pattern `{a` under `suggest.nolink_to` is not a valid glob"),
    ] {
        let corpus = brewing().file("site/linkwright.yaml", format!("suggest: {yaml}\n"));
        let run = linkwright(&corpus, &["suggest", "--all", "--corpus", "site"]);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(told), "{run}");
    }
}
