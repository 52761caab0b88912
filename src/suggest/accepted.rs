//! Links that were suggested, accepted and written before. They are read as if they were not there yet, so that a second run finds
//! what the first one found, and nothing new because of it.

use crate::catalog::Catalog;
use crate::corpus::prose::{BlockKind, Prose};
use crate::corpus::{ArticleId, LinkKind};
use crate::decisions::Policy;
use crate::graph::{LinkGraph, LinkUse};
use crate::site::Target;
use crate::text::Span;

/// Where the accepted links of an article stand in its file.
pub(super) fn spans(catalog: &Catalog, policy: &Policy, id: ArticleId) -> Vec<Span> {
    if !policy.has_accepted() {
        return Vec::new();
    }
    let is_accepted = |target: Target| matches!(target, Target::Article(to) if policy.is_accepted(id, to));
    catalog.links(id).filter(|(_, target)| is_accepted(*target)).map(|(link, _)| link.place.span).collect()
}

/// The links between articles without those that were accepted; `None` if there are no such links.
pub(super) fn graph_without(catalog: &Catalog, policy: &Policy) -> Option<LinkGraph> {
    if !policy.has_accepted() {
        return None;
    }
    let mut uses = Vec::new();
    for from in catalog.ids().filter(|&id| catalog.is_live(id)) {
        for (link, target) in catalog.links(from) {
            if let Target::Article(to) = target
                && link.kind != LinkKind::Image
                && catalog.is_live(to)
                && !policy.is_accepted(from, to)
            {
                uses.push(LinkUse { from, to, role: link.role });
            }
        }
    }
    Some(LinkGraph::build(catalog.articles.len(), uses))
}

/// Makes accepted links plain text, and forgets list items that are nothing but such a link.
pub(super) fn unlink(prose: &mut Prose, accepted: &[Span]) {
    if accepted.is_empty() {
        return;
    }
    let is_within = |source: Span| accepted.iter().any(|link| link.start <= source.start && source.end <= link.end);
    let added = |block: &crate::corpus::prose::Block, prose: &Prose| {
        block.kind == BlockKind::Item && prose.pieces_of(block.span).iter().all(|piece| is_within(piece.source))
    };
    let kept = prose.blocks.iter().filter(|block| !added(block, prose)).copied().collect();
    prose.blocks = kept;
    for piece in prose.pieces.iter_mut().filter(|piece| piece.in_link && is_within(piece.source)) {
        piece.in_link = false;
    }
}
