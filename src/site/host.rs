//! The site's own host, inferred from absolute links: their paths are those of articles, or would be if folders were served where
//! these links say. Where they only end in names of articles, that is kept, as then little is known of who links to whom.

use std::path::Path;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Article, ArticleId, Link};

use super::href::{Href, classify};
use super::mounts::Inferred;
use super::resolve::is_asset_name;
use super::url_path::{decode, is_source, join, key, last, parent, path_of};
use super::{Map, Site, Target, mounts, name_of};

/// So many distinct articles must be reached before a host is taken for the site's own.
const ENOUGH: usize = 3;

/// And so many where it is the links that say where folders are served.
const ENOUGH_IF_MOUNTED: usize = 10;

/// Hosts that are looked at so closely: those with most links.
const LOOKED_AT: usize = 3;

/// Hosts that show the files of repositories, under their paths: they are never the site.
const FORGES: [&str; 5] = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "raw.githubusercontent.com"];

/// A host that looks like the site's own.
#[derive(Debug)]
pub(super) struct Lookalike {
    host: String,
    /// How many links lead there, whatever they end in.
    links: usize,
}

impl Site {
    /// Whether a host was found.
    pub(super) fn infer_host(
        &mut self,
        articles: &[Article],
        targets: &[Box<[Target]>],
        assets: &[Box<str>],
        root: &Path,
    ) -> bool {
        let hosts = hosts(articles, targets, &self.map);
        if let Some((host, links)) = best_reached(&hosts) {
            self.inferred.push(format!("{host} is this site's own host ({links} absolute links reach its articles)"));
            self.host = Some(host);
            return true;
        }
        let is_open = self.mounts.is_empty() && self.permalinks.is_empty() && !is_served_as_it_lies(articles, targets);
        is_open && self.infer_host_with_mounts(&hosts, articles, targets, assets, root)
    }

    /// Whether a host was found whose links agree on where folders are served.
    fn infer_host_with_mounts(
        &mut self,
        hosts: &FxHashMap<&str, Seen>,
        articles: &[Article],
        targets: &[Box<[Target]>],
        assets: &[Box<str>],
        root: &Path,
    ) -> bool {
        let (sources, corpus_name) = (self.sorted_sources(), name_of(root));
        let reached = count_reached(articles, targets);
        let mut lookalike = None;
        let found = most_linked(hosts).into_iter().find_map(|(host, links)| {
            let keys = keys_at(host, articles, targets);
            let inferred = mounts::infer(&keys, &sources, &corpus_name);
            let served: usize = inferred.iter().map(|one| one.links).sum();
            if is_most(served, &keys) && holds_most(&inferred, served, &keys) && links * 2 >= reached {
                return Some((host, links, inferred));
            }
            if lookalike.is_none() && is_most(count_alike(&keys, &sources), &keys) {
                lookalike = Some(Lookalike { host: host.to_owned(), links });
            }
            None
        });
        let Some((host, links, inferred)) = found else {
            self.lookalike = lookalike;
            return false;
        };
        self.inferred.push(format!("{host} is this site's own host ({links} absolute links lead there)"));
        self.adopt(inferred, articles, assets);
        self.host = Some(host.to_owned());
        true
    }

    /// A host that looks like the site's own, while its URLs are not those of the files, and how many links lead there.
    pub fn lookalike(&self) -> Option<(&str, usize)> {
        self.lookalike.as_ref().map(|one| (&*one.host, one.links))
    }

    pub(super) fn is_own_host(&self, host: &str) -> bool {
        let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_ascii_lowercase();
        self.host.as_deref().is_some_and(|own| own == host || bare(own) == bare(host))
    }
}

/// Whether this many of the keys are enough to tell whose they are.
fn is_most(count: usize, keys: &[String]) -> bool {
    count >= ENOUGH_IF_MOUNTED && count * 2 >= keys.len()
}

/// Whether nearly all keys below where the folders are served are those of articles. Of a site that articles came from, or that
/// they translate, some are here and some are not.
fn holds_most(inferred: &[Inferred], served: usize, keys: &[String]) -> bool {
    let is_below = |key: &&String| inferred.iter().any(|one| mounts::below(key, &one.mount.prefix).is_some());
    served * 5 >= keys.iter().filter(is_below).count() * 4
}

