//! Tools, categories and keywords with their articles, as a table of its own: the typed graph borrows the articles, so
//! whoever keeps both for long keeps this instead.

use rustc_hash::FxHashMap;

use super::{GraphFacts, Node, NodeType, Relation, TypedGraph};
use crate::corpus::ArticleId;
use crate::text::words::fold;

/// A tool, a category or a keyword.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Which of them.
    pub kind: NodeType,
    /// Its name as shown.
    pub name: Box<str>,
    /// The articles with an edge to it, in path order.
    pub articles: Vec<(ArticleId, Relation)>,
}

/// All entities of a corpus; an entity's number is its position.
#[derive(Debug, Default)]
pub struct Entities {
    list: Vec<Entity>,
    by_name: FxHashMap<(NodeType, String), u32>,
    of_articles: Vec<Vec<(u32, Relation)>>,
}

impl Entities {
    /// The entities that the live articles and the tool catalogue name.
    pub fn build(facts: &GraphFacts<'_>) -> Self {
        let graph = TypedGraph::build(facts);
        let mut entities = Self { of_articles: vec![Vec::new(); facts.articles.len()], ..Self::default() };
        for (node, entity) in graph.nodes().enumerate() {
            let Node::Entity { kind, name, folded } = entity else { continue };
            let number = entities.list.len() as u32;
            let articles = graph.articles_of(node);
            for (article, relation) in &articles {
                if let Some(of_article) = entities.of_articles.get_mut(article.index()) {
                    of_article.push((number, *relation));
                }
            }
            entities.list.push(Entity { kind: *kind, name: (*name).into(), articles });
            entities.by_name.insert((*kind, folded.clone()), number);
        }
        entities
    }

    /// The entity of a number.
    pub fn get(&self, number: u32) -> Option<&Entity> {
        self.list.get(number as usize)
    }

    /// The number of an entity, by any spelling of its name.
    pub fn find(&self, kind: NodeType, name: &str) -> Option<u32> {
        self.by_name.get(&(kind, fold(name))).copied()
    }

    /// All entities of a kind, as they come up in the articles.
    pub fn of_kind(&self, kind: NodeType) -> impl Iterator<Item = &Entity> {
        self.list.iter().filter(move |entity| entity.kind == kind)
    }

    /// The entities that an article has an edge to.
    pub fn of_article(&self, article: ArticleId) -> &[(u32, Relation)] {
        self.of_articles.get(article.index()).map_or(&[], Vec::as_slice)
    }
}
