//! Which articles compete for one keyword and one intent, which of them should own it, and what to do.
//!
//! A topic is made of title, keyword and address (`topic`), a text is read once and what many articles share is taken out
//! (`texts`). Inverted lists of telling words and MinHash bands bring pairs together (`candidates`), which are then compared
//! signal by signal (`signals`); those that score enough are gathered into clusters (`clusters`), each with its owner
//! (`owner`) and action (`action`). Nothing compares each article with each.

mod action;
mod address;
mod candidates;
mod check;
mod clusters;
mod coarse;
mod evidence;
mod gsc;
mod keyword_map;
mod lexicon;
mod owner;
mod ownership;
mod pages;
mod pairs;
mod rarity;
mod signals;
mod texts;
mod tool_names;
mod topic;
mod trees;
mod versions;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::settings::Severity;
use crate::similarity::{Term, Terms, each};
use crate::text::language::Language;

pub use action::{Action, Step};
pub use address::own_title;
pub use check::{Checked, Rival, check};
pub use clusters::Kind;
pub use gsc::{SearchData, SearchDataError};
pub use keyword_map::{KeywordFinder, KeywordMap, KeywordRow, keyword_map};
pub use owner::Member;
pub use ownership::{Claim, ClaimedBy, claims};
pub use pairs::Pair;
pub use signals::{Signals, THRESHOLD};

use lexicon::Lexicon;
use owner::Facts;
use rarity::Rarity;
use texts::Texts;
use tool_names::ToolNames;
use topic::Topic;

/// From this score on overlapping texts and topics are worth a warning.
const SURE: f32 = 0.75;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Pairs that score less are not reported; 0 to 1.
    pub threshold: f32,
    /// Whether to read the texts. Without them only titles and keywords are compared, which costs next to nothing and finds what
    /// needs no reading: the same keyword, the same title, the same title with another tool.
    pub texts: bool,
    /// What search showed, if known.
    pub search: Option<&'a SearchData>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The clusters, what is most at stake first.
    pub clusters: Vec<Cluster>,
    /// How many articles were judged.
    pub judged: usize,
    /// How many were not because a later version of them was.
    pub other_versions: usize,
}

/// Articles that compete.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Made of its members' paths: the same as long as they are.
    pub id: String,
    /// What sort of competition it is.
    pub kind: Kind,
    /// How bad.
    pub severity: Severity,
    /// Which article should keep the keyword.
    pub owner: ArticleId,
    /// Why that one.
    pub reasons: Vec<String>,
    /// What to do.
    pub action: Action,
    /// Why that.
    pub why: String,
    /// The action's mechanical parts.
    pub steps: Vec<Step>,
    /// The articles in path order.
    pub members: Vec<Member>,
    /// Those pairs of them that compete, sorted.
    pub pairs: Vec<Pair>,
}

impl Cluster {
    /// How many links lead to its articles: what is at stake.
    pub fn inbound(&self) -> usize {
        self.members.iter().map(|member| member.inbound).sum()
    }

    /// The link scores of its articles together.
    pub fn link_score(&self) -> f32 {
        self.members.iter().map(|member| member.link_score).sum()
    }

    /// The articles beside the owner, in path order.
    pub fn others(&self) -> impl Iterator<Item = ArticleId> {
        self.members.iter().map(|member| member.article).filter(|&article| article != self.owner)
    }

    /// The highest score of its pairs.
    pub fn score(&self) -> f32 {
        self.pairs.iter().map(|pair| pair.score).fold(0.0, f32::max)
    }
}

impl Request<'_> {
    /// What can be told from titles and keywords alone, at next to no cost: topics that are one. For whoever must not read
    /// the texts.
    pub const WITHOUT_TEXTS: Self = Self { threshold: signals::SAME_TOPIC, texts: false, search: None };
}

