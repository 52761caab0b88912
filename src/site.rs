//! The URL space: which URL paths an article answers to, and which article a URL means.
//!
//! A preset (`presets`, a file for each generator) makes a `plan`: the URL of every article, what else is served, how
//! links are read. The `map` holds the URLs, `published` resolves links as the plan says. Where no generator is found, files are
//! taken to be served where they lie (`presets/plain`), `resolve` reads links in every way that makes sense, and what is
//! left open is inferred from the links themselves, and said.

mod calls;
mod elsewhere;
mod host;
mod href;
mod ids;
mod languages;
mod locale;
mod map;
mod missing;
mod mounts;
mod nearest;
mod permalinks;
mod plan;
mod presets;
mod project;
mod published;
mod redirect_entries;
mod redirects;
mod relative;
mod resolve;
mod sections;
mod served;
mod shorthands;
mod statics;
mod target;
mod translations;
mod url_path;
mod vault;
mod wikilink;

use std::path::Path;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::corpus::{Article, ArticleId, Link};
use crate::settings::{Preset, SiteSettings};

pub use locale::Locale;
use map::Map;
pub use mounts::Mount;
pub use permalinks::{PermalinkError, Permalinks};
pub(crate) use permalinks::{is_date, undated};
use presets::Planned;
use project::Project;
pub use redirect_entries::{Entries, RedirectEdit};
pub use redirects::Redirect;
pub use target::{Target, Unchecked, fragment};
pub use translations::Translations;
use url_path::path_of;

/// The URL map of a corpus.
#[derive(Debug, Default)]
pub struct Site {
    map: Map,
    /// The source folder of each article.
    folders: Vec<Box<str>>,
    mounts: Vec<Mount>,
    host: Option<String>,
    /// A host that looks like the site's own, while its URLs are not those of the files.
    lookalike: Option<host::Lookalike>,
    base_path: Option<String>,
    inferred: Vec<String>,
    languages: languages::Languages,
    /// Which articles are parts that others include, in order.
    partials: Vec<ArticleId>,
    /// Whether relative links without an extension are written as a browser reads them, not as paths of files.
    relative_to_url: bool,
    /// What a generator's preset says; `None` where none is found.
    published: Option<published::Published>,
    redirects: redirects::Redirects,
    /// The folder that the generator works in, or the corpus.
    project: Project,
    /// Folders of the project that files of hosts may lie in, that of the project itself first.
    statics: Vec<String>,
    permalinks: Permalinks,
    /// Whether URLs are spelled without a slash at their end.
    no_slash: bool,
    /// URL keys of parts that come from another place.
    elsewhere: Vec<String>,
    names: OnceLock<wikilink::Names>,
    slugs: OnceLock<nearest::SlugIndex>,
}

impl Site {
    /// Builds the map of `articles`, inferring what `settings` leave open, and tells what each of their links means.
    /// `root` is the corpus folder; its name may be the last part of the URL prefix it is served under. `permalinks` are those
    /// of the settings. Where names of targets mean something else to the generator than to CommonMark, links are changed to that.
    pub fn build(
        articles: &mut [Article],
        assets: &[Box<str>],
        root: &Path,
        settings: &SiteSettings,
        permalinks: Permalinks,
    ) -> (Self, Vec<Box<[Target]>>) {
        let folders = articles.iter().map(|article| article.folder().into()).collect();
        let mut site = Self { folders, base_path: base_path(settings), permalinks, ..Self::default() };
        site.no_slash = settings.trailing_slash == Some(false);
        site.elsewhere = settings.elsewhere.iter().map(|path| map::url_key(path)).collect();
        for (from, to) in &settings.redirects {
            site.redirects.add(from, to);
        }
        match presets::plan(articles, assets, root, settings) {
            Ok(planned) => {
                if planned.plan.reading.last_definition_counts {
                    articles.par_iter_mut().for_each(Article::go_by_last_definitions);
                }
                let targets = site.publish(articles, assets, planned, settings);
                return (site, targets);
            }
            Err(redirects) => redirects.iter().for_each(|(from, to)| site.redirects.add(from, to)),
        }
        site.project = Project::at(root);
        site.statics = ["", "static", "public"].map(str::to_owned).to_vec();
        site.redirects.read(&site.project, site.statics.iter().map(String::as_str));
        site.host = settings.base_url.as_deref().and_then(host::of_url);
        site.mounts = configured_mounts(settings);
        site.map = Map::build(articles, assets, &site.mounts, &site.permalinks, site.no_slash);
        site.survey(articles);
        let mut targets = site.resolve_all(articles);
        if settings.mounts.is_empty() && site.infer_mounts(articles, &targets, assets, root) {
            targets = site.resolve_all(articles);
        }
        if settings.base_url.is_none() && site.infer_host(articles, &targets, assets, root) {
            targets = site.resolve_all(articles);
        }
        site.reconsider(articles, &mut targets);
        shorthands::leave_unchecked(articles, &mut targets, &[]);
        site.leave_elsewhere(articles, &mut targets);
        (site, targets)
    }

