//! The neighbourhood of a node of the graph, laid out, or the best of the whole where no node is named.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::article::article;
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::snapshot::Snapshot;
use crate::graph::{Direction, Neighbourhood, NodeType, Reach, Relation, Spot, layout};

const KINDS: [NodeType; 4] = [NodeType::Article, NodeType::Tool, NodeType::Category, NodeType::Keyword];
const RELATIONS: [&str; 5] = ["link", "uses-tool", "in-category", "targets-keyword", "mentions"];

/// Which neighbourhood.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct GraphQuery {
    /// The node in the middle: `article:PATH`, `tool:NAME`, `category:NAME` or `keyword:NAME`; a path alone is an
    /// article's. Without it the best articles by link score are shown.
    #[schemars(length(max = 1000))]
    node: Option<String>,
    /// How many steps away; 1 unless told.
    #[schemars(range(min = 1, max = 4))]
    depth: Option<u32>,
    /// Which way links are followed.
    direction: DirectionName,
    /// The kinds of node shown, apart by commas; all unless told.
    #[schemars(regex(pattern = r"^(article|tool|category|keyword)(,(article|tool|category|keyword))*$"))]
    nodes: Option<String>,
    /// The kinds of edge shown, apart by commas; all but `mentions` unless told.
    #[schemars(regex(
        pattern = r"^(link|uses-tool|in-category|targets-keyword|mentions)(,(link|uses-tool|in-category|targets-keyword|mentions))*$"
    ))]
    edges: Option<String>,
    /// How many nodes at most; 60 unless told.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
}

/// Which way links are followed.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum DirectionName {
    /// To what is linked.
    Out,
    /// To what links.
    In,
    /// Both ways.
    #[default]
    Both,
}

/// A neighbourhood, ready to be drawn.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Graph")]
pub(super) struct GraphJson<'a> {
    /// The node in the middle; null for the best of the whole.
    center: Option<String>,
    /// The center first, then by distance.
    nodes: Vec<NodeJson<'a>>,
    edges: Vec<EdgeJson>,
    /// How many nodes within reach were left out.
    nodes_left_out: usize,
    /// How many edges between the nodes were left out.
    edges_left_out: usize,
}

/// A node with its place.
#[derive(Debug, Serialize, JsonSchema)]
struct NodeJson<'a> {
    /// What `node` takes to show this one.
    id: String,
    /// `article`, `tool`, `category` or `keyword`.
    kind: &'static str,
    label: &'a str,
    /// An article's path.
    path: Option<&'a str>,
    /// An article's URL path.
    url: Option<&'a str>,
    /// An article's link score; of another node, the number of its articles.
    weight: f64,
    /// Steps from the center.
    distance: u32,
    /// Place; the usual distance between neighbours is 1.
    x: f32,
    y: f32,
}

/// An edge between two of the nodes, by their positions in the list.
#[derive(Debug, Serialize, JsonSchema)]
struct EdgeJson {
    from: usize,
    to: usize,
    /// `link`, `uses-tool`, `in-category`, `targets-keyword` or `mentions`.
    kind: &'static str,
    /// Uses in running text; of mentions, how many.
    body: u32,
    /// Uses in listings.
    list: u32,
}

/// `graph`.
pub(super) struct Graph;

impl Endpoint for Graph {
    const PATH: &'static str = "/api/v1/graph";
    const ID: &'static str = "graph";
    const ABOUT: &'static str = "The neighbourhood of an article, a tool, a category or a keyword, laid out";
    type Query = GraphQuery;
    type Answer<'a> = GraphJson<'a>;

    fn answer<'a>(state: &'a Snapshot, _: &str, query: GraphQuery) -> Result<GraphJson<'a>, ApiError> {
        let depth = within("depth", query.depth, 1, 4)?;
        let limit = within("limit", query.limit, 60, 500)? as usize;
        let kinds = listed("nodes", query.nodes.as_deref(), &KINDS, NodeType::name)?;
        let relations = match query.edges.as_deref() {
            Some(edges) => listed("edges", Some(edges), &RELATIONS, |name| name)?,
            None => RELATIONS[..4].to_vec(),
        };
        let mentions = relations.contains(&"mentions");
        let around = state.surroundings(mentions);
        let direction = match query.direction {
            DirectionName::Out => Direction::Out,
            DirectionName::In => Direction::In,
            DirectionName::Both => Direction::Both,
        };
        let reach = Reach { depth, nodes: limit, edges: limit * 6, direction, kinds: &kinds, relations: &relations };
        let found = match query.node.as_deref().filter(|node| !node.is_empty()) {
            Some(node) => around.around(&[spot(state, mentions, node)?], &reach),
            None => around.around(&around.best(limit), &Reach { depth: 0, ..reach }),
        };
        Ok(drawn(state, mentions, &found, query.node.is_some()))
    }
}

