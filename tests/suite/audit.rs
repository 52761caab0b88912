//! The engine: which rules run, what authors silence, what a baseline hides, and in which order findings come.

use std::collections::BTreeMap;

use linkwright::audit::{self, Baseline, Selection};
use linkwright::rules::RULES;
use linkwright::settings::{Level, Severity};

use crate::support::Corpus;

fn select(config: &str, overrides: &[(&str, Level)], only: &[&str]) -> Result<Selection, String> {
    let settings: BTreeMap<String, serde_yaml::Value> = serde_yaml::from_str(config).expect("valid YAML");
    let overrides: Vec<_> = overrides.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect();
    let only: Vec<_> = only.iter().map(|&name| name.to_owned()).collect();
    Selection::new(RULES, &settings, &overrides, &only).map_err(|error| error.to_string())
}

fn severity(selection: &Selection, rule: &str) -> Option<Severity> {
    selection.setting(rule).map(|setting| setting.severity)
}

#[test]
fn a_rule_counts_more_than_its_family_and_the_command_line_most() {
    let config =
        "{structure: off, orphan: error, weak-inbound: {level: warning, min: 5}, dead-link: false, links: note}";
    let selection = select(config, &[("self-link", Level::At(Severity::Error))], &[]).unwrap();
    assert_eq!(severity(&selection, "orphan"), Some(Severity::Error));
    assert_eq!(severity(&selection, "island"), None);
    assert_eq!(severity(&selection, "dead-link"), None);
    assert_eq!(severity(&selection, "dead-fragment"), Some(Severity::Note));
    assert_eq!(severity(&selection, "self-link"), Some(Severity::Error));
    assert_eq!(severity(&selection, "duplicate-url"), Some(Severity::Error));
    assert_eq!(selection.setting("weak-inbound").map(|setting| setting.options.number("min")), Some(5));
}

#[test]
fn only_runs_what_it_names_even_where_the_configuration_has_it_off() {
    let selection = select("{orphan: off, island: off}", &[], &["orphan", "reading"]).unwrap();
    let running: Vec<&str> =
        RULES.iter().map(|rule| rule.name).filter(|name| selection.setting(name).is_some()).collect();
    assert_eq!(
        running,
        ["duplicate-url", "malformed-front-matter", "unfilled-variable", "unreadable-article", "orphan"]
    );
    let family = select("{orphan: off}", &[], &["structure"]).unwrap();
    assert_eq!(severity(&family, "orphan"), None);
}

#[test]
fn mistakes_in_a_selection_name_the_remedy() {
    let mistakes = [
        ("{ded-link: error}", "there is no rule `ded-link`; did you mean `dead-link`?"),
        ("{strukture: off}", "there is no rule `strukture`; did you mean `structure`?"),
        ("{zzz: off}", "there is no rule `zzz`; `linkwright rules` lists them"),
        ("{too-deep: {maks: 3}}", "the rule `too-deep` has no option `maks`; did you mean `max`?"),
        ("{too-deep: {depth-limit: 3}}", "the rule `too-deep` has no option `depth-limit`; it knows `max` and `level`"),
        ("{too-deep: {max: many}}", "`too-deep.max`: is no whole number from 0"),
        ("{vague-anchor: {phrases: [1]}}", "`vague-anchor.phrases`: is neither a phrase nor a list of phrases"),
        ("{orphan: bad}", "`orphan`: `bad` is no level; use `error`, `warning`, `note` or `off`"),
        ("{structure: {max: 3}}", "the rule `structure` has no option `max`; it knows `level`"),
    ];
    for (config, told) in mistakes {
        assert_eq!(select(config, &[], &[]).unwrap_err(), told, "{config}");
    }
    assert!(select("{}", &[("orphans", Level::Off)], &[]).unwrap_err().ends_with("did you mean `orphan`?"));
    assert!(select("{}", &[], &["link"]).unwrap_err().ends_with("did you mean `links`?"));
}

