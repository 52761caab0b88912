//! The commands around suggested links: which article is meant, reports, patches, files written, decisions kept. What is
//! suggested, and how well, is asked elsewhere.

mod decisions; // what was decided, forbidden and allowed
mod naming; // an article by whatever name
mod writing; // patches and files

use serde_json::Value;

use crate::run::linkwright;
use crate::support::Corpus;

/// A brewing site: `steep.md` and `water.md` name other articles in their text and do not link to them.
pub(crate) fn brewing() -> Corpus {
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n\n{text}\n");
    Corpus::new()
        .file("site/index.md", page("Start", "Read on [steeping](/steep/), [water](/water/) and [kettles](/kettles/)."))
        .file(
            "site/steep.md",
            page(
                "Steeping oolong leaves",
                "Leaves open slowly. Before the first infusion, check the water hardness at home with a strip.\n\n\
                 A gooseneck kettle guide helps with the pour.\n\n\
                 Some **cold brew concentrate** needs a whole night.\n\n\
                 Back to [the start](/).",
            ),
        )
        .file(
            "site/water.md",
            page(
                "Water hardness at home",
                "Minerals change taste. Try cold brew concentrate with soft water.\n\nSee [leaves](/steep/).",
            ),
        )
        .file(
            "site/kettles.md",
            page("Gooseneck kettle guide", "A narrow spout gives a steady pour. See [leaves](/steep/)."),
        )
        .file("site/cold.md", page("Cold brew concentrate", "Twelve hours in the fridge, then strain it twice."))
}

pub(crate) fn json(corpus: &Corpus, arguments: &[&str]) -> Value {
    let run = linkwright(corpus, &[arguments, &["--corpus", "site", "--format", "json"]].concat());
    assert_eq!(run.code, 0, "{run}");
    serde_json::from_str(&run.stdout).unwrap()
}

/// `source target anchor` of every suggestion, sorted; a "see also" has no anchor.
pub(crate) fn suggested(corpus: &Corpus, arguments: &[&str]) -> Vec<String> {
    let report = json(corpus, &[&["suggest"], arguments].concat());
    let mut rows = Vec::new();
    for source in report["sources"].as_array().unwrap() {
        for one in source["suggestions"].as_array().unwrap() {
            let anchor = one["anchor"]["text"].as_str().unwrap_or("-");
            rows.push(format!(
                "{} {} {anchor}",
                source["path"].as_str().unwrap(),
                one["target"]["path"].as_str().unwrap()
            ));
        }
    }
    rows.sort();
    rows
}

/// Those that have a place in the text.
pub(crate) fn anchored(corpus: &Corpus, arguments: &[&str]) -> Vec<String> {
    suggested(corpus, arguments).into_iter().filter(|row| !row.ends_with(" -")).collect()
}

#[test]
fn the_report_shows_sentence_and_anchor() {
    let run = linkwright(&brewing(), &["suggest", "steep", "--corpus", "site", "--min-score", "0.5"]);
    assert_eq!(run.code, 0, "{run}");
    insta::assert_snapshot!("suggest", run.stdout);
    let colored = linkwright(&brewing(), &["suggest", "steep", "--corpus", "site", "--color", "always"]);
    assert!(!colored.stdout.contains("[water") && colored.stdout.contains("\u{1b}["), "{colored}");
}

#[test]
fn spans_in_json_slice_to_the_anchor_in_its_sentence() {
    let corpus = brewing();
    let report = json(&corpus, &["suggest", "--all"]);
    let mut seen = 0;
    for source in report["sources"].as_array().unwrap() {
        let text = std::fs::read_to_string(corpus.path().join("site").join(source["path"].as_str().unwrap())).unwrap();
        for one in source["suggestions"].as_array().unwrap() {
            let anchor = &one["anchor"];
            let Some(words) = anchor["text"].as_str() else { continue };
            let at = |end: &str| anchor["span"][end].as_u64().unwrap() as usize;
            assert_eq!(&text[at("start")..at("end")], words);
            let (start, end) = (anchor["in_sentence"][0].as_u64().unwrap(), anchor["in_sentence"][1].as_u64().unwrap());
            let sentence: Vec<char> = anchor["sentence"].as_str().unwrap().chars().collect();
            assert_eq!(sentence[start as usize..end as usize].iter().collect::<String>(), words);
            seen += 1;
        }
    }
    assert!(seen >= 3, "{report:#}");
}

#[test]
fn links_are_also_told_from_their_target() {
    let corpus = brewing();
    let rows = anchored(&corpus, &["--to", "cold"]);
    assert_eq!(rows, ["steep.md cold.md cold brew concentrate", "water.md cold.md cold brew concentrate"]);
    let report = json(&corpus, &["suggest", "--orphans"]);
    let target = report["targets"].as_array().unwrap().iter().find(|target| target["path"] == "cold.md").unwrap();
    assert_eq!(target["inbound"], 0);
    assert!(target["suggestions"].as_array().unwrap().len() >= 2, "{report:#}");
}

#[test]
fn related_articles_come_with_their_reasons() {
    let report = json(&brewing(), &["related", "/steep/", "--limit", "2"]);
    let related = report["related"].as_array().unwrap();
    assert!(related.len() <= 2 && !related.is_empty(), "{report:#}");
    assert!(related.iter().all(|one| one["path"] != "steep.md" && !one["why"].as_str().unwrap().is_empty()));
    let run = linkwright(&brewing(), &["related", "steep", "--corpus", "site"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.starts_with("steep.md  /steep/\n  1  "), "{run}");
}

#[test]
fn output_does_not_depend_on_threads() {
    let corpus = brewing();
    let all =
        |threads: &str| linkwright(&corpus, &["suggest", "--all", "--corpus", "site", "--threads", threads]).stdout;
    assert_eq!(all("1"), all("4"));
}

#[test]
fn usage_is_checked() {
    let corpus = brewing();
    for arguments in [
        &["suggest"][..],
        &["suggest", "steep", "--all"],
        &["suggest", "steep", "--min-score", "2"],
        &["suggest", "--accept", "abcdefg-2345678", "--apply"],
        &["suggest", "steep", "--why", "so"],
        &["audit", "site", "--format", "diff"],
    ] {
        let run = linkwright(&corpus, &[arguments, &["--quiet"]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?} {run}");
    }
}
