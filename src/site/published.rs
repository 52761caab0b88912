//! Links as a generator and a browser read them, where a preset tells how the site is made.
//!
//! The generator turns some targets into URLs (paths of files, `ref`, `post_url`); all else is a URL, seen from the page's
//! own, as browsers have it. A URL is alive if a page answers to it in the form that is written, if a file is served there,
//! if the generator makes a page there, or if a redirect leads on to something alive. Anything else is dead, unless the
//! corpus does not hold that part of the site or a program makes it.

mod missing;
mod names;
mod parts;
mod posts;
mod relative;
mod rewritten;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Article, ArticleId, Link, LinkKind};

use super::href::{Href, classify};
use super::map::path_key;
use super::plan::{COPIED, Files, Form, Names, Page, Part, Plan, Reading};
use super::presets::Planned;
use super::project::Folder;
use super::served::Served;
use super::url_path::{compose, decode, is_source, join, join_url, key, parent, path_of, strip_extension};
use super::{Site, Target, Unchecked};

/// What a plan says, made ready for looking things up.
#[derive(Debug)]
pub(super) struct Published {
    pub(super) preset: crate::settings::Preset,
    pub(super) pages: Vec<Page>,
    pub(super) reading: Reading,
    pub(super) ids: super::ids::IdStyle,
    /// Ids that templates give elements of any page.
    pub(super) template_ids: FxHashSet<Box<str>>,
    /// Whether articles that call themselves drafts are pages.
    pub(super) drafts_are_pages: bool,
    /// Values that links may ask for, by name.
    variables: FxHashMap<String, String>,
    /// The files of a vault, if links are looked up in one.
    pub(super) vault: Option<super::vault::Vault>,
    /// Articles by their exact path.
    by_path: FxHashMap<Box<str>, ArticleId>,
    served: Served,
    /// Folders that such files are served from, where others may be served that are not known.
    file_folders: Option<FxHashSet<Box<str>>>,
    /// Folders at the root below which such files are served and no others, even where programs make pages.
    file_roots: FxHashSet<Box<str>>,
    /// What articles are called.
    called: names::Called,
    /// Keys below which a program makes pages (`true`), or makes none after all; the empty one is the whole site.
    open: FxHashMap<Box<str>, bool>,
    parts: Vec<Part>,
    /// Whether the corpus holds all that the site is made of.
    whole: bool,
}

impl Published {
    pub(super) fn new(articles: &[Article], assets: &[Box<str>], planned: Planned) -> Self {
        let Planned { plan, project, preset, .. } = planned;
        let mut files = super::statics::served(&project, &plan.statics, assets);
        let Plan { pages, generated, open, closed, parts, reading, ids, names, files_elsewhere, template_ids, .. } =
            plan;
        let only_pages_open = plan.only_pages_open;
        let (drafts_are_pages, variables) = (plan.drafts_are_pages, plan.variables);
        let closed = closed.iter().map(|url| (path_key(url).into(), false));
        files.extend(plan.files.iter().map(|file| exact(file.trim_start_matches('/'))));
        let file_folders = files_elsewhere.then(|| files.iter().map(|file| parent(file).into()).collect());
        let roots = files.iter().filter(|_| only_pages_open).filter_map(|file| file.split_once('/'));
        let file_roots = roots.map(|(root, _)| root.into()).collect();
        let served = Served::new(&pages, &generated, files, &reading);
        let by_path = articles.iter().zip(0..).map(|(article, id)| (exact(&article.path), ArticleId(id))).collect();
        Self {
            preset,
            drafts_are_pages,
            variables: variables.into_iter().collect(),
            vault: reading.vault.then(|| super::vault::Vault::new(articles, assets, &reading.content)),
            by_path,
            called: names::Called::new(&pages, names),
            file_folders,
            file_roots,
            served,
            open: closed.chain(open.iter().map(|url| (path_key(url).into(), true))).collect(),
            parts,
            whole: reading.content.iter().all(Folder::is_whole),
            template_ids: template_ids.into_iter().map(String::into).collect(),
            pages,
            reading,
            ids,
        }
    }

    /// Why an article is no page of the site.
    pub(super) fn unpublished(&self, id: ArticleId) -> Option<&'static str> {
        self.pages.get(id.index())?.unpublished
    }

    /// Whether all that the site is made of is here.
    pub(super) fn is_all_here(&self) -> bool {
        self.whole && !self.is_in_part()
    }

    /// Whether the plan says that some files are not here.
    pub(super) fn is_in_part(&self) -> bool {
        self.file_folders.is_some()
    }

    /// The published article at exactly this path of the corpus.
    fn at_path(&self, path: &str) -> Option<ArticleId> {
        self.by_path.get(path).copied()
    }
}

