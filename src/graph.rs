//! How articles hang together.

mod link_graph;

pub use link_graph::{Edge, LinkGraph, LinkUse};