#[test]
fn comments_and_front_matter_silence_findings() {
    let corpus = Corpus::new()
        .file("a.md", "<!-- linkwright-ignore placeholder-link -->\n[one](#)\n\n[two](#)\n")
        .file("b.md", "---\nlinkwright:\n  ignore: [links]\n---\n[three](#)\n")
        .file("c.md", "[four](#) <!-- linkwright-ignore -->\n\n[five](#) <!-- linkwright-ignore orphan -->\n");
    let audited = corpus.audit_only(&["placeholder-link"]);
    assert_eq!(audited.places(), ["a.md:4", "c.md:3"]);
    assert_eq!(audited.audit.suppressed, 3);
    let orphans = corpus.audit_only(&["orphan"]);
    assert_eq!(orphans.places(), ["a.md", "b.md"], "a comment that names the rule speaks for the article as a whole");
}

#[test]
fn findings_come_in_the_same_order_whatever_the_number_of_threads() {
    let mut corpus = Corpus::new().file("index.md", "[a](n0.md) [a](n1.md) [here](n2.md)\n");
    for number in 0..60 {
        let text = format!("[here](#) [x](gone-{number}.md) [next thing](n{}.md)\n\n[](index.md)\n", (number * 7) % 60);
        corpus = corpus.file(&format!("n{number}.md"), text);
    }
    let on_threads = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a thread pool");
        pool.install(|| format!("{:?}", corpus.audit().audit))
    };
    let one = on_threads(1);
    assert!(one.contains("conflicting-anchor") && one.contains("dead-link"), "{one}");
    assert!(one == on_threads(16));
    let audited = corpus.audit();
    let order = |finding: &audit::Finding| (finding.article, finding.place.map(|place| place.span.start));
    assert!(audited.audit.findings.is_sorted_by_key(order));
}

#[test]
fn a_baseline_hides_what_is_known_and_only_shrinks() {
    let known = Corpus::new().file("a.md", "[x](gone.md)\n\n[y](gone.md) [z](lost.md)\n").file("b.md", "[a](a.md)\n");
    let audited = known.audit_only(&["dead-link", "orphan"]);
    let baseline = Baseline::of(&audited.catalog, &audited.audit);
    assert_eq!(baseline.len(), 4);
    let file = known.path().join("baseline.json");
    baseline.save(&file).unwrap();
    assert_eq!(Baseline::load(&file).unwrap(), baseline);

    let edited = Corpus::new().file("a.md", "\n\nMoved: [x](gone.md) and [n](new.md)\n").file("b.md", "[a](a.md)\n");
    let mut audited = edited.audit_only(&["dead-link", "orphan"]);
    let report = baseline.apply(&audited.catalog, &mut audited.audit);
    assert_eq!(audited.findings(), ["dead-link a.md:3"], "the new one, not the one that moved");
    assert_eq!(report.matched, 2);
    let stale: Vec<&str> = report.stale.iter().map(|stale| &*stale.detail).collect();
    assert_eq!(stale, ["gone.md | y", "lost.md | z"]);
    assert_eq!(baseline.without(&report.stale).len(), 2);

    let mut narrow = edited.audit_only(&["orphan"]);
    let report = baseline.apply(&narrow.catalog, &mut narrow.audit);
    assert!(report.stale.is_empty(), "rules that did not run are not mended");
}

#[test]
fn a_broken_baseline_is_told_by_name() {
    let corpus = Corpus::new().file("none.json", "[]").file("new.json", r#"{"version": 9, "findings": []}"#);
    let told = |name: &str| Baseline::load(&corpus.path().join(name)).unwrap_err().to_string();
    assert!(told("none.json").ends_with("none.json is no baseline"));
    assert!(told("new.json").contains("has version 9"));
    assert!(told("missing.json").starts_with("cannot read the baseline"));
}

#[test]
fn what_cannot_be_judged_is_said_once() {
    let audited = Corpus::new().file("a.md", "See [b](b.md)\n").file("b.md", "See [a](a.md)\n").audit();
    let said = audited.audit.not_judged.join("\n");
    assert!(said.contains("`island`") && said.contains("`too-deep`"), "{said}");
    assert_eq!(audited.audit.not_judged.len(), 2, "{said}");
}
