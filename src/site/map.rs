//! The URL map: hash tables from keys to articles, and the folders that are known to hold articles.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Article, ArticleId};

use super::mounts::Mount;
use super::permalinks::Permalinks;
use super::plan::Page;
use super::presets::plain::{self, UrlKeys};
use super::url_path::{compose, decode, join, key, parent, path_of, to_url};

/// Which article a key means. Built once; every question is a hash lookup.
#[derive(Debug, Default)]
pub(super) struct Map {
    /// The URL path of each article.
    pub(super) urls: Vec<Box<str>>,
    /// Source key to article.
    by_source: FxHashMap<Box<str>, ArticleId>,
    /// URL key to article, where it is not the source key.
    by_url: FxHashMap<Box<str>, ArticleId>,
    /// URL keys that redirect to an article, and serve nothing themselves.
    pub(super) aliases: FxHashMap<Box<str>, ArticleId>,
    /// Whether an article is served elsewhere than where its file lies.
    moved: Vec<bool>,
    /// Whether an article's own URL leads to it, not to another one with the same.
    pub(super) answers: Vec<bool>,
    /// Source folders that hold articles.
    source_folders: Folders,
    /// URL folders that hold articles.
    url_folders: Folders,
    /// Paths of the files that are no articles.
    assets: FxHashSet<Box<str>>,
    /// Folders that hold such files.
    asset_folders: Folders,
    /// Folders of such files that generators copy to the root of the site; those of [`COPIED`] that are there.
    copied: Vec<&'static str>,
}

/// Folders, with a slash behind, whose files generators copy to the root of the site.
const COPIED: [&str; 2] = ["static/", "public/"];

/// Folders that hold something.
#[derive(Debug, Default)]
struct Folders {
    all: FxHashSet<Box<str>>,
    /// The one that was added last: files of one folder come one behind the other.
    last: Box<str>,
}

impl Folders {
    fn add(&mut self, folder: &str) {
        if *self.last != *folder || self.all.is_empty() {
            self.last = folder.into();
            if !self.all.contains(folder) {
                self.all.insert(folder.into());
            }
        }
    }

    fn hold(&self, folder: &str) -> bool {
        self.all.contains(folder)
    }
}

impl Map {
    /// The map where files are served as they lie, or as `mounts` and `permalinks` say.
    pub(super) fn build(
        articles: &[Article],
        assets: &[Box<str>],
        mounts: &[Mount],
        permalinks: &Permalinks,
        no_slash: bool,
    ) -> Self {
        let keys = articles.par_iter().map(|article| {
            let source = plain::source_key(article);
            let mut keys = plain::url_keys(article, &source, mounts);
            if let Some(url) = permalinks.url(article) {
                keys.primary = url_key(&url);
                keys.moved = true;
                return (source, Some((url, keys)));
            }
            let mut url = to_url(&keys.primary);
            if no_slash && url.len() > 1 {
                url.pop();
            }
            (source, Some((url, keys)))
        });
        Self::of(keys.collect(), assets)
    }

    /// The map of a generator's `pages`, one for each article.
    pub(super) fn of_pages(articles: &[Article], assets: &[Box<str>], pages: &[Page]) -> Self {
        let keys = articles.par_iter().zip(pages).map(|(article, page)| {
            let keys = page.url.as_ref().map(|url| {
                let more = page.also.iter().map(|url| path_key(url)).collect();
                let aliases = page.aliases.iter().map(|url| url_key(url)).collect();
                (url.clone(), UrlKeys { primary: path_key(url), more, aliases, moved: true })
            });
            (plain::source_key(article), keys)
        });
        Self::of(keys.collect(), assets)
    }

