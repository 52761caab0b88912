//! Rules about how articles hang together: which can be found, from where, and in how many clicks.

pub(super) mod dead_end;
pub(super) mod draft_fed;
pub(super) mod island;
pub(super) mod list_only;
pub(super) mod orphan;
pub(super) mod too_deep;
pub(super) mod weak_inbound;

mod uses;

use crate::audit::{Check, Findings};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::rules::wording::counted;
use crate::site::Unchecked;

/// The articles that must be found by links: live ones that are not entry articles, and whose URL is their own (where
/// two share one, `duplicate-url` tells, and links go to the first). Parts that other articles include are no pages.
fn linkable(catalog: &Catalog) -> impl Iterator<Item = ArticleId> {
    catalog.ids().filter(|&id| is_linkable(catalog, id))
}

fn is_linkable(catalog: &Catalog, id: ArticleId) -> bool {
    catalog.is_live(id) && !catalog.is_entry(id) && !catalog.article(id).is_partial && catalog.site.answers(id)
}

/// What there is to judge; `None`, and told, where too little is known of who links to whom.
fn judged<'a>(check: &Check<'a>, findings: &mut Findings) -> Option<&'a Catalog> {
    match too_little_known(check.catalog) {
        Some(why) => findings.not_judged(why),
        None => return Some(check.catalog),
    }
    None
}

/// As [`judged`], for a rule that goes by where readers come in: it needs entry articles.
fn judged_from_entries<'a>(rule: &str, check: &Check<'a>, findings: &mut Findings) -> Option<&'a Catalog> {
    let catalog = judged(check, findings)?;
    if catalog.entries().is_empty() {
        if catalog.ids().any(|id| catalog.is_live(id)) {
            findings.not_judged(no_entry(rule));
        }
        return None;
    }
    Some(catalog)
}

/// Why nothing is judged in a corpus most of whose links cannot be followed, as templates make them or lead to URLs that are not
/// those of the files: what links where is not known. The same words for all rules of the family, so that they are told once.
fn too_little_known(catalog: &Catalog) -> Option<String> {
    let counts = catalog.link_counts();
    let known = || counted(counts.internal, "internal link");
    let templates = counts.unchecked.get(&Unchecked::Template).copied().unwrap_or(0);
    if templates > counts.internal {
        let known = known();
        return Some(format!(
            "rules about structure: templates make the targets of {templates} links, only {known} could be followed"
        ));
    }
    let (host, links) = catalog.site.lookalike().filter(|(_, links)| *links > counts.internal)?;
    let (links, known) = (counted(links, "link"), known());
    Some(format!(
        "rules about structure: {links} lead to {host}, where most addresses end in names of articles: it may be this site, but \
         its URLs are not those of the files; only {known} could be followed. `site.mounts` or `site.permalinks` in \
         `linkwright.yaml` say which URLs articles have"
    ))
}

/// How many articles are live.
fn live_count(catalog: &Catalog) -> usize {
    catalog.ids().filter(|&id| catalog.is_live(id)).count()
}

/// Why `rule` judges nothing in a corpus without entry articles.
fn no_entry(rule: &str) -> String {
    format!("`{rule}`: there is no entry article to start from; `site.entry` in `linkwright.yaml` names them")
}
