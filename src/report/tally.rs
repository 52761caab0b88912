//! Counting findings: by severity, by rule, and the verdict in one line.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Serialize;

use crate::audit::Finding;
use crate::settings::Severity;

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// Broken for readers.
    pub error: usize,
    /// Costs readers or ranking.
    pub warning: usize,
    /// Worth knowing.
    pub note: usize,
}

impl Tally {
    /// Counts `findings`.
    pub fn of(findings: &[Finding]) -> Self {
        Self::count(findings.iter().map(|finding| finding.severity))
    }

    /// Counts severities.
    pub fn count(severities: impl IntoIterator<Item = Severity>) -> Self {
        let mut tally = Self::default();
        for severity in severities {
            *match severity {
                Severity::Error => &mut tally.error,
                Severity::Warning => &mut tally.warning,
                Severity::Note => &mut tally.note,
            } += 1;
        }
        tally
    }

    /// How many findings are at least as bad as `severity`.
    pub fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Note => self.error + self.warning + self.note,
            Severity::Warning => self.error + self.warning,
            Severity::Error => self.error,
        }
    }

    /// The counts in words, worst first; what is not there is left out.
    pub(super) fn words(&self) -> String {
        let counts = [(self.error, "error"), (self.warning, "warning"), (self.note, "note")];
        let words: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|&(count, word)| counted(count, word)).collect();
        words.join(", ")
    }
}

/// The findings of one rule.
pub(super) struct RuleGroup<'a> {
    pub(super) rule: &'static str,
    pub(super) severity: Severity,
    pub(super) findings: Vec<&'a Finding>,
}

/// The findings by rule: the worst first, then the rule with most findings, then by name. Within a rule the order stays.
pub(super) fn by_rule(findings: &[Finding]) -> Vec<RuleGroup<'_>> {
    let mut groups: Vec<RuleGroup<'_>> = Vec::new();
    for finding in findings {
        let same = |group: &RuleGroup<'_>| group.rule == finding.rule && group.severity == finding.severity;
        match groups.iter_mut().find(|group| same(group)) {
            Some(group) => group.findings.push(finding),
            None => {
                groups.push(RuleGroup { rule: finding.rule, severity: finding.severity, findings: vec![finding] });
            }
        }
    }
    groups.sort_by_key(|group| (Reverse(group.severity), Reverse(group.findings.len()), group.rule));
    groups
}

/// In how many articles something was found.
pub(super) fn articles_with_findings(findings: &[Finding]) -> usize {
    findings.iter().map(|finding| finding.article).collect::<FxHashSet<_>>().len()
}

/// A number with thousands apart, as in `12,345`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its noun, in the plural where it must be.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_people_write_them() {
        assert_eq!(counted(1, "error"), "1 error");
        assert_eq!(counted(1_234_567, "note"), "1,234,567 notes");
        assert_eq!(grouped(999), "999");
        assert_eq!(Tally { error: 2, warning: 0, note: 1 }.words(), "2 errors, 1 note");
    }
}
