//! Documents for the full-text index: step 3 of the protocol.

use std::path::Path;

use rayon::prelude::*;

use super::StoreError;
use super::drafts::Drafts;
use crate::catalog::search::is_indexed;
use crate::corpus::boilerplate::Boilerplate;
use crate::corpus::cache::{Row, Table};
use crate::corpus::{Article, read_text};
use crate::search::{Draft, IndexWriter, share};
use crate::settings::Settings;

/// What documents are made of, and where they go.
#[derive(Clone, Copy)]
pub(super) struct Adding<'a> {
    pub(super) root: &'a Path,
    pub(super) settings: &'a Settings,
    pub(super) drafts: &'a Drafts,
    pub(super) boilerplate: &'a Boilerplate,
    pub(super) writer: &'a IndexWriter,
}

impl Adding<'_> {
    /// Indexes these rows. Those whose file has changed meanwhile come back as they were indexed. `progress` is called once a
    /// row, from many threads.
    pub(super) fn add(
        self,
        table: &Table,
        rows: &[usize],
        progress: &(dyn Fn() + Sync),
    ) -> Result<Vec<(usize, Row)>, StoreError> {
        let shares = rows.par_chunks(share(rows.len())).map(|rows| {
            let mut changed = Vec::new();
            let drafts = rows.iter().filter_map(|&at| {
                let row = table.rows.get(at)?;
                // A draft is made of the very text that the row was made of.
                let draft = self.drafts.take(&row.path).or_else(|| {
                    let (draft, row) = self.read_again(row);
                    changed.extend(row.map(|row| (at, row)));
                    draft
                });
                progress();
                draft
            });
            self.writer.add(drafts, self.boilerplate)?;
            Ok(changed)
        });
        let changed: Result<Vec<_>, StoreError> = shares.collect();
        Ok(changed?.into_iter().flatten().collect())
    }

    /// The draft of a row whose file must be read again; the row as well if that has changed.
    fn read_again(self, row: &Row) -> (Option<Draft>, Option<Row>) {
        let text = read_text(&self.root.join(&*row.path));
        let fingerprints = |article: &Article, text: &str| self.drafts.fingerprints(article, text);
        let parse = || Row::parse(row.path.to_string(), &text, self.settings, &fingerprints);
        let changed = (!row.is_of(&text)).then(parse);
        let of_text = || {
            let article = changed.as_ref().unwrap_or(row).article().filter(is_indexed)?;
            Some(self.drafts.draft(&article, text.as_ref().ok()?))
        };
        (self.drafts.take(&row.path).or_else(of_text), changed)
    }
}
