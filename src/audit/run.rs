//! Running rules over a catalog: one parallel pass over the articles in which every rule looks at each, the rules about
//! the corpus beside it, then one merge and one sort. The only place that names findings, gives them their severity
//! and drops those that the author silenced.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::suppression::is_suppressed;
use super::{Check, Entry, Finding, Findings, Selection};
use crate::catalog::Catalog;
use crate::settings::Severity;

/// What an audit found.
#[derive(Debug, Default)]
pub struct Audit {
    /// Findings by path, place, rule and message.
    pub findings: Vec<Finding>,
    /// How many findings a comment or front matter silenced.
    pub suppressed: usize,
    /// What rules could not judge and why, a sentence each, sorted.
    pub not_judged: Vec<String>,
    /// The rules that ran, in the order of the registry.
    pub rules: Vec<&'static str>,
}

impl Audit {
    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// The highest severity among the findings; `None` if there are none.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}

/// Runs the selected rules. The result does not depend on the number of threads.
pub fn run(catalog: &Catalog, rules: &[Entry], selection: &Selection) -> Audit {
    let active: Vec<Active> = rules.iter().filter_map(|entry| Active::new(catalog, entry, selection)).collect();
    // Built here, not inside the passes: threads that wait for a value another thread is building cannot help it,
    // and one that takes up a rule while others help it build would come to wait for itself.
    let graph = || (catalog.graph(), catalog.depths());
    let nearest = || catalog.has_dead_links().then(|| catalog.site.prepare_nearest());
    rayon::join(graph, || (catalog.link_counts(), nearest()));
    let (articles, corpus) = rayon::join(|| check_articles(catalog, &active), || check_corpus(&active));
    let mut outcome = Outcome::of(vec![articles, corpus]);
    outcome.findings.par_sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    Audit {
        findings: outcome.findings,
        suppressed: outcome.suppressed,
        not_judged: outcome.not_judged.into_iter().collect(),
        rules: active.iter().map(|rule| rule.entry.name).collect(),
    }
}

/// Findings about an article as a whole come before those in it.
fn sort_key(finding: &Finding) -> impl Ord + '_ {
    (finding.article, finding.place.map(|place| place.span), finding.rule, &finding.message)
}

fn check_articles(catalog: &Catalog, active: &[Active]) -> Outcome {
    let articles = (0..catalog.articles.len() as u32).into_par_iter().map(crate::corpus::ArticleId);
    let outcomes = articles.fold(Outcome::default, |mut outcome, id| {
        for rule in active {
            outcome.take(rule, |findings| rule.entry.rule.check_article(&rule.check, id, findings));
        }
        outcome
    });
    Outcome::of(outcomes.collect())
}

fn check_corpus(active: &[Active]) -> Outcome {
    let outcomes = active.par_iter().map(|rule| {
        let mut outcome = Outcome::default();
        outcome.take(rule, |findings| rule.entry.rule.check_corpus(&rule.check, findings));
        outcome
    });
    Outcome::of(outcomes.collect())
}

/// A rule that runs.
struct Active<'a> {
    entry: &'a Entry,
    severity: Severity,
    check: Check<'a>,
}

impl<'a> Active<'a> {
    fn new(catalog: &'a Catalog, entry: &'a Entry, selection: &'a Selection) -> Option<Self> {
        let setting = selection.setting(entry.name)?;
        Some(Self { entry, severity: setting.severity, check: Check { catalog, options: &setting.options } })
    }
}

/// What one thread has so far.
#[derive(Default)]
struct Outcome {
    findings: Vec<Finding>,
    suppressed: usize,
    not_judged: BTreeSet<String>,
}

impl Outcome {
    /// Lets a rule look, and takes over what it found.
    fn take(&mut self, rule: &Active<'_>, look: impl FnOnce(&mut Findings)) {
        let mut findings = Findings::default();
        look(&mut findings);
        self.not_judged.extend(findings.not_judged);
        for mut finding in findings.found {
            finding.rule = rule.entry.name;
            finding.severity = rule.severity;
            if is_suppressed(rule.check.catalog.article(finding.article), rule.entry, &finding) {
                self.suppressed += 1;
            } else {
                self.findings.push(finding);
            }
        }
    }

    /// All parts as one, with room for just what they hold.
    fn of(parts: Vec<Self>) -> Self {
        let mut whole = Self::default();
        whole.findings.reserve_exact(parts.iter().map(|part| part.findings.len()).sum());
        for part in parts {
            whole.findings.extend(part.findings);
            whole.suppressed += part.suppressed;
            whole.not_judged.extend(part.not_judged);
        }
        whole
    }
}
