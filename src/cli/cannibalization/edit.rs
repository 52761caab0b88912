//! The mechanical steps of clusters made into changes of files: printed as a patch, or applied.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;

use crate::cannibalization::{Analysis, Step};
use crate::catalog::Catalog;
use crate::cli::{console, patch};
use crate::corpus::ArticleId;
use crate::decisions::{Decisions, Policy};
use crate::edits::{self, EditError, FileEdits, LinkWriter, Redirects, Repointed, TextEdit, Written};

/// So many changes that cannot be made are told one by one.
const TOLD: usize = 10;

/// What the steps change.
pub(super) struct Changes<'c> {
    catalog: &'c Catalog,
    files: BTreeMap<ArticleId, FileEdits>,
    /// What the generator's configuration or a file of the host is given.
    redirects: Redirects,
    left: Vec<String>,
    /// Articles whose URL leads to another from now on.
    redirected: usize,
}

/// What is to happen to each file.
#[derive(Default)]
struct Wanted<'c> {
    aliases: Vec<&'c str>,
    repointed: Vec<Repointed>,
    links: Vec<ArticleId>,
}

/// The changes that the steps of all clusters make. New links go into the section `section`.
pub(super) fn changes<'c>(catalog: &'c Catalog, analysis: &Analysis, section: &str) -> anyhow::Result<Changes<'c>> {
    let policy = Policy::new(catalog, &Decisions::of(catalog)?)?;
    let mut redirects: Vec<(ArticleId, ArticleId)> = Vec::new();
    let none = Redirects::Known;
    let mut changes = Changes { catalog, files: BTreeMap::new(), redirects: none, left: Vec::new(), redirected: 0 };
    let in_front_matter = edits::has_aliases(catalog.site.preset());
    let mut wanted: BTreeMap<ArticleId, Wanted<'c>> = BTreeMap::new();
    for step in analysis.clusters.iter().flat_map(|cluster| &cluster.steps) {
        match step {
            Step::Redirect { from, to } => {
                changes.redirected += 1;
                if in_front_matter {
                    wanted.entry(*to).or_default().aliases.push(catalog.url(*from));
                } else {
                    redirects.push((*from, *to));
                }
            }
            Step::Repoint { article, place, to, .. } if policy.may_give(*article) => {
                wanted.entry(*article).or_default().repointed.push(Repointed { span: place.span, to: *to });
            }
            Step::AddLink { from, to } if policy.allows(*from, *to) => wanted.entry(*from).or_default().links.push(*to),
            Step::Repoint { article: from, to, .. } | Step::AddLink { from, to } => {
                changes.leave(*from, *to, "decided against, or `nolink`");
            }
            Step::Canonical { from, to } => changes.leave(*from, *to, "`canonical` is the site generator's to write"),
        }
    }
    let writer = LinkWriter::new(catalog);
    for (id, wanted) in wanted {
        changes.file(&writer, id, &wanted, section)?;
    }
    changes.redirects = edits::add_redirects(catalog, &redirects)?;
    Ok(changes)
}

impl Changes<'_> {
    fn file(
        &mut self,
        writer: &LinkWriter<'_>,
        id: ArticleId,
        wanted: &Wanted<'_>,
        section: &str,
    ) -> Result<(), EditError> {
        let mut parts: Vec<FileEdits> = Vec::new();
        if !wanted.aliases.is_empty() {
            match edits::add_aliases(self.catalog, id, &wanted.aliases)? {
                Ok(edits) => parts.push(edits),
                Err(reason) => self.leave(id, id, &reason),
            }
        }
        if !wanted.repointed.is_empty() {
            parts.push(self.take(id, writer.repoint(id, &wanted.repointed)?));
        }
        if !wanted.links.is_empty() {
            parts.push(self.take(id, writer.section(id, section, &wanted.links)?));
        }
        let path = &self.catalog.article(id).path;
        let text = self.catalog.read_text(id).ok_or_else(|| EditError::Unreadable { path: path.clone() })?;
        let all: Vec<TextEdit> = parts.iter().flat_map(|part| part.edits().iter().cloned()).collect();
        if !all.is_empty() {
            self.files.insert(id, FileEdits::new(path, &text, all)?);
        }
        Ok(())
    }

    fn take(&mut self, from: ArticleId, written: Written) -> FileEdits {
        written.left.iter().for_each(|(to, reason)| self.leave(from, *to, reason));
        written.edits
    }

    fn leave(&mut self, from: ArticleId, to: ArticleId, reason: &str) {
        let path = |id: ArticleId| &*self.catalog.article(id).path;
        self.left.push(format!("{} -> {}: {reason}", path(from), path(to)));
    }

    /// Prints a patch that `git apply` takes in the current folder.
    pub(super) fn print_patch(&self) -> anyhow::Result<()> {
        self.tell();
        let (root, files) = self.all();
        patch::print(root, files.iter())
    }

    /// Writes the changes, and tells which files are different now.
    pub(super) fn apply(&self, quiet: bool) -> anyhow::Result<()> {
        self.tell();
        let (root, files) = self.all();
        let count = edits::apply(root, &files).context("nothing was changed, or not all")?;
        console::print(|out| {
            for file in files.iter().filter(|_| !quiet) {
                writeln!(out, "{}", file.path)?;
            }
            match count {
                0 => writeln!(out, "Nothing was changed"),
                1 => writeln!(out, "1 file changed"),
                count => writeln!(out, "{count} files changed"),
            }
        })
    }

    /// All changes, and the folder that their paths start from.
    fn all(&self) -> (&Path, Vec<FileEdits>) {
        let articles = self.files.values();
        match &self.redirects {
            Redirects::Edits { root, corpus, edits } => {
                let articles = articles.map(|article| article.seen_from_above(corpus));
                (root, articles.chain([edits.clone()]).collect())
            }
            _ => (&self.catalog.root, articles.cloned().collect()),
        }
    }

    fn tell(&self) {
        if let Redirects::Told(what) = &self.redirects {
            console::note(&format!("redirects are not written: {what}"));
        }
        self.left.iter().take(TOLD).for_each(|line| console::note(&format!("not written: {line}")));
        if self.left.len() > TOLD {
            console::note(&format!("{} more changes are not written", self.left.len() - TOLD));
        }
        if self.redirected > 0 {
            let count = self.redirected;
            let are = if count == 1 { "article is" } else { "articles are" };
            console::note(&format!(
                "{count} {are} redirected but still there: take over what is worth keeping, then delete the file"
            ));
        }
    }
}
