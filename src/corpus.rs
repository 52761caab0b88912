//! Reading: from a folder of files to article records, in parallel and in one pass over the bytes.
//!
//! [`Corpus::read`] walks the folder and reads every article ([`read_article`]); front matter, Markdown, MDX and HTML
//! have a file each. Nothing here knows about URLs: a link's target is kept as written.

mod ahead;
mod article;
mod bare_urls;
pub mod boilerplate;
pub mod cache;
mod callouts;
mod collect;
mod definitions;
mod front_matter;
mod headings;
mod html;
mod markdown;
mod mdx;
mod plain_ids;
pub mod prose;
mod read;
mod role;
mod suppressions;
mod templates;
mod tools;
mod tracked;
mod vault;
mod walk;

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rayon::prelude::*;
use thiserror::Error;

use crate::settings::Settings;

use ahead::ReadAhead;

pub use article::{
    ALT, Article, ArticleId, CODE, GeneratorKey, Heading, HeadingMarks, Link, LinkKind, LinkRole, Metadata, Problem,
    ProblemKind, Redefinition, Suppression, Variable,
};
pub use front_matter::{FrontMatter, split as split_front_matter};
pub use read::{LARGEST_FILE, article, read_article, read_text};
pub use tools::{Tool, ToolsError, read_tools};

/// Everything read from a corpus folder.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The articles in path order; an [`ArticleId`] is an index.
    pub articles: Vec<Article>,
    /// Paths of all other files, sorted.
    pub assets: Vec<Box<str>>,
    /// What was passed over.
    pub not_read: NotRead,
}

/// What the walk passed over, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotRead {
    /// Symbolic links; they are never followed, so that no link leads out of the corpus or in circles.
    pub symlinks: usize,
    /// Folders that could not be listed or lie too deep.
    pub folders: usize,
    /// Files whose name is not UTF-8.
    pub names: usize,
}

impl NotRead {
    fn add(&mut self, other: Self) {
        self.symlinks += other.symlinks;
        self.folders += other.folders;
        self.names += other.names;
    }
}

/// Why a corpus could not be read at all.
#[derive(Debug, Error)]
pub enum CorpusError {
    /// The folder cannot be listed.
    #[error("cannot read the corpus folder {path}")]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// An `exclude` pattern is no glob.
    #[error("the pattern `{pattern}` under `exclude` is not a valid glob: {reason}")]
    Exclude {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl Corpus {
    /// Reads every article under `root`; `progress` is called once an article, from many threads.
    ///
    /// # Errors
    /// `root` cannot be listed, or the settings hold a broken pattern. A broken article is no error: it is a record
    /// with problems.
    pub fn read(root: &Path, settings: &Settings, progress: &(dyn Fn() + Sync)) -> Result<Self, CorpusError> {
        let exclude = exclusions(root, &settings.exclude)?;
        let ahead = ReadAhead::default();
        let read = |on_disk: &Path, path: String| {
            let article = read::read_article_timed(on_disk, path, settings, &ahead);
            progress();
            article
        };
        let walked = walk::walk(root, &exclude, &ahead, &read)
            .map_err(|source| CorpusError::Unreadable { path: root.to_owned(), source })?;
        let walk::Walked { mut articles, mut assets, not_read } = walked;
        // Each folder comes in order, so that a sort that builds on what is in order has little to do.
        articles.par_sort_by(|a, b| a.path.cmp(&b.path));
        assets.par_sort_unstable();
        Ok(Self { articles, assets, not_read })
    }
}

/// The `exclude` patterns, in the language of `.gitignore`, relative to the corpus.
fn exclusions(root: &Path, patterns: &[String]) -> Result<Gitignore, CorpusError> {
    let mut builder = GitignoreBuilder::new(root);
    for pattern in patterns {
        let told = |error: ignore::Error| CorpusError::Exclude { pattern: pattern.clone(), reason: error.to_string() };
        builder.add_line(None, pattern).map_err(told)?;
    }
    builder.build().map_err(|error| CorpusError::Exclude { pattern: patterns.join(" "), reason: error.to_string() })
}
