//! The typed graph as a file for other tools: Gephi, networkx, Graphviz, a line-based pipeline.
//!
//! What is exported is decided here once, as nodes and edges with named attributes; each format only writes them down.
//! Nodes come in path order and edges in the order of their nodes, so the same corpus gives the same bytes.

mod dot;
mod gexf;
mod graphml;
mod jsonl;
mod xml;

use std::io::{self, Write};

use super::{Communities, GraphFacts, Node, NodeType, Relation, TypedGraph};

/// The formats of `graph export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// Graphviz.
    Dot,
    /// GraphML 1.0, for Gephi, yEd, networkx and igraph.
    GraphMl,
    /// GEXF 1.3, Gephi's own.
    Gexf,
    /// One JSON object a line: all nodes, then all edges.
    Jsonl,
}

/// Writes the graph. `graph` and `communities` are those of `facts`.
pub fn export(
    format: ExportFormat,
    facts: &GraphFacts<'_>,
    graph: &TypedGraph<'_>,
    communities: &Communities,
    out: &mut dyn Write,
) -> io::Result<()> {
    let view = View { facts, graph, communities };
    match format {
        ExportFormat::Dot => dot::write(&view, out),
        ExportFormat::GraphMl => graphml::write(&view, out),
        ExportFormat::Gexf => gexf::write(&view, out),
        ExportFormat::Jsonl => jsonl::write(&view, out),
    }
}

/// Everything that is exported.
struct View<'a> {
    facts: &'a GraphFacts<'a>,
    graph: &'a TypedGraph<'a>,
    communities: &'a Communities,
}

/// The value of an attribute.
enum Value<'a> {
    Text(&'a str),
    Whole(u64),
    Number(f64),
    Flag(bool),
}

/// The sort of an attribute's values, as the XML formats declare it.
#[derive(Clone, Copy)]
enum ValueType {
    Text,
    Whole,
    Number,
    Flag,
}

type Attributes<'a> = Vec<(&'static str, Value<'a>)>;

/// What nodes carry besides id and label, in the order they are written.
const NODE_ATTRIBUTES: [(&str, ValueType); 9] = [
    ("type", ValueType::Text),
    ("path", ValueType::Text),
    ("url", ValueType::Text),
    ("link_score", ValueType::Number),
    ("depth", ValueType::Whole),
    ("community", ValueType::Whole),
    ("inbound", ValueType::Whole),
    ("outbound", ValueType::Whole),
    ("entry", ValueType::Flag),
];

/// What edges carry besides their ends and their weight. `type` would collide with the direction of edges in Gephi.
const EDGE_ATTRIBUTES: [(&str, ValueType); 5] = [
    ("relation", ValueType::Text),
    ("body", ValueType::Whole),
    ("list", ValueType::Whole),
    ("primary", ValueType::Flag),
    ("count", ValueType::Whole),
];

struct ExportNode<'a> {
    label: &'a str,
    attributes: Attributes<'a>,
}

struct ExportEdge {
    from: usize,
    to: usize,
    relation: Relation,
}

impl<'a> View<'a> {
    /// The ids of all nodes, by their number: the sort of node, a colon, the path or the folded name.
    fn ids(&self) -> Vec<String> {
        let id = |node: &Node<'_>| match node {
            Node::Article(id) => format!("article:{}", self.facts.articles[id.index()].path),
            Node::Entity { kind, folded, .. } => format!("{}:{folded}", kind.name()),
        };
        self.graph.nodes().map(id).collect()
    }

    fn nodes(&self) -> impl Iterator<Item = ExportNode<'a>> {
        let facts = self.facts;
        self.graph.nodes().map(move |node| match node {
            Node::Entity { kind, name, .. } => {
                ExportNode { label: name, attributes: vec![("type", Value::Text(kind.name()))] }
            }
            &Node::Article(id) => {
                let article = &facts.articles[id.index()];
                let community = self.communities.of.get(id.index()).copied().flatten();
                let whole = |number: Option<u32>| number.map(|number| Value::Whole(number.into()));
                let attributes = [
                    ("type", Some(Value::Text(NodeType::Article.name()))),
                    ("path", Some(Value::Text(&article.path))),
                    ("url", Some(Value::Text(facts.url(id)))),
                    ("link_score", Some(Value::Number(facts.link_score(id)))),
                    ("depth", whole(facts.depth(id))),
                    ("community", whole(community)),
                    ("inbound", Some(Value::Whole(facts.inbound(id) as u64))),
                    ("outbound", Some(Value::Whole(facts.links.outbound(id).len() as u64))),
                    ("entry", Some(Value::Flag(facts.is_entry(id)))),
                ];
                let known = attributes.into_iter().filter_map(|(name, value)| Some((name, value?)));
                ExportNode { label: article.title(), attributes: known.collect() }
            }
        })
    }

    fn edges(&self) -> impl Iterator<Item = ExportEdge> {
        self.graph.edges().map(|(from, to, relation)| ExportEdge { from, to, relation })
    }
}

impl ExportEdge {
    fn attributes(&self) -> Attributes<'static> {
        let mut attributes = vec![("relation", Value::Text(self.relation.name()))];
        match self.relation {
            Relation::Link { body, list } => {
                attributes.push(("body", Value::Whole(body.into())));
                attributes.push(("list", Value::Whole(list.into())));
            }
            Relation::UsesTool { primary } => attributes.push(("primary", Value::Flag(primary))),
            Relation::Mentions { count } => attributes.push(("count", Value::Whole(count.into()))),
            Relation::InCategory | Relation::TargetsKeyword => {}
        }
        attributes
    }

    /// How strong the edge is for a layout: uses of a link, mentions of a tool, else 1.
    fn weight(&self) -> u32 {
        match self.relation {
            Relation::Link { body, list } => u32::from(body) + u32::from(list),
            Relation::Mentions { count } => count,
            _ => 1,
        }
    }
}

impl std::fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Whole(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(flag) => write!(f, "{flag}"),
        }
    }
}
