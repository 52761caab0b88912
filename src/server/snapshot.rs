//! One state of the corpus with all that answers need: audited, indexed, looked up from either end. It never changes;
//! a change of the corpus makes a new one.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::HeaderValue;
use thiserror::Error;

use super::answers::Answers;
use super::app::tag;
use super::rivals::Rivals;
use crate::audit::{self, Audit, BaselineReport, Finding, Selection, SelectionError};
use crate::cannibalization::{KeywordMap, keyword_map};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::decisions::{Decisions, DecisionsError, Policy, PolicyError};
use crate::graph::{
    self, ArticleRow, CategoryRow, CommunityRow, Entities, GraphFacts, GraphStats, Surroundings, ToolRow, TypedGraph,
};
use crate::rules::RULES;
use crate::search::Searcher;
use crate::site::Target;
use crate::suggest::Knowledge;

/// One state of the corpus.
pub struct Snapshot {
    pub(super) catalog: Catalog,
    pub(super) searcher: Searcher,
    pub(super) selection: Selection,
    pub(super) audit: Audit,
    /// Nothing is held back here.
    pub(super) baseline: BaselineReport,
    /// Which links may be suggested.
    pub(super) policy: Policy,
    /// Counts states, from 1.
    pub(super) generation: u64,
    /// What was answered from this state.
    pub(super) answers: Answers,
    tag: HeaderValue,
    /// Where the findings of an article begin, by article; one more at the end.
    finding_starts: Vec<u32>,
    /// Every use of a link to an article: target, source, position among the source's links. Sorted.
    backlinks: Vec<(ArticleId, ArticleId, u32)>,
    entities: Entities,
    with_mentions: OnceLock<Entities>,
    stats: OnceLock<Figures>,
    knowledge: OnceLock<Knowledge>,
    keyword_map: OnceLock<KeywordMap>,
    /// Who competes, once it was asked for.
    pub(super) rivals: Rivals,
}

