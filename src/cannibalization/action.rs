//! What to do about a cluster, why, and the steps of it as plain data, for whoever writes the edits.

use schemars::JsonSchema;
use serde::Serialize;

use super::clusters::{Group, Kind};
use super::signals::{ALIKE, COPY};
use crate::catalog::Catalog;
use crate::corpus::{ArticleId, LinkKind};
use crate::site::Target;
use crate::text::Place;

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Put what is worth keeping into the owner, and redirect the others to it.
    MergeAndRedirect,
    /// Write the others for another keyword, and let them link to the owner.
    Retarget,
    /// Keep all, and tell search engines that the owner is the original.
    Canonical,
    /// Keep all, and let the others link to the owner.
    LinkToOwner,
    /// Nothing: they are apart enough, and the others link to the owner.
    Leave,
}

impl Action {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::MergeAndRedirect => "merge-and-redirect",
            Self::Retarget => "retarget",
            Self::Canonical => "canonical",
            Self::LinkToOwner => "link-to-owner",
            Self::Leave => "leave",
        }
    }
}

/// One mechanical part of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The URL of an article leads to another from now on.
    Redirect {
        /// The article that goes.
        from: ArticleId,
        /// The one that stays.
        to: ArticleId,
    },
    /// An article names another as the original.
    Canonical {
        /// The copy.
        from: ArticleId,
        /// The original.
        to: ArticleId,
    },
    /// A link is to lead elsewhere.
    Repoint {
        /// The article it stands in.
        article: ArticleId,
        /// Where in it.
        place: Place,
        /// Its target as written.
        href: Box<str>,
        /// Where it is to lead.
        to: ArticleId,
    },
    /// A link is to be added.
    AddLink {
        /// Where it is missing.
        from: ArticleId,
        /// Where it is to lead.
        to: ArticleId,
    },
}

/// What to do about a group, and why.
pub(super) fn decide(catalog: &Catalog, group: &Group, owner: ArticleId) -> (Action, String, Vec<Step>) {
    let (action, why) = choose(catalog, group, owner);
    let others = || group.members.iter().copied().filter(move |&id| id != owner);
    let mut steps = Vec::new();
    match action {
        Action::MergeAndRedirect => {
            steps.extend(others().map(|from| Step::Redirect { from, to: owner }));
            for from in others() {
                steps.extend(repoints(catalog, from, owner, &group.members));
            }
        }
        Action::Canonical => steps.extend(others().map(|from| Step::Canonical { from, to: owner })),
        Action::Retarget | Action::LinkToOwner => {
            let missing = others().filter(|&from| !links(catalog, from, owner));
            steps.extend(missing.map(|from| Step::AddLink { from, to: owner }));
        }
        Action::Leave => {}
    }
    (action, why.to_owned(), steps)
}

fn choose(catalog: &Catalog, group: &Group, owner: ArticleId) -> (Action, &'static str) {
    let mean =
        |value: &dyn Fn(usize) -> f32| (0..group.pairs.len()).map(value).sum::<f32>() / group.pairs.len().max(1) as f32;
    let signal = |at: usize| &group.pairs[at].signals;
    let body = mean(&|at| signal(at).body.unwrap_or(1.0));
    let copied = mean(&|at| signal(at).copied.unwrap_or(0.0));
    let topic = mean(&|at| signal(at).topic);
    let other_intent = mean(&|at| if signal(at).other_intent { 1.0 } else { 0.0 }) > 0.5;
    let linked = group.members.iter().all(|&id| id == owner || links(catalog, id, owner));
    match group.kind {
        Kind::Republished if body >= ALIKE => (Action::MergeAndRedirect, "it is one article published several times"),
        Kind::Republished => (Action::Retarget, "they have one title but different texts"),
        Kind::ToolVariants if copied >= COPY => {
            (Action::MergeAndRedirect, "the texts are the same but for the name of the tool")
        }
        Kind::ToolVariants if linked => (Action::Leave, "each is about its own tool and links to the owner"),
        Kind::ToolVariants => {
            (Action::LinkToOwner, "each can keep its tool if the owner has the task itself and the others link to it")
        }
        Kind::NearDuplicate if topic < ALIKE => {
            (Action::Canonical, "the texts are nearly the same, but the titles promise different things")
        }
        Kind::NearDuplicate => (Action::MergeAndRedirect, "the texts are nearly the same, and so are the topics"),
        Kind::SameKeyword | Kind::OverlappingIntent if other_intent => {
            (Action::Retarget, "they are for different things and can each have a keyword of their own")
        }
        Kind::SameKeyword if body >= ALIKE => {
            (Action::MergeAndRedirect, "they have one keyword and texts that go well together")
        }
        Kind::SameKeyword => (Action::Retarget, "they have one keyword but different texts"),
        Kind::OverlappingIntent if topic >= ALIKE && body >= ALIKE => {
            (Action::MergeAndRedirect, "one searcher is served by either: topics and texts overlap")
        }
        Kind::OverlappingIntent if linked => (Action::Leave, "the texts differ, and the others link to the owner"),
        Kind::OverlappingIntent => (Action::Retarget, "the topics overlap but the texts differ enough to stand apart"),
    }
}

/// Whether a live link leads from one to the other.
fn links(catalog: &Catalog, from: ArticleId, to: ArticleId) -> bool {
    catalog.graph().outbound(from).iter().any(|edge| edge.article == to)
}

/// The links to `from`, of articles that stay, which are to lead to `to`.
fn repoints(catalog: &Catalog, from: ArticleId, to: ArticleId, members: &[ArticleId]) -> Vec<Step> {
    let sources = catalog.graph().inbound(from).iter().map(|edge| edge.article);
    let stays = |id: &ArticleId| *id == to || members.binary_search(id).is_err();
    let mut steps = Vec::new();
    for article in sources.filter(stays).filter(|&article| article != to) {
        let leads = catalog.links(article).filter(|(link, target)| {
            *target == Target::Article(from) && !link.kind.is_image() && link.kind != LinkKind::Template
        });
        steps.extend(leads.map(|(link, _)| Step::Repoint { article, place: link.place, href: link.href.clone(), to }));
    }
    steps
}
