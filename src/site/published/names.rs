//! Links that name an article instead of a URL: by its path below the content folder, seen from another article or not, or
//! by the end of that path alone.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::ArticleId;
use crate::site::plan::{Name, Page};
use crate::site::project::Folder;
use crate::site::url_path::{decode, join, key, last, parent, path_of, strip_extension};
use crate::site::{Site, Target, Unchecked};

use super::Published;

/// What the pages of a site are called.
#[derive(Debug, Default)]
pub(super) struct Called {
    /// By name; `None` is a page without a source.
    by_name: FxHashMap<Name, Option<ArticleId>>,
    /// By language and the last part of the name; `None` where several end so.
    by_end: FxHashMap<Name, Option<Option<ArticleId>>>,
    /// All languages.
    languages: FxHashSet<Box<str>>,
}

impl Called {
    pub(super) fn new(pages: &[Page], without_source: Vec<Name>) -> Self {
        let mut called = Self::default();
        let named = pages.iter().zip((0..).map(ArticleId));
        let named = named.filter_map(|(page, id)| Some((page.name.clone()?, Some(id))));
        for (name, id) in named.chain(without_source.into_iter().map(|name| (name, None))) {
            called.languages.insert(name.language.clone());
            let end = Name { path: last(&name.path).into(), ..name.clone() };
            if let Entry::Vacant(free) = called.by_name.entry(name) {
                free.insert(id);
                called.by_end.entry(end).and_modify(|known| *known = None).or_insert(Some(id));
            }
        }
        called
    }

    /// `path` as names are spelled.
    fn spelled(&self, path: &str) -> String {
        let path = path.trim_end_matches('/').to_lowercase().replace(' ', "-");
        let Some(stem) = strip_extension(&path) else { return key(&path).to_owned() };
        let translated = stem.rsplit_once('.').filter(|(_, language)| self.languages.contains(*language));
        key(translated.map_or(stem, |(stem, _)| stem)).to_owned()
    }
}

fn has_extension(path: &str) -> bool {
    last(path)
        .rsplit_once('.')
        .is_some_and(|(stem, extension)| !stem.trim_matches('.').is_empty() && !extension.is_empty())
}

impl Site {
    /// What a link means that can only be a name.
    pub(super) fn referred(
        &self,
        published: &Published,
        from: ArticleId,
        href: &str,
        language: Option<&str>,
        scratch: &mut String,
    ) -> Target {
        if path_of(href).is_empty() {
            return Target::Article(from);
        }
        if let Some(target) = self.called(published, from, href, language, true, scratch) {
            return target;
        }
        let path = decode(path_of(href));
        if published.is_open(key(path.trim_matches('/'))) {
            return Target::Unchecked(Unchecked::Program);
        }
        let holds = |folder: &Folder| {
            let folder = folder.in_corpus(&path).map(Cow::into_owned);
            folder.is_some_and(|path| self.map.holds_source(parent(key(&path))))
        };
        let held = published.whole || published.reading.content.iter().any(holds);
        if held { Target::Dead } else { Target::Unchecked(Unchecked::OutsideCorpus) }
    }

    /// What `href` calls by name: seen from the folders that the article says, from the content folder, or, if
    /// `by_end`, as the only one that ends so.
    pub(super) fn called(
        &self,
        published: &Published,
        from: ArticleId,
        href: &str,
        language: Option<&str>,
        by_end: bool,
        scratch: &mut String,
    ) -> Option<Target> {
        let called = &published.called;
        let page = published.pages.get(from.index());
        let own = page.and_then(|page| page.name.as_ref());
        let said = language.map(|language| language.to_lowercase().into());
        let language: Box<str> = said.or_else(|| own.map(|own| own.language.clone())).unwrap_or_default();
        let name = |path: &str| Name { language: language.clone(), path: path.into() };
        let find = |path: &str| called.by_name.get(&name(path)).copied();
        let path = called.spelled(&decode(path_of(href)));
        let rooted = path.starts_with('/');
        let mut found = None;
        if let Some(page) = page.filter(|_| !rooted) {
            // The last folder is that of the file itself, which only paths of files are seen from.
            let names_file = has_extension(path_of(href));
            let folders = match page.seen_from.as_slice() {
                [.., own] if names_file && path.starts_with("../") => std::slice::from_ref(own),
                folders if names_file => folders,
                folders => folders.get(..1).unwrap_or(&[]),
            };
            let mut seen = |folder: &str| join(scratch, folder, &path).then(|| find(scratch)).flatten();
            found = folders.iter().find_map(|folder| seen(folder));
        }
        if found.is_none() && !path.starts_with('.') && join(scratch, "", &path) {
            found = find(scratch);
        }
        if found.is_none() && by_end && !path.contains('/') {
            found = called.by_end.get(&name(&path)).copied().flatten();
        }
        let target = match found? {
            // The generator writes an empty target: the page itself.
            Some(id) if published.unpublished(id).is_some() => Target::Placeholder,
            Some(id) => Target::Article(id),
            None => Target::Generated,
        };
        Some(target)
    }

    /// What `href` names among the files of the page that the article makes: those of its bundle, if it is one.
    pub(super) fn beside(
        &self,
        published: &Published,
        from: ArticleId,
        href: &str,
        scratch: &mut String,
    ) -> Option<Target> {
        let page = published.pages.get(from.index())?;
        let own = page.name.as_ref()?;
        let path = decode(path_of(href));
        if !page.seen_from.contains(&own.path) || path.starts_with('/') || !join(scratch, self.folder(from), &path) {
            return None;
        }
        if let Some(id) = published.at_path(scratch) {
            let bundled = published.pages.get(id.index()).is_some_and(|page| page.url.is_none() && page.name.is_some());
            return bundled.then_some(Target::Placeholder);
        }
        self.map.has_asset(scratch).then_some(Target::Asset)
    }
}