/// A number within its bounds.
fn within(name: &str, value: Option<u32>, usual: u32, most: u32) -> Result<u32, ApiError> {
    let value = value.unwrap_or(usual);
    let fits = (1..=most).contains(&value);
    if fits { Ok(value) } else { Err(ApiError::bad_request(format!("`{name}` must be from 1 to {most}"))) }
}

/// The values that a list of names stands for; all without a list.
fn listed<T: Copy>(
    what: &str,
    list: Option<&str>,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<Vec<T>, ApiError> {
    let Some(list) = list else { return Ok(all.to_vec()) };
    let find = |word: &str| all.iter().copied().find(|value| name(*value) == word);
    let unknown = |word: &str| {
        let names: Vec<_> = all.iter().map(|value| name(*value)).collect();
        ApiError::bad_request(format!("`{what}` knows no `{word}`")).help(format!("use {}", names.join(", ")))
    };
    list.split(',').map(|word| find(word).ok_or_else(|| unknown(word))).collect()
}

/// The node that a name means.
fn spot(state: &Snapshot, mentions: bool, node: &str) -> Result<Spot, ApiError> {
    let (kind, name) = node.split_once(':').unwrap_or(("article", node));
    let kind = match kind {
        "tool" => NodeType::Tool,
        "category" => NodeType::Category,
        "keyword" => NodeType::Keyword,
        "article" => return article(state, name).map(Spot::Article),
        _ => return article(state, node).map(Spot::Article),
    };
    let found = state.entities(mentions).find(kind, name);
    let missing = || {
        let name: String = name.chars().take(200).collect();
        ApiError::not_found(format!("no article names a {} `{name}`", kind.name()))
    };
    found.map(Spot::Entity).ok_or_else(missing)
}

fn drawn<'a>(state: &'a Snapshot, mentions: bool, found: &Neighbourhood, centered: bool) -> GraphJson<'a> {
    let places = layout(found);
    let nodes: Vec<NodeJson<'a>> = found
        .nodes
        .iter()
        .zip(places)
        .filter_map(|((spot, distance), place)| node(state, mentions, *spot, *distance, place))
        .collect();
    GraphJson {
        center: nodes.first().filter(|_| centered).map(|node| node.id.clone()),
        nodes,
        edges: found.edges.iter().map(|&(from, to, relation)| edge(from, to, relation)).collect(),
        nodes_left_out: found.nodes_left_out,
        edges_left_out: found.edges_left_out,
    }
}

fn node(state: &Snapshot, mentions: bool, spot: Spot, distance: u32, place: (f32, f32)) -> Option<NodeJson<'_>> {
    let rounded = |value: f32| (value * 1000.0).round() / 1000.0;
    let (x, y) = (rounded(place.0), rounded(place.1));
    match spot {
        Spot::Article(id) => {
            let article = state.catalog.article(id);
            Some(NodeJson {
                id: format!("article:{}", article.path),
                kind: "article",
                label: article.title(),
                path: Some(&article.path),
                url: Some(state.catalog.url(id)),
                weight: state.link_score(id),
                distance,
                x,
                y,
            })
        }
        Spot::Entity(number) => {
            let entity = state.entities(mentions).get(number)?;
            Some(NodeJson {
                id: format!("{}:{}", entity.kind.name(), entity.name),
                kind: entity.kind.name(),
                label: &entity.name,
                path: None,
                url: None,
                weight: entity.articles.len() as f64,
                distance,
                x,
                y,
            })
        }
    }
}

fn edge(from: usize, to: usize, relation: Relation) -> EdgeJson {
    let (body, list) = match relation {
        Relation::Link { body, list } => (u32::from(body), u32::from(list)),
        Relation::Mentions { count } => (count, 0),
        _ => (0, 0),
    };
    EdgeJson { from, to, kind: relation.name(), body, list }
}
