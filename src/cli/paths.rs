//! `--path GLOB`: narrows what is reported, never what is read.

use anyhow::{Context, bail};
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::catalog::Catalog;

/// The articles a report is narrowed to.
#[derive(Debug)]
pub(super) struct PathFilter(Option<Gitignore>);

impl PathFilter {
    /// The filter for `globs`, as .gitignore spells them, relative to the corpus. A filter that matches no article is
    /// a slip, not a clean report.
    pub(super) fn new(globs: &[String], catalog: &Catalog) -> anyhow::Result<Self> {
        if globs.is_empty() {
            return Ok(Self(None));
        }
        let mut builder = GitignoreBuilder::new("");
        for glob in globs {
            let glob = glob.strip_prefix("./").unwrap_or(glob);
            builder.add_line(None, glob).with_context(|| format!("`--path {glob}` is no glob"))?;
        }
        let filter = Self(Some(builder.build().context("cannot combine the globs of `--path`")?));
        if !catalog.articles.iter().any(|article| filter.contains(&article.path)) {
            bail!(
                "no article matches `--path {}`\n  help: globs are relative to the corpus `{}`, such as `{}`",
                globs.join("` or `--path "),
                catalog.root.display(),
                catalog.articles.first().map_or("articles/**", |article| &*article.path),
            );
        }
        Ok(filter)
    }

    /// Whether the article at `path` is reported.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.0.as_ref().is_none_or(|globs| globs.matched_path_or_any_parents(path, false).is_ignore())
    }
}
