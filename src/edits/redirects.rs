//! Redirects where a generator's configuration or the host has them: entries in a file that is no article.

use std::path::PathBuf;

use super::{EditError, FileEdits, TextEdit};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::site::Entries;
use crate::text::Span;

/// What becomes of redirects that are wanted.
#[derive(Debug)]
pub enum Redirects {
    /// There are none to write: the site has them.
    Known,
    /// Changes to a file of the project.
    Edits {
        /// The folder that holds the corpus and the file; the path of the file starts there.
        root: PathBuf,
        /// Where the corpus lies in it; empty if it is the corpus.
        corpus: String,
        /// The changes.
        edits: FileEdits,
    },
    /// They have to be written by hand: where and what, a clause.
    Told(String),
}

/// Lets the URLs of articles lead to other articles: (from, to).
///
/// # Errors
/// The file is another one than it was a moment ago.
pub fn add_redirects(catalog: &Catalog, wanted: &[(ArticleId, ArticleId)]) -> Result<Redirects, EditError> {
    Ok(match catalog.site.redirect_entries(&catalog.root, &catalog.articles, wanted) {
        Entries::Known => Redirects::Known,
        Entries::Told(what) => Redirects::Told(what),
        Entries::Edit(edit) => {
            let change = TextEdit { span: Span::new(edit.at, edit.at), replacement: edit.insertion };
            let edits = FileEdits::new(&edit.file, &edit.text, vec![change])?;
            Redirects::Edits { root: edit.root, corpus: edit.corpus, edits }
        }
    })
}
