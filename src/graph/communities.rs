//! Topic clusters: groups of articles that link each other more than chance would have it.
//!
//! They show how the corpus hangs together by its links, whatever its folders and categories say: a cluster that spans
//! two categories, or a category that falls into three clusters, is worth a look. Links in running text count more than
//! those in listings. Found by the [Leiden method](leiden), the same for the same links on every machine.

mod leiden;
mod network;

use super::{GraphFacts, LinkGraph};
use crate::corpus::ArticleId;
use crate::text::words::fold;
use network::Network;
use rustc_hash::FxHashMap;

/// The topic clusters of a corpus, largest first.
#[derive(Clone, Debug, Default)]
pub struct Communities {
    /// The community of each article, by article index: a position in `list`. `None` for articles without live links.
    pub of: Vec<Option<u32>>,
    /// The communities, largest first, ties by their first article.
    pub list: Vec<Community>,
    /// Modularity: how much more of the links' weight lies inside communities than chance would put there, up to 1.
    /// Above about .3 the clusters are real.
    pub modularity: f64,
}

/// One topic cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Community {
    /// How many articles it has.
    pub size: u32,
    /// Distinct links from its articles to its articles.
    pub inside: u32,
    /// Distinct links from its articles to others.
    pub outside: u32,
    /// The article that most articles of the community link to; ties go to the first.
    pub center: Option<ArticleId>,
}

impl Community {
    /// The share of links from its articles that stay inside, 0 to 1.
    pub fn internal_share(&self) -> f64 {
        f64::from(self.inside) / f64::from((self.inside + self.outside).max(1))
    }
}

/// Finds the topic clusters. About n log n in the links.
pub fn communities(graph: &LinkGraph) -> Communities {
    let network = Network::of(graph);
    let mut labels = leiden::leiden(&network);
    let linked = |id: ArticleId| !graph.outbound(id).is_empty() || !graph.inbound(id).is_empty();
    let count = labels.iter().max().map_or(0, |&label| label as usize + 1);
    let mut sizes = vec![0_u32; count];
    for id in graph.ids().filter(|&id| linked(id)) {
        sizes[labels[id.index()] as usize] += 1;
    }
    // Labels are in the order of first articles and the sort is stable, so ties stay in that order.
    let mut order: Vec<u32> = (0..count as u32).filter(|&label| sizes[label as usize] > 0).collect();
    order.sort_by_key(|&label| std::cmp::Reverse(sizes[label as usize]));
    let mut rank = vec![0; count];
    for (position, &label) in order.iter().enumerate() {
        rank[label as usize] = position as u32;
    }
    for label in &mut labels {
        *label = rank[*label as usize];
    }
    let modularity = modularity(&network, &labels, order.len());
    let of: Vec<_> = graph.ids().map(|id| linked(id).then_some(labels[id.index()])).collect();
    let mut list: Vec<Community> = Vec::new();
    list.extend(order.iter().map(|&label| Community { size: sizes[label as usize], ..Community::default() }));
    describe(graph, &of, &mut list);
    Communities { of, list, modularity }
}

/// Counts links inside and outside each community and picks its center.
fn describe(graph: &LinkGraph, of: &[Option<u32>], list: &mut [Community]) {
    let mut most = vec![0; list.len()];
    for id in graph.ids() {
        let Some(community) = of[id.index()] else { continue };
        let inside =
            |edges: &[super::Edge]| edges.iter().filter(|edge| of[edge.article.index()] == Some(community)).count();
        let kept = inside(graph.outbound(id));
        let described = &mut list[community as usize];
        described.inside += kept as u32;
        described.outside += (graph.outbound(id).len() - kept) as u32;
        let received = inside(graph.inbound(id));
        if described.center.is_none() || received > most[community as usize] {
            described.center = Some(id);
            most[community as usize] = received;
        }
    }
}

/// Newman's modularity of the communities: the share of weight inside less the share that chance would put there.
fn modularity(network: &Network, labels: &[u32], count: usize) -> f64 {
    let total = network.total();
    if total == 0 {
        return 0.0;
    }
    let mut inside = 0_u64;
    let mut sums = vec![0_u64; count];
    for (node, &label) in labels.iter().enumerate() {
        let Some(sum) = sums.get_mut(label as usize) else { continue };
        *sum += network.strength[node];
        let same = network.row(node).iter().filter(|(end, _)| labels[*end as usize] == label);
        inside += same.map(|&(_, weight)| u64::from(weight)).sum::<u64>();
    }
    let chance: f64 = sums.iter().map(|&sum| (sum as f64 / total as f64).powi(2)).sum();
    inside as f64 / total as f64 - chance
}

/// The category that most articles of each community are in, with how many; ties go to the one met first. In the order
/// of `communities.list`; `None` where no article has a category.
pub(super) fn dominant_categories<'a>(
    facts: &GraphFacts<'a>,
    communities: &Communities,
) -> Vec<Option<(&'a str, usize)>> {
    let mut counts: Vec<FxHashMap<String, usize>> = vec![FxHashMap::default(); communities.list.len()];
    let mut best: Vec<Option<(&'a str, usize)>> = vec![None; communities.list.len()];
    for (id, article) in facts.live_articles() {
        let Some(community) = communities.of.get(id.index()).copied().flatten() else { continue };
        for category in &article.metadata.categories {
            let count = counts[community as usize].entry(fold(category)).or_default();
            *count += 1;
            if best[community as usize].is_none_or(|(_, most)| *count > most) {
                best[community as usize] = Some((category, *count));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::{chain, graph};

    /// `count` groups of `size` articles that all link each other, each group linked to the next by one link.
    fn ring_of_cliques(count: u32, size: u32) -> LinkGraph {
        let mut links = Vec::new();
        for group in 0..count {
            let first = group * size;
            links.push((first, (first + size) % (count * size)));
            for a in first..first + size {
                links.extend((first..a).map(|b| (a, b)));
            }
        }
        graph((count * size) as usize + 1, &links)
    }

    #[test]
    fn cliques_are_communities_and_loners_are_in_none() {
        let found = communities(&ring_of_cliques(12, 6));
        assert_eq!(found.list.len(), 12);
        assert!(found.list.iter().all(|community| community.size == 6), "{:?}", found.list);
        assert_eq!(found.of.last(), Some(&None));
        assert_eq!((found.list[1].inside, found.list[1].outside), (15, 1));
        assert_eq!(found.list[1].center, Some(ArticleId(6)));
        assert!(found.modularity > 0.8, "{}", found.modularity);
    }

    #[test]
    fn odd_graphs_are_fine() {
        assert!(communities(&LinkGraph::default()).list.is_empty());
        assert!(communities(&graph(3, &[])).list.is_empty());
        let long = communities(&chain(20_000));
        assert_eq!(long.list.iter().map(|community| community.size).sum::<u32>(), 20_000);
        assert!(long.modularity > 0.9);
    }
}
