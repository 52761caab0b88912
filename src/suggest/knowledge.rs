//! What the whole corpus tells about each of its articles, gathered once and then asked for every article.

use rayon::prelude::*;

use super::accepted::{accepted, graph_without};
use super::anchors::Anchors;
use super::calibration::calibrate;
use super::facts::Facts;
use super::habits::Habits;
use super::layout::Layout;
use super::ledger::Ledger;
use super::names::Names;
use super::page::Page;
use super::reading::{Reading, read_all};
use super::script::{Script, Tally};
use super::{Options, Workspace};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::corpus::boilerplate::Boilerplate;
use crate::decisions::Policy;
use crate::graph::LinkGraph;
use crate::similarity::{Lookup, Nearest, Rarity, TermId, Vectors, Vocabulary, each};

/// A term in more topics than this brings up no article by itself.
const MOST_TOPICS: usize = 64;

/// Terms with their rarity, in the order of terms.
pub(super) type Topic = Vec<(TermId, f32)>;

/// Everything that suggestions need to know of the corpus. It takes one reading of all articles; time and memory grow with the
/// size of the corpus.
#[derive(Debug, Default)]
pub struct Knowledge {
    /// The links without those that were accepted before; `None` if there are no such.
    graph: Option<LinkGraph>,
    /// What is added to the log-odds of every suggestion.
    pub(super) raised: f32,
    vocabulary: Vocabulary,
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
    topic_lists: Vec<Vec<u32>>,
    /// What is left of reading the articles, unless it was forgotten: as long as it is there, they need not be parsed again.
    texts: Vec<Option<(Script, Layout)>>,
}

impl Knowledge {
    /// Reads all live articles. Links that `policy` knows as accepted are left out of account.
    pub fn gather(catalog: &Catalog, policy: &Policy) -> Self {
        let mut knowledge = Self::gather_for_all(catalog, policy);
        knowledge.texts = Vec::new();
        knowledge.ledger.forget_places();
        knowledge
    }

    /// As [`Knowledge::gather`], and keeps what it takes to judge all articles without parsing them again, under the same policy:
    /// about as much memory as the corpus has bytes.
    pub fn gather_for_all(catalog: &Catalog, policy: &Policy) -> Self {
        let graph = graph_without(catalog, policy);
        let links = graph.as_ref().unwrap_or_else(|| catalog.graph());
        let (mut readings, vocabulary) = read_all(catalog, policy);
        let terms = vocabulary.len();
        let names: Vec<Names> = readings.iter_mut().map(|reading| std::mem::take(&mut reading.names)).collect();
        let anchors: Vec<Anchors> = readings.iter_mut().map(|reading| std::mem::take(&mut reading.anchors)).collect();
        // What takes one thread goes on beside the rest.
        let weighed = || {
            let (boilerplate, rarity, vectors) = weigh(&readings, terms);
            let topics = topics(&readings, &rarity);
            let (nearest, (habits, (facts, topic_lists))) = rayon::join(
                || Nearest::build(&vectors, terms),
                || {
                    rayon::join(
                        || Habits::learn(catalog, &anchors, links, &topics, &rarity),
                        || {
                            let facts = Facts::of_all(catalog, links, &topics, &readings, &vocabulary);
                            (facts, lists(&topics, terms))
                        },
                    )
                },
            );
            (boilerplate, rarity, vectors, topics, nearest, habits, facts, topic_lists)
        };
        let (mut ledger, weighed) = rayon::join(|| Ledger::of(&names, &anchors, terms), weighed);
        let (boilerplate, rarity, vectors, topics, nearest, habits, facts, topic_lists) = weighed;
        rayon::join(|| drop(names), || drop(anchors));
        ledger.count(readings.par_iter().map(|reading| reading.script.as_ref()), &boilerplate);
        let mut knowledge = Self {
            raised: 0.0,
            nearest,
            habits,
            facts,
            topic_lists,
            texts: readings.into_par_iter().map(|reading| reading.script.zip(reading.layout)).collect(),
            graph,
            vocabulary,
            boilerplate,
            rarity,
            vectors,
            ledger,
            topics,
        };
        let options = Options::new(&catalog.settings.suggest, policy.clone());
        knowledge.raised = calibrate(catalog, &knowledge, &options);
        knowledge
    }

    /// An article whose file holds `text` as a page; blocks that are `closed` take no links.
    pub(super) fn page(
        &self,
        catalog: &Catalog,
        policy: &Policy,
        id: ArticleId,
        text: &str,
        closed: &Boilerplate,
        workspace: &mut Workspace,
    ) -> Page {
        if let Some((script, layout)) = self.texts.get(id.index()).and_then(Option::as_ref)
            && let Some(prose) = layout.prose(text)
        {
            let mut page = Page::of(script, prose, layout.places(), closed);
            page.is_kept = true;
            return page;
        }
        let accepted = accepted(catalog, policy, id);
        let mut lookup = Lookup { terms: &mut workspace.terms, vocabulary: &self.vocabulary };
        let buffers = &mut workspace.buffers;
        let (script, prose) = Script::read(catalog.article(id), text, &accepted, &mut lookup, buffers);
        Page::of(&script, prose, buffers.places.iter().copied(), closed)
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
    pub(super) fn with_topic(&self, term: TermId) -> &[u32] {
        self.topic_lists.get(term.index()).map_or(&[], Vec::as_slice)
    }

    /// The terms of an article's topic with their rarity.
    pub(super) fn topic(&self, id: ArticleId) -> &[(TermId, f32)] {
        self.topics.get(id.index()).map_or(&[], Vec::as_slice)
    }
}

/// What is boilerplate, how rare each term is, and what each article says, weighed by that.
fn weigh(readings: &[Reading], terms: usize) -> (Boilerplate, Rarity, Vectors) {
    let boilerplate = Script::boilerplate(readings.par_iter().map(|reading| reading.script.as_ref()));
    let counts = each(readings, |reading, tally: &mut Tally| match &reading.script {
        Some(script) => script.counts(&reading.title, &boilerplate, tally),
        None => Vec::new(),
    });
    let rarity = Rarity::count(&counts, terms);
    let vectors = Vectors::weigh(&counts, &rarity);
    (boilerplate, rarity, vectors)
}

fn topics(readings: &[Reading], rarity: &Rarity) -> Vec<Topic> {
    let topic = |reading: &Reading| reading.topic.iter().map(|&term| (term, rarity.idf(term))).collect();
    readings.iter().map(topic).collect()
}

fn lists(topics: &[Topic], terms: usize) -> Vec<Vec<u32>> {
    let mut lists = vec![Vec::new(); terms];
    for (article, topic) in topics.iter().enumerate() {
        for (term, _) in topic {
            if let Some(list) = lists.get_mut(term.index()).filter(|list| list.len() <= MOST_TOPICS) {
                list.push(article as u32);
            }
        }
    }
    lists.iter_mut().filter(|list| list.len() > MOST_TOPICS).for_each(|list| *list = Vec::new());
    lists
}
