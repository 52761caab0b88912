//! The typed graph: articles, tools, categories and keywords, and every sort of edge between them.
//!
//! Entities are one node however they are spelled: names are compared folded (case, space, punctuation), and shown as
//! the tool catalogue, else the first article, writes them. Drafts are left out.

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use super::GraphFacts;
use crate::corpus::{Article, ArticleId};
use crate::text::words::fold;

/// What a node stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// A live article.
    Article(ArticleId),
    /// A tool, a category or a keyword.
    Entity {
        /// Which of them.
        kind: NodeType,
        /// Its name as shown.
        name: &'a str,
        /// Its name as compared.
        folded: String,
    },
}

/// The sorts of node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeType {
    /// A live article.
    Article,
    /// A tool of the tool catalogue or of front matter.
    Tool,
    /// A category of front matter or of the tool catalogue.
    Category,
    /// A keyword that an article is written for.
    Keyword,
}

impl NodeType {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Tool => "tool",
            Self::Category => "category",
            Self::Keyword => "keyword",
        }
    }
}

/// What an edge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// An article links to another.
    Link {
        /// Uses in running text.
        body: u16,
        /// Uses in listings.
        list: u16,
    },
    /// An article is about a tool.
    UsesTool {
        /// Whether it is the article's first.
        primary: bool,
    },
    /// An article, or a tool, is in a category.
    InCategory,
    /// An article is written for a keyword.
    TargetsKeyword,
    /// An article names a tool in running text, outside links.
    Mentions {
        /// How many times.
        count: u32,
    },
}

impl Relation {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Link { .. } => "link",
            Self::UsesTool { .. } => "uses-tool",
            Self::InCategory => "in-category",
            Self::TargetsKeyword => "targets-keyword",
            Self::Mentions { .. } => "mentions",
        }
    }
}

/// The typed graph of a corpus. Nodes are numbered: articles in path order, then entities as they come up.
#[derive(Debug, Default)]
pub struct TypedGraph<'a> {
    graph: DiGraph<Node<'a>, Relation>,
    articles: Vec<Option<NodeIndex>>,
    entities: FxHashMap<(NodeType, String), NodeIndex>,
}

impl<'a> TypedGraph<'a> {
    /// Builds the graph of all live articles and of the entities they and the tool catalogue name.
    pub fn build(facts: &GraphFacts<'a>) -> Self {
        let mut graph = Self { articles: vec![None; facts.articles.len()], ..Self::default() };
        for (id, _) in facts.live_articles() {
            graph.articles[id.index()] = Some(graph.graph.add_node(Node::Article(id)));
        }
        graph.add_links(facts);
        for tool in &facts.tools {
            let node = graph.entity(NodeType::Tool, tool.name);
            let category = tool.category.and_then(|name| graph.entity(NodeType::Category, name));
            graph.connect(node, category, Relation::InCategory);
        }
        for (id, article) in facts.live_articles() {
            graph.add_metadata(id, article);
        }
        for mention in facts.mentions.iter().flatten() {
            let article = graph.articles.get(mention.article.index()).copied().flatten();
            if article.is_some() && mention.count > 0 {
                let tool = graph.entity(NodeType::Tool, mention.tool);
                graph.connect(article, tool, Relation::Mentions { count: mention.count });
            }
        }
        graph
    }

    fn add_links(&mut self, facts: &GraphFacts<'a>) {
        for (id, _) in facts.live_articles() {
            for edge in facts.links.outbound(id) {
                let (from, to) = (self.articles[id.index()], self.articles.get(edge.article.index()));
                self.connect(from, to.copied().flatten(), Relation::Link { body: edge.body, list: edge.list });
            }
        }
    }

    fn add_metadata(&mut self, id: ArticleId, article: &'a Article) {
        let metadata = &article.metadata;
        let from = self.articles[id.index()];
        for (position, tool) in metadata.tools.iter().enumerate() {
            let tool = self.entity(NodeType::Tool, tool);
            self.connect(from, tool, Relation::UsesTool { primary: position == 0 });
        }
        for category in &metadata.categories {
            let category = self.entity(NodeType::Category, category);
            self.connect(from, category, Relation::InCategory);
        }
        if let Some(keyword) = &metadata.keyword {
            let keyword = self.entity(NodeType::Keyword, keyword);
            self.connect(from, keyword, Relation::TargetsKeyword);
        }
    }

