//! Everything loaded, read-only, each part built only when it is asked for.
//!
//! Loading reads the corpus, builds the URL map and resolves every link; the graph and its measures wait until a rule or
//! a report wants them. Nothing is changed after loading, so all of it is shared between threads freely.

mod entries;
mod find;
mod graph_facts;
mod links;
mod mentions;
mod search;
pub mod store;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use thiserror::Error;

use crate::corpus::{self, Article, ArticleId, Corpus, CorpusError, Link, NotRead, Tool, ToolsError};
use crate::graph::{LinkGraph, click_depths, link_scores};
use crate::settings::Settings;
use crate::site::{PermalinkError, Permalinks, Site, Target};

pub use entries::EntryError;
pub use find::FindError;
pub use links::LinkCounts;

/// A corpus, its site and its graph.
#[derive(Debug)]
pub struct Catalog {
    /// The corpus folder.
    pub root: PathBuf,
    /// The articles in path order; an [`ArticleId`] is an index.
    pub articles: Vec<Article>,
    /// What the walk passed over.
    pub not_read: NotRead,
    /// The URL map.
    pub site: Site,
    /// The configuration.
    pub settings: Settings,
    /// The tool catalogue, if the configuration names one.
    pub tools: Vec<Tool>,
    targets: Vec<Box<[Target]>>,
    entries: Vec<ArticleId>,
    is_entry: Vec<bool>,
    live: Vec<bool>,
    counts: OnceLock<LinkCounts>,
    graph: OnceLock<LinkGraph>,
    depths: OnceLock<Vec<Option<u32>>>,
    link_scores: OnceLock<Vec<f32>>,
}

/// Why a corpus could not be loaded.
#[derive(Debug, Error)]
pub enum CatalogError {
    /// The folder cannot be read.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// The tool catalogue cannot be read.
    #[error(transparent)]
    Tools(#[from] ToolsError),
    /// `site.entry` holds a broken pattern.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// `site.permalinks` holds a mistake.
    #[error(transparent)]
    Permalinks(#[from] PermalinkError),
}

impl Catalog {
    /// Reads the corpus at `root`, maps its URLs and resolves its links. `progress` is called once an article, from
    /// many threads.
    ///
    /// # Errors
    /// The folder, the tool catalogue or a pattern of the configuration cannot be used. Whatever is wrong with a single
    /// article is no error.
    pub fn load(root: &Path, settings: &Settings, progress: &(dyn Fn() + Sync)) -> Result<Self, CatalogError> {
        Self::of(root, settings, Corpus::read(root, settings, progress)?)
    }

    /// Maps the URLs of a corpus that was read from `root` and resolves its links.
    ///
    /// # Errors
    /// The tool catalogue or a pattern of the configuration cannot be used.
    pub fn of(root: &Path, settings: &Settings, corpus: Corpus) -> Result<Self, CatalogError> {
        let Corpus { mut articles, assets, not_read } = corpus;
        let tools = match &settings.catalogues.tools {
            Some(file) => corpus::read_tools(&settings.base.join(file))?,
            None => Vec::new(),
        };
        let permalinks = Permalinks::new(root, &settings.site.permalinks)?;
        let (site, targets) = Site::build(&mut articles, &assets, root, &settings.site, permalinks);
        let entries = entries::find(root, &articles, &settings.site.entry)?;
        let mut is_entry = vec![false; articles.len()];
        for id in &entries {
            if let Some(flag) = is_entry.get_mut(id.index()) {
                *flag = true;
            }
        }
        let is_live = |(article, id): (&Article, ArticleId)| {
            let is_draft = article.metadata.draft && !site.publishes_draft(id);
            let published = settings.drafts.include || (!is_draft && site.unpublished(id).is_none());
            article.is_readable() && published
        };
        let live = articles.iter().zip((0..).map(ArticleId)).map(is_live).collect();
        Ok(Self {
            root: root.to_owned(),
            articles,
            not_read,
            site,
            settings: settings.clone(),
            tools,
            targets,
            entries,
            is_entry,
            live,
            counts: OnceLock::new(),
            graph: OnceLock::new(),
            depths: OnceLock::new(),
            link_scores: OnceLock::new(),
        })
    }

    /// All articles in path order.
    pub fn ids(&self) -> impl Iterator<Item = ArticleId> + use<> {
        (0..self.articles.len() as u32).map(ArticleId)
    }

    /// The record of an article of this catalog.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.index()]
    }

    /// The links of an article with what they mean, in order of their place, images included.
    pub fn links(&self, id: ArticleId) -> impl Iterator<Item = (&Link, Target)> {
        let targets = self.targets.get(id.index()).map_or(&[][..], |targets| targets);
        self.article(id).links.iter().zip(targets.iter().copied())
    }

    /// The URL path that an article is known by.
    pub fn url(&self, id: ArticleId) -> &str {
        self.site.url(id)
    }

    /// Whether an article is published: it could be read, and it is no draft unless drafts count as live.
    pub fn is_live(&self, id: ArticleId) -> bool {
        self.live.get(id.index()).copied().unwrap_or(false)
    }

    /// Whether readers come in at this article.
    pub fn is_entry(&self, id: ArticleId) -> bool {
        self.is_entry.get(id.index()).copied().unwrap_or(false)
    }

    /// The articles where readers come in, in path order.
    pub fn entries(&self) -> &[ArticleId] {
        &self.entries
    }

    /// How many links there are and what could be said of them.
    pub fn link_counts(&self) -> &LinkCounts {
        self.counts.get_or_init(|| LinkCounts::of(self))
    }

    /// Whether any link of any article leads nowhere.
    pub fn has_dead_links(&self) -> bool {
        self.targets.iter().flatten().any(|target| *target == Target::Dead)
    }

    /// The live links between live articles.
    pub fn graph(&self) -> &LinkGraph {
        self.graph.get_or_init(|| links::graph(self))
    }

    /// Click depth from the entry articles by article; `None` where no path leads.
    pub fn depths(&self) -> &[Option<u32>] {
        self.depths.get_or_init(|| click_depths(self.graph(), &self.entries))
    }

    /// Link score by article, 0 to 100.
    pub fn link_scores(&self) -> &[f32] {
        self.link_scores.get_or_init(|| link_scores(self.graph(), &self.live))
    }

    /// The file of an article read again, for excerpts and edits; `None` if it is gone or no text any more.
    pub fn read_text(&self, id: ArticleId) -> Option<String> {
        corpus::read_text(&self.root.join(&*self.article(id).path)).ok()
    }
}
