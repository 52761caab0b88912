//! Findings to bytes.

pub mod graph_stats;
