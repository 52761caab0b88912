//! What stands around a node: the articles and entities within some steps of it, the best of them where there are too
//! many, with every edge between those that are shown.
//!
//! A hub has thousands of neighbours, so each ring is cut to what fits: first the nodes that hang on most of what is
//! shown already, then by link score.

mod layout;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Entities, LinkGraph, NodeType, Relation};
use crate::corpus::ArticleId;

pub use layout::layout;

/// A node of a neighbourhood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Spot {
    /// An article.
    Article(ArticleId),
    /// A tool, a category or a keyword, by its number.
    Entity(u32),
}

/// Which way links are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// To the articles that are linked.
    Out,
    /// To the articles that link.
    In,
    /// Both ways.
    #[default]
    Both,
}

/// What belongs to a neighbourhood.
#[derive(Clone, Debug)]
pub struct Reach<'a> {
    /// How many steps from the center.
    pub depth: u32,
    /// How many nodes at most, the center included.
    pub nodes: usize,
    /// How many edges at most.
    pub edges: usize,
    /// Which way links are followed.
    pub direction: Direction,
    /// The kinds of node that are shown.
    pub kinds: &'a [NodeType],
    /// The names of the relations that are shown.
    pub relations: &'a [&'static str],
}

/// The nodes around a center and the edges between them.
#[derive(Clone, Debug, Default)]
pub struct Neighbourhood {
    /// Each with its distance from the center, which comes first.
    pub nodes: Vec<(Spot, u32)>,
    /// Positions of two nodes, and what the edge says.
    pub edges: Vec<(usize, usize, Relation)>,
    /// How many nodes within reach were left out.
    pub nodes_left_out: usize,
    /// How many edges between the nodes were left out.
    pub edges_left_out: usize,
}

/// What neighbourhoods are looked up in.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The live links.
    pub links: &'a LinkGraph,
    /// The entities.
    pub entities: &'a Entities,
    /// Link scores by article.
    pub scores: &'a [f32],
}

