//! `--accept` and `--reject`: decisions that are remembered.

use crate::catalog::Catalog;
use crate::cli::console;
use crate::cli::folder::relative;
use crate::cli::globals::Globals;
use crate::decisions::{Decision, Decisions, find};

/// Remembers a decision about the suggestions with these ids: about all of them or, if one means nothing, none.
pub(super) fn decide(
    catalog: &Catalog,
    ids: &[String],
    decision: Decision,
    why: Option<&str>,
    globals: &Globals,
) -> anyhow::Result<()> {
    let file = Decisions::file_for(&catalog.root, &catalog.settings);
    let mut decisions = Decisions::load(&file)?;
    let path = |id| &*catalog.article(id).path;
    let mut told = Vec::new();
    for id in ids {
        let (from, to) = find(catalog, id)?;
        decisions.set(path(from), path(to), decision, why);
        told.push((path(from), path(to)));
    }
    decisions.save(&file)?;
    let word = if decision == Decision::Accept { "accepted" } else { "rejected" };
    console::print(|out| {
        for (from, to) in told.iter().filter(|_| !globals.quiet) {
            writeln!(out, "{word} {from} -> {to}")?;
        }
        writeln!(out, "written to {}", relative(&file).display())
    })
}
