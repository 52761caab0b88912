//! `graph stats` as a page for people and as JSON.
//!
//! The page goes from the whole to the parts: size, reach, who has the links, topics. Where a figure does not speak for
//! itself a sentence says what it means and what to do about it.

mod sections;
mod table;

use std::io::{self, Write};

use crate::graph::GraphStats;

/// Writes the statistics as JSON, indented, with a line break at the end.
pub fn write_json(stats: &GraphStats, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, stats)?;
    writeln!(out)
}

/// Writes the statistics as plain text.
pub fn write_text(stats: &GraphStats, out: &mut dyn Write) -> io::Result<()> {
    if stats.live == 0 {
        return writeln!(out, "There are no live articles ({} in all).", stats.articles);
    }
    sections::size(stats, out)?;
    sections::reach(stats, out)?;
    sections::link_score(stats, out)?;
    sections::tools(stats, out)?;
    sections::categories(stats, out)?;
    sections::communities(stats, out)
}
