//! How articles hang together: the live links, and what is measured on them.
//!
//! [`LinkGraph`] is built for measuring: link score, click depth, parts, topic clusters. [`TypedGraph`] is built for
//! asking and for export: articles, tools, categories and keywords with every sort of edge between them. No type of
//! the graph library leaves this module.

mod communities;
mod components;
mod depth;
mod entities;
mod export;
mod facts;
mod link_graph;
mod link_score;
mod mentions;
mod neighbourhood;
mod stats;
#[cfg(test)]
pub(crate) mod testing;
mod typed;

pub use communities::{Communities, Community, communities};
pub use components::{Parts, strong_parts, weak_parts};
pub use depth::click_depths;
pub use entities::{Entities, Entity};
pub use export::{ExportFormat, export};
pub use facts::{GraphFacts, Mention, ToolEntry, tool_names};
pub use link_graph::{Edge, LinkGraph, LinkUse};
pub use link_score::link_scores;
pub use mentions::{MentionFinder, count_mentions};
pub use neighbourhood::{Direction, Neighbourhood, Reach, Spot, Surroundings, layout};
pub use stats::{
    ArticleRow, CategoryRow, CommunityRow, DepthCounts, GraphStats, Hub, HubEvidence, PartStats, ToolRow, graph_stats,
};
pub use typed::{Node, NodeType, Relation, TypedGraph};