    fn of(keys: Vec<(String, Option<(String, UrlKeys)>)>, assets: &[Box<str>]) -> Self {
        let mut map = Self { urls: Vec::with_capacity(keys.len()), ..Self::default() };
        map.by_source.reserve(keys.len());
        let mut aliases = Vec::new();
        for ((source, keys), id) in keys.into_iter().zip((0..).map(ArticleId)) {
            aliases.extend(map.add(id, source, keys).into_iter().map(|alias| (alias, id)));
        }
        for (alias, id) in aliases {
            if !map.by_url.contains_key(&*alias) && map.by_source.get(&*alias).is_none_or(|id| map.is_moved(*id)) {
                map.aliases.insert(alias.clone().into(), id);
                map.by_url.insert(alias.into(), id);
            }
        }
        for asset in assets {
            map.asset_folders.add(parent(asset));
            map.assets.insert(compose((&**asset).into()).into());
        }
        map.copied = COPIED.into_iter().filter(|folder| assets.iter().any(|asset| asset.starts_with(folder))).collect();
        let answers = |index: usize| {
            let url = &map.urls[index];
            !url.is_empty() && map.url(&path_key(url), true) == Some(ArticleId(index as u32))
        };
        map.answers = (0..map.urls.len()).into_par_iter().map(answers).collect();
        map
    }

    /// Adds an article and returns its aliases, which come after the URLs of all. On a collision the article that comes
    /// first in path order keeps the key.
    fn add(&mut self, id: ArticleId, source: String, keys: Option<(String, UrlKeys)>) -> Vec<String> {
        self.source_folders.add(parent(&source));
        let published = keys.is_some();
        let (url, keys) = keys.unwrap_or_default();
        self.urls.push(url.into());
        self.moved.push(keys.moved || !published);
        if published {
            if !keys.primary.is_empty() {
                self.url_folders.add(parent(&keys.primary));
            }
            for key in std::iter::once(keys.primary).chain(keys.more) {
                if key != source || keys.moved {
                    self.by_url.entry(key.into()).or_insert(id);
                }
            }
        }
        self.by_source.entry(source.into()).or_insert(id);
        keys.aliases
    }

    /// The article at a source key.
    pub(super) fn source(&self, key: &str) -> Option<ArticleId> {
        self.by_source.get(key).copied()
    }

    /// The article at a URL key. An article that is served elsewhere is not found where its file lies, unless the
    /// link names the file itself.
    pub(super) fn url(&self, key: &str, names_source: bool) -> Option<ArticleId> {
        let in_place = || self.source(key).filter(|id| names_source || !self.is_moved(*id));
        self.by_url.get(key).copied().or_else(in_place)
    }

    fn is_moved(&self, id: ArticleId) -> bool {
        self.moved.get(id.index()).copied().unwrap_or(false)
    }

    /// Whether there is a file at this path that is no article.
    pub(super) fn has_asset(&self, path: &str) -> bool {
        self.assets.contains(path)
    }

    /// Whether there is such a file in a folder that generators copy to the root, at this path below it.
    pub(super) fn has_copied(&self, path: &str) -> bool {
        self.copied.iter().any(|folder| self.has_asset(&format!("{folder}{path}")))
    }

    /// Whether an article is served right in this folder of the site.
    pub(super) fn holds_url(&self, folder: &str) -> bool {
        self.url_folders.hold(folder)
    }

    /// Whether an article's file lies right in this folder.
    pub(super) fn holds_source(&self, folder: &str) -> bool {
        self.source_folders.hold(folder)
    }

    /// Whether files that are no articles are kept in the folder of this path.
    pub(super) fn covers_asset(&self, path: &str) -> bool {
        self.asset_folders.hold(parent(path))
    }

    /// All source keys, in no order.
    pub(super) fn sources(&self) -> impl Iterator<Item = (&str, ArticleId)> {
        self.by_source.iter().map(|(key, id)| (&**key, *id))
    }
}

/// The key of a URL path.
pub(super) fn url_key(path: &str) -> String {
    let mut out = String::new();
    join(&mut out, "", &decode(path_of(path)));
    key(&out).to_owned()
}

/// The key of a URL path that is not percent-encoded, so that any sign in it stands for itself.
pub(super) fn path_key(path: &str) -> String {
    let mut out = String::new();
    join(&mut out, "", &compose(path.into()));
    key(&out).to_owned()
}
