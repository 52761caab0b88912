//! A catalog as search wants it: the facts of its articles, and an index of them made in memory.

use rayon::prelude::*;

use super::Catalog;
use crate::corpus::prose::Prose;
use crate::corpus::{Article, ArticleId};
use crate::search::{
    ArticleFacts, Boilerplate, IndexWriter, SearchError, SearchIndex, Searcher, document_of, fingerprints,
};

impl Catalog {
    /// What search knows of the articles beside their text.
    pub fn article_facts(&self) -> ArticleFacts {
        let urls: Vec<&str> = self.ids().map(|id| self.url(id)).collect();
        let live: Vec<bool> = self.ids().map(|id| self.is_live(id)).collect();
        ArticleFacts::new(&self.articles, &urls, &live, self.link_scores())
    }

    /// A searcher over all live articles, with an index in memory.
    ///
    /// # Errors
    /// The index cannot be written, for want of memory or threads.
    pub fn search_in_memory(&self) -> Result<Searcher, SearchError> {
        let live: Vec<ArticleId> = self.ids().filter(|&id| self.is_live(id)).collect();
        let read = |&id: &ArticleId| self.read_text(id).map(|text| Prose::read(&self.article(id).path, &text));
        let proses: Vec<(&Article, Prose)> =
            live.par_iter().filter_map(|id| Some((self.article(*id), read(id)?))).collect();
        let lists: Vec<Vec<u64>> = proses.par_iter().map(|(article, prose)| fingerprints(article, prose)).collect();
        let boilerplate = Boilerplate::find(lists.iter().map(Vec::as_slice));
        let mut writer = IndexWriter::in_memory()?;
        proses.par_iter().try_for_each(|(article, prose)| writer.add(document_of(article, prose, &boilerplate)))?;
        writer.commit("")?;
        Searcher::new(SearchIndex::of(&writer)?, self.article_facts())
    }
}
