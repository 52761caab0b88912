//! Pairs gathered into clusters, and what sort of competition each is.

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pairs::Pair;
use super::signals::{ALIKE, SAME_TOPIC};
use super::topic::Topic;
use crate::corpus::ArticleId;

/// Two groups become one if one in so many of the pairs between them are rivals.
const ENOUGH: usize = 3;

/// What sort of competition it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The same title with another tool in its place.
    ToolVariants,
    /// The same title and keyword once more; where no keyword is declared, the same title over one text.
    Republished,
    /// Texts that are nearly the same under different titles.
    NearDuplicate,
    /// The same declared keyword under different titles.
    SameKeyword,
    /// Different words for what one searcher wants.
    OverlappingIntent,
}

impl Kind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::ToolVariants => "tool-variants",
            Self::Republished => "republished",
            Self::NearDuplicate => "near-duplicate",
            Self::SameKeyword => "same-keyword",
            Self::OverlappingIntent => "overlapping-intent",
        }
    }

    /// What sort of competition a pair is.
    fn of(pair: &Pair, a: &Topic, b: &Topic) -> Self {
        let signals = &pair.signals;
        let same_keyword = a.same_keyword(b);
        let same_title = a.folded == b.folded || (signals.title >= SAME_TOPIC && signals.topic >= SAME_TOPIC);
        let undeclared = a.keyword.is_empty() || b.keyword.is_empty();
        // Without a keyword, one title over two texts may be chance.
        let one_text = signals.body.is_none_or(|body| body >= ALIKE);
        if signals.other_tools && signals.topic >= SAME_TOPIC {
            Self::ToolVariants
        } else if same_title && (same_keyword || (undeclared && one_text)) {
            Self::Republished
        } else if signals.copy().is_some() {
            Self::NearDuplicate
        } else if same_keyword {
            Self::SameKeyword
        } else {
            Self::OverlappingIntent
        }
    }
}

/// Articles that compete with each other, and how.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// In path order.
    pub(super) members: Vec<ArticleId>,
    /// Sorted.
    pub(super) pairs: Vec<Pair>,
    pub(super) kind: Kind,
}

/// Gathers pairs: the best first, two groups become one if a third of the pairs between them are rivals. So a chain of likenesses
/// does not make one cluster of everything, and who stands between two groups goes where it belongs more.
pub(super) fn gather(pairs: Vec<Pair>, topics: &[Topic]) -> Vec<Group> {
    let rivals: FxHashSet<(ArticleId, ArticleId)> = pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    let are_rivals = |a: ArticleId, b: ArticleId| rivals.contains(&(a.min(b), a.max(b)));
    let mut of: FxHashMap<ArticleId, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<ArticleId>> = Vec::new();
    let mut order: Vec<&Pair> = pairs.iter().collect();
    order.sort_by(|x, y| y.score.total_cmp(&x.score).then_with(|| (x.a, x.b).cmp(&(y.a, y.b))));
    for pair in order {
        let [one, other] = [pair.a, pair.b].map(|article| {
            *of.entry(article).or_insert_with(|| {
                groups.push(vec![article]);
                groups.len() - 1
            })
        });
        if one == other {
            continue;
        }
        let between = groups[one].iter().flat_map(|&a| groups[other].iter().map(move |&b| (a, b)));
        let common = between.filter(|&(a, b)| are_rivals(a, b)).count();
        if common * ENOUGH >= groups[one].len() * groups[other].len() {
            let moved = std::mem::take(&mut groups[other]);
            for article in &moved {
                of.insert(*article, one);
            }
            groups[one].extend(moved);
        }
    }
    let mut within: FxHashMap<usize, Vec<Pair>> = FxHashMap::default();
    for pair in pairs {
        if let (Some(one), Some(other)) = (of.get(&pair.a), of.get(&pair.b))
            && one == other
        {
            within.entry(*one).or_default().push(pair);
        }
    }
    let mut found: Vec<Group> = within
        .into_iter()
        .map(|(group, pairs)| {
            let mut members = std::mem::take(&mut groups[group]);
            members.sort_unstable();
            Group { kind: kind(&pairs, topics), members, pairs }
        })
        .collect();
    found.sort_by(|a, b| a.members.cmp(&b.members));
    found
}

/// The kind of most of its pairs; tool variants stay so if some of them were published twice.
fn kind(pairs: &[Pair], topics: &[Topic]) -> Kind {
    let mut counts: FxHashMap<Kind, usize> = FxHashMap::default();
    for pair in pairs {
        let kind = Kind::of(pair, &topics[pair.a.index()], &topics[pair.b.index()]);
        *counts.entry(kind).or_default() += 1;
    }
    if counts.get(&Kind::ToolVariants).is_some_and(|count| count * 2 >= pairs.len()) {
        return Kind::ToolVariants;
    }
    let most = counts.into_iter().max_by_key(|&(kind, count)| (count, std::cmp::Reverse(kind)));
    most.map_or(Kind::OverlappingIntent, |(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: u32, b: u32, score: f32) -> Pair {
        Pair { a: ArticleId(a), b: ArticleId(b), score, signals: super::super::signals::Signals::default() }
    }

    fn members(pairs: Vec<Pair>) -> Vec<Vec<u32>> {
        let groups = gather(pairs, &vec![Topic::default(); 9]);
        groups.iter().map(|group| group.members.iter().map(|id| id.0).collect()).collect()
    }

    #[test]
    fn a_chain_does_not_make_one_cluster() {
        let chain = vec![pair(0, 1, 0.9), pair(1, 2, 0.6), pair(2, 3, 0.8), pair(3, 4, 0.55)];
        // One pair of four holds 0, 1 and 2, 3 together; one of two takes 4 in.
        assert_eq!(members(chain), [vec![0, 1], vec![2, 3, 4]]);
    }

    #[test]
    fn all_rivals_of_each_other_are_one_cluster() {
        assert_eq!(members(vec![pair(0, 1, 0.6), pair(0, 2, 0.7), pair(1, 2, 0.8)]), [vec![0, 1, 2]]);
    }
}
