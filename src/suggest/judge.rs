//! One article judged as the source of links: all candidates with their scores, and what it takes to place them.

use super::candidates::{Candidates, Wanted};
use super::knowledge::Knowledge;
use super::mentions::{Mention, Mentions};
use super::page::Page;
use super::signals::{Signals, chance, log_odds, look_closely, most_of_a_closer_look, signals};
use super::{Options, Workspace};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::corpus::boilerplate::Boilerplate;
use crate::settings::Placement;

/// A candidate and its score.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) target: ArticleId,
    pub(super) signals: Signals,
    pub(super) log_odds: f32,
    /// 0 to 1.
    pub(super) score: f32,
}

impl Judged {
    fn new(target: ArticleId, signals: Signals, raised: f32) -> Self {
        let log_odds = log_odds(&signals);
        Self { target, signals, log_odds, score: chance(log_odds + raised) }
    }
}

/// Which of the candidates matter. The others are judged only so far as it takes to know that they are none of these.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// So many of the best that may be suggested.
    pub(super) most: usize,
    /// Those with this score at least, and what was accepted.
    pub(super) least_score: f32,
}

impl Asked {
    /// All of them.
    pub(super) const ALL: Self = Self { most: usize::MAX, least_score: 0.0 };
}

/// An article read and judged.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) text: String,
    pub(super) page: Page,
    pub(super) mentions: Mentions,
    /// The articles most similar to it.
    pub(super) near: Vec<ArticleId>,
    /// The candidates that it does not link to, the best first.
    pub(super) judged: Vec<Judged>,
}

/// Articles that count as similar when it is told who else links to a target.
const SIMILAR: usize = 10;

/// Reads an article and judges all candidates, or only those that `is_wanted`. `None` if its file is gone.
pub(super) fn judge(
    catalog: &Catalog,
    knowledge: &Knowledge,
    id: ArticleId,
    options: &Options,
    workspace: &mut Workspace,
    asked: Asked,
    is_wanted: impl Fn(ArticleId) -> bool,
) -> Option<Source> {
    let article = catalog.article(id);
    if !catalog.is_live(id) || article.is_partial {
        return None;
    }
    let text = catalog.read_text(id)?;
    // Where anything goes, boilerplate is text like any other.
    let nothing = Boilerplate::default();
    let closed = if options.placement == Placement::Any { &nothing } else { &knowledge.boilerplate };
    let page = knowledge.page(catalog, &options.policy, id, &text, closed, workspace);
    let mentions = Mentions::of(id, &page, knowledge);
    let wanted = Wanted { most: options.most(), is_wanted };
    let candidates = Candidates::of(catalog, knowledge, id, &page, &mentions, &wanted, &mut workspace.scratch);
    let none = Mention::default();
    let mention = |target: ArticleId| mentions.target(target.0).unwrap_or(&none);
    let judge = |&target: &ArticleId| {
        let signals = signals(catalog, knowledge, id, &page, &candidates, mention(target), target);
        Judged::new(target, signals, knowledge.raised)
    };
    let mut judged: Vec<Judged> = candidates.targets.iter().map(judge).collect();
    sort(&mut judged);
    // The log-odds of the best so far, greatest first.
    let mut best: Vec<f32> = Vec::new();
    for one in &mut judged {
        let most = one.log_odds + most_of_a_closer_look();
        let is_accepted = options.policy.is_accepted(id, one.target);
        let is_beaten = best.get(asked.most.saturating_sub(1)).is_some_and(|last| most < *last);
        if (is_beaten || chance(most + knowledge.raised) < asked.least_score) && !is_accepted {
            continue;
        }
        look_closely(&mut one.signals, knowledge, &page, mention(one.target), one.target);
        *one = Judged::new(one.target, one.signals, knowledge.raised);
        if options.policy.allows(id, one.target) && (one.score >= asked.least_score || is_accepted) {
            best.insert(best.partition_point(|other| *other > one.log_odds), one.log_odds);
        }
    }
    sort(&mut judged);
    let mut near = candidates.near;
    near.truncate(SIMILAR);
    Some(Source { text, page, mentions, near, judged })
}

/// The best first.
fn sort(judged: &mut [Judged]) {
    judged.sort_unstable_by(|a, b| b.log_odds.total_cmp(&a.log_odds).then(a.target.cmp(&b.target)));
}
