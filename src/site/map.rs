//! The URL map: hash tables from keys to articles, and the folders that are known to hold articles.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

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
    /// The source key of each article.
    sources: Vec<Box<str>>,
    /// Source key to article.
    by_source: FxHashMap<Key, ArticleId>,
    /// URL key to article, where it is not the source key.
    by_url: FxHashMap<Key, ArticleId>,
    /// URL keys that redirect to an article, and serve nothing themselves.
    pub(super) aliases: FxHashMap<Box<str>, ArticleId>,
    /// Whether an article is served elsewhere than where its file lies.
    moved: Vec<bool>,
    /// Whether an article's own URL leads to it, not to another one with the same.
    pub(super) answers: Vec<bool>,
    /// Source folders that hold articles.
    source_folders: FxHashSet<Key>,
    /// URL folders that hold articles.
    url_folders: FxHashSet<Key>,
    /// Paths of the files that are no articles.
    assets: FxHashSet<Key>,
    /// Folders that hold such files.
    asset_folders: FxHashSet<Key>,
    /// Folders of such files that generators copy to the root of the site; those of [`COPIED`] that are there.
    copied: Vec<&'static str>,
}

/// Folders, with a slash behind, whose files generators copy to the root of the site.
const COPIED: [&str; 2] = ["static/", "public/"];

/// A key or a path, known by its hash: asking for it looks at one place in memory, not at the key itself too. Where a million links
/// ask a million keys, the odds are one in eighteen million that any of them is taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key(u64);

impl Key {
    fn of(text: &str) -> Self {
        Self(xxh3_64(text.as_bytes()))
    }
}

/// All that the map keeps of an article.
struct Keyed {
    source: Box<str>,
    by_source: Key,
    source_folder: Key,
    /// Empty where it is no page.
    url: Box<str>,
    /// What it answers to, but for its source key where its file is served as it lies.
    by_url: Vec<Key>,
    url_folder: Option<Key>,
    aliases: Vec<String>,
    moved: bool,
}

impl Keyed {
    fn new(source: String, page: Option<(String, UrlKeys)>) -> Self {
        let (by_source, source_folder) = (Key::of(&source), Key::of(parent(&source)));
        let source = source.into();
        let Some((url, keys)) = page else {
            let (url, by_url, aliases) = Default::default();
            return Self { source, by_source, source_folder, url, by_url, url_folder: None, aliases, moved: true };
        };
        let UrlKeys { primary, more, aliases, moved } = keys;
        let url_folder = (!primary.is_empty()).then(|| Key::of(parent(&primary)));
        let by_url = std::iter::once(&primary).chain(&more).map(|key| Key::of(key));
        let by_url = by_url.filter(|key| *key != by_source || moved).collect();
        Self { source, by_source, source_folder, url: url.into(), by_url, url_folder, aliases, moved }
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
                return Keyed::new(source, Some((url, keys)));
            }
            let mut url = to_url(&keys.primary);
            if no_slash && url.len() > 1 {
                url.pop();
            }
            Keyed::new(source, Some((url, keys)))
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
            Keyed::new(plain::source_key(article), keys)
        });
        Self::of(keys.collect(), assets)
    }

    fn of(articles: Vec<Keyed>, assets: &[Box<str>]) -> Self {
        let mut map = Self::default();
        map.urls.reserve_exact(articles.len());
        map.sources.reserve_exact(articles.len());
        map.by_source.reserve(articles.len());
        let mut aliases = Vec::new();
        for (article, id) in articles.into_iter().zip((0..).map(ArticleId)) {
            aliases.extend(map.add(id, article).into_iter().map(|alias| (alias, id)));
        }
        for (alias, id) in aliases {
            let key = Key::of(&alias);
            if !map.by_url.contains_key(&key) && map.by_source.get(&key).is_none_or(|id| map.is_moved(*id)) {
                map.aliases.insert(alias.into(), id);
                map.by_url.insert(key, id);
            }
        }
        let files = assets.par_iter().map(|asset| (Key::of(parent(asset)), Key::of(&compose((&**asset).into()))));
        (map.asset_folders, map.assets) = files.unzip();
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
    fn add(&mut self, id: ArticleId, article: Keyed) -> Vec<String> {
        self.source_folders.insert(article.source_folder);
        self.url_folders.extend(article.url_folder);
        for key in article.by_url {
            self.by_url.entry(key).or_insert(id);
        }
        self.by_source.entry(article.by_source).or_insert(id);
        self.moved.push(article.moved);
        self.urls.push(article.url);
        self.sources.push(article.source);
        article.aliases
    }

    /// The article at a source key.
    pub(super) fn source(&self, key: &str) -> Option<ArticleId> {
        self.at_source(Key::of(key))
    }

    fn at_source(&self, key: Key) -> Option<ArticleId> {
        self.by_source.get(&key).copied()
    }

    /// The article at a URL key. An article that is served elsewhere is not found where its file lies, unless the
    /// link names the file itself.
    pub(super) fn url(&self, key: &str, names_source: bool) -> Option<ArticleId> {
        let key = Key::of(key);
        let in_place = || self.at_source(key).filter(|id| names_source || !self.is_moved(*id));
        self.by_url.get(&key).copied().or_else(in_place)
    }

    fn is_moved(&self, id: ArticleId) -> bool {
        self.moved.get(id.index()).copied().unwrap_or(false)
    }

    /// Whether there is a file at this path that is no article.
    pub(super) fn has_asset(&self, path: &str) -> bool {
        self.assets.contains(&Key::of(path))
    }

    /// Whether there is such a file in a folder that generators copy to the root, at this path below it.
    pub(super) fn has_copied(&self, path: &str) -> bool {
        self.copied.iter().any(|folder| self.has_asset(&format!("{folder}{path}")))
    }

    /// Whether an article is served right in this folder of the site.
    pub(super) fn holds_url(&self, folder: &str) -> bool {
        self.url_folders.contains(&Key::of(folder))
    }

    /// Whether an article's file lies right in this folder.
    pub(super) fn holds_source(&self, folder: &str) -> bool {
        self.source_folders.contains(&Key::of(folder))
    }

    /// Whether files that are no articles are kept in the folder of this path.
    pub(super) fn covers_asset(&self, path: &str) -> bool {
        self.asset_folders.contains(&Key::of(parent(path)))
    }

    /// All source keys in path order, each with the article that it means.
    pub(super) fn sources(&self) -> impl Iterator<Item = (&str, ArticleId)> {
        let all = self.sources.iter().zip((0..).map(ArticleId));
        all.filter(|(key, id)| self.source(key) == Some(*id)).map(|(key, id)| (&**key, id))
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