    /// Goes by what a generator's preset says.
    fn publish(
        &mut self,
        articles: &[Article],
        assets: &[Box<str>],
        mut planned: Planned,
        settings: &SiteSettings,
    ) -> Vec<Box<[Target]>> {
        if !self.permalinks.is_empty() {
            for (page, article) in planned.plan.pages.iter_mut().zip(articles) {
                page.url = self.permalinks.url(article).or_else(|| page.url.take());
            }
        }
        let base_url = settings.base_url.clone().or_else(|| planned.plan.base_url.clone());
        self.host = base_url.as_deref().and_then(host::of_url);
        let planned_base =
            SiteSettings { base_url, base_path: planned.plan.base_path.clone(), ..SiteSettings::default() };
        self.base_path = base_path(settings).or_else(|| base_path(&planned_base));
        self.inferred.push(format!("{} makes this site ({})", planned.name, planned.reason));
        self.inferred.extend(planned.plan.notes.iter().cloned());
        let Planned { project, plan, .. } = &planned;
        for (from, to) in &plan.redirects {
            self.redirects.add(from, to);
        }
        self.project = project.clone();
        self.statics =
            std::iter::once("").chain(plan.statics.iter().map(|(folder, _)| &**folder)).map(str::to_owned).collect();
        self.redirects.read(project, self.statics.iter().map(String::as_str));
        self.map = Map::of_pages(articles, assets, &planned.plan.pages);
        self.survey(articles);
        let shorthands = std::mem::take(&mut planned.plan.shorthands);
        self.published = Some(published::Published::new(articles, assets, planned));
        let mut targets = self.resolve_all(articles);
        self.reconsider(articles, &mut targets);
        shorthands::leave_unchecked(articles, &mut targets, &shorthands);
        self.leave_elsewhere(articles, &mut targets);
        targets
    }

    /// Whether anything was inferred.
    fn infer_mounts(
        &mut self,
        articles: &[Article],
        targets: &[Box<[Target]>],
        assets: &[Box<str>],
        root: &Path,
    ) -> bool {
        let dead = unresolved(articles, targets);
        if dead.is_empty() {
            return false;
        }
        let inferred = mounts::infer(&dead, &self.sorted_sources(), &name_of(root));
        !inferred.is_empty() && {
            self.adopt(inferred, articles, assets);
            true
        }
    }

    /// All source keys, sorted.
    fn sorted_sources(&self) -> Vec<&str> {
        let mut sources: Vec<&str> = self.map.sources().map(|(key, id)| self.spelled(key, id)).collect();
        sources.par_sort_unstable();
        sources
    }

    /// Serves folders where links say, and maps all anew.
    fn adopt(&mut self, inferred: Vec<mounts::Inferred>, articles: &[Article], assets: &[Box<str>]) {
        for one in &inferred {
            let folder = if one.mount.folder.is_empty() { "the corpus" } else { &format!("{}/", one.mount.folder) };
            let url = url_path::to_url(&one.mount.prefix);
            let (links, agree) = if one.links == 1 { ("link", "says") } else { ("links", "agree") };
            self.inferred.push(format!("{folder} is served at {url} ({} {links} {agree})", one.links));
        }
        self.mounts = inferred.into_iter().map(|one| one.mount).collect();
        self.mounts.sort_by_key(|mount| (std::cmp::Reverse(mount.folder.len()), mount.folder.clone()));
        self.map = Map::build(articles, assets, &self.mounts, &self.permalinks, self.no_slash);
        self.survey(articles);
    }

    /// A source key as the article's own URL spells it, if that differs in capitals only.
    fn spelled<'s>(&'s self, source: &'s str, id: ArticleId) -> &'s str {
        let url = self.url(id).trim_matches('/');
        if url.eq_ignore_ascii_case(source) { url } else { source }
    }

    /// Looks over the map for what resolving goes by.
    fn survey(&mut self, articles: &[Article]) {
        self.languages = languages::Languages::find(self.map.sources().map(|(key, _)| key), &self.mounts);
        let ids = (0..articles.len() as u32).map(ArticleId);
        self.partials = ids.zip(articles).filter(|(_, article)| article.is_partial).map(|(id, _)| id).collect();
        self.relative_to_url = self.links_as_browsers_read(articles);
    }

    /// The URL path that an article is known by, such as `/articles/x/`.
    pub fn url(&self, id: ArticleId) -> &str {
        self.map.urls.get(id.index()).map_or("", |url| url)
    }

    /// Whether the article's own URL leads to it, rather than to another one with the same URL.
    pub fn answers(&self, id: ArticleId) -> bool {
        self.map.answers.get(id.index()).copied().unwrap_or(false)
    }

