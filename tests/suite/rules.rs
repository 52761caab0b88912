//! Every rule: its documentation is complete, its example gives what it says, and its fix mends what it found.

use std::collections::BTreeSet;
use std::fs;

use linkwright::audit::{Entry, Finding, OptionValue};
use linkwright::rules::RULES;

use crate::support::{Audited, Corpus};

#[test]
fn the_documentation_of_every_rule_is_complete() {
    for rule in RULES {
        let (name, docs, summary) = (rule.name, rule.docs(), rule.summary());
        assert!(summary.starts_with("Reports ") && summary.ends_with('.'), "{name}: {summary}");
        assert!(summary.chars().count() <= 80, "{name}: {summary}");
        // What stands between fences is the example's, not the documentation's.
        let outside = docs.split("```").step_by(2).flat_map(str::lines);
        let headings: Vec<&str> = outside.filter_map(|line| line.strip_prefix("## ")).collect();
        let mut expected = vec!["What it does", "Why it matters", "Example", "How to fix"];
        if !rule.rule.meta().options.is_empty() {
            expected.push("Options");
        }
        assert_eq!(headings, expected, "{name}");
        for option in rule.rule.meta().options {
            let told = match option.default {
                OptionValue::Number(number) => format!("- `{}` ({number}): {}.", option.name, option.help),
                OptionValue::Phrases(_) => format!("- `{}`: {}", option.name, option.help),
            };
            assert!(docs.contains(&told), "{name} does not say: {told}");
        }
    }
}

#[test]
fn names_state_the_defect_and_are_those_of_the_files() {
    let mut names = BTreeSet::new();
    for rule in RULES {
        assert!(names.insert(rule.name), "{} is there twice", rule.name);
        assert!(!rule.name.starts_with("no-") && !rule.name.starts_with("check-"), "{}", rule.name);
        let family = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules/");
        let file = format!("{family}{}/{}.rs", rule.family, rule.name.replace('-', "_"));
        assert_eq!(fs::read_to_string(&file).ok().as_deref(), Some(rule.source), "{file}");
    }
}

#[test]
fn every_example_gives_the_findings_it_lists() {
    for rule in RULES {
        let example = Example::of(rule);
        let audited = example.corpus().audit_only(&[rule.name]);
        assert_eq!(sorted(audited.places()), sorted(example.findings), "{}: {:?}", rule.name, audited.messages());
        assert!(audited.audit.findings.iter().all(|finding| finding.rule == rule.name));
    }
}

#[test]
fn a_fix_leaves_nothing_to_find_at_its_place() {
    let mut fixed = 0;
    for rule in RULES {
        let before = Example::of(rule).corpus();
        let audited = before.audit_only(&[rule.name]);
        for finding in audited.audit.findings.iter().filter(|finding| finding.fix.is_some()) {
            let after = mended(&Example::of(rule), &audited, finding);
            let places = after.audit_only(&[rule.name]).places();
            assert!(!places.contains(&audited.place(finding)), "{}: {:?}", rule.name, finding.fix);
            fixed += 1;
        }
    }
    assert!(fixed > 0, "some example shows a fix");
}

#[test]
fn every_finding_says_what_is_wrong_and_nothing_more() {
    for rule in RULES {
        for finding in Example::of(rule).corpus().audit_only(&[rule.name]).audit.findings {
            let (name, message) = (rule.name, &finding.message);
            assert!(!message.is_empty() && !message.ends_with('.') && !message.contains('\n'), "{name}: {message}");
        }
    }
}

/// The corpus of an example after the fix of one finding.
fn mended(example: &Example, audited: &Audited, finding: &Finding) -> Corpus {
    let corpus = example.corpus();
    for edit in &finding.fix.as_ref().expect("a fix").edits {
        let path = corpus.path().join(&*audited.catalog.article(edit.article).path);
        let mut text = fs::read_to_string(&path).expect("the example is text");
        text.replace_range(edit.span.range(), &edit.replacement);
        fs::write(&path, text).expect("it can be written");
    }
    corpus
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list
}

/// The example in a rule's documentation: fenced blocks named by their path, and the findings they give.
struct Example {
    files: Vec<(String, Vec<u8>)>,
    findings: Vec<String>,
}

impl Example {
    fn of(rule: &Entry) -> Self {
        let docs = rule.docs();
        let mut example = Self { files: Vec::new(), findings: Vec::new() };
        let mut lines = docs.lines();
        while let Some(line) = lines.next() {
            if let Some(info) = line.strip_prefix("```") {
                let text: String =
                    lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
                let mut words = info.split_whitespace().skip(1);
                let path = words.next().expect("a block names its file");
                let encoded = match words.next() {
                    Some("latin-1") => text.chars().map(|c| c as u8).collect(),
                    _ => text.into_bytes(),
                };
                example.files.push((path.to_owned(), encoded));
            } else if let Some(list) = line.strip_prefix("Findings: ") {
                example.findings = list.split(", ").map(|place| place.trim_matches('`').to_owned()).collect();
            }
        }
        assert!(!example.files.is_empty() && !example.findings.is_empty(), "{} has no example", rule.name);
        example
    }

    fn corpus(&self) -> Corpus {
        self.files.iter().fold(Corpus::new(), |corpus, (path, text)| corpus.file(path, text))
    }
}
