//! Everything loaded, read-only, each part built only when it is asked for.

mod graph_facts;

use std::path::{Path, PathBuf};

use crate::corpus::{Article, ArticleId, Link};
use crate::graph::LinkGraph;
use crate::settings::Settings;
use crate::site::{Site, Target, Unchecked};

/// A corpus, its site and its graph.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The corpus folder.
    pub root: PathBuf,
    /// The articles in path order; an [`ArticleId`] is an index.
    pub articles: Vec<Article>,
    /// The URL map.
    pub site: Site,
    /// The configuration.
    pub settings: Settings,
    graph: LinkGraph,
    counts: LinkCounts,
}

/// Why a corpus could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// No corpus there.
    #[error("there is no folder {0}")]
    Missing(PathBuf),
}

/// How many links there are, by what could be said of them. Images are counted apart, under `unchecked`.
#[derive(Clone, Debug, Default)]
pub struct LinkCounts {
    /// All links, images left out.
    pub total: usize,
    /// Links within the site, dead ones included.
    pub internal: usize,
    /// Links to other sites.
    pub external: usize,
    /// Links that could not be judged, by kind, in the order of [`Unchecked`].
    pub unchecked: Vec<(Unchecked, usize)>,
}

#[allow(missing_docs)]
impl Catalog {
    pub fn load(root: &Path, settings: &Settings, progress: &(dyn Fn(usize) + Sync)) -> Result<Self, CatalogError> {
        let _ = progress;
        Ok(Self { root: root.to_owned(), settings: settings.clone(), ..Self::default() })
    }
    pub fn ids(&self) -> impl Iterator<Item = ArticleId> + use<> {
        (0..self.articles.len() as u32).map(ArticleId)
    }
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.index()]
    }
    pub fn links(&self, id: ArticleId) -> impl Iterator<Item = (&Link, Target)> {
        self.article(id).links.iter().map(|link| (link, Target::External))
    }
    pub fn url(&self, id: ArticleId) -> &str {
        &self.article(id).path
    }
    pub fn is_live(&self, _id: ArticleId) -> bool {
        true
    }
    pub fn is_entry(&self, _id: ArticleId) -> bool {
        false
    }
    pub fn entries(&self) -> &[ArticleId] {
        &[]
    }
    pub fn graph(&self) -> &LinkGraph {
        &self.graph
    }
    pub fn depths(&self) -> &[Option<u32>] {
        &[]
    }
    pub fn link_scores(&self) -> &[f32] {
        &[]
    }
    pub fn read_text(&self, _id: ArticleId) -> Option<String> {
        None
    }
    pub fn link_counts(&self) -> &LinkCounts {
        &self.counts
    }
}
