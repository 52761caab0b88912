//! The site's own host, inferred from absolute links whose paths are those of articles.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Article, ArticleId};

use super::href::{Href, classify};
use super::url_path::{decode, is_source, join, key, path_of};
use super::{Map, Target};

/// So many distinct articles must be reached before a host is taken for the site's own.
const ENOUGH: usize = 3;

/// How often a host's links were seen, and which articles they reach.
#[derive(Default)]
struct Seen {
    links: usize,
    hits: usize,
    articles: FxHashSet<ArticleId>,
}

/// The host whose links reach the most articles, with the number of links that do; `None` if no host reaches enough, or
/// if fewer than half of its links do.
pub(super) fn infer(articles: &[Article], targets: &[Box<[Target]>], map: &Map) -> Option<(String, usize)> {
    let each = articles.par_iter().zip(targets);
    let folded = each.fold(FxHashMap::default, |mut hosts: FxHashMap<&str, Seen>, (article, targets)| {
        let mut scratch = String::new();
        for (link, target) in article.links.iter().zip(targets) {
            if link.kind.is_image() || *target != Target::External {
                continue;
            }
            let Href::Web { host, path } = classify(&link.href) else { continue };
            let path = path_of(path);
            if path.len() <= 1 || !join(&mut scratch, "", &decode(path)) {
                continue;
            }
            let seen = hosts.entry(host).or_default();
            seen.links += 1;
            if let Some(id) = map.url(key(&scratch), is_source(&scratch)) {
                seen.hits += 1;
                seen.articles.insert(id);
            }
        }
        hosts
    });
    let hosts = folded.reduce(FxHashMap::default, merge);
    let own = hosts.iter().filter(|(_, seen)| seen.articles.len() >= ENOUGH && seen.hits * 2 >= seen.links);
    let best = own.max_by_key(|(host, seen)| (seen.articles.len(), seen.hits, std::cmp::Reverse(**host)));
    best.map(|(host, seen)| ((*host).to_owned(), seen.hits))
}

fn merge<'h>(mut into: FxHashMap<&'h str, Seen>, from: FxHashMap<&'h str, Seen>) -> FxHashMap<&'h str, Seen> {
    for (host, seen) in from {
        let merged = into.entry(host).or_default();
        merged.links += seen.links;
        merged.hits += seen.hits;
        merged.articles.extend(seen.articles);
    }
    into
}