fn exact(path: &str) -> Box<str> {
    compose(path.into()).into()
}

impl Site {
    /// What `link`, in article `from`, means on the site that the preset tells of.
    pub(super) fn published_target(&self, from: ArticleId, link: &Link, scratch: &mut String) -> Target {
        if let Some(vault) = self.published.as_ref().and_then(|published| published.vault.as_ref()) {
            return self.in_vault(vault, from, &link.href, link.kind, scratch);
        }
        if link.kind == LinkKind::Wiki {
            return self.wikilink(from, &link.href, scratch);
        }
        let Some(published) = &self.published else { return Target::Unchecked(Unchecked::OutsideCorpus) };
        let as_url = published.reading.referenced_images_are_urls && link.kind.is_image();
        if as_url && link.is_reference() {
            return self.browser_href(published, from, &link.href, scratch);
        }
        if published.reading.bare_urls_are_text && link.is_bare_url() {
            // What readers cannot follow leads nowhere in the site.
            return Target::External;
        }
        self.published_href(published, from, &link.href, link.kind, scratch)
    }

    /// What `href`, as written in article `from`, means there.
    pub(super) fn published_href(
        &self,
        published: &Published,
        from: ArticleId,
        href: &str,
        kind: LinkKind,
        scratch: &mut String,
    ) -> Target {
        if let Some(vault) = &published.vault {
            return self.in_vault(vault, from, href, kind, scratch);
        }
        let filled = published.filled(href);
        let href = filled.as_deref().unwrap_or(href);
        let form = published.reading.form.map_or(Form::Plain, |form| form(href.trim()));
        // Tags reach the page as they are; generators read what Markdown makes.
        let names = if kind.is_tag() { Names::Never } else { published.reading.names };
        match form {
            Form::Plain if kind.is_tag() && published.reading.html_is_url => {
                self.url_href(published, from, href, scratch)
            }
            Form::Plain => match self.maybe_named(published, from, href, names, scratch) {
                Target::Dead if self.may_be_rewritten(published, from, href, kind, scratch) => {
                    Target::Unchecked(Unchecked::Program)
                }
                target => target,
            },
            Form::Url(url) => self.plain_href(published, from, &url, scratch),
            Form::Elsewhere(url) => match self.plain_href(published, from, &url, scratch) {
                Target::Dead => Target::Unchecked(Unchecked::OutsideCorpus),
                target => target,
            },
            Form::Value(value) => match self.maybe_named(published, from, &value, Names::Last, scratch) {
                Target::Dead if !value.starts_with('/') => Target::Unchecked(Unchecked::Template),
                target => target,
            },
            Form::Content(path) => self.content_file(published, &published.reading.content, &path, scratch),
            Form::Below(path) => self.served(published, &decode(path_of(&path)), scratch),
            Form::Post(name) => self.post(published, &name),
            Form::Ref { path, language } => self.referred(published, from, &path, language, scratch),
            Form::Unknown => Target::Unchecked(Unchecked::Template),
        }
    }

    /// What `href` means to a browser, files beside the article left out.
    fn browser_href(&self, published: &Published, from: ArticleId, href: &str, scratch: &mut String) -> Target {
        let Href::Relative(path) = classify(href) else { return self.plain_href(published, from, href, scratch) };
        join_url(scratch, folder_of(self.url(from)), &decode(path_of(path)));
        let joined = std::mem::take(scratch);
        self.served(published, &joined, scratch)
    }

    /// What a target in raw HTML means where the generator leaves it as it is: a URL.
    fn url_href(&self, published: &Published, from: ArticleId, href: &str, scratch: &mut String) -> Target {
        match classify(href) {
            Href::Root(path) => self.root_path(published, from, path, scratch),
            Href::Relative(path) => self.seen_from_page(published, from, &decode(path_of(path)), scratch),
            _ => self.plain_href(published, from, href, scratch),
        }
    }

    /// What `href` means that may call an article by its name.
    fn maybe_named(
        &self,
        published: &Published,
        from: ArticleId,
        href: &str,
        names: Names,
        scratch: &mut String,
    ) -> Target {
        let name = match classify(href) {
            Href::Root(path) | Href::Relative(path) if names != Names::Never => path,
            _ => return self.plain_href(published, from, href, scratch),
        };
        if names == Names::First
            && let Some(target) = self
                .called(published, from, name, None, false, scratch)
                .or_else(|| self.beside(published, from, name, scratch))
        {
            return target;
        }
        match self.plain_href(published, from, href, scratch) {
            target @ (Target::Dead | Target::Unchecked(Unchecked::OutsideCorpus)) if names == Names::Last => {
                self.called(published, from, name, None, true, scratch).unwrap_or(target)
            }
            target => target,
        }
    }

