//! How articles hang together: the live links, and what is measured on them.

mod components;
mod depth;
mod link_graph;
mod link_score;
#[cfg(test)]
pub(crate) mod testing;

pub use components::{Parts, strong_parts, weak_parts};
pub use depth::click_depths;
pub use link_graph::{Edge, LinkGraph, LinkUse};
pub use link_score::link_scores;
