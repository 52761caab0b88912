//! In what words the articles link to each other.

use super::ledger::is_target;
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::decisions::Policy;
use crate::similarity::{Cut, TermId};
use crate::site::Target;
use crate::text::phrases::says_nothing;

/// Longer texts of links are sentences, not names.
const MOST_ANCHOR_WORDS: usize = 10;

/// The texts of one article's links to others as terms.
pub(super) type Anchors = Vec<(ArticleId, Vec<TermId>)>;

/// The anchors of an article that links to others are suggested in. Those that say nothing, and accepted links, are left out.
pub(super) fn anchors_of(catalog: &Catalog, policy: &Policy, id: ArticleId, terms: &mut impl Cut) -> Anchors {
    let language = catalog.article(id).language();
    let mut anchors = Vec::new();
    for (link, target) in catalog.links(id) {
        let Target::Article(to) = target else { continue };
        if to == id || link.kind.is_image() || !is_target(catalog, to) || policy.is_accepted(id, to) {
            continue;
        }
        if says_nothing(&link.text) {
            continue;
        }
        let phrase = terms.of(&link.text, language);
        if (1..=MOST_ANCHOR_WORDS).contains(&phrase.len()) {
            anchors.push((to, phrase));
        }
    }
    anchors
}