    fn plain_href(&self, published: &Published, from: ArticleId, href: &str, scratch: &mut String) -> Target {
        match classify(href) {
            Href::Placeholder => Target::Placeholder,
            Href::Fragment => Target::Article(from),
            Href::Template => Target::Unchecked(Unchecked::Template),
            Href::Scheme => Target::External,
            Href::Malformed => Target::Unchecked(Unchecked::Malformed),
            Href::Web { host, path } if self.is_own_host(host) => self.site_path(published, path, scratch),
            Href::Web { .. } => Target::External,
            Href::Root(path) if published.reading.root_files && is_source(path_of(path)) => {
                match self.content_file(published, published.content(from), path, scratch) {
                    target if !published.knows(from, target) => Target::Dead,
                    target => target,
                }
            }
            Href::Root(path) => self.root_path(published, from, path, scratch),
            Href::Relative(path) => self.published_relative(published, from, path, scratch),
        }
    }

    /// A URL path from the root, as written in an article: in its own part of the site first, then in all of it.
    fn root_path(&self, published: &Published, from: ArticleId, href: &str, scratch: &mut String) -> Target {
        if published.reading.base_is_added_twice {
            return self.served(published, &decode(path_of(href)), scratch);
        }
        if let Some(part) = published.part(from).filter(|part| !part.root.is_empty()) {
            let path = decode(self.below_base(path_of(href)));
            let target = self.served(published, &format!("{}{path}", part.root), scratch);
            if target != Target::Dead {
                return target;
            }
        }
        self.site_path(published, href, scratch)
    }

    /// A URL path from the root of the host.
    pub(super) fn site_path(&self, published: &Published, href: &str, scratch: &mut String) -> Target {
        let path = path_of(href);
        let below = self.below_base(path);
        if below.len() == path.len() && self.base_path.is_some() {
            return match self.served(published, &decode(below), scratch) {
                target if published.reading.base_is_below => target,
                // Another part of the same host, which other sources make.
                Target::Dead | Target::Unchecked(_) => Target::Unchecked(Unchecked::OutsideCorpus),
                target if published.reading.base_is_added => target,
                // The writer forgot the base path.
                _ => Target::Dead,
            };
        }
        self.served(published, &decode(below), scratch)
    }

    /// What answers to the URL `path`, below the base path.
    pub(super) fn served(&self, published: &Published, path: &str, scratch: &mut String) -> Target {
        join_url(scratch, "", path);
        let joined = scratch.len();
        if path.ends_with('/') && joined > 0 {
            scratch.push('/');
        }
        if let Some(target) = published.served.at(scratch) {
            return target;
        }
        scratch.truncate(joined);
        if let Some(to) = self.redirects.find(key(scratch)) {
            return self.redirected(&to, scratch);
        }
        self.nothing_at(published, scratch)
    }

    /// The file at a path of the corpus: an article, with its extension or without, or another file.
    fn file(&self, published: &Published, path: &str) -> Option<Target> {
        let article = published.at_path(path).or_else(|| {
            let bare = published.reading.files == Files::Any && strip_extension(path).is_none();
            bare.then(|| self.map.source(key(path))).flatten()
        });
        if let Some(id) = article {
            return Some(match published.unpublished(id) {
                None => Target::Article(id),
                Some(COPIED) => Target::Asset,
                Some(_) => Target::Dead,
            });
        }
        self.map.has_asset(path).then_some(Target::Asset)
    }

    /// The file at a path below one of the content folders.
    fn content_file(&self, published: &Published, content: &[Folder], href: &str, scratch: &mut String) -> Target {
        let path = decode(path_of(href));
        let mut held = false;
        for folder in content {
            let Some(in_corpus) = folder.in_corpus(&path) else { continue };
            held = true;
            if join(scratch, "", &in_corpus)
                && let Some(target) = self.file(published, scratch)
            {
                return target;
            }
        }
        if held { Target::Dead } else { Target::Unchecked(Unchecked::OutsideCorpus) }
    }
}

/// The folder that a browser resolves relative links against: `/a/b/` has `a/b`, `/a/b` and `/a/b.html` have `a`.
pub(super) fn folder_of(url: &str) -> &str {
    url.rsplit_once('/').map_or("", |(folder, _)| folder.trim_start_matches('/'))
}
