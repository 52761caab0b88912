//! Articles that differ only in the tool they name: a page links to one of them.

use super::judge::Judged;
use super::knowledge::Knowledge;
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::decisions::Policy;
use crate::text::words::fold_hash;

/// Of the targets in `kept`, the best first, those without the variants of another: the one that was accepted before stays, else
/// the one about the source's own tool, else the best. Where the page links to a variant already, none is left.
pub(super) fn one_of_each<'j>(
    catalog: &Catalog,
    knowledge: &Knowledge,
    policy: &Policy,
    source: ArticleId,
    kept: Vec<&'j Judged>,
) -> Vec<&'j Judged> {
    let family = |id: ArticleId| knowledge.facts.get(id.index()).map_or(0, |facts| facts.apart_from_tools);
    if kept.iter().all(|judged| family(judged.target) == 0) {
        return kept;
    }
    let tool = |id: ArticleId| catalog.article(id).metadata.tools.first().map(|tool| fold_hash(tool));
    let own = tool(source);
    // Greater is better; equal ones in the order of their scores.
    let claim = |id: ArticleId| (policy.is_accepted(source, id), own.is_some() && tool(id) == own);
    let linked: Vec<u64> = knowledge.graph(catalog).outbound(source).iter().map(|link| family(link.article)).collect();
    let stays = |at: usize, judged: &Judged| {
        let id = judged.target;
        let rivals = || kept.iter().enumerate().filter(|(_, other)| family(other.target) == family(id));
        let is_best = || {
            rivals().all(|(place, other)| {
                claim(other.target) < claim(id) || (claim(other.target) == claim(id) && at <= place)
            })
        };
        family(id) == 0 || claim(id).0 || (!linked.contains(&family(id)) && is_best())
    };
    kept.iter().enumerate().filter(|(at, judged)| stays(*at, judged)).map(|(_, judged)| *judged).collect()
}
