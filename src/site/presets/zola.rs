//! Zola: pages by the tree of `content`, slugged as the configuration says; sections, taxonomies and their pages; links that
//! begin with `@/` name files.

mod config;
mod lists;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::Article;
use crate::site::ids::IdStyle;
use crate::site::plan::{DRAFT, Form, OUTSIDE, Page, Plan, Reading, Sources};
use crate::site::project::{Project, joined, strip_folder};
use crate::site::url_path::{last, parent};

use config::Config;

const CONTENT: &str = "content";

pub(super) fn detect(project: &Project) -> Option<String> {
    config::detect(project)
}

/// A file of the content.
pub(super) struct Item<'a> {
    article: &'a Article,
    /// The path below `content`, without extension and language.
    path: String,
    /// The language by its code; empty for the main one.
    language: String,
}

impl Item<'_> {
    /// The folder of a section, or that a page lies in; of a page that is a folder, the one around it.
    fn folder(&self) -> &str {
        match last(&self.path) {
            "index" => parent(parent(&self.path)),
            _ => parent(&self.path),
        }
    }

    fn is_section(&self) -> bool {
        last(&self.path) == "_index"
    }

    /// The name of the file, or of the folder that is the page.
    fn name(&self) -> &str {
        if last(&self.path) == "index" { last(parent(&self.path)) } else { last(&self.path) }
    }
}

pub(super) fn plan(sources: &Sources<'_>) -> Option<Plan> {
    let project = sources.project;
    let content = project.folder(CONTENT)?;
    let config = Config::read(project);
    let items: Vec<Option<Item<'_>>> = sources.articles.iter().map(|article| item(sources, &config, article)).collect();
    let there = || items.iter().flatten();
    let drafts = there().filter(|item| item.is_section() && item.article.metadata.draft);
    let drafts: FxHashSet<(&str, &str)> = drafts.map(|item| (&*item.language, item.folder())).collect();
    let pages = items.iter().zip(sources.articles).map(|(item, article)| match item {
        Some(item) => page(&config, item, &drafts),
        None => served_as_it_is(sources, article),
    });
    let pages = pages.collect();
    let mut plan = Plan {
        pages,
        statics: vec![("static".to_owned(), String::new())],
        reading: Reading {
            bare_urls_are_text: true,
            content: vec![content],
            form: Some(form),
            all_files_told: true,
            ..Reading::default()
        },
        ids: if config.slugs_anchors { IdStyle::Slug } else { IdStyle::Underscored },
        base_url: config.text("base_url"),
        ..Plan::default()
    };
    if let Some(theme) = config.text("theme") {
        let folder = format!("themes/{theme}");
        if project.has_folder(&folder) {
            plan.statics.push((format!("{folder}/static"), String::new()));
        } else {
            plan.files_elsewhere = true;
            plan.notes.push("the theme is not here: files that it may bring are not judged".to_owned());
        }
    }
    redirects(&mut plan, &config, &items);
    lists::add(&mut plan, project, &config, &items);
    files(&mut plan, sources, &config, &items);
    Some(plan)
}

/// The place of an article in the content; `None` if it is none, or is left out by the configuration.
fn item<'a>(sources: &Sources<'a>, config: &Config, article: &'a Article) -> Option<Item<'a>> {
    let path = sources.project.path(&article.path)?;
    let path = strip_folder(&path, CONTENT)?;
    let stem = path.strip_suffix(".md").filter(|_| !config.ignores(path))?;
    let (stem, language) = match last(stem).rsplit_once('.') {
        Some((_, code)) if config.has_language(code) => (&stem[..stem.len() - code.len() - 1], code),
        _ => (stem, ""),
    };
    Some(Item { article, path: stem.to_owned(), language: language.to_owned() })
}