/// How many of these URL keys end in the name of an article, behind a segment that is a folder of it.
fn count_alike(keys: &[String], sources: &[&str]) -> usize {
    let names: FxHashSet<&str> = keys.iter().map(|key| last(key)).collect();
    let mut folders: FxHashMap<&str, FxHashSet<&str>> = FxHashMap::default();
    for source in sources.iter().filter(|source| names.contains(last(source))) {
        folders.entry(last(source)).or_default().extend(parent(source).split('/'));
    }
    let is_alike = |key: &&String| {
        let folder = last(parent(key));
        !folder.is_empty() && folders.get(last(key)).is_some_and(|folders| folders.contains(folder))
    };
    keys.iter().filter(is_alike).count()
}

/// Whether a root-relative link reaches an article: then URLs are known, and no other ones are to be inferred.
fn is_served_as_it_lies(articles: &[Article], targets: &[Box<[Target]>]) -> bool {
    let reaches = |(link, target): (&Link, &Target)| matches!(target, Target::Article(_)) && link.href.starts_with('/');
    articles.par_iter().zip(targets).any(|(article, targets)| article.links.iter().zip(targets).any(reaches))
}

/// How many links reach articles. Where they are many, links to other hosts are hardly the site's way to link itself.
fn count_reached(articles: &[Article], targets: &[Box<[Target]>]) -> usize {
    let reaches =
        |(link, target): &(&Link, &Target)| matches!(target, Target::Article(_)) && !link.href.starts_with('#');
    let counts = articles.par_iter().zip(targets);
    counts.map(|(article, targets)| article.links.iter().zip(targets).filter(reaches).count()).sum()
}

/// The host of an absolute URL.
pub(super) fn of_url(url: &str) -> Option<String> {
    match classify(url) {
        Href::Web { host, .. } => Some(host.to_owned()),
        _ => None,
    }
}

/// Host and path of a link to another site, if the path says something.
fn elsewhere(link: &Link, target: Target) -> Option<(&str, &str)> {
    if link.kind.is_image() || target != Target::External {
        return None;
    }
    let Href::Web { host, path } = classify(&link.href) else { return None };
    let path = path_of(path);
    (path.len() > 1).then_some((host, path))
}

/// The hosts that may be the site's own, with the number of links to each; most come first.
fn most_linked<'h>(hosts: &FxHashMap<&'h str, Seen>) -> Vec<(&'h str, usize)> {
    let all = hosts.iter().map(|(host, seen)| (*host, seen.links));
    let mut many: Vec<_> = all.filter(|(host, links)| *links >= ENOUGH_IF_MOUNTED && !FORGES.contains(host)).collect();
    many.sort_unstable_by_key(|(host, links)| (std::cmp::Reverse(*links), *host));
    many.truncate(LOOKED_AT);
    many
}

/// The URL keys of pages that links to `wanted` have.
fn keys_at(wanted: &str, articles: &[Article], targets: &[Box<[Target]>]) -> Vec<String> {
    mounts::voters(articles, targets, |link, target| {
        let (host, path) = elsewhere(link, target)?;
        // A URL that ends in `.md` shows a file.
        (host == wanted && !is_source(path) && !is_asset_name(path)).then_some(path)
    })
}

/// How often a host's links were seen, and which articles they reach.
#[derive(Default)]
struct Seen {
    links: usize,
    hits: usize,
    articles: FxHashSet<ArticleId>,
}

/// What links to other hosts reach.
fn hosts<'a>(articles: &'a [Article], targets: &[Box<[Target]>], map: &Map) -> FxHashMap<&'a str, Seen> {
    let each = articles.par_iter().zip(targets);
    let folded = each.fold(FxHashMap::default, |mut hosts: FxHashMap<&str, Seen>, (article, targets)| {
        let mut scratch = String::new();
        for (link, target) in article.links.iter().zip(targets) {
            let Some((host, path)) = elsewhere(link, *target) else { continue };
            if !join(&mut scratch, "", &decode(path)) {
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
    folded.reduce(FxHashMap::default, merge)
}

/// The host whose links reach the most articles, with the number of links that do; `None` if no host reaches enough, or
/// if fewer than half of its links do.
fn best_reached(hosts: &FxHashMap<&str, Seen>) -> Option<(String, usize)> {
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
