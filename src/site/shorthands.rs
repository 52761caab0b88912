//! Shorthands: targets such as `g` in `[archetype](g)`, which a site's own templates expand (into a link to the glossary
//! entry of that name). No sources tell what they mean, but some presets find them in the templates, and else they give
//! themselves away: one bare word, written in many folders, under many different anchor texts, and leading nowhere.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Target, Unchecked};
use crate::corpus::Article;

/// So many different anchor texts make a word a shorthand; a page that is gone has a few.
const ANCHORS: usize = 10;

/// In so many folders.
const FOLDERS: usize = 3;

/// Words that writers put where a target is to follow.
const BLANKS: [&str; 7] = ["fixme", "link", "placeholder", "tbd", "todo", "url", "xxx"];

/// Who uses a word.
#[derive(Default)]
struct Uses<'a> {
    anchors: FxHashSet<&'a str>,
    folders: FxHashSet<&'a str>,
}

/// Makes the dead links by a shorthand unchecked; `known` are those that stand in the templates.
pub(super) fn leave_unchecked(articles: &[Article], targets: &mut [Box<[Target]>], known: &[String]) {
    let mut words: FxHashMap<&str, Uses<'_>> = FxHashMap::default();
    let all = articles.par_iter().zip(&*targets);
    let torn: Vec<(&Article, &[Target])> = all
        .filter(|(_, targets)| targets.contains(&Target::Dead))
        .map(|(article, targets)| (article, &**targets))
        .collect();
    for (article, targets) in torn {
        for (link, _) in article.links.iter().zip(targets).filter(|(link, target)| is_candidate(&link.href, **target)) {
            let uses = words.entry(&link.href).or_default();
            if uses.anchors.len() < ANCHORS {
                uses.anchors.insert(&link.text);
            }
            if uses.folders.len() < FOLDERS {
                uses.folders.insert(article.folder());
            }
        }
    }
    let many = |uses: &Uses<'_>| uses.anchors.len() >= ANCHORS && uses.folders.len() >= FOLDERS;
    words.retain(|word, uses| many(uses) || known.iter().any(|known| known == word));
    if words.is_empty() {
        return;
    }
    for (article, targets) in articles.iter().zip(targets.iter_mut()) {
        for (link, target) in article.links.iter().zip(targets) {
            if is_candidate(&link.href, *target) && words.contains_key(&*link.href) {
                *target = Target::Unchecked(Unchecked::Shorthand);
            }
        }
    }
}

fn is_candidate(href: &str, target: Target) -> bool {
    target == Target::Dead
        && !href.is_empty()
        && href.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        && !BLANKS.contains(&&*href.to_ascii_lowercase())
}
