//! Where folders are served, inferred from the links themselves.
//!
//! When root-relative links agree that `articles/{stem}.md` is reached at `/blog/{stem}/`, that mapping is adopted. Each
//! link that resolves nowhere votes: its last segment names articles, and what is left of the link and of the article's
//! path once their common end is taken off is a mapping from folder to URL prefix. Votes are counted by distinct link.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Article, Link};

use super::Target;
use super::url_path::{decode, join, key, last};

/// A corpus folder and the URL prefix it is served under; both without slashes at the ends, empty for the root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mount {
    /// The folder in the corpus.
    pub folder: String,
    /// The URL prefix.
    pub prefix: String,
}

impl Mount {
    /// The URL key of the source key `key`, if it lies in this folder.
    pub(super) fn apply(&self, key: &str) -> Option<String> {
        let rest = below(key, &self.folder)?;
        Some(match (self.prefix.is_empty(), rest.is_empty()) {
            (true, _) => rest.to_owned(),
            (_, true) => self.prefix.clone(),
            _ => format!("{}/{rest}", self.prefix),
        })
    }
}

/// What is left of `key` below `folder`.
pub(super) fn below<'k>(key: &'k str, folder: &str) -> Option<&'k str> {
    if folder.is_empty() || key == folder {
        return Some(if folder.is_empty() { key } else { "" });
    }
    key.strip_prefix(folder)?.strip_prefix('/')
}

/// An adopted mount and how many distinct links agree on it.
#[derive(Debug)]
pub(super) struct Inferred {
    pub(super) mount: Mount,
    pub(super) links: usize,
}

/// A last segment that more articles share than this (`overview`, `intro`) says nothing about where they are served.
const TOO_COMMON: usize = 32;

/// Real sites mount a handful of folders.
const MOST_MOUNTS: usize = 24;

/// Folders that generators read articles from; a single link is evidence enough that one of them is served at the root.
const CONTENT_FOLDERS: [&str; 9] =
    ["content", "docs", "pages", "posts", "src", "site", "source", "src/content", "src/pages"];

/// The distinct URL keys, sorted, of the paths that `named` finds in links and that have a say on mounts: all but those that end in the name of
/// the linking article itself. None links to itself by another address: it means one of that name elsewhere, as what it was
/// taken from, translates, or is posted as on another site.
pub(super) fn voters<'a>(
    articles: &'a [Article],
    targets: &[Box<[Target]>],
    named: impl Fn(&'a Link, Target) -> Option<&'a str> + Sync,
) -> Vec<String> {
    let sets =
        articles.par_iter().zip(targets).fold(FxHashSet::default, |mut keys: FxHashSet<String>, (article, targets)| {
            let mut scratch = String::new();
            let own = last(key(&article.path));
            for path in article.links.iter().zip(targets).filter_map(|(link, target)| named(link, *target)) {
                let inside = join(&mut scratch, "", &decode(path));
                let voter = key(&scratch);
                if inside && !voter.is_empty() && last(voter) != own && !keys.contains(voter) {
                    keys.insert(voter.to_owned());
                }
            }
            keys
        });
    let all = sets.reduce(FxHashSet::default, |mut into, from| {
        into.extend(from);
        into
    });
    let mut keys: Vec<String> = all.into_iter().collect();
    keys.sort_unstable();
    keys
}

/// Infers mounts from `dead`, the distinct URL keys that resolve nowhere, given the source keys of all articles, sorted,
/// and the name of the corpus folder. Linear in links and articles.
pub(super) fn infer(dead: &[String], sources: &[&str], corpus_name: &str) -> Vec<Inferred> {
    let mut dead: Vec<&str> = dead.iter().map(String::as_str).collect();
    let by_last = group_by_last(sources, &dead.iter().map(|key| last(key)).collect());
    let is_known = |key: &str| sources.binary_search(&key).is_ok();
    let mut adopted = Vec::new();
    while adopted.len() < MOST_MOUNTS {
        let Some((mount, votes)) = best(&dead, &by_last, &adopted) else { break };
        let serves = |key: &str| below(key, &mount.prefix).is_some_and(|rest| is_known(&inside(&mount.folder, rest)));
        let (served, others): (Vec<&str>, Vec<&str>) = dead.par_iter().partition(|key| serves(key));
        let links = served.len();
        if !is_believable(&mount, links, votes, &dead, corpus_name) {
            // The mount with most votes is not good enough, so no other one is.
            break;
        }
        dead = others;
        adopted.push(Inferred { mount, links });
    }
    adopted
}

fn inside(folder: &str, rest: &str) -> String {
    match (folder.is_empty(), rest.is_empty()) {
        (true, _) => rest.to_owned(),
        (_, true) => folder.to_owned(),
        _ => format!("{folder}/{rest}"),
    }
}