    /// Whether the article is a page of the site; what keeps it from being one otherwise, a clause.
    pub fn unpublished(&self, id: ArticleId) -> Option<&'static str> {
        self.published.as_ref()?.unpublished(id)
    }

    /// Whether the article is a template that new ones are made from, rather than one itself.
    pub fn is_template(&self, id: ArticleId) -> bool {
        self.unpublished(id) == Some(plan::TEMPLATE)
    }

    /// Whether the fragment of a link names a section of `article` by its text, as in a vault of notes; `None` where
    /// sections have ids.
    pub fn has_section(&self, article: &Article, fragment: &str) -> Option<bool> {
        self.published.as_ref()?.vault.as_ref().map(|_| vault::has_section(article, fragment))
    }

    /// The preset that the URLs follow: that of a generator, or `plain`.
    pub fn preset(&self) -> Preset {
        self.published.as_ref().map_or(Preset::Plain, |published| published.preset)
    }

    /// Whether pages at this URL path may be made by a program, so that the map leaves them open.
    pub fn is_open(&self, url: &str) -> bool {
        let open = self.published.as_ref().is_some_and(|published| published.is_open(&map::url_key(url)));
        open || self.is_elsewhere(url)
    }

    /// Whether the article is a page of the site although it says that it is a draft, which the generator does not ask.
    pub fn publishes_draft(&self, id: ArticleId) -> bool {
        let page = self.published.as_ref().and_then(|published| published.pages.get(id.index()));
        let all = self.published.as_ref().is_some_and(|published| published.drafts_are_pages);
        all || page.is_some_and(|page| page.although_draft)
    }

    fn folder(&self, id: ArticleId) -> &str {
        self.folders.get(id.index()).map_or("", |folder| folder)
    }

    fn is_partial(&self, id: ArticleId) -> bool {
        self.partials.binary_search(&id).is_ok()
    }

    fn names(&self) -> &wikilink::Names {
        self.names.get_or_init(|| wikilink::names(&self.map))
    }

    /// The language of an article, as the folder of its translations is called; empty if none says so.
    pub fn language<'a>(&self, article: &'a Article) -> &'a str {
        self.languages.of(&article.path)
    }

    /// Whether articles are written in several languages, a folder each.
    pub fn has_languages(&self) -> bool {
        self.languages.are_several()
    }

    /// What was inferred rather than configured, a sentence each.
    pub fn inferred(&self) -> &[String] {
        &self.inferred
    }

    /// Where folders are served, configured or inferred.
    pub fn mounts(&self) -> &[Mount] {
        &self.mounts
    }

    /// The path that the site is served under, with a slash before it and none behind; `None` if that is the root.
    pub fn base_path(&self) -> Option<&str> {
        self.base_path.as_deref()
    }

    /// The site's own host, configured or inferred.
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }
}

/// What a template call in a target calls, such as `domxref` of `{{domxref("Window")}}`; `None` if there is no call or it
/// has no name.
pub fn call_name(href: &str) -> Option<&str> {
    calls::Call::first(href).map(|call| call.name()).filter(|name| !name.is_empty())
}

/// The URL keys that root-relative links name and nothing answers to.
fn unresolved(articles: &[Article], targets: &[Box<[Target]>]) -> Vec<String> {
    let leads_nowhere = |link: &Link, target| {
        let nowhere = matches!(target, Target::Dead | Target::Unchecked(_)) && !link.kind.is_image();
        nowhere && link.href.starts_with('/')
    };
    mounts::voters(articles, targets, |link, target| match href::classify(&link.href) {
        href::Href::Root(path) if leads_nowhere(link, target) => Some(path_of(path)),
        _ => None,
    })
}

fn configured_mounts(settings: &SiteSettings) -> Vec<Mount> {
    let clean = |path: &str| path.trim_start_matches("./").trim_matches(['/', '.']).to_owned();
    let each = settings.mounts.iter().map(|(folder, prefix)| Mount { folder: clean(folder), prefix: clean(prefix) });
    let mut mounts: Vec<Mount> = each.collect();
    mounts.sort_by_key(|mount| (std::cmp::Reverse(mount.folder.len()), mount.folder.clone()));
    mounts
}

/// The path the site is served under: of its own setting, else of the base URL.
fn base_path(settings: &SiteSettings) -> Option<String> {
    let of_url = || {
        let href::Href::Web { path, .. } = href::classify(settings.base_url.as_deref()?) else { return None };
        Some(path.to_owned())
    };
    let path = settings.base_path.clone().or_else(of_url)?;
    let path = path.trim_matches('/');
    (!path.is_empty()).then(|| format!("/{path}"))
}

/// What the corpus folder is called.
fn name_of(root: &Path) -> String {
    let absolute = std::path::absolute(root).ok();
    absolute.as_deref().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or("").to_owned()
}
