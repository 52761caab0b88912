//! Docusaurus: docs in versions, blogs and pages, each made by a plugin from a folder of its own, in every language.
//!
//! A translation lies in `i18n/`; what is not translated is served in the main language, under the address of the other
//! one as well. Links to `.md` files become links to their pages; links from the root are below the base path, and in
//! the language of the page, even if they do not say so.

mod blog;
mod config;
mod docs;
mod generated;
mod links;
mod parts;
mod plugins;
mod words;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::Article;
use crate::site::ids::IdStyle;
use crate::site::plan::{DRAFT, Files, InContent, OUTSIDE, Page, Part, Plan, Reading, Rewritten, Sources};
use crate::site::project::{Project, joined};
use config::Config;
use parts::{Content, Root};
use plugins::Kind;

pub(super) const CONFIGS: [&str; 5] = [
    "docusaurus.config.ts",
    "docusaurus.config.js",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
    "docusaurus.config.mts",
];

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
    let site = project.folder("")?;
    let content = Content::of(project, &config);
    let paths: FxHashSet<&str> = sources.articles.iter().map(|article| &*article.path).collect();
    let pages: Vec<Page> =
        sources.articles.par_iter().map(|article| page(&config, &content, &paths, article)).collect();
    let parts = content.roots.iter().map(|root| Part {
        content: root.sources(&content),
        group: root.plugin + 1,
        root: root.locale.clone(),
    });
    let parts = std::iter::once(Part::default()).chain(parts).collect();
    let generated = generated::pages(sources, &config, &content, &pages);
    let (open, closed) = open(&config, &content, &pages, &generated);
    Some(Plan {
        pages,
        generated,
        open,
        closed,
        only_pages_open: true,
        parts,
        redirects: config.redirects.clone(),
        statics: statics(&config),
        reading: Reading {
            files: Files::Articles,
            root_files: true,
            files_in_content: InContent::Bare,
            content: vec![site],
            base_is_added: true,
            base_is_below: true,
            referenced_images_are_urls: true,
            html_is_url: !config.html_is_markdown,
            bare_reaches_html: config.slash == Some(false),
            slash_is_dead: config.slash == Some(false),
            rewritten: rewritten(&config),
            form: Some(links::form),
            ..Reading::default()
        },
        ids: IdStyle::Docusaurus,
        base_url: config.url.clone(),
        base_path: Some(config.base.clone()),
        notes: config.notes.clone(),
        ..Plan::default()
    })
}

/// Which links plugins of Markdown may write anew: of the site's own ones it is known whether they do.
fn rewritten(config: &Config) -> Rewritten {
    match config.plugins.iter().any(plugins::Plugin::has_transformers) {
        true if config.rewrites_links => Rewritten::Links,
        true => Rewritten::Outside,
        false => Rewritten::Never,
    }
}

/// What becomes of one article.
fn page(config: &Config, content: &Content, paths: &FxHashSet<&str>, article: &Article) -> Page {
    let Some((number, root, path)) = content.root_of(&article.path) else {
        return match content.statics.iter().find_map(|folder| folder.path(&article.path)) {
            Some(path) => copied(config, &path),
            None => Page::unpublished(OUTSIDE),
        };
    };
    let name = path.rsplit('/').next().unwrap_or("");
    if !name.ends_with(".md") && !name.ends_with(".mdx") {
        return Page::unpublished("no Markdown");
    }
    if root.is_excluded(&path) {
        return Page::unpublished("left out by its name or by `exclude`");
    }
    if article.metadata.draft {
        return Page::unpublished(DRAFT);
    }
    let main = content.main_of(root).and_then(|main| main.folder.in_corpus(&path));
    if main.is_some_and(|original| !paths.contains(&*original)) {
        return Page::unpublished("a translation of nothing");
    }
    let slug = match root.kind {
        Kind::Docs => docs::slug(&path, article, root.prefixes),
        Kind::Blog => blog::slug(&path, article),
        Kind::Pages => docs::page_slug(&path, article),
    };
    let below = config.slashed(&words::url(&[&root.url, &slug]));
    if is_broken(&below, root.kind) {
        return Page { part: number + 1, ..Page::unpublished("of a name that Docusaurus cannot serve") };
    }
    let mut page = Page::at(joined_url(&root.locale, &below));
    page.part = number + 1;
    if root.locale.is_empty() {
        // Where no translation lies, the page of the main language is served.
        let untranslated = content.translations(root).filter(|translation| {
            let file = translation.folder.in_corpus(&path);
            file.is_none_or(|file| !paths.contains(&*file))
        });
        page.also = untranslated.map(|translation| joined_url(&translation.locale, &below)).collect();
    }
    page
}

/// Whether a page is written but shows that nothing is found: for the characters in its URL.
fn is_broken(url: &str, kind: Kind) -> bool {
    url.contains(['(', ')', '*', '?']) || (kind == Kind::Pages && url.contains(' '))
}

/// The page of a HTML file that is copied to the site.
fn copied(config: &Config, path: &str) -> Page {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    let url = format!("/{}", folder.unwrap_or(path));
    let also = config.locales.iter().map(|locale| joined_url(&locale.root, &url)).collect();
    Page { also, ..Page::at(url) }
}

/// `url` in the language that is served at `locale`.
fn joined_url(locale: &str, url: &str) -> String {
    if locale.is_empty() { url.to_owned() } else { words::url(&[locale, url]) }
}

/// The folders that are copied to the site, to every language's root.
fn statics(config: &Config) -> Vec<(String, String)> {
    let roots = || config.locales.iter().map(|locale| locale.root.clone()).chain(std::iter::once(String::new()));
    config.statics.iter().flat_map(|folder| roots().map(move |root| (folder.clone(), root))).collect()
}

/// What may be made by plugins that nobody knows here: all, but for the folders at the root that hold pages.
fn open(config: &Config, content: &Content, pages: &[Page], generated: &[String]) -> (Vec<String>, Vec<String>) {
    let mut open: Vec<String> = config.outputs.iter().filter_map(|folder| content.url_of_folder(folder)).collect();
    if !config.makes_unknown_pages {
        return (open, Vec::new());
    }
    open.push("/".to_owned());
    let urls = pages.iter().filter_map(|page| page.url.as_deref()).chain(generated.iter().map(String::as_str));
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for url in urls {
        let mut segments = url.trim_matches('/').split('/');
        if let (Some(first), Some(_)) = (segments.next(), segments.next()) {
            *counts.entry(first).or_default() += 1;
        }
    }
    let mut closed: Vec<String> = counts.into_keys().map(|first| joined("", first)).collect();
    closed.sort();
    (open, closed)
}

impl Root {
    /// The folders that `/x.md` and `x.md` are sought in: the translation's, then that of the main language.
    fn sources(&self, content: &Content) -> Vec<crate::site::project::Folder> {
        let mut folders = vec![self.folder.clone()];
        folders.extend(content.main_of(self).map(|main| main.folder.clone()));
        folders.extend(content.site.clone());
        folders
    }
}