/// Why a corpus cannot be served.
#[derive(Debug, Error)]
pub enum SnapshotError {
    /// The configuration names a rule or an option that does not exist.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// The decisions on suggested links cannot be read.
    #[error(transparent)]
    Decisions(#[from] DecisionsError),
    /// What the configuration says of suggestions cannot be used.
    #[error(transparent)]
    Policy(#[from] PolicyError),
}

/// What is worked out when somebody asks for it first: the statistics, their lists taken out and whole.
#[derive(Debug)]
pub(super) struct Figures {
    /// Figures alone.
    pub(super) plain: GraphStats,
    /// Every live article, the best by link score first.
    pub(super) ranked: Vec<ArticleRow>,
    pub(super) tools: Vec<ToolRow>,
    pub(super) categories: Vec<CategoryRow>,
    pub(super) communities: Vec<CommunityRow>,
}

impl Snapshot {
    /// Audits a loaded corpus, which `searcher` searches, and prepares it for answers.
    ///
    /// # Errors
    /// The configuration names a rule or an option that does not exist, or what it or the decisions say of suggestions
    /// cannot be used.
    pub fn build(catalog: Catalog, searcher: Searcher) -> Result<Self, SnapshotError> {
        static GENERATIONS: AtomicU64 = AtomicU64::new(1);
        let generation = GENERATIONS.fetch_add(1, Ordering::Relaxed);
        let selection = Selection::new(RULES, &catalog.settings.rules, &[], &[])?;
        let audit = audit::run(&catalog, RULES, &selection);
        let _ = catalog.link_scores();
        let policy = Policy::new(&catalog, &Decisions::of(&catalog)?)?;
        Ok(Self {
            generation,
            answers: Answers::new(),
            tag: tag(generation),
            finding_starts: finding_starts(catalog.articles.len(), &audit.findings),
            backlinks: backlinks(&catalog),
            entities: Entities::build(&catalog.graph_facts()),
            with_mentions: OnceLock::new(),
            stats: OnceLock::new(),
            knowledge: OnceLock::new(),
            keyword_map: OnceLock::new(),
            rivals: Rivals::default(),
            policy,
            catalog,
            searcher,
            selection,
            audit,
            baseline: BaselineReport::default(),
        })
    }

    /// The state as an entity tag.
    pub(super) fn tag(&self) -> &HeaderValue {
        &self.tag
    }

    /// The article at a path.
    pub(super) fn find(&self, path: &str) -> Option<ArticleId> {
        let found = self.catalog.articles.binary_search_by(|article| (*article.path).cmp(path)).ok()?;
        Some(ArticleId(found as u32))
    }

    /// The findings about an article.
    pub(super) fn findings(&self, id: ArticleId) -> &[Finding] {
        self.audit.findings.get(self.finding_range(id)).unwrap_or(&[])
    }

    fn finding_range(&self, id: ArticleId) -> Range<usize> {
        let start = |index: usize| self.finding_starts.get(index).copied().unwrap_or(0) as usize;
        start(id.index())..start(id.index() + 1)
    }

    /// Every use of a link that leads to an article: the source, and the position among its links.
    pub(super) fn backlinks(&self, id: ArticleId) -> impl Iterator<Item = (ArticleId, usize)> + '_ {
        let start = self.backlinks.partition_point(|(target, _, _)| *target < id);
        let rest = self.backlinks.get(start..).unwrap_or(&[]);
        rest.iter().take_while(move |(target, _, _)| *target == id).map(|(_, from, at)| (*from, *at as usize))
    }

    /// Tools, categories and keywords, mentions of tools among their edges if asked for. Those are counted when
    /// somebody asks first, as every file is read again for it.
    pub(super) fn entities(&self, mentions: bool) -> &Entities {
        if !mentions {
            return &self.entities;
        }
        self.with_mentions.get_or_init(|| Entities::build(&self.facts_with_mentions()))
    }

    /// What suggestions need to know of the corpus, gathered when somebody asks for one first.
    pub(super) fn knowledge(&self) -> &Knowledge {
        self.knowledge.get_or_init(|| Knowledge::gather(&self.catalog, &self.policy))
    }

    /// The keyword map, made when somebody asks for it first.
    pub(super) fn keyword_map(&self) -> &KeywordMap {
        self.keyword_map.get_or_init(|| keyword_map(&self.catalog))
    }

    /// What neighbourhoods are looked up in.
    pub(super) fn surroundings(&self, mentions: bool) -> Surroundings<'_> {
        Surroundings {
            links: self.catalog.graph(),
            entities: self.entities(mentions),
            scores: self.catalog.link_scores(),
        }
    }

    /// The corpus in figures.
    pub(super) fn figures(&self) -> &Figures {
        self.stats.get_or_init(|| {
            let facts = self.facts_with_mentions();
            let communities = graph::communities(facts.links);
            let mut plain = graph::graph_stats(&facts, &TypedGraph::build(&facts), &communities, usize::MAX);
            Figures {
                ranked: std::mem::take(&mut plain.top),
                tools: std::mem::take(&mut plain.tools),
                categories: std::mem::take(&mut plain.categories),
                communities: std::mem::take(&mut plain.communities),
                plain,
            }
        })
    }

    fn facts_with_mentions(&self) -> GraphFacts<'_> {
        GraphFacts { mentions: self.catalog.mentions(), ..self.catalog.graph_facts() }
    }

    /// The link score with two decimals, as every report has it.
    pub(super) fn link_score(&self, id: ArticleId) -> f64 {
        let score = self.catalog.link_scores().get(id.index()).copied().unwrap_or(0.0);
        (f64::from(score) * 100.0).round() / 100.0
    }
}

/// Findings are sorted by article.
fn finding_starts(articles: usize, findings: &[Finding]) -> Vec<u32> {
    let start = |index: usize| findings.partition_point(|finding| finding.article.index() < index) as u32;
    (0..=articles).map(start).collect()
}

fn backlinks(catalog: &Catalog) -> Vec<(ArticleId, ArticleId, u32)> {
    let mut all = Vec::new();
    for from in catalog.ids() {
        for (position, (_, target)) in catalog.links(from).enumerate() {
            if let Target::Article(to) = target {
                all.push((to, from, position as u32));
            }
        }
    }
    all.sort_unstable();
    all
}