impl Surroundings<'_> {
    /// The neighbourhood of `centers`: one node, or several as a picture of the whole.
    pub fn around(&self, centers: &[Spot], reach: &Reach<'_>) -> Neighbourhood {
        let mut nodes: Vec<(Spot, u32)> = centers.iter().take(reach.nodes).map(|&spot| (spot, 0)).collect();
        let mut shown: FxHashSet<Spot> = nodes.iter().map(|(spot, _)| *spot).collect();
        let mut ring: Vec<Spot> = shown.iter().copied().collect();
        let mut nodes_left_out = 0;
        for depth in 1..=reach.depth {
            let mut ties: FxHashMap<Spot, usize> = FxHashMap::default();
            for &spot in &ring {
                self.each_edge(spot, reach, |next, _| {
                    if !shown.contains(&next) {
                        *ties.entry(next).or_default() += 1;
                    }
                });
            }
            let mut found: Vec<(Spot, usize)> = ties.into_iter().collect();
            found.sort_unstable_by(|a, b| {
                b.1.cmp(&a.1).then(self.weight(b.0).total_cmp(&self.weight(a.0))).then(a.0.cmp(&b.0))
            });
            let room = reach.nodes.saturating_sub(nodes.len());
            nodes_left_out += found.len().saturating_sub(room);
            found.truncate(room);
            ring = found.into_iter().map(|(spot, _)| spot).collect();
            nodes.extend(ring.iter().map(|&spot| (spot, depth)));
            shown.extend(ring.iter().copied());
        }
        let mut edges = self.edges_between(&nodes, reach);
        let edges_left_out = edges.len().saturating_sub(reach.edges);
        edges.truncate(reach.edges);
        Neighbourhood { nodes, edges, nodes_left_out, edges_left_out }
    }

    /// The best articles by link score, for a picture of the whole.
    pub fn best(&self, count: usize) -> Vec<Spot> {
        let mut ids: Vec<ArticleId> = self.links.ids().collect();
        let score = |id: ArticleId| self.weight(Spot::Article(id));
        ids.sort_by(|&a, &b| score(b).total_cmp(&score(a)).then(a.cmp(&b)));
        ids.truncate(count);
        ids.into_iter().filter(|&id| score(id) > 0.0).map(Spot::Article).collect()
    }

    /// Every edge between two of `nodes`, those at the center first.
    fn edges_between(&self, nodes: &[(Spot, u32)], reach: &Reach<'_>) -> Vec<(usize, usize, Relation)> {
        let positions: FxHashMap<Spot, usize> =
            nodes.iter().enumerate().map(|(position, (spot, _))| (*spot, position)).collect();
        let outward = Reach { direction: Direction::Out, ..reach.clone() };
        let mut edges = Vec::new();
        for (position, (spot, _)) in nodes.iter().enumerate().filter(|(_, (spot, _))| matches!(spot, Spot::Article(_)))
        {
            self.each_edge(*spot, &outward, |next, relation| {
                if let Some(&other) = positions.get(&next) {
                    edges.push((position, other, relation));
                }
            });
        }
        edges.sort_by_key(|&(from, to, _)| (from.min(to), from.max(to)));
        edges
    }

    /// Calls `each` for every edge at `spot` that `reach` shows, with the node at its other end.
    fn each_edge(&self, spot: Spot, reach: &Reach<'_>, mut each: impl FnMut(Spot, Relation)) {
        let related = |relation: &Relation| reach.relations.contains(&relation.name());
        match spot {
            Spot::Article(id) => {
                if reach.kinds.contains(&NodeType::Article) {
                    let rows = [(self.links.outbound(id), Direction::Out), (self.links.inbound(id), Direction::In)];
                    for (row, way) in rows {
                        if reach.direction != Direction::Both && reach.direction != way {
                            continue;
                        }
                        for edge in row {
                            let relation = Relation::Link { body: edge.body, list: edge.list };
                            if related(&relation) {
                                each(Spot::Article(edge.article), relation);
                            }
                        }
                    }
                }
                for (number, relation) in self.entities.of_article(id) {
                    let kind = self.entities.get(*number).map(|entity| entity.kind);
                    if related(relation) && kind.is_some_and(|kind| reach.kinds.contains(&kind)) {
                        each(Spot::Entity(*number), *relation);
                    }
                }
            }
            Spot::Entity(number) if reach.kinds.contains(&NodeType::Article) => {
                let articles = self.entities.get(number).map_or(&[][..], |entity| &entity.articles);
                for (id, relation) in articles.iter().filter(|(_, relation)| related(relation)) {
                    each(Spot::Article(*id), *relation);
                }
            }
            Spot::Entity(_) => {}
        }
    }

    /// What decides who is shown: entities are few and say much, so they come before articles.
    fn weight(&self, spot: Spot) -> f32 {
        match spot {
            Spot::Article(id) => self.scores.get(id.index()).copied().unwrap_or(0.0),
            Spot::Entity(_) => f32::MAX,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::{article, facts, graph};

    const ALL: [NodeType; 4] = [NodeType::Article, NodeType::Tool, NodeType::Category, NodeType::Keyword];
    const RELATIONS: [&str; 4] = ["link", "uses-tool", "in-category", "targets-keyword"];

    fn reach() -> Reach<'static> {
        Reach { depth: 1, nodes: 10, edges: 20, direction: Direction::Both, kinds: &ALL, relations: &RELATIONS }
    }

    #[test]
    fn rings_are_cut_to_the_best_and_say_how_many_are_left_out() {
        let articles: Vec<_> = ["a.md", "b.md", "c.md", "d.md", "e.md"].map(|path| article(path, "", &[])).into();
        let links = graph(5, &[(0, 1), (0, 2), (3, 0), (4, 3), (1, 2)]);
        let facts = facts(&articles, &links, &[]);
        let entities = Entities::build(&facts);
        let scores = [9.0, 1.0, 5.0, 3.0, 2.0];
        let around = Surroundings { links: &links, entities: &entities, scores: &scores };
        let articles_only = Reach { kinds: &ALL[..1], ..reach() };
        let center = [Spot::Article(ArticleId(0))];
        let ids = |found: &Neighbourhood| -> Vec<u32> {
            let article = |spot: &Spot| if let Spot::Article(id) = spot { id.0 } else { u32::MAX };
            found.nodes.iter().map(|(spot, _)| article(spot)).collect()
        };
        let found = around.around(&center, &Reach { nodes: 3, ..articles_only.clone() });
        assert_eq!((ids(&found), found.nodes_left_out), (vec![0, 2, 3], 1));
        let found = around.around(&center, &Reach { direction: Direction::In, depth: 2, ..articles_only.clone() });
        assert_eq!(ids(&found), [0, 3, 4]);
        let found = around.around(&center, &Reach { edges: 2, ..articles_only });
        assert_eq!((found.edges.len(), found.edges_left_out), (2, 2));
        assert_eq!(around.best(2), [Spot::Article(ArticleId(0)), Spot::Article(ArticleId(2))]);
    }

    #[test]
    fn articles_meet_at_their_entities() {
        let articles =
            [article("a.md", "Audio", &["Otter"]), article("b.md", "audio", &[]), article("draft.md", "Audio", &[])];
        let links = graph(3, &[]);
        let facts = facts(&articles, &links, &[]);
        let entities = Entities::build(&facts);
        let around = Surroundings { links: &links, entities: &entities, scores: &[1.0, 1.0, 0.0] };
        let category = Spot::Entity(entities.find(NodeType::Category, "AUDIO").unwrap());
        let found = around.around(&[category], &reach());
        assert_eq!((found.nodes.len(), found.edges.len()), (3, 2));
        let found = around.around(&[category], &Reach { depth: 2, ..reach() });
        assert!(found.nodes.len() > 3 && layout(&found).len() == found.nodes.len());
    }
}