/// The sources by their last segments, of which only those `wanted` matter.
fn group_by_last<'s>(sources: &[&'s str], wanted: &FxHashSet<&str>) -> FxHashMap<&'s str, Vec<&'s str>> {
    let named = sources.par_iter().filter(|source| !source.is_empty() && wanted.contains(last(source)));
    let mut groups: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for source in named.collect::<Vec<_>>() {
        groups.entry(last(source)).or_default().push(source);
    }
    groups.retain(|_, group| group.len() <= TOO_COMMON);
    groups
}

/// How many links vote for a folder and a prefix.
type Votes<'k> = FxHashMap<(&'k str, &'k str), usize>;

/// The mount that most of `dead` vote for; ties go to the shorter prefix, then by name.
fn best(dead: &[&str], by_last: &FxHashMap<&str, Vec<&str>>, adopted: &[Inferred]) -> Option<(Mount, usize)> {
    let parts = dead.par_iter().fold(Votes::default, |mut votes, key| {
        let group = by_last.get(last(key)).map_or(&[][..], Vec::as_slice);
        let longest = group.iter().map(|source| common_end(key, source)).max().unwrap_or(0);
        for source in group.iter().filter(|source| common_end(key, source) == longest) {
            let mapping = (head(source, longest), head(key, longest));
            *votes.entry(mapping).or_default() += 1;
        }
        votes
    });
    let votes = parts.reduce(Votes::default, |mut into, from| {
        from.into_iter().for_each(|(mapping, votes)| *into.entry(mapping).or_default() += votes);
        into
    });
    // A folder is served in one place, and one language not as another.
    let taken = |folder: &str| adopted.iter().any(|inferred| inferred.mount.folder == folder);
    let ranked = votes.into_iter().filter(|((folder, prefix), _)| {
        folder != prefix && !taken(folder) && !super::languages::are_different(folder, prefix)
    });
    let best = ranked.min_by_key(|((folder, prefix), votes)| {
        (std::cmp::Reverse(*votes), prefix.len(), folder.len(), *folder, *prefix)
    });
    best.map(|((folder, prefix), votes)| (Mount { folder: folder.to_owned(), prefix: prefix.to_owned() }, votes))
}

/// How many bytes two keys share at their ends, in whole segments.
fn common_end(a: &str, b: &str) -> usize {
    let mut shared = 0;
    for (one, other) in a.rsplit('/').zip(b.rsplit('/')) {
        if one != other {
            break;
        }
        shared += one.len() + 1;
    }
    shared
}

/// `key` without its last `shared` bytes (segments with a slash each).
fn head(key: &str, shared: usize) -> &str {
    key.get(..(key.len() + 1).saturating_sub(shared)).unwrap_or("").trim_end_matches('/')
}

/// Whether so many links are evidence enough. A wrong mount would hide dead links, so a mapping has to explain a good
/// part of the links it speaks for, unless the names themselves say so.
fn is_believable(mount: &Mount, links: usize, votes: usize, dead: &[&str], corpus_name: &str) -> bool {
    if links == 0 || votes == 0 {
        return false;
    }
    let own_name = mount.folder.is_empty() && last(&mount.prefix) == corpus_name;
    let content_root = mount.prefix.is_empty() && CONTENT_FOLDERS.contains(&&*mount.folder);
    let spoken_for = dead.iter().filter(|key| below(key, &mount.prefix).is_some()).count();
    // Below the root, articles of that name would often be there by chance, unless the prefix repeats the folder's name.
    let repeats = mount.prefix.split('/').any(|segment| segment == last(&mount.folder));
    let share = if mount.prefix.is_empty() || repeats { 4 } else { 2 };
    own_name || content_root || (links >= 3 && links * share >= spoken_for)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn infer_one(dead: &[&str], sources: &[&str], name: &str) -> Option<(String, String, usize)> {
        let dead: Vec<String> = dead.iter().map(|&key| key.to_owned()).collect();
        let mut inferred = infer(&dead, sources, name);
        (inferred.len() == 1).then(|| inferred.remove(0)).map(|one| (one.mount.folder, one.mount.prefix, one.links))
    }

    #[test]
    fn links_that_agree_reveal_where_a_folder_is_served() {
        let served =
            infer_one(&["blog/a", "blog/b", "blog/c", "blog/gone"], &["posts/a", "posts/b", "posts/c"], "site");
        assert_eq!(served, Some(("posts".into(), "blog".into(), 3)));
        let alone = infer_one(&["articles/a", "hubs/x"], &["a", "b"], "articles");
        assert_eq!(alone, Some(("".into(), "articles".into(), 1)));
        let content = infer_one(&["articles/a"], &["content/articles/a"], "repo");
        assert_eq!(content, Some(("content".into(), "".into(), 1)));
    }

    #[test]
    fn a_single_wrong_folder_is_no_mount() {
        assert_eq!(infer_one(&["hubs/a"], &["articles/a", "hubs/h"], "corpus"), None);
        assert_eq!(
            infer_one(
                &["x/a", "x/b", "x/c", "x/1", "x/2", "x/3", "x/4", "x/5", "x/6", "x/7", "x/8", "x/9", "x/10"],
                &["y/a", "y/b", "y/c"],
                "corpus"
            ),
            None
        );
    }
}