/// Finds the clusters. The result does not depend on the number of threads.
pub fn analyse(catalog: &Catalog, request: &Request<'_>) -> Analysis {
    let (judged, other_versions) = versions::judged(catalog);
    let tools = ToolNames::of(&catalog.articles, &catalog.tools);
    let count = judged.iter().filter(|judged| **judged).count();
    let judged = if request.texts { judged } else { coarse::shared(catalog, &judged, &tools) };
    let topics = topics(catalog, &judged, &tools);
    let rarity = rarity(&topics, &judged);
    let texts = request.texts.then(|| Texts::read(catalog, &judged));
    let pairs = pairs::find(&topics, &judged, &rarity, texts.as_ref(), request.threshold);
    let (mut pairs, more_versions) = trees::without_versions(catalog, &judged, pairs);
    let (count, other_versions) = (count - more_versions, other_versions + more_versions);
    if let Some(texts) = &texts {
        evidence::add(catalog, &topics, texts, &mut pairs);
    }
    if let Some(search) = request.search {
        for pair in &mut pairs {
            pair.signals.queries = search.overlap(pair.a, pair.b);
        }
    }
    let groups = clusters::gather(pairs, &topics);
    let decreed: Vec<ArticleId> =
        claims(catalog).0.iter().filter_map(|claims| claims.first()).map(|claim| claim.article).collect();
    let facts = Facts {
        catalog,
        topics: &topics,
        words: texts.as_ref().map(|texts| &*texts.words),
        decreed: &decreed,
        search: request.search,
    };
    // Built here, not inside the pass: threads that wait for what another builds cannot help it.
    let usual = if groups.is_empty() {
        0.0
    } else {
        let _ = catalog.link_scores();
        usual_inbound(catalog)
    };
    let mut clusters: Vec<Cluster> = groups.into_par_iter().map(|group| cluster(&facts, usual, group)).collect();
    clusters.sort_by(|a, b| {
        let stake = |cluster: &Cluster| cluster.inbound();
        (stake(b).cmp(&stake(a)))
            .then_with(|| b.link_score().total_cmp(&a.link_score()))
            .then_with(|| b.score().total_cmp(&a.score()))
            .then_with(|| a.members[0].article.cmp(&b.members[0].article))
    });
    // What was read is freed by a thread that has nothing else to do.
    rayon::spawn(move || drop((texts, topics)));
    Analysis { clusters, judged: count, other_versions }
}

fn cluster(facts: &Facts<'_>, usual: f32, group: clusters::Group) -> Cluster {
    let catalog = facts.catalog;
    let (members, owner, reasons) = owner::choose(facts, &group);
    let (action, why, steps) = action::decide(catalog, &group, owner);
    let paths: Vec<&str> = group.members.iter().map(|&id| &*catalog.article(id).path).collect();
    let mut cluster = Cluster {
        id: format!("{:012x}", xxh3_64(paths.join("\n").as_bytes()) >> 16),
        kind: group.kind,
        severity: Severity::Note,
        owner,
        reasons,
        action,
        why,
        steps,
        members,
        pairs: group.pairs,
    };
    cluster.severity = severity(&cluster, usual);
    cluster
}

/// How bad a cluster is: what is certain is a warning. Tool variants are what a site may want, so they are one if they are one
/// text, or if more is at stake than is usual: links to them that one article could have. `usual` is how many links lead to an
/// article of this site.
fn severity(cluster: &Cluster, usual: f32) -> Severity {
    let warns = match cluster.kind {
        _ if cluster.action == Action::Leave => false,
        Kind::Republished | Kind::SameKeyword => true,
        Kind::ToolVariants => {
            let a_member = cluster.inbound() as f32 / cluster.members.len() as f32;
            cluster.action == Action::MergeAndRedirect || a_member > usual
        }
        Kind::NearDuplicate | Kind::OverlappingIntent => cluster.score() >= SURE,
    };
    if warns { Severity::Warning } else { Severity::Note }
}

/// How many articles link to one on the average.
fn usual_inbound(catalog: &Catalog) -> f32 {
    let live: Vec<ArticleId> = catalog.ids().filter(|&id| catalog.is_live(id)).collect();
    let links: usize = live.iter().map(|&id| catalog.graph().inbound(id).len()).sum();
    links as f32 / live.len().max(1) as f32
}

/// The topics of all articles; empty ones for those that are not judged.
fn topics(catalog: &Catalog, judged: &[bool], tools: &ToolNames) -> Vec<Topic> {
    let ids: Vec<ArticleId> = catalog.ids().collect();
    each(&ids, |&id, (terms, lexicons): &mut (Terms, FxHashMap<Language, Lexicon>)| {
        if !judged[id.index()] {
            return Topic::default();
        }
        let article = catalog.article(id);
        let language = article.language();
        let lexicon = lexicons.entry(language).or_insert_with(|| Lexicon::new(language, terms));
        Topic::of(article, catalog.site.locale(article), tools, lexicon, terms)
    })
}

/// How rare words are in titles, keywords and addresses.
fn rarity(topics: &[Topic], judged: &[bool]) -> Rarity<Term> {
    let mut rarity = Rarity::default();
    for (topic, _) in topics.iter().zip(judged).filter(|(_, judged)| **judged) {
        let mut all = [&topic.terms[..], &topic.slug, &topic.folder].concat();
        all.sort_unstable();
        all.dedup();
        rarity.add(all);
    }
    rarity
}
