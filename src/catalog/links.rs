//! All links of a corpus resolved, counted, and made into the graph.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::corpus::ArticleId;
use crate::graph::{LinkGraph, LinkUse};
use crate::site::{Target, Unchecked, call_name};

use super::Catalog;

/// How many links there are, by what could be said of them.
#[derive(Clone, Debug, Default)]
pub struct LinkCounts {
    /// All links; images are not links.
    pub total: usize,
    /// Links in articles that are not live, which nobody can follow: only the rules about such articles look into them. What
    /// follows is said of the others.
    pub unpublished: usize,
    /// Links within the site, dead ones included.
    pub internal: usize,
    /// Links to other sites and mail addresses.
    pub external: usize,
    /// What could not be judged, images among it, by kind.
    pub unchecked: BTreeMap<Unchecked, usize>,
    /// Of the links that templates make, how many each call makes, by its name.
    pub calls: BTreeMap<String, usize>,
    /// Of the links by a shorthand, how many there are of each.
    pub shorthands: BTreeMap<String, usize>,
}

impl LinkCounts {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let ids = (0..catalog.articles.len() as u32).into_par_iter().map(ArticleId);
        let parts = ids.fold(Self::default, |mut counts, from| {
            counts.add(catalog, from);
            counts
        });
        parts.reduce(Self::default, Self::merge)
    }

    /// Counts the links of an article.
    fn add(&mut self, catalog: &Catalog, from: ArticleId) {
        for (link, target) in catalog.links(from) {
            self.total += usize::from(!link.kind.is_image());
            if !catalog.is_live(from) {
                self.unpublished += usize::from(!link.kind.is_image());
                continue;
            }
            match target {
                Target::Unchecked(Unchecked::Template) => count(&mut self.calls, call_name(&link.href)),
                Target::Unchecked(Unchecked::Shorthand) => count(&mut self.shorthands, Some(&link.href)),
                _ => {}
            }
            match target {
                Target::Unchecked(kind) => *self.unchecked.entry(kind).or_default() += 1,
                _ if link.kind.is_image() => {}
                Target::External => self.external += 1,
                _ => self.internal += 1,
            }
        }
    }

    fn merge(mut self, other: Self) -> Self {
        self.total += other.total;
        self.unpublished += other.unpublished;
        self.internal += other.internal;
        self.external += other.external;
        other.unchecked.into_iter().for_each(|(kind, count)| *self.unchecked.entry(kind).or_default() += count);
        other.calls.into_iter().for_each(|(name, count)| *self.calls.entry(name).or_default() += count);
        other.shorthands.into_iter().for_each(|(name, count)| *self.shorthands.entry(name).or_default() += count);
        self
    }
}

/// Counts one more of this name, if there is one.
fn count(counts: &mut BTreeMap<String, usize>, name: Option<&str>) {
    let Some(name) = name else { return };
    match counts.get_mut(name) {
        Some(count) => *count += 1,
        None => drop(counts.insert(name.to_owned(), 1)),
    }
}

/// The graph of the live links between live articles.
pub(super) fn graph(catalog: &Catalog) -> LinkGraph {
    let uses_of = |from: ArticleId| {
        let links = catalog.is_live(from).then(|| catalog.links(from)).into_iter().flatten();
        let live = links.filter_map(move |(link, target)| {
            let Target::Article(to) = target else { return None };
            let counts = !link.kind.is_image() && to != from && catalog.is_live(to);
            counts.then_some(LinkUse { from, to, role: link.role })
        });
        let mut uses: Vec<LinkUse> = live.collect();
        uses.sort_unstable();
        uses
    };
    let articles = catalog.articles.len();
    LinkGraph::build(articles, (0..articles as u32).into_par_iter().map(ArticleId).flat_map_iter(uses_of).collect())
}
