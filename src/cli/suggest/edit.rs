//! Suggestions made into changes of files: printed as a patch, or applied.

use std::io::{self, Write};

use anyhow::Context;
use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::cli::globals::Globals;
use crate::cli::{console, patch};
use crate::corpus::ArticleId;
use crate::decisions::Decisions;
use crate::edits::{self, EditError, FileEdits, LinkWriter, NewLink, Written};
use crate::report::suggest::Groups;
use crate::suggest::Suggestion;

/// So many links that cannot be written are told one by one.
const TOLD: usize = 10;

/// What the suggestions change.
pub(super) struct Changes<'c> {
    catalog: &'c Catalog,
    files: Vec<(ArticleId, Written)>,
    /// How many suggestions have no sentence to stand in, and no section to go to.
    see_also: usize,
    /// Whether the links become items of a list.
    in_list: bool,
}

/// The changes that write the suggested links: into their sentences, or into a section if one is named.
pub(super) fn changes<'c>(catalog: &'c Catalog, groups: &Groups, section: Option<&str>) -> anyhow::Result<Changes<'c>> {
    let writer = LinkWriter::new(catalog);
    let by_source = groups.by_source();
    let write = |(from, suggestions): &(ArticleId, Vec<&Suggestion>)| -> Result<_, EditError> {
        let written = match section {
            Some(name) => {
                let targets: Vec<ArticleId> = suggestions.iter().map(|one| one.target).collect();
                writer.section(*from, name, &targets)?
            }
            None => writer.inline(*from, &anchored(suggestions))?,
        };
        Ok((*from, written))
    };
    let files = by_source.par_iter().map(write).collect::<Result<Vec<_>, _>>()?;
    let without = groups.suggestions().filter(|one| one.anchor.is_none()).count();
    let in_list = section.is_some();
    Ok(Changes { catalog, files, see_also: if in_list { 0 } else { without }, in_list })
}

fn anchored(suggestions: &[&Suggestion]) -> Vec<NewLink> {
    let link = |one: &&Suggestion| {
        let anchor = one.anchor.as_ref()?;
        Some(NewLink { to: one.target, span: anchor.span, text: anchor.text.clone() })
    };
    suggestions.iter().filter_map(link).collect()
}

impl Changes<'_> {
    /// Prints a patch that `git apply` takes in the current folder; the bytes of articles stay what they are.
    pub(super) fn print_patch(&self) -> anyhow::Result<()> {
        self.tell_what_is_left();
        patch::print(&self.catalog.root, self.files.iter().map(|(_, written)| &written.edits))
    }

    /// Writes the changes, remembers them as accepted, and tells what was done.
    pub(super) fn apply(self, globals: &Globals) -> anyhow::Result<()> {
        self.tell_what_is_left();
        let changed: Vec<&(ArticleId, Written)> =
            self.files.iter().filter(|(_, written)| !written.edits.edits().is_empty()).collect();
        let edits: Vec<FileEdits> = changed.iter().map(|(_, written)| written.edits.clone()).collect();
        edits::apply(&self.catalog.root, &edits).context("no links were written, or not all")?;
        if !changed.is_empty() {
            self.remember(&changed)?;
        }
        console::print(|out| self.tell(&changed, globals, out))
    }

    /// A link that was written counts towards the limits of its page from now on, so that the next run does not go on
    /// where this one stopped.
    fn remember(&self, changed: &[&(ArticleId, Written)]) -> anyhow::Result<()> {
        let file = Decisions::file_for(&self.catalog.root, &self.catalog.settings);
        let mut decisions = Decisions::load(&file)?;
        let path = |id: ArticleId| &*self.catalog.article(id).path;
        for (from, written) in changed {
            for to in &written.written {
                decisions.set_written(path(*from), path(*to), self.in_list);
            }
        }
        Ok(decisions.save(&file)?)
    }

    fn tell(&self, changed: &[&(ArticleId, Written)], globals: &Globals, out: &mut dyn Write) -> io::Result<()> {
        let links: usize = changed.iter().map(|(_, written)| written.written.len()).sum();
        for (from, written) in changed.iter().filter(|_| !globals.quiet) {
            let targets: Vec<&str> = written.written.iter().map(|to| &*self.catalog.article(*to).path).collect();
            writeln!(out, "{} -> {}", self.catalog.article(*from).path, targets.join(", "))?;
        }
        let plural = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        match links {
            0 => writeln!(out, "No link was written"),
            links => writeln!(out, "{} written in {}", plural(links, "link"), plural(changed.len(), "article")),
        }
    }

    fn tell_what_is_left(&self) {
        let path = |id: ArticleId| &*self.catalog.article(id).path;
        let left: Vec<String> = self
            .files
            .iter()
            .flat_map(|(from, written)| written.left.iter().map(move |(to, why)| (*from, *to, *why)))
            .map(|(from, to, why)| format!("{} -> {}: {why}", path(from), path(to)))
            .collect();
        left.iter().take(TOLD).for_each(|line| console::note(&format!("not written: {line}")));
        if left.len() > TOLD {
            console::note(&format!("{} more links are not written", left.len() - TOLD));
        }
        if self.see_also > 0 {
            let count = self.see_also;
            let are = if count == 1 { "suggestion is" } else { "suggestions are" };
            console::note(&format!(
                "{count} {are} a \"see also\" and not written; --section NAME puts them into a list"
            ));
        }
    }
}