fn page(config: &Config, item: &Item<'_>, drafts: &FxHashSet<(&str, &str)>) -> Page {
    let metadata = &item.article.metadata;
    let in_draft = |folder: &str| drafts.contains(&(&*item.language, folder));
    let mut folder = if item.is_section() { parent(item.folder()) } else { item.folder() };
    let own = item.is_section() && item.folder().is_empty();
    loop {
        if !own && in_draft(folder) {
            return Page::unpublished(DRAFT);
        }
        if folder.is_empty() {
            break;
        }
        folder = parent(folder);
    }
    if metadata.text("render") == Some("false") {
        return Page::unpublished("`render` is `false`");
    }
    if metadata.text("redirect_to").is_some() {
        return Page::unpublished("`redirect_to` leads elsewhere");
    }
    let aliases = metadata.aliases.iter().map(|alias| {
        let alias = alias.trim_matches('/');
        if alias.ends_with(".html") { format!("/{alias}") } else { format!("/{alias}/") }
    });
    Page { aliases: aliases.collect(), ..Page::at(url(config, item)) }
}

/// The page of a file that is no content: one of HTML may be served as it is.
fn served_as_it_is(sources: &Sources<'_>, article: &Article) -> Page {
    let path = sources.project.path(&article.path).filter(|path| path.ends_with(".html") || path.ends_with(".htm"));
    match path.as_deref().and_then(|path| strip_folder(path, "static")) {
        Some(path) => Page::at(format!("/{path}")),
        None => Page::unpublished(OUTSIDE),
    }
}

/// The URL of a page or section.
fn url(config: &Config, item: &Item<'_>) -> String {
    let metadata = &item.article.metadata;
    let folders: Vec<String> = item.folder().split('/').map(|folder| config.path_slug(folder)).collect();
    let path = match metadata.text("path") {
        Some(path) if !item.is_section() => return folder_url("", path.trim_matches('/')),
        _ if item.is_section() => folders.join("/"),
        _ => {
            let name = metadata.slug.as_deref().unwrap_or_else(|| config.undated(item.name()));
            joined(&folders.join("/"), &config.path_slug(name))
        }
    };
    folder_url(&item.language, &path)
}

/// The URL path of a folder in a language.
fn folder_url(language: &str, path: &str) -> String {
    let path = joined(language, path);
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}

/// Sections that lead elsewhere.
fn redirects(plan: &mut Plan, config: &Config, items: &[Option<Item<'_>>]) {
    let base = config.base_path();
    for item in items.iter().flatten() {
        let Some(to) = item.article.metadata.text("redirect_to") else { continue };
        let to = if to.contains("://") { to.to_owned() } else { format!("{base}/{}", to.trim_start_matches('/')) };
        plan.redirects.push((url(config, item), to));
    }
}

/// Files beside a page that is a folder, or right beside a section, go where that goes.
fn files(plan: &mut Plan, sources: &Sources<'_>, config: &Config, items: &[Option<Item<'_>>]) {
    let mut owners: FxHashMap<&str, &str> = FxHashMap::default();
    let mut sections: FxHashMap<&str, &str> = FxHashMap::default();
    for (item, page) in items.iter().zip(&plan.pages) {
        let (Some(item), Some(url)) = (item, &page.url) else { continue };
        if item.article.metadata.draft || !item.language.is_empty() {
            continue;
        }
        match last(&item.path) {
            "index" => owners.insert(parent(&item.path), url),
            "_index" => sections.insert(item.folder(), url),
            _ => None,
        };
    }
    let mut found = Vec::new();
    for asset in sources.assets {
        let Some(path) = sources.project.path(asset) else { continue };
        let Some(path) = strip_folder(&path, CONTENT).filter(|path| !config.ignores(path)) else { continue };
        let mut folder = parent(path);
        if let Some(url) = sections.get(folder) {
            found.push(format!("{url}{}", last(path)));
        }
        while !folder.is_empty() {
            if let Some(url) = owners.get(folder) {
                found.push(format!("{url}{}", &path[folder.len() + 1..]));
                break;
            }
            folder = parent(folder);
        }
    }
    // Pages that are served as they are.
    let served = sources.articles.iter().filter_map(|article| sources.project.path(&article.path));
    found.extend(served.filter_map(|path| strip_folder(&path, "static").map(str::to_owned)));
    plan.files = found;
}

fn form(href: &str) -> Form<'_> {
    match href.strip_prefix("@/") {
        Some(path) => Form::Content(path.into()),
        None => Form::Plain,
    }
}
