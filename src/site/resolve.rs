//! From a link to what it means.
//!
//! A target is called dead only where the corpus is known to hold that part of the site; elsewhere it is unchecked. So
//! a corpus that is one folder of a larger site raises no false alarm about the rest of it.

use rayon::prelude::*;

use crate::corpus::{Article, ArticleId, Link, LinkKind};

use super::href::{Href, classify};
use super::url_path::{decode, is_source, join, key, last, parent, path_of, strip_extension};
use super::{Site, Target, Unchecked};

impl Site {
    /// What each link of each article means.
    pub(super) fn resolve_all(&self, articles: &[Article]) -> Vec<Box<[Target]>> {
        let resolve = |scratch: &mut String, (index, article): (usize, &Article)| {
            let from = ArticleId(index as u32);
            article.links.iter().map(|link| self.resolve(from, link, scratch)).collect()
        };
        articles.par_iter().enumerate().map_init(String::new, resolve).collect()
    }

    /// What `link`, in article `from`, means. `scratch` is room to work in, so that resolving allocates nothing.
    pub fn resolve(&self, from: ArticleId, link: &Link, scratch: &mut String) -> Target {
        let target = match link.kind {
            _ if self.published.is_some() => self.published_target(from, link, scratch),
            LinkKind::Template => Target::Unchecked(Unchecked::Template),
            LinkKind::Wiki => self.wikilink(from, &link.href, scratch),
            _ => match self.href(from, &link.href, scratch) {
                Target::Dead => self.with_slashes(from, &link.href, scratch).unwrap_or(Target::Dead),
                target => target,
            },
        };
        match target {
            Target::Unchecked(_) if link.kind.is_image() => Target::Unchecked(Unchecked::Image),
            target => target,
        }
    }

    /// What `href`, as written in article `from`, means.
    pub fn href(&self, from: ArticleId, href: &str, scratch: &mut String) -> Target {
        if let Some(published) = &self.published {
            return self.published_href(published, from, href, LinkKind::Markdown, scratch);
        }
        match classify(href) {
            Href::Placeholder => Target::Placeholder,
            Href::Fragment => Target::Article(from),
            Href::Template => Target::Unchecked(Unchecked::Template),
            Href::Scheme => Target::External,
            Href::Malformed => Target::Unchecked(Unchecked::Malformed),
            Href::Web { host, path } if self.is_own_host(host) => self.root_relative(path, scratch),
            Href::Web { .. } => Target::External,
            Href::Root(path) => self.root_relative(path, scratch),
            Href::Relative(path) => self.relative(from, path, scratch),
        }
    }

    /// A target with backslashes means what it means with slashes: browsers read it so.
    fn with_slashes(&self, from: ArticleId, href: &str, scratch: &mut String) -> Option<Target> {
        let slashed = href.contains('\\').then(|| href.replace('\\', "/"))?;
        Some(self.href(from, &slashed, scratch)).filter(|target| *target != Target::Dead)
    }

    fn root_relative(&self, href: &str, scratch: &mut String) -> Target {
        let path = self.below_base(path_of(href));
        if !join(scratch, "", &decode(path)) {
            return Target::Unchecked(Unchecked::OutsideCorpus);
        }
        if let Some(id) = self.map.url(key(scratch), is_source(scratch)) {
            return Target::Article(id);
        }
        if self.is_asset(scratch) {
            return Target::Asset;
        }
        if let Some(to) = self.redirects.find(key(scratch)) {
            return self.redirected(&to, scratch);
        }
        if is_asset_name(scratch) {
            let kept_here = self.map.covers_asset(scratch);
            return if kept_here { Target::Dead } else { Target::Unchecked(Unchecked::AssetElsewhere) };
        }
        self.missing_url(scratch)
    }

    /// What the URL of a page means where redirects end.
    pub(super) fn at_url(&self, url: &str, scratch: &mut String) -> Target {
        match (classify(url), &self.published) {
            // Redirects are written with the base path or without it.
            (Href::Root(path) | Href::Web { path, .. }, Some(published)) => {
                self.served(published, &decode(self.below_base(path_of(path))), scratch)
            }
            (Href::Root(path) | Href::Web { path, .. }, None) => self.root_relative(path, scratch),
            _ => Target::External,
        }
    }

    /// `path` below the path that the site is served under.
    pub(super) fn below_base<'p>(&self, path: &'p str) -> &'p str {
        let below_base = self.base_path.as_deref().and_then(|base| path.strip_prefix(base));
        below_base.filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(path)
    }

    /// A relative link is first taken as the path of a file, as editors and repositories do, then as a browser would.
    fn relative(&self, from: ArticleId, href: &str, scratch: &mut String) -> Target {
        let path = decode(path_of(href));
        if path.is_empty() {
            // `?query` alone: the same article.
            return Target::Article(from);
        }
        let as_url = |scratch: &mut String| {
            let inside = join(scratch, self.url(from).trim_matches('/'), &path);
            inside.then(|| self.map.url(key(scratch), is_source(scratch))).flatten()
        };
        let as_sibling = |scratch: &mut String| {
            let inside = join(scratch, parent(self.url(from).trim_matches('/')), &path);
            inside.then(|| self.map.url(key(scratch), is_source(scratch))).flatten()
        };
        // Where the corpus links as a browser reads it, a path without an extension is that of a page.
        if self.relative_to_url
            && strip_extension(&path).is_none()
            && let Some(id) = as_url(scratch)
        {
            return Target::Article(id);
        }
        let inside = join(scratch, self.folder(from), &path);
        if inside {
            if let Some(id) = self.map.source(key(scratch)).or_else(|| self.map.source(scratch)) {
                return Target::Article(id);
            }
            if self.is_asset(scratch) {
                return Target::Asset;
            }
        }
        if let Some(id) = as_url(scratch).or_else(|| as_sibling(scratch)) {
            return Target::Article(id);
        }
        if !inside || !join(scratch, self.folder(from), &path) {
            return Target::Unchecked(Unchecked::OutsideCorpus);
        }
        if self.is_partial(from) {
            return Target::Unchecked(Unchecked::Partial);
        }
        if self.relative_to_url
            && join(scratch, self.url(from).trim_matches('/'), &path)
            && self.languages.has_translation(key(scratch), &self.map)
        {
            return Target::Unchecked(Unchecked::Untranslated);
        }
        join(scratch, self.folder(from), &path);
        if is_asset_name(scratch) {
            let kept_here = self.map.covers_asset(scratch);
            return if kept_here { Target::Dead } else { Target::Unchecked(Unchecked::AssetElsewhere) };
        }
        self.missing_source(scratch, strip_extension(scratch).is_some())
    }

    /// The file of the corpus that `href` is the path of, seen from the file of article `from`, if it is no article.
    pub fn file_beside(&self, from: ArticleId, href: &str) -> Option<String> {
        let mut path = String::new();
        let inside = join(&mut path, self.folder(from), &decode(path_of(href)));
        (inside && !href.starts_with('/') && self.map.has_asset(&path)).then_some(path)
    }

    /// Whether `path` is a file of the corpus, directly or in a folder that generators copy to the root.
    fn is_asset(&self, path: &str) -> bool {
        self.map.has_asset(path) || self.map.has_copied(path)
    }
}

/// Whether the last segment has an extension that is no article's: a short one of letters and digits.
pub(super) fn is_asset_name(path: &str) -> bool {
    let extension = last(path).rsplit_once('.').map_or("", |(_, extension)| extension);
    let plain = (1..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
    plain && extension.bytes().any(|b| b.is_ascii_alphabetic()) && strip_extension(path).is_none()
}
