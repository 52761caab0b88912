//! Next.js with articles in files: Markdown in `app/` and `pages/`, and folders that a page with parameters shows.
//!
//! Links are as written. Where nothing of the corpus is a page there, or nearly all of it is shown in ways that its code alone knows, the
//! site is none of Next's as far as linkwright is concerned, and where folders are served is left to be inferred.

mod config;
mod shown;

use rustc_hash::FxHashSet;

use crate::site::plan::{Files, OUTSIDE, Page, Plan, Reading, Sources};
use crate::site::project::{Project, strip_folder};
use crate::site::url_path::{decode, parent, strip_extension};

use config::Config;
use shown::Shown;

use super::routes;

pub(super) const CONFIGS: [&str; 4] = ["next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs"];

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
    let mut site = Next { config: &config, shown: Vec::new(), generated: Vec::new(), open: Vec::new() };
    let held: FxHashSet<String> =
        sources.articles.iter().filter_map(|article| folder_of(project, &article.path)).collect();
    for folder in ["app", "src/app", "pages", "src/pages"] {
        for file in routes::files(project, folder) {
            site.add_route(project, folder, &file, &held);
        }
    }
    let pages = sources.pages(|path, _| site.page(path));
    let is_shown = |page: &Page, path: &str| page.url.is_some() && !path.ends_with(".html");
    if !pages.iter().zip(sources.articles).any(|(page, article)| is_shown(page, &article.path)) {
        return None;
    }
    let Next { mut generated, open, .. } = site;
    generated.extend(["/404", "/_not-found"].map(str::to_owned));
    Some(Plan {
        pages,
        generated,
        open,
        redirects: config.redirects.clone(),
        drafts_are_pages: true,
        statics: vec![("public".to_owned(), String::new())],
        reading: Reading {
            files: if config.is_nextra { Files::Articles } else { Files::Never },
            // `next/link` adds it, and most sites have it make their links.
            base_is_added: true,
            all_files_told: true,
            bare_reaches_html: true,
            slash_is_dead: config.is_exported && !config.trailing_slash,
            content: vec![project.folder("")?],
            ..Reading::default()
        },
        ids: config.ids,
        base_path: config.base_path.clone(),
        ..Plan::default()
    })
}

/// Whether articles are pages by what is known here, more than a few of those in the project. Otherwise they are shown in ways
/// that the site's code alone knows.
pub(super) fn shows_enough(sources: &Sources<'_>, plan: &Plan) -> bool {
    let all = plan.pages.iter().zip(sources.articles);
    let in_project: Vec<bool> = all
        .filter(|(_, article)| folder_of(sources.project, &article.path).is_some())
        .map(|(page, _)| page.url.is_some())
        .collect();
    in_project.iter().filter(|is_shown| **is_shown).count() * FEW >= in_project.len()
}

/// One article in so many is few: the others are hardly notes beside the site.
const FEW: usize = 10;

/// The folder of an article in the project.
fn folder_of(project: &Project, path: &str) -> Option<String> {
    let markdown = path.ends_with(".md") || path.ends_with(".mdx");
    markdown.then(|| project.path(path)).flatten().map(|path| parent(&path).to_owned())
}

/// What decides on pages.
struct Next<'a> {
    config: &'a Config,
    shown: Vec<Shown>,
    generated: Vec<String>,
    open: Vec<String>,
}

impl Next<'_> {
    /// Takes in what a script or another file in a folder of routes makes.
    fn add_route(&mut self, project: &Project, folder: &str, file: &str, held: &FxHashSet<String>) {
        if folder.ends_with("app")
            && let Some(made) = made_of(file)
        {
            return self.generated.push(made);
        }
        let Some(stem) = routes::script_stem(file) else { return };
        let Some(route) = route(folder, stem, true) else { return };
        if !route.contains('[') {
            return self.generated.push(self.config.url(&route));
        }
        match Shown::find(project, &format!("{folder}/{file}"), &route, held) {
            Some(shown) => self.shown.push(shown),
            None => self.open.push(routes::before_parameters(&route)),
        }
    }

    fn page(&self, path: &str) -> Page {
        if let Some(file) = path.strip_prefix("public/") {
            return Page::at(format!("/{}", file.strip_suffix(".html").unwrap_or(file)));
        }
        let stem = strip_extension(path).filter(|_| path.ends_with(".md") || path.ends_with(".mdx"));
        let Some(stem) = stem else { return Page::unpublished(OUTSIDE) };
        for folder in ["app", "src/app", "pages", "src/pages"] {
            let Some(below) = strip_folder(stem, folder).filter(|_| self.config.reads_markdown) else { continue };
            return match route(folder, below, false) {
                Some(route) if route.contains('[') => Page::unpublished("a page with parameters"),
                Some(route) => Page::at(self.config.url(&route)),
                None => Page::unpublished("left out by its name"),
            };
        }
        let found = self.shown.iter().find_map(|shown| shown.route(stem));
        found.map_or(Page::unpublished(OUTSIDE), |route| Page::at(self.config.url(&route)))
    }
}

/// The route that the file at `stem` in a folder of routes has, without the slash before it; a `script` may answer as data,
/// too.
fn route(folder: &str, stem: &str, script: bool) -> Option<String> {
    if !folder.ends_with("app") {
        let special = ["_app", "_document", "_error", "404", "500"].contains(&stem);
        let route = stem.strip_suffix("/index").unwrap_or(if stem == "index" { "" } else { stem });
        return (!special).then(|| route.to_owned());
    }
    let (below, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    if name != "page" && !(script && name == "route") {
        return None;
    }
    let mut segments = Vec::new();
    for segment in below.split('/').filter(|segment| !segment.is_empty()) {
        match segment {
            private if private.starts_with('_') => return None,
            intercepting if intercepting.starts_with("(.") => return None,
            group if group.starts_with('(') && group.ends_with(')') => {}
            slot if slot.starts_with('@') => {}
            segment => segments.push(decode(segment)),
        }
    }
    Some(segments.join("/"))
}

/// The URL path of a file in `app/` that Next knows by its name.
fn made_of(file: &str) -> Option<String> {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let (stem, ending) = name.split_once('.')?;
    let made = match (stem, ending) {
        ("sitemap", _) => "sitemap.xml",
        ("robots", _) => "robots.txt",
        ("manifest", _) => "manifest.webmanifest",
        ("favicon", "ico") => "favicon.ico",
        _ => return None,
    };
    Some(if folder.is_empty() { format!("/{made}") } else { format!("/{folder}/{made}") })
}
