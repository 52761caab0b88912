//! All links of a corpus resolved, counted, and made into the graph.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::corpus::{Article, ArticleId, LinkKind};
use crate::graph::{LinkGraph, LinkUse};
use crate::site::{Site, Target, Unchecked};

use super::Catalog;

/// How many links there are, by what could be said of them.
#[derive(Clone, Debug, Default)]
pub struct LinkCounts {
    /// All links; images are not links.
    pub total: usize,
    /// Links within the site, dead ones included.
    pub internal: usize,
    /// Links to other sites and mail addresses.
    pub external: usize,
    /// What could not be judged, images among it, by kind.
    pub unchecked: BTreeMap<Unchecked, usize>,
}

impl LinkCounts {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut counts = Self::default();
        for (link, target) in catalog.ids().flat_map(|id| catalog.links(id)) {
            counts.total += usize::from(link.kind != LinkKind::Image);
            match target {
                Target::Unchecked(kind) => *counts.unchecked.entry(kind).or_default() += 1,
                _ if link.kind == LinkKind::Image => {}
                Target::External => counts.external += 1,
                _ => counts.internal += 1,
            }
        }
        counts
    }
}

/// What each link of each article means.
pub(super) fn resolve_all(articles: &[Article], site: &Site) -> Vec<Box<[Target]>> {
    let resolve = |scratch: &mut String, (index, article): (usize, &Article)| {
        let from = ArticleId(index as u32);
        article.links.iter().map(|link| site.resolve(from, link, scratch)).collect()
    };
    articles.par_iter().enumerate().map_init(String::new, resolve).collect()
}

/// The graph of the live links between live articles.
pub(super) fn graph(catalog: &Catalog) -> LinkGraph {
    let mut uses = Vec::new();
    for from in catalog.ids().filter(|id| catalog.is_live(*id)) {
        for (link, target) in catalog.links(from) {
            let Target::Article(to) = target else { continue };
            if link.kind != LinkKind::Image && catalog.is_live(to) && to != from {
                uses.push(LinkUse { from, to, role: link.role });
            }
        }
    }
    LinkGraph::build(catalog.articles.len(), uses)
}
