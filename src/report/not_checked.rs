//! What an audit did not check, by kind and with the reason. A clean report must never look cleaner than it is.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::AuditReport;
use super::tally::grouped;
use crate::catalog::Catalog;
use crate::corpus::NotRead;
use crate::site::Unchecked;

/// How many template calls are named.
const NAMED: usize = 6;

/// One kind of thing that was not checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotChecked {
    /// Links: `external`, `unpublished-link`, `outside-corpus`, `asset-elsewhere`, `template`, `wikilink`, `image`, `malformed`,
    /// `untranslated`, `shorthand`, `partial`, `program`; files: `symlink`, `folder`, `name`; articles: `unreadable`,
    /// `draft`, `part`, `unpublished`; rules: `rule-off`, and `rule` for what one of
    /// them could not judge.
    pub kind: &'static str,
    /// How many; null where there is nothing to count.
    pub count: Option<usize>,
    /// What it is and why it was not checked.
    pub why: String,
}

impl NotChecked {
    fn counted(kind: &'static str, count: usize, why: &str) -> Self {
        Self { kind, count: Some(count), why: why.to_owned() }
    }
}

/// Everything that was not checked: links, files, articles, then what rules could not judge or were not asked to.
pub fn not_checked(report: &AuditReport<'_>) -> Vec<NotChecked> {
    let counts = report.catalog.link_counts();
    let not_there = "links in articles that are not published, which no reader follows";
    let external = [
        ("external", counts.external, "links to other sites (linkwright works offline)"),
        ("unpublished-link", counts.unpublished, not_there),
    ];
    let links = counts.unchecked.iter().map(|(kind, &count)| (kind.name(), count, kind.describe()));
    let counted = external.into_iter().chain(links).chain(passed_over(report.catalog.not_read)).chain(articles(report));
    let there = counted.filter(|(_, count, _)| *count > 0).map(|(kind, count, why)| {
        let names = match kind {
            kind if kind == Unchecked::Template.name() => named(&counts.calls),
            kind if kind == Unchecked::Shorthand.name() => named(&counts.shorthands),
            _ => String::new(),
        };
        NotChecked::counted(kind, count, &format!("{why}{names}"))
    });
    let there = there.chain(unpublished(report.catalog));
    let judged = report.audit.not_judged.iter().map(|why| NotChecked { kind: "rule", count: None, why: why.clone() });
    there.chain(judged).collect()
}

/// The template calls or shorthands that make most links, by name.
fn named(counts: &BTreeMap<String, usize>) -> String {
    let mut sorted: Vec<(&String, &usize)> = counts.iter().collect();
    sorted.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
    let named = sorted.iter().take(NAMED).map(|(name, count)| format!("`{name}` {}", grouped(**count)));
    let named = named.collect::<Vec<_>>().join(", ");
    match sorted.len().saturating_sub(NAMED) {
        _ if named.is_empty() => String::new(),
        0 => format!(": {named}"),
        more => format!(": {named} and {more} more"),
    }
}

/// Files that the site's generator does not publish, by reason.
fn unpublished(catalog: &Catalog) -> impl Iterator<Item = NotChecked> {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for why in catalog.ids().filter(|&id| !catalog.is_live(id)).filter_map(|id| catalog.site.unpublished(id)) {
        *reasons.entry(why).or_default() += 1;
    }
    let told =
        |(why, count)| NotChecked::counted("unpublished", count, &format!("files that are not published: {why}"));
    reasons.into_iter().map(told)
}

/// What the walk passed over.
fn passed_over(files: NotRead) -> [(&'static str, usize, &'static str); 3] {
    [
        ("symlink", files.symlinks, "symbolic links (never followed, so that nothing outside the corpus is read)"),
        ("folder", files.folders, "folders that cannot be listed or lie too deep"),
        ("name", files.names, "files whose name is not UTF-8"),
    ]
}

/// Articles that are there and no rule, or hardly one, looks into; rules that did not run.
fn articles(report: &AuditReport<'_>) -> [(&'static str, usize, &'static str); 4] {
    let catalog = report.catalog;
    let unreadable = catalog.articles.iter().filter(|article| !article.is_readable()).count();
    let drafts = catalog.articles.iter().filter(|article| article.metadata.draft && article.is_readable()).count();
    let parts = catalog.articles.iter().filter(|article| article.is_partial && article.is_readable()).count();
    let off = report.rules.len().saturating_sub(report.audit.rules.len());
    [
        ("unreadable", unreadable, "articles that cannot be read as text"),
        ("draft", if catalog.settings.drafts.include { 0 } else { drafts }, "drafts (`--drafts` counts them as live)"),
        ("part", parts, "parts that other articles include (rules about structure leave them out)"),
        ("rule-off", off, "rules that are off or were not asked for"),
    ]
}
