//! The state of a corpus in figures: what `graph stats` prints and what its JSON says.
//!
//! A pure function of [`GraphFacts`]; lists are capped, counts never are.

mod categories;
mod record;
mod tools;

pub use record::{
    ArticleRow, CategoryRow, CommunityRow, DepthCounts, GraphStats, Hub, HubEvidence, PartStats, ToolRow,
};

use super::communities::dominant_categories;
use super::{Communities, GraphFacts, Parts, TypedGraph, strong_parts, weak_parts};
use crate::corpus::ArticleId;

/// Works out all figures. `graph` and `communities` are those of `facts`; every list has at most `limit` entries.
pub fn graph_stats(
    facts: &GraphFacts<'_>,
    graph: &TypedGraph<'_>,
    communities: &Communities,
    limit: usize,
) -> GraphStats {
    let live: Vec<ArticleId> = facts.live_articles().map(|(id, _)| id).collect();
    let links: usize = live.iter().map(|&id| facts.links.outbound(id).len()).sum();
    let (body_uses, list_uses) = uses(facts, &live);
    let pairs = live.len() as f64 * live.len().saturating_sub(1) as f64;
    let (top, bottom) = extremes(facts, &live, limit);
    let mut categories = categories::rows(facts, graph);
    let category_count = categories.len();
    let categories_without_hub = categories.iter().filter(|row| row.articles > 1 && row.hub.is_none()).count();
    categories.truncate(limit);
    let mut tools = tools::rows(facts, graph);
    let tool_count = tools.len();
    tools.truncate(limit);
    let inbound: Vec<usize> = live.iter().map(|&id| facts.inbound(id)).collect();
    let known = |wanted: &dyn Fn(ArticleId) -> bool| live.iter().filter(|&&id| wanted(id)).count();
    let has_entries = live.iter().any(|&id| facts.is_entry(id));
    GraphStats {
        schema_version: record::SCHEMA_VERSION,
        articles: facts.articles.len(),
        live: live.len(),
        not_live: facts.articles.len() - live.len(),
        entries: known(&|id| facts.is_entry(id)),
        links,
        body_uses,
        list_uses,
        density: rounded(links as f64 / pairs.max(1.0), 6),
        mean_outbound: rounded(links as f64 / live.len().max(1) as f64, 2),
        orphans: known(&|id| !facts.is_entry(id) && facts.inbound(id) == 0),
        list_only: known(&|id| !facts.is_entry(id) && is_list_only(facts, id)),
        islands: known(&|id| has_entries && facts.inbound(id) > 0 && facts.depth(id).is_none()),
        dead_ends: known(&|id| facts.links.outbound(id).is_empty()),
        weak_parts: part_stats(&weak_parts(facts.links, &facts.live)),
        strong_parts: part_stats(&strong_parts(facts.links, &facts.live)),
        depths: depth_counts(facts, &live),
        inbound_gini: rounded(gini(inbound), 3),
        top,
        bottom,
        tool_count,
        tools,
        category_count,
        categories_without_hub,
        categories,
        modularity: rounded(communities.modularity, 3),
        community_count: communities.list.len(),
        communities: community_rows(facts, communities, limit),
    }
}

/// Uses of live links in running text and in listings.
fn uses(facts: &GraphFacts<'_>, live: &[ArticleId]) -> (u64, u64) {
    let edges = live.iter().flat_map(|&id| facts.links.outbound(id));
    edges.fold((0, 0), |(body, list), edge| (body + u64::from(edge.body), list + u64::from(edge.list)))
}

fn is_list_only(facts: &GraphFacts<'_>, id: ArticleId) -> bool {
    let inbound = facts.links.inbound(id);
    !inbound.is_empty() && inbound.iter().all(|edge| edge.body == 0)
}

fn part_stats(parts: &Parts) -> PartStats {
    let articles: u32 = parts.sizes.iter().sum();
    let share = f64::from(parts.largest()) / f64::from(articles.max(1));
    PartStats { count: parts.sizes.len(), largest: parts.largest() as usize, largest_share: rounded(share, 4) }
}

fn depth_counts(facts: &GraphFacts<'_>, live: &[ArticleId]) -> DepthCounts {
    let mut counts = DepthCounts::default();
    for &id in live {
        *match facts.depth(id) {
            Some(0) => &mut counts.entries,
            Some(1) => &mut counts.one,
            Some(2) => &mut counts.two,
            Some(3) => &mut counts.three,
            Some(_) => &mut counts.deeper,
            None => &mut counts.unreachable,
        } += 1;
    }
    counts
}

