//! Articles that stand once for every version of a product: `docs/v1.2/install.md`, `docs/v1.3/install.md`. They are not
//! rivals but one article at several times, so only the latest version is judged.

use std::cmp::Ordering;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::catalog::Catalog;
use crate::corpus::ArticleId;

/// Folders that stand for a version without a number, and how they rank against those with one.
const NAMED: [(&str, i8); 12] = [
    ("latest", 1),
    ("current", 1),
    ("stable", 1),
    ("next", -1),
    ("dev", -1),
    ("devel", -1),
    ("develop", -1),
    ("main", -1),
    ("master", -1),
    ("nightly", -1),
    ("edge", -1),
    ("unreleased", -1),
];

/// Which articles are judged: live ones that are pages, of the latest version where a folder holds several. Gives also how
/// many are left out because there is a later version.
pub(super) fn judged(catalog: &Catalog) -> (Vec<bool>, usize) {
    let mut judged = super::pages::pages(catalog);
    let mut latest: FxHashMap<&str, Rank<'_>> = FxHashMap::default();
    let ids = (0..judged.len() as u32).into_par_iter().map(ArticleId);
    let pages: Vec<(ArticleId, &str, Rank<'_>)> = ids
        .filter(|id| judged[id.index()])
        .filter_map(|id| split(&catalog.article(id).path).map(|(before, rank)| (id, before, rank)))
        .collect();
    for (_, before, rank) in &pages {
        let known = latest.entry(before).or_insert(*rank);
        *known = (*known).max(*rank);
    }
    let mut left_out = 0;
    for (id, before, rank) in &pages {
        if latest.get(before).is_some_and(|latest| rank < latest) {
            judged[id.index()] = false;
            left_out += 1;
        }
    }
    (judged, left_out)
}

/// How late a version is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rank<'p>(&'p str);

impl Ord for Rank<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        order(self.0).cmp(&order(other.0)).then_with(|| self.0.cmp(other.0))
    }
}

impl PartialOrd for Rank<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Named versions by what they are known for, numbered ones by their numbers.
pub(super) fn order(segment: &str) -> (i8, Vec<u64>) {
    let named = NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(segment)).map_or(0, |(_, rank)| *rank);
    let numbers = segment.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
    (named, numbers.collect())
}

/// What stands before the version in a path, and the version; `None` if it has none.
fn split(path: &str) -> Option<(&str, Rank<'_>)> {
    let (folder, _) = path.rsplit_once('/')?;
    let mut start = 0;
    for segment in folder.split('/') {
        if is_version(segment) {
            return Some((path.get(..start).unwrap_or(""), Rank(segment)));
        }
        start += segment.len() + 1;
    }
    None
}

/// `v2`, `1.4`, `v1.4.x`, `release-1.2`, `next`; not `2021`, which is a year, nor `3d`.
pub(super) fn is_version(segment: &str) -> bool {
    if NAMED.iter().any(|(name, _)| name.len() == segment.len() && name.eq_ignore_ascii_case(segment)) {
        return true;
    }
    if !segment.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let head = ["release-", "version-", "branch-"].iter().find_map(|head| segment.strip_prefix(head));
    let bare = head.unwrap_or(segment);
    let number = bare.strip_prefix(['v', 'V']).unwrap_or(bare);
    let digits = number.starts_with(|c: char| c.is_ascii_digit());
    let rest = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'x'));
    digits && rest && (number.contains('.') || number.len() < bare.len() || head.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_told_from_years() {
        for version in ["v1", "v0.47.x", "7.4", "release-1.2", "next", "Latest"] {
            assert!(is_version(version), "{version}");
        }
        for other in ["2021", "3d", "guides", "v", "1.0-notes"] {
            assert!(!is_version(other), "{other}");
        }
    }

    #[test]
    fn the_latest_version_is_the_highest_number_unless_one_is_called_so() {
        let of = |path: &'static str| split(path).unwrap().1;
        assert!(of("v1.10/a.md") > of("v1.9/a.md"));
        assert!(of("v1.9/a.md") > of("next/a.md"));
        assert!(of("latest/a.md") > of("v9/a.md"));
        assert_eq!(split("docs/v1/a/b.md").unwrap().0, "docs/");
    }
}
