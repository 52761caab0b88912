//! Links that were suggested, accepted and written before. They are read as if they were not there yet, so that a second run finds
//! what the first one found, and nothing new because of it.

use crate::catalog::Catalog;
use crate::corpus::prose::{Block, BlockKind, Prose};
use crate::corpus::{self, ArticleId, Link, LinkRole};
use crate::decisions::Policy;
use crate::graph::{LinkGraph, LinkUse};
use crate::site::Target;
use crate::text::Span;

/// An accepted link in an article's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Accepted {
    /// Where it stands.
    span: Span,
    /// Whether its words came with it, as an item of a list, and did not stand there before.
    is_item: bool,
}

/// The accepted links of an article.
pub(super) fn accepted(catalog: &Catalog, policy: &Policy, id: ArticleId) -> Vec<Accepted> {
    if !policy.has_accepted() {
        return Vec::new();
    }
    let accepted = |(link, target): (&Link, Target)| match target {
        Target::Article(to) if policy.is_accepted(id, to) => {
            Some(Accepted { span: link.place.span, is_item: policy.is_listed(id, to) })
        }
        _ => None,
    };
    catalog.links(id).filter_map(accepted).collect()
}

/// The links between articles without those that were accepted; `None` if there are no such links.
pub(super) fn graph_without(catalog: &Catalog, policy: &Policy) -> Option<LinkGraph> {
    if !policy.has_accepted() {
        return None;
    }
    let mut uses = Vec::new();
    for from in catalog.ids().filter(|&id| catalog.is_live(id)) {
        let roles = roles_without(catalog, policy, from);
        let others = catalog.links(from).filter(|(_, target)| !leads_to_accepted(policy, from, *target));
        for (at, (link, target)) in others.enumerate() {
            if let Target::Article(to) = target
                && !link.kind.is_image()
                && catalog.is_live(to)
            {
                let role = roles.as_ref().and_then(|roles| roles.get(at)).copied().unwrap_or(link.role);
                uses.push(LinkUse { from, to, role });
            }
        }
    }
    Some(LinkGraph::build(catalog.articles.len(), uses))
}

fn leads_to_accepted(policy: &Policy, from: ArticleId, target: Target) -> bool {
    matches!(target, Target::Article(to) if policy.is_accepted(from, to))
}

/// The roles that an article's other links have without the accepted ones: what is a link no more is words beside them. `None` if there
/// are no accepted ones, or if without them other links would be found.
fn roles_without(catalog: &Catalog, policy: &Policy, id: ArticleId) -> Option<Vec<LinkRole>> {
    let links: Vec<(&Link, Target)> = catalog.links(id).collect();
    let taken: Vec<&Link> =
        links.iter().filter(|(_, target)| leads_to_accepted(policy, id, *target)).map(|(link, _)| *link).collect();
    if taken.is_empty() {
        return None;
    }
    let mut text = catalog.read_text(id)?;
    for link in taken.iter().rev() {
        let range = link.place.span.range();
        if text.get(range.clone()).is_some() {
            text.replace_range(range, &link.text);
        }
    }
    let without = corpus::article(catalog.article(id).path.to_string(), &text, &catalog.settings);
    let same = without.links.len() + taken.len() == links.len();
    same.then(|| without.links.iter().map(|link| link.role).collect())
}

/// Makes accepted links plain text, and forgets the items that came with them, and their heading.
pub(super) fn unlink(prose: &mut Prose, accepted: &[Accepted]) {
    if accepted.is_empty() {
        return;
    }
    let is_within = |link: &Accepted, source: Span| link.span.start <= source.start && source.end <= link.span.end;
    let is_added = |block: &Block, prose: &Prose| {
        let is_item = |source: Span| accepted.iter().any(|link| link.is_item && is_within(link, source));
        block.kind == BlockKind::Item && prose.pieces_of(block.span).iter().all(|piece| is_item(piece.source))
    };
    let added: Vec<bool> = prose.blocks.iter().map(|block| is_added(block, prose)).collect();
    // A heading with nothing but such items below it was made for them.
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let is_kept = |at: usize| {
        let below = prose.blocks.iter().zip(&added).skip(at + 1).take_while(|(block, _)| !is_heading(block));
        let made_for = |at: usize| added.get(at + 1) == Some(&true) && below.clone().all(|(_, added)| *added);
        let block = prose.blocks.get(at).filter(|_| added.get(at) == Some(&false));
        block.copied().filter(|block| !is_heading(block) || !made_for(at))
    };
    prose.blocks = (0..added.len()).filter_map(is_kept).collect();
    for piece in prose.pieces.iter_mut().filter(|piece| piece.in_link) {
        piece.in_link = !accepted.iter().any(|link| is_within(link, piece.source));
    }
}