/// The best and the worst by link score, each from its end; no article is in both.
fn extremes(facts: &GraphFacts<'_>, live: &[ArticleId], limit: usize) -> (Vec<ArticleRow>, Vec<ArticleRow>) {
    let mut ranked = live.to_vec();
    let score = |id: ArticleId| facts.link_scores.get(id.index()).copied().unwrap_or(0.0);
    ranked.sort_by(|&a, &b| score(b).total_cmp(&score(a)).then(a.cmp(&b)));
    let (top, rest) = ranked.split_at(limit.min(ranked.len()));
    // From the end, but articles with the same score in path order.
    let mut bottom = rest.to_vec();
    bottom.sort_by(|&a, &b| score(a).total_cmp(&score(b)).then(a.cmp(&b)));
    let rows = |ids: &[ArticleId]| ids.iter().take(limit).map(|&id| article_row(facts, id)).collect();
    (rows(top), rows(&bottom))
}

fn article_row(facts: &GraphFacts<'_>, id: ArticleId) -> ArticleRow {
    let article = &facts.articles[id.index()];
    ArticleRow {
        path: article.path.to_string(),
        url: facts.url(id).to_owned(),
        title: article.title().to_owned(),
        link_score: facts.link_score(id),
        inbound: facts.inbound(id),
    }
}

fn community_rows(facts: &GraphFacts<'_>, communities: &Communities, limit: usize) -> Vec<CommunityRow> {
    let categories = dominant_categories(facts, communities);
    let rows = communities.list.iter().zip(categories).enumerate().take(limit);
    rows.map(|(number, (community, category))| {
        let center = community.center.and_then(|id| Some((id, facts.articles.get(id.index())?)));
        CommunityRow {
            number,
            size: community.size as usize,
            name: center.map_or("", |(_, article)| article.title()).to_owned(),
            center: center.map_or("", |(_, article)| &article.path).to_owned(),
            category: category.map(|(name, _)| name.to_owned()),
            category_share: category.map(|(_, count)| rounded(count as f64 / f64::from(community.size.max(1)), 3)),
            internal_share: rounded(community.internal_share(), 3),
        }
    })
    .collect()
}

/// The Gini coefficient: 0 if all values are equal, near 1 if one has all. For `n` values in ascending order it is
/// `2 * sum(i * x_i) / (n * sum(x_i)) - (n + 1) / n`; see Damgaard and Weiner, "Describing inequality in plant size or
/// fecundity" (Ecology 81(4), 2000), after Sen, "On Economic Inequality" (1973).
fn gini(mut values: Vec<usize>) -> f64 {
    values.sort_unstable();
    let count = values.len() as f64;
    let sum: usize = values.iter().sum();
    if sum == 0 {
        return 0.0;
    }
    let weighted: f64 = values.iter().zip(1..).map(|(&value, rank): (_, u64)| value as f64 * rank as f64).sum();
    2.0 * weighted / (count * sum as f64) - (count + 1.0) / count
}

fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::{article, facts, graph};
    use crate::graph::{click_depths, communities};

    #[test]
    fn figures_leave_drafts_and_entry_articles_out_where_they_should() {
        let articles = [
            article("video/index.md", "Start", &[]),
            article("a.md", "Video", &["Canva"]),
            article("b.md", "video", &["Canva"]),
            article("lost.md", "Solo", &[]),
            article("draft.md", "Video", &["Canva"]),
        ];
        let links = graph(5, &[(0, 1), (1, 2), (3, 2), (2, 1)]);
        let depths = click_depths(&links, &[ArticleId(0)]);
        let facts = facts(&articles, &links, &depths);
        let stats = graph_stats(&facts, &TypedGraph::build(&facts), &communities(&links), 2);
        assert_eq!((stats.articles, stats.live, stats.not_live, stats.entries, stats.links), (5, 4, 1, 1, 4));
        assert_eq!((stats.orphans, stats.islands, stats.dead_ends), (1, 0, 0));
        assert_eq!((stats.depths.entries, stats.depths.one, stats.depths.two, stats.depths.unreachable), (1, 1, 1, 1));
        assert_eq!((stats.weak_parts.count, stats.strong_parts.count, stats.strong_parts.largest), (1, 3, 2));
        assert_eq!((stats.tools[0].articles, stats.tools[0].inbound, stats.tools[0].mentions), (2, 4, None));
        assert_eq!((stats.tool_count, stats.category_count, stats.categories.len()), (2, 3, 2));
        // The page of the folder `video` is the hub of the category "Video"; nobody needs a hub for one article.
        let hub = stats.categories[0].hub.as_ref().unwrap();
        assert_eq!((&*hub.path, hub.evidence, hub.linked), ("video/index.md", HubEvidence::Name, 1));
        assert_eq!(stats.categories_without_hub, 0);
        assert_eq!((stats.top.len(), stats.bottom.len()), (2, 2));
    }

    #[test]
    fn gini_is_nought_for_equal_and_near_one_for_one_rich() {
        assert_eq!(gini(vec![]), 0.0);
        assert_eq!(gini(vec![0, 0]), 0.0);
        assert!(gini(vec![3, 3, 3]).abs() < 1e-12);
        assert!((gini(vec![0, 0, 0, 8]) - 0.75).abs() < 1e-12);
        assert!((gini(vec![5, 1, 3]) - 8.0 / 27.0).abs() < 1e-12);
    }
}
