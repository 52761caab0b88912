//! Astro, and Starlight, which publishes the collection `docs` in all languages of a site.
//!
//! Files in `src/pages` are served where they lie. Articles in collections are shown by the pages there that ask for the
//! collection; which URL an article has follows from the name of that page, as long as its parameter is the article's id.
//! All links are URLs: Astro does not look at them.

mod collections;
mod config;
mod routes;
mod starlight;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::corpus::Article;
use crate::site::ids::IdStyle;
use crate::site::plan::{DRAFT, Files, OUTSIDE, Page, Plan, Reading, Sources};
use crate::site::project::{Project, joined};
use collections::Collection;
use config::Config;
use routes::Routes;

pub(super) const CONFIGS: [&str; 5] =
    ["astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.mts", "astro.config.cjs"];

pub(super) fn detect(project: &Project) -> Option<String> {
    project.first_file(&CONFIGS).map(str::to_owned)
}

/// The redirects of a project: from a URL path, to a URL.
pub(super) fn redirects(project: &Project) -> Vec<(String, String)> {
    project.first_file(&CONFIGS).map(|file| Config::read(project, file).redirects).unwrap_or_default()
}

pub(super) fn plan(sources: &Sources<'_>) -> Option<Plan> {
    let project = sources.project;
    let config = Config::read(project, project.first_file(&CONFIGS)?);
    let collections = collections::all(project, &config);
    let routes = Routes::find(project, &config, &collections);
    let paths: FxHashSet<&str> = sources.articles.iter().map(|article| &*article.path).collect();
    let content = project.folder(&config.src)?;
    let site = Making { project, config: &config, collections: &collections, routes: &routes, paths: &paths };
    let pages: Vec<Page> = sources.articles.par_iter().map(|article| site.page(article)).collect();
    let mut generated = routes.generated.clone();
    generated.extend(["/404.html", "/sitemap-index.xml", "/sitemap-0.xml"].map(str::to_owned));
    if let Some(starlight) = &config.starlight {
        // Pages of ids with a blank are made, and show that nothing is found.
        let ids = sources.articles.iter().filter_map(|article| article.metadata.slug.as_deref());
        for id in ids.filter(|id| id.contains(' ')) {
            generated.push(config.url_of(id));
            generated.extend(starlight.fallbacks(id, |_, other| Some(config.url_of(other))));
        }
    }
    let mut open = routes.open.clone();
    let mut closed = Vec::new();
    if config.starlight.as_ref().is_some_and(|starlight| starlight.makes_unknown_pages) {
        open.push("/".to_owned());
        closed = first_segments(&pages);
    }
    let mut notes = config.notes.clone();
    notes.extend(routes.notes.iter().cloned());
    Some(Plan {
        pages,
        generated,
        open,
        closed,
        redirects: config.redirects.clone(),
        statics: vec![(config.public.clone(), String::new())],
        reading: Reading {
            files: if config.follows_files { Files::Articles } else { Files::Never },
            content: vec![content],
            slash_is_dead: config.format != config::Format::Folder,
            bare_reaches_html: config.format != config::Format::Folder,
            form: Some(routes::form),
            ..Reading::default()
        },
        ids: IdStyle::Astro { cut: config.cuts_hyphens },
        template_ids: vec!["_top".to_owned()],
        base_url: config.url.clone(),
        base_path: config.base.clone(),
        notes,
        ..Plan::default()
    })
}

/// The first segments of URLs that have more than one.
fn first_segments(pages: &[Page]) -> Vec<String> {
    let first = |page: &Page| {
        let (first, rest) = page.url.as_deref()?.trim_matches('/').split_once('/')?;
        (!rest.is_empty()).then(|| first.to_owned())
    };
    let mut found: Vec<String> = pages.iter().filter_map(first).collect();
    found.sort();
    found.dedup();
    found
}

/// What the URL of an article depends on.
struct Making<'a> {
    project: &'a Project,
    config: &'a Config,
    collections: &'a [Collection],
    routes: &'a Routes,
    paths: &'a FxHashSet<&'a str>,
}

impl Making<'_> {
    fn page(&self, article: &Article) -> Page {
        let Some(path) = self.project.path(&article.path) else { return Page::unpublished(OUTSIDE) };
        if let Some(below) = below(&path, &self.config.public) {
            let folder = below.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
            return Page::at(format!("/{}", folder.unwrap_or(below)));
        }
        if let Some(below) = below(&path, &joined(&self.config.src, "pages")) {
            if below.split('/').any(|name| name.starts_with('_')) {
                return Page::unpublished("left out by its name");
            }
            let route = routes::of_file(below);
            return match route.contains('[') {
                true => Page::unpublished("a page with parameters"),
                false => Page { although_draft: true, ..Page::at(self.config.url_of(&route)) },
            };
        }
        let found = self.collections.iter().filter_map(|one| Some((one, one.path(&path)?)));
        let Some((collection, below)) = found.max_by_key(|(one, _)| one.folder.len()) else {
            return Page::unpublished(OUTSIDE);
        };
        let known = ["md", "mdx", "mdoc"].contains(&below.rsplit('.').next().unwrap_or(""));
        if !known || !collection.holds(below) {
            return Page::unpublished("left out by its name or the pattern of its collection");
        }
        let id = collection.id(below, article);
        if id.contains(' ') {
            return Page::unpublished("of an id that Astro cannot serve");
        }
        match &self.config.starlight {
            Some(starlight) if collection.name == "docs" => self.starlight_page(starlight, article, &id),
            _ => self.collected(collection, article, &id),
        }
    }

    fn starlight_page(&self, starlight: &starlight::Starlight, article: &Article, id: &str) -> Page {
        if article.metadata.draft {
            return Page::unpublished(DRAFT);
        }
        let id = if id == "index" { "" } else { id };
        let mut page = Page::at(self.config.url_of(id));
        let folder = joined(&self.config.src, "content/docs");
        page.also = starlight.fallbacks(id, |locale, rest| {
            // A translation has the same path below the folder of its language.
            let file = self.project.path(&article.path).and_then(|path| below(&path, &folder).map(str::to_owned));
            let own = file.map(|file| joined(&folder, &starlight.translated(&file, locale)));
            let in_corpus = own.as_deref().and_then(|own| self.project.folder(own)).map(|folder| folder.folder);
            let there = in_corpus.is_some_and(|path| self.paths.contains(&*path) || self.other_extension(&path));
            (!there).then(|| self.config.url_of(rest))
        });
        page
    }

    /// Whether `path` is there with the other extension of articles.
    fn other_extension(&self, path: &str) -> bool {
        let other = path.strip_suffix(".mdx").map(|stem| format!("{stem}.md"));
        let other = other.or_else(|| path.strip_suffix(".md").map(|stem| format!("{stem}.mdx")));
        other.is_some_and(|other| self.paths.contains(&*other))
    }

    /// The page of an article that one of the site's own pages shows.
    fn collected(&self, collection: &Collection, article: &Article, id: &str) -> Page {
        let Some(route) = self.routes.by_collection.get(&collection.name) else {
            return Page::unpublished("in a collection that no page shows");
        };
        if article.metadata.draft && route.asks_for_drafts {
            return Page::unpublished(DRAFT);
        }
        match route.fill(id) {
            Some(url) => Page { although_draft: !route.asks_for_drafts, ..Page::at(self.config.url_of(&url)) },
            None => Page::unpublished("in a collection that no page shows"),
        }
    }
}

/// `path` below `folder`, which is not empty.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}
