//! Reports articles that are linked, yet cannot be reached.
//!
//! ## What it does
//! Follows all links from the entry articles. A live article that has inbound links but was not reached is part of an
//! island: a group that links among itself and that nothing outside leads to. Not judged where there is no
//! entry article, nor where those that were detected lead to less than half of a large corpus.
//!
//! ## Why it matters
//! Counting inbound links, all looks well; readers and crawlers who start at the front door never get there.
//!
//! ## Example
//! ```markdown index.md
//! # Drinks
//!
//! Start with [tea](tea.md).
//! ```
//! ```markdown tea.md
//! Back to the [start](index.md).
//! ```
//! ```markdown archive/cocoa.md
//! See also [punch](punch.md).
//! ```
//! ```markdown archive/punch.md
//! See also [cocoa](cocoa.md).
//! ```
//! Findings: `archive/cocoa.md`, `archive/punch.md`
//!
//! ## How to fix
//! Link to one of the group from an article that can be reached. If readers do come in there, name the article under
//! `site.entry`.

use super::{is_linkable, judged_from_entries, linkable};
use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::rules::wording::{counted, listed, path};
use crate::settings::Severity;

/// So many articles may be cut off for sure; more, if they are most of them, cast doubt on the entry articles.
const FEW: usize = 20;

/// How many members are named to machines.
const NAMED: usize = 20;

/// See the file's documentation.
pub(crate) struct Island;

impl Rule for Island {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let Some(catalog) = judged_from_entries("island", check, findings) else { return };
        let groups = groups(catalog);
        let cut_off: usize = groups.iter().map(Vec::len).sum();
        let detected = catalog.settings.site.entry.is_empty();
        if detected && cut_off > FEW && cut_off * 2 > linkable(catalog).count() {
            // Where readers come in was guessed, and wrongly so.
            findings.not_judged(format!(
                "`island`: the entry articles that were detected lead to few articles, {} that are linked cannot be \
                 reached from them; `site.entry` in `linkwright.yaml` names others",
                counted(cut_off, "other")
            ));
            return;
        }
        for group in groups {
            let names = listed(group.iter().map(|&id| path(catalog, id)), group.len());
            let size = counted(group.len(), "article");
            let members: Vec<&str> = group.iter().take(NAMED).map(|&id| path(catalog, id)).collect();
            let is_island = |id: &&ArticleId| !catalog.graph().inbound(**id).is_empty();
            for &id in group.iter().filter(is_island) {
                let message = format!("no entry article leads here: part of an island of {size} ({names})");
                let finding = Finding::about(id, message)
                    .help("link to one of the group from an article that can be reached")
                    .datum("size", group.len())
                    .datum("members", members.clone());
                findings.push(finding);
            }
        }
    }
}

/// The articles that cannot be reached, in groups that are linked among themselves in either direction. Articles on
/// their own are left out. Groups and members are in path order.
fn groups(catalog: &Catalog) -> Vec<Vec<ArticleId>> {
    let depths = catalog.depths();
    let is_cut_off = |id: ArticleId| is_linkable(catalog, id) && depths.get(id.index()).is_none_or(Option::is_none);
    let mut seen = vec![false; catalog.articles.len()];
    let mut groups = Vec::new();
    for start in catalog.ids().filter(|&id| is_cut_off(id)) {
        let mut group = Vec::new();
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut seen[id.index()], true) {
                continue;
            }
            group.push(id);
            let edges = catalog.graph().outbound(id).iter().chain(catalog.graph().inbound(id));
            open.extend(edges.map(|edge| edge.article).filter(|&id| is_cut_off(id) && !seen[id.index()]));
        }
        if group.len() > 1 {
            group.sort_unstable();
            groups.push(group);
        }
    }
    groups
}
