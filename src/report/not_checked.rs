//! What an audit did not check, by kind and with the reason. A clean report must never look cleaner than it is.

use schemars::JsonSchema;
use serde::Serialize;

use super::AuditReport;
use crate::corpus::NotRead;

/// One kind of thing that was not checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotChecked {
    /// Links: `external`, `outside-corpus`, `asset-elsewhere`, `template`, `wikilink`, `image`, `malformed`; files:
    /// `symlink`, `folder`, `name`; `rule` for what rules could not judge.
    pub kind: &'static str,
    /// How many; null where there is nothing to count.
    pub count: Option<usize>,
    /// What it is and why it was not checked.
    pub why: String,
}

/// Everything that was not checked: links, then files, then what rules could not judge.
pub fn not_checked(report: &AuditReport<'_>) -> Vec<NotChecked> {
    let counts = report.catalog.link_counts();
    let external = (counts.external > 0).then(|| NotChecked {
        kind: "external",
        count: Some(counts.external),
        why: "links to other sites (linkwright works offline)".to_owned(),
    });
    let links = counts.unchecked.iter().map(|(kind, &count)| NotChecked {
        kind: kind.name(),
        count: Some(count),
        why: kind.describe().to_owned(),
    });
    let rules = report.audit.not_judged.iter().map(|why| NotChecked { kind: "rule", count: None, why: why.clone() });
    external.into_iter().chain(links).chain(files(report.catalog.not_read)).chain(rules).collect()
}

/// What the walk passed over.
fn files(passed: NotRead) -> impl Iterator<Item = NotChecked> {
    let kinds = [
        ("symlink", passed.symlinks, "symbolic links (never followed, so that nothing outside the corpus is read)"),
        ("folder", passed.folders, "folders that cannot be listed or lie too deep"),
        ("name", passed.names, "files whose name is not UTF-8"),
    ];
    let there = kinds.into_iter().filter(|(_, count, _)| *count > 0);
    there.map(|(kind, count, why)| NotChecked { kind, count: Some(count), why: why.to_owned() })
}
