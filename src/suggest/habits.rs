//! How this site links: from which folders to which, and in what words to each article.

use rustc_hash::FxHashMap;

use super::anchors::Anchors;
use super::knowledge::Topic;
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::graph::LinkGraph;
use crate::similarity::{Rarity, TermId};

/// Words of links that are kept for each article, those that most links use.
const MOST_WORDS: usize = 6;

/// A folder is one of so many levels at most when habits are counted broadly.
const BROAD_LEVELS: usize = 3;

/// So many links that were never made keep a share of few links small.
const DOUBT: f32 = 5.0;

/// What is usual on this site.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// The topic of each article with the words of the links that lead to it.
    vocabularies: Vec<Topic>,
    /// Pairs of articles that link, by the folders of both.
    folders: Counts,
    /// The same by their upper folders.
    broad: Counts,
}

/// Links by where they begin and where they lead.
#[derive(Debug, Default)]
struct Counts {
    /// The number of each article's folder.
    folder_of: Vec<u32>,
    pairs: FxHashMap<(u32, u32), u32>,
    all: FxHashMap<u32, u32>,
}

impl Counts {
    fn new<'c>(folders: impl Iterator<Item = &'c str>) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let number = |folder| {
            let fresh = numbers.len() as u32;
            *numbers.entry(folder).or_insert(fresh)
        };
        Self { folder_of: folders.map(number).collect(), ..Self::default() }
    }

    fn pair(&self, from: ArticleId, to: ArticleId) -> (u32, u32) {
        let of = |id: ArticleId| self.folder_of.get(id.index()).copied().unwrap_or(u32::MAX);
        (of(from), of(to))
    }

    fn add(&mut self, from: ArticleId, to: ArticleId) {
        let pair = self.pair(from, to);
        *self.pairs.entry(pair).or_default() += 1;
        *self.all.entry(pair.0).or_default() += 1;
    }

    /// Square root of the share of links from one folder that lead to the other.
    fn share(&self, from: ArticleId, to: ArticleId) -> f32 {
        let pair = self.pair(from, to);
        let Some(some) = self.pairs.get(&pair) else { return 0.0 };
        let all = self.all.get(&pair.0).copied().unwrap_or(0);
        (*some as f32 / (all as f32 + DOUBT)).sqrt()
    }
}

impl Habits {
    /// Counts over all links in running text.
    pub(super) fn learn(
        catalog: &Catalog,
        anchors: &[Anchors],
        graph: &LinkGraph,
        topics: &[Topic],
        rarity: &Rarity,
    ) -> Self {
        let mut folders = Counts::new(catalog.articles.iter().map(|article| article.folder()));
        let mut by_upper = Counts::new(catalog.articles.iter().map(|article| broad(article.folder())));
        let mut words: Vec<FxHashMap<TermId, u32>> = vec![FxHashMap::default(); topics.len()];
        for (target, anchor) in anchors.iter().flatten() {
            for term in anchor {
                *words[target.index()].entry(*term).or_default() += 1;
            }
        }
        for id in catalog.ids() {
            for link in graph.outbound(id).iter().filter(|link| link.body > 0) {
                folders.add(id, link.article);
                by_upper.add(id, link.article);
            }
        }
        let vocabularies = topics.iter().zip(words).map(|(topic, words)| vocabulary(topic, words, rarity)).collect();
        Self { vocabularies, folders, broad: by_upper }
    }

    /// What an article is called, in title and links.
    pub(super) fn vocabulary(&self, id: ArticleId) -> &[(TermId, f32)] {
        self.vocabularies.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// How usual a link from the folder of one article to that of another is, 0 to 1.
    pub(super) fn between(&self, from: ArticleId, to: ArticleId) -> f32 {
        self.folders.share(from, to)
    }

    /// The same by their upper folders.
    pub(super) fn between_broadly(&self, from: ArticleId, to: ArticleId) -> f32 {
        self.broad.share(from, to)
    }
}

/// A topic with the words that most links use; one that a single link uses counts half.
fn vocabulary(topic: &Topic, words: FxHashMap<TermId, u32>, rarity: &Rarity) -> Topic {
    let is_new = |term: &TermId| !topic.iter().any(|(known, _)| known == term);
    let mut words: Vec<(TermId, u32)> = words.into_iter().filter(|(term, _)| is_new(term)).collect();
    words.sort_unstable_by_key(|(term, count)| (std::cmp::Reverse(*count), *term));
    words.truncate(MOST_WORDS);
    let weight = |(term, count): (TermId, u32)| (term, rarity.idf(term) * if count > 1 { 1.0 } else { 0.5 });
    let mut all: Topic = words.into_iter().map(weight).chain(topic.iter().copied()).collect();
    all.sort_unstable_by_key(|(term, _)| *term);
    all
}

fn broad(folder: &str) -> &str {
    let end = folder.match_indices('/').nth(BROAD_LEVELS - 1).map_or(folder.len(), |(at, _)| at);
    folder.get(..end).unwrap_or(folder)
}