    /// The node of an entity, new or known; `None` for a name without a letter or digit.
    fn entity(&mut self, kind: NodeType, name: &'a str) -> Option<NodeIndex> {
        let folded = fold(name);
        if folded.is_empty() {
            return None;
        }
        let graph = &mut self.graph;
        let key = (kind, folded);
        Some(*self.entities.entry(key).or_insert_with_key(|(kind, folded)| {
            graph.add_node(Node::Entity { kind: *kind, name, folded: folded.clone() })
        }))
    }

    /// Adds an edge unless the two are connected in this way already (`tools: [Canva, canva]`).
    fn connect(&mut self, from: Option<NodeIndex>, to: Option<NodeIndex>, relation: Relation) {
        let (Some(from), Some(to)) = (from, to) else { return };
        let is_link = matches!(relation, Relation::Link { .. });
        let known = || self.graph.edges_connecting(from, to).any(|edge| edge.weight().name() == relation.name());
        if is_link || !known() {
            self.graph.add_edge(from, to, relation);
        }
    }

    /// All nodes in order; a node's number is its position.
    pub fn nodes(&self) -> impl Iterator<Item = &Node<'a>> {
        self.graph.node_weights()
    }

    /// All edges in order: the numbers of the two nodes, and what the edge says.
    pub fn edges(&self) -> impl Iterator<Item = (usize, usize, Relation)> {
        self.graph.edge_references().map(|edge| (edge.source().index(), edge.target().index(), *edge.weight()))
    }

    /// The number of the node of an entity, by any spelling of its name.
    pub fn find(&self, kind: NodeType, name: &str) -> Option<usize> {
        self.entities.get(&(kind, fold(name))).map(|node| node.index())
    }

    /// The articles with an edge to a node, in path order, with what the edge says.
    pub fn articles_of(&self, node: usize) -> Vec<(ArticleId, Relation)> {
        let edges = self.graph.edges_directed(NodeIndex::new(node), Direction::Incoming);
        let mut articles: Vec<_> = edges
            .filter_map(|edge| match self.graph.node_weight(edge.source()) {
                Some(&Node::Article(id)) => Some((id, *edge.weight())),
                _ => None,
            })
            .collect();
        articles.sort_by_key(|(id, _)| *id);
        articles
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Mention;
    use crate::graph::testing::{article, facts, graph};

    #[test]
    fn an_entity_is_one_node_in_any_spelling() {
        let articles = [
            article("hub.md", "AI-Tools", &["Canva"]),
            article("a.md", "ai tools", &["otter-ai", "CANVA", "Canva"]),
            article("draft.md", "Drafts", &["Zed"]),
        ];
        let links = graph(3, &[(0, 1)]);
        let mut facts = facts(&articles, &links, &[]);
        let mention = |article, tool| Mention { article: ArticleId(article), tool, count: 2 };
        facts.mentions = Some(vec![mention(0, "otter ai"), mention(2, "Canva"), mention(9, "Canva")]);
        let typed = TypedGraph::build(&facts);
        let names: Vec<&str> = typed
            .nodes()
            .filter_map(|node| if let Node::Entity { name, .. } = node { Some(*name) } else { None })
            .collect();
        assert_eq!(names, ["Otter AI", "audio", "Canva", "AI-Tools", "The Keyword"]);
        let otter = typed.find(NodeType::Tool, "OTTER AI").unwrap();
        let expected =
            [(ArticleId(0), Relation::Mentions { count: 2 }), (ArticleId(1), Relation::UsesTool { primary: true })];
        assert_eq!(typed.articles_of(otter), expected);
        let canva = typed.find(NodeType::Tool, "canva").unwrap();
        assert_eq!(typed.articles_of(canva).len(), 2);
        let links = typed.edges().filter(|edge| edge.2 == Relation::Link { body: 1, list: 0 });
        assert_eq!(links.map(|(from, to, _)| (from, to)).collect::<Vec<_>>(), [(0, 1)]);
    }
}
