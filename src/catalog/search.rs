//! A catalog as search wants it: the facts of its articles, and an index of them made in memory.

use rayon::prelude::*;

use super::Catalog;
use crate::corpus::boilerplate::Boilerplate;
use crate::corpus::prose::Prose;
use crate::corpus::{self, Article};
use crate::search::{ArticleFacts, Draft, IndexWriter, Lexicons, SearchError, SearchIndex, Searcher, share};

impl Catalog {
    /// What search knows of the articles beside their text.
    pub fn article_facts(&self) -> ArticleFacts {
        let urls: Vec<&str> = self.ids().map(|id| self.url(id)).collect();
        let live: Vec<bool> = self.ids().map(|id| self.is_live(id)).collect();
        let inbound = self.ids().map(|id| self.graph().inbound(id).len() as u32).collect();
        ArticleFacts::new(&self.articles, &urls, &live, self.link_scores()).with_inbound(inbound)
    }

    /// A searcher over all live articles, with this index of the same state, or else one in memory.
    ///
    /// # Errors
    /// The index cannot be read, or none be made for want of memory or threads.
    pub fn searcher(&self, index: Option<SearchIndex>) -> Result<Searcher, SearchError> {
        match index {
            Some(index) => Searcher::new(index, self.article_facts()),
            None => self.search_in_memory(),
        }
    }

    /// A searcher over all live articles, with an index in memory. Like an index on disk it holds every article that
    /// can be read: what counts as live is asked when it is searched.
    ///
    /// # Errors
    /// The index cannot be written, for want of memory or threads.
    pub fn search_in_memory(&self) -> Result<Searcher, SearchError> {
        let lexicons = Lexicons::default();
        let read = |article: &Article| {
            let text = is_indexed(article).then(|| corpus::read_text(&self.root.join(&*article.path)).ok())??;
            Some(Draft::new(article, Prose::read(&article.path, &text), &lexicons))
        };
        let drafts: Vec<Option<Draft>> = self.articles.par_iter().map(read).collect();
        let prints = |draft: &Option<Draft>| draft.as_ref().map(Draft::fingerprints).unwrap_or_default();
        let lists: Vec<Vec<u64>> = drafts.par_iter().map(prints).collect();
        let boilerplate = Boilerplate::find(lists.iter().map(Vec::as_slice));
        let mut writer = IndexWriter::in_memory()?;
        let shares = drafts.into_par_iter().chunks(share(self.articles.len()));
        shares.try_for_each(|drafts| writer.add(drafts.into_iter().flatten(), &boilerplate))?;
        writer.commit("")?;
        Searcher::new(SearchIndex::of(&writer)?, self.article_facts())
    }
}

/// Whether an article is in the index, found or not: whatever can be read is, drafts included.
pub(super) fn is_indexed(article: &Article) -> bool {
    article.is_readable()
}
