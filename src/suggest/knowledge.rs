//! What the whole corpus tells about each of its articles, gathered once and then asked for every article.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Options;
use super::accepted::graph_without;
use super::anchors;
use super::calibration::calibrate;
use super::facts::Facts;
use super::gist::Gist;
use super::habits::Habits;
use super::ledger::{Ledger, is_target};
use super::names::topic_of;
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::corpus::boilerplate::Boilerplate;
use crate::decisions::Policy;
use crate::graph::LinkGraph;
use crate::similarity::each;
use crate::similarity::{Nearest, Rarity, Term, Terms, Vectors};

/// A term in more topics than this brings up no article by itself.
const MOST_TOPICS: usize = 96;

/// Terms with their rarity, in the order of terms.
pub(super) type Topic = Vec<(Term, f32)>;

/// Everything that suggestions need to know of the corpus. It takes one reading of all articles; time and memory grow with the
/// size of the corpus.
#[derive(Debug, Default)]
pub struct Knowledge {
    /// The links without those that were accepted before; `None` if there are no such.
    graph: Option<LinkGraph>,
    /// What is added to the log-odds of every suggestion.
    pub(super) raised: f32,
    pub(super) boilerplate: Boilerplate,
    pub(super) rarity: Rarity,
    pub(super) vectors: Vectors,
    pub(super) nearest: Nearest,
    pub(super) ledger: Ledger,
    pub(super) habits: Habits,
    pub(super) facts: Vec<Facts>,
    /// The terms of each article's title, keyword and slug.
    topics: Vec<Topic>,
    /// Articles by the terms of their topics.
    topic_lists: FxHashMap<Term, Vec<u32>>,
}

impl Knowledge {
    /// Reads all live articles. Links that `policy` knows as accepted are left out of account.
    pub fn gather(catalog: &Catalog, policy: &Policy) -> Self {
        let graph = graph_without(catalog, policy);
        let links = graph.as_ref().unwrap_or_else(|| catalog.graph());
        let gists = Gist::read_all(catalog, policy);
        let boilerplate = Gist::boilerplate(&gists);
        let counts: Vec<Vec<(Term, u16)>> = gists.par_iter().map(|gist| gist.counts(&boilerplate)).collect();
        let rarity = Rarity::count(counts.iter().map(Vec::as_slice).filter(|counts| !counts.is_empty()));
        let vectors = Vectors::weigh(&counts, &rarity);
        drop(counts);
        let nearest = Nearest::build(&vectors);
        let anchors = anchors::of_all(catalog, policy);
        let ledger = Ledger::build(catalog, &anchors, &gists, &boilerplate);
        drop(gists);
        let topics = topics(catalog, &rarity);
        let topic_lists = lists(&topics);
        let habits = Habits::learn(catalog, &anchors, links, &topics, &rarity);
        let facts = Facts::of_all(catalog, links, &topics);
        let mut knowledge = Self {
            raised: 0.0,
            graph,
            facts,
            boilerplate,
            rarity,
            vectors,
            nearest,
            ledger,
            habits,
            topics,
            topic_lists,
        };
        let options = Options::new(&catalog.settings.suggest, policy.clone());
        knowledge.raised = calibrate(catalog, &knowledge, &options);
        knowledge
    }

    /// The links that suggestions go by.
    pub(super) fn graph<'k>(&'k self, catalog: &'k Catalog) -> &'k LinkGraph {
        self.graph.as_ref().unwrap_or_else(|| catalog.graph())
    }

    /// Whether a link from one article to another makes sense at all.
    pub(super) fn may_link(&self, source: ArticleId, target: ArticleId) -> bool {
        source != target && self.pair(source, target).is_some_and(|(from, to)| from.may_link(to))
    }

    /// Whether who reads one article may also read another.
    pub(super) fn reads_with(&self, source: ArticleId, target: ArticleId) -> bool {
        source != target && self.pair(source, target).is_some_and(|(from, to)| from.reads_with(to))
    }

    fn pair(&self, source: ArticleId, target: ArticleId) -> Option<(&Facts, &Facts)> {
        self.facts.get(source.index()).zip(self.facts.get(target.index()))
    }

    /// The articles with this term in their topic; none for a term that too many have.
    pub(super) fn with_topic(&self, term: Term) -> &[u32] {
        self.topic_lists.get(&term).map_or(&[], Vec::as_slice)
    }

    /// The terms of an article's topic with their rarity.
    pub(super) fn topic(&self, id: ArticleId) -> &[(Term, f32)] {
        self.topics.get(id.index()).map_or(&[], Vec::as_slice)
    }
}

fn topics(catalog: &Catalog, rarity: &Rarity) -> Vec<Topic> {
    let ids: Vec<ArticleId> = catalog.ids().collect();
    let topic = |&id: &ArticleId, terms: &mut Terms| -> Topic {
        let topic = if is_target(catalog, id) { topic_of(catalog, id, terms) } else { Vec::new() };
        topic.into_iter().map(|term| (term, rarity.idf(term))).collect()
    };
    each(&ids, topic)
}

fn lists(topics: &[Topic]) -> FxHashMap<Term, Vec<u32>> {
    let mut lists: FxHashMap<Term, Vec<u32>> = FxHashMap::default();
    for (article, topic) in topics.iter().enumerate() {
        for (term, _) in topic {
            let list = lists.entry(*term).or_default();
            if list.len() <= MOST_TOPICS {
                list.push(article as u32);
            }
        }
    }
    lists.retain(|_, list| list.len() <= MOST_TOPICS);
    lists
}
