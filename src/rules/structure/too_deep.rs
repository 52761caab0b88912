//! Reports articles that take too many clicks to reach.
//!
//! ## What it does
//! Measures the click depth of every live article: the fewest links from any entry article. Not judged where there is no
//! entry article.
//!
//! ## Why it matters
//! Few readers click four times, and search engines visit deep pages seldom and rate them low.
//!
//! ## Example
//! ```markdown index.md
//! Start with [one](one.md).
//! ```
//! ```markdown one.md
//! On to [two](two.md).
//! ```
//! ```markdown two.md
//! On to [three](three.md).
//! ```
//! ```markdown three.md
//! On to [four](four.md).
//! ```
//! ```markdown four.md
//! Back to the [start](index.md).
//! ```
//! Findings: `four.md`
//!
//! ## How to fix
//! Link to it from a hub or from another article near the entry.
//!
//! ## Options
//! - `max` (3): the greatest click depth that is fine.

use super::{is_linkable, judged_from_entries};
use crate::audit::{Check, Finding, Findings, Meta, OptionSpec, OptionValue, Rule};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::rules::wording::path;
use crate::settings::Severity;

const OPTIONS: &[OptionSpec] =
    &[OptionSpec { name: "max", default: OptionValue::Number(3), help: "the greatest click depth that is fine" }];
/// A longer click path is shown without its middle.
const SHOWN: usize = 6;

/// See the file's documentation.
pub(crate) struct TooDeep;

impl Rule for TooDeep {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Note, options: OPTIONS, since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let Some(catalog) = judged_from_entries("too-deep", check, findings) else { return };
        let max = check.options.number("max");
        let mut ways = None;
        for id in catalog.ids().filter(|&id| is_linkable(catalog, id)) {
            let Some(depth) = depth(catalog, id).filter(|&depth| u64::from(depth) > max) else { continue };
            let way = ways.get_or_insert_with(|| Ways::of(catalog)).to(id);
            let steps: Vec<String> =
                way.iter().map(|step| step.map_or("…".into(), |id| format!("`{}`", path(catalog, id)))).collect();
            let paths = way.iter().map(|step| step.map_or("…", |id| path(catalog, id)));
            let finding = Finding::about(id, format!("{depth} clicks deep: {}", steps.join(" → ")))
                .help(help(max))
                .datum("depth", depth)
                .datum("max", max)
                .datum("way", paths.collect::<Vec<_>>());
            findings.push(finding);
        }
    }
}

fn help(max: u64) -> String {
    match max {
        0 | 1 => "link to it from an entry article".to_owned(),
        _ => format!("link to it from an article that is at most {} clicks deep", max - 1),
    }
}

fn depth(catalog: &Catalog, id: ArticleId) -> Option<u32> {
    catalog.depths().get(id.index()).copied().flatten()
}

/// The shortest way to every article, of several the first in path order.
struct Ways {
    /// The step before, by article.
    before: Vec<Option<ArticleId>>,
    /// The entry article it begins at, by article.
    entry: Vec<Option<ArticleId>>,
}

impl Ways {
    fn of(catalog: &Catalog) -> Self {
        let mut reached: Vec<(u32, ArticleId)> =
            catalog.ids().filter_map(|id| Some((depth(catalog, id)?, id))).collect();
        reached.sort_unstable();
        let mut ways = Self { before: vec![None; catalog.articles.len()], entry: vec![None; catalog.articles.len()] };
        for (deep, id) in reached {
            let inbound = catalog.graph().inbound(id).iter().map(|edge| edge.article);
            let before = deep
                .checked_sub(1)
                .and_then(|above| inbound.into_iter().find(|&from| depth(catalog, from) == Some(above)));
            ways.before[id.index()] = before;
            ways.entry[id.index()] = before.map_or(Some(id), |before| ways.entry[before.index()]);
        }
        ways
    }

    /// The way to `id`, from its entry article on; `None` stands for steps left out.
    fn to(&self, id: ArticleId) -> Vec<Option<ArticleId>> {
        let mut steps = vec![Some(id)];
        let mut at = id;
        while let Some(before) = self.before[at.index()] {
            if steps.len() == SHOWN - 2 && self.before[before.index()].is_some() {
                steps.extend([None, self.entry[id.index()]]);
                break;
            }
            steps.push(Some(before));
            at = before;
        }
        steps.reverse();
        steps
    }
}
