//! Folders that hold one documentation several times under names that do not tell so (`docs`, `2-edge`, `2.19`): seen by
//! articles that are copies of each other and differ in one folder of their path. Such copies are no rivals but versions.

use rustc_hash::{FxHashMap, FxHashSet};

use super::pairs::Pair;
use super::signals::{PARAPHRASE, SAME_TOPIC};
use super::versions::{is_version, order};
use crate::catalog::Catalog;

/// So many copies at least make two folders versions of each other …
const FEWEST: usize = 5;
/// … and one in so many pages of the smaller one.
const SHARE: usize = 2;

/// Where two paths part: what stands before, and the two folders.
type Fork<'p> = (&'p str, &'p str, &'p str);

/// The pairs without those of an article that stands in an older version's folder; and how many of the `judged` articles do.
pub(super) fn without_versions(catalog: &Catalog, judged: &[bool], mut pairs: Vec<Pair>) -> (Vec<Pair>, usize) {
    let path = |article: crate::corpus::ArticleId| &*catalog.article(article).path;
    let is_copy = |pair: &&Pair| pair.signals.body.map_or(pair.signals.title >= SAME_TOPIC, |body| body >= PARAPHRASE);
    let mut copies: FxHashMap<Fork<'_>, usize> = FxHashMap::default();
    for pair in pairs.iter().filter(is_copy) {
        if let Some(fork) = fork(path(pair.a), path(pair.b)) {
            *copies.entry(fork).or_default() += 1;
        }
    }
    copies.retain(|_, count| *count >= FEWEST);
    if copies.is_empty() {
        return (pairs, 0);
    }
    let pages = |before: &str, folder: &str| {
        let within = |path: &str| {
            path.strip_prefix(before)
                .and_then(|rest| rest.strip_prefix(folder))
                .is_some_and(|rest| rest.starts_with('/'))
        };
        catalog.ids().filter(|id| judged[id.index()] && within(path(*id))).count()
    };
    copies.retain(|(before, one, other), count| *count * SHARE >= pages(before, one).min(pages(before, other)));
    let older: FxHashSet<(&str, &str)> =
        copies.keys().map(|(before, one, other)| (*before, older(one, other))).collect();
    let stands_in_older = |path: &str| folders(path).any(|fork| older.contains(&fork));
    pairs.retain(|pair| !stands_in_older(path(pair.a)) && !stands_in_older(path(pair.b)));
    let left_out = catalog.ids().filter(|id| judged[id.index()] && stands_in_older(path(*id))).count();
    (pairs, left_out)
}

/// Where the paths part, if they differ in one folder and nothing else; the folders in order.
fn fork<'p>(a: &'p str, b: &'p str) -> Option<Fork<'p>> {
    let mut parted = folders(a).zip(folders(b)).filter(|(a, b)| a.1 != b.1);
    let ((before, one), (_, other)) = parted.next()?;
    let rest = |path: &'p str, folder: &str| path.get(before.len() + folder.len()..);
    let is_one = rest(a, one)? == rest(b, other)?;
    is_one.then(|| (before, one.min(other), one.max(other)))
}

/// Each folder of a path with what stands before it.
fn folders(path: &str) -> impl Iterator<Item = (&str, &str)> {
    let slashes = path.match_indices('/').map(|(at, _)| at);
    let mut start = 0;
    slashes.filter_map(move |end| {
        let folder = (path.get(..start)?, path.get(start..end)?);
        start = end + 1;
        Some(folder)
    })
}

/// The older of two versions: a folder without a number is where the latest one is, unless it is called otherwise.
fn older<'p>(one: &'p str, other: &'p str) -> &'p str {
    let rank = |folder: &str| {
        let bare = !is_version(folder) && !folder.bytes().any(|byte| byte.is_ascii_digit());
        (bare, order(folder))
    };
    if rank(one) < rank(other) { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_part_in_one_folder() {
        assert_eq!(fork("a/docs/x/y.md", "a/2.19/x/y.md"), Some(("a/", "2.19", "docs")));
        assert_eq!(fork("a/docs/x/y.md", "a/2.19/z/y.md"), None);
        assert_eq!(fork("a/docs/y.md", "a/docs/z.md"), None);
    }

    #[test]
    fn the_folder_without_a_number_is_the_latest() {
        assert_eq!((older("docs", "2.19"), older("2-edge", "docs"), older("2.9", "2.19")), ("2.19", "2-edge", "2.9"));
    }
}
