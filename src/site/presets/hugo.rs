//! Hugo: pages by the tree of content, by patterns or by their own word; lists without a source; links as a browser reads
//! them, as `ref` does, or as the site's own templates make them.

mod config;
mod facts;
mod forms;
mod globs;
mod lists;
mod outputs;
mod paths;
mod permalinks;
mod places;
mod resources;
mod templates;
mod tree;
mod urls;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::corpus::Article;
use crate::site::ids::IdStyle;
use crate::site::plan::{Files, Names, OUTSIDE, Page, Plan, Reading, Sources, TEMPLATE};
use crate::site::project::{Project, joined, strip_folder};

use config::Config;
use facts::Policy;
use paths::Content;
use places::Places;
use templates::Templates;
use tree::{Placed, Tree};
use urls::Urls;

pub(super) fn detect(project: &Project) -> Option<String> {
    config::detect(project)
}

pub(super) fn plan(sources: &Sources<'_>) -> Option<Plan> {
    let project = sources.project;
    let config = Config::read(project);
    let places = Places::read(&config, project);
    let policy = Policy::read(&config, sources.today);
    let templates = Templates::look(&config, &places, project);
    let mut placed: Vec<Placed<'_>> =
        sources.articles.par_iter().map(|article| place(sources, &places, article)).collect();
    keep_first(&mut placed);
    let tree = Tree::new(&placed, taxonomies(&config), &policy);
    let urls = Urls::new(&config, &places, &tree, &policy);
    let pages = placed.par_iter().map(|one| page(sources, &urls, one)).collect();
    let mut plan = Plan {
        pages,
        open: places.elsewhere.iter().map(|target| format!("/{target}/")).collect(),
        statics: places.statics.iter().map(|mount| (mount.source.clone(), mount.target.clone())).collect(),
        files_elsewhere: places.theme_missing,
        reading: reading(&config, sources, &places, &templates),
        ids: ids(&config),
        template_ids: templates.ids.clone(),
        shorthands: templates.shorthands.clone(),
        base_url: config.text(&["baseurl"]).filter(|url| url.contains("://")).map(str::to_owned),
        ..Plan::default()
    };
    // Files that templates hand on go where they lie in `assets`.
    if templates.images != Names::Never || templates.links != Names::Never {
        plan.statics.push(("assets".to_owned(), String::new()));
    }
    lists::add(&mut plan, &config, &urls, &placed, templates.paginate);
    resources::add(&mut plan, sources, &urls, &placed);
    let outputs = outputs::Outputs::read(&config);
    if outputs.has("page") {
        let beside = plan.pages.iter().filter_map(|page| page.url.as_deref());
        let beside: Vec<String> = beside.flat_map(|url| outputs.beside("page", url)).collect();
        plan.generated.extend(beside);
    }
    other_languages(&mut plan, sources, &places);
    note(&mut plan, &places, &templates);
    Some(plan)
}

/// Where an article stands in the content.
fn place<'a>(sources: &Sources<'a>, places: &Places, article: &'a Article) -> Placed<'a> {
    let path = sources.project.path(&article.path);
    let found = path.map(|path| places.of(&path)).unwrap_or_default();
    let contents = found.into_iter().map(|(rank, language, path)| Content { rank, ..Content::new(language, &path) });
    Placed { article, places: contents.collect() }
}

/// Where several files are mounted in one place, that of the first mount holds: a translation rather than what stands in
/// for it.
fn keep_first(placed: &mut [Placed<'_>]) {
    let mut first: FxHashMap<(usize, String), usize> = FxHashMap::default();
    for content in placed.iter().flat_map(|one| &one.places) {
        let rank = first.entry((content.language, content.logical.clone())).or_insert(content.rank);
        *rank = content.rank.min(*rank);
    }
    let holds = |content: &Content| first.get(&(content.language, content.logical.clone())) == Some(&content.rank);
    placed.iter_mut().for_each(|one| one.places.retain(holds));
}

/// The page of an article; where it is one in several languages, that of the first, with the URLs of the others.
fn page(sources: &Sources<'_>, urls: &Urls<'_>, one: &Placed<'_>) -> Page {
    let mut pages = one.places.iter().map(|content| urls.page(content, one.article));
    let Some(mut page) = pages.next() else { return served_as_it_is(sources, urls.places, one.article) };
    for other in pages {
        if page.url.is_none() {
            page = other;
        } else {
            page.also.extend(other.url);
            page.aliases.extend(other.aliases);
        }
    }
    page
}

/// The page of a file that is no content: one of HTML may be served as it is.
fn served_as_it_is(sources: &Sources<'_>, places: &Places, article: &Article) -> Page {
    let path = sources.project.path(&article.path);
    // Those of the site, or of a theme.
    if path.as_deref().is_some_and(|path| path.split('/').any(|name| name == "archetypes")) {
        return Page::unpublished(TEMPLATE);
    }
    let path = path.filter(|path| path.ends_with(".html") || path.ends_with(".htm"));
    let at = |mount: &places::Mount| Some(joined(&mount.target, strip_folder(path.as_deref()?, &mount.source)?));
    match places.statics.iter().find_map(at) {
        Some(path) => Page::at(format!("/{path}")),
        None => Page::unpublished(OUTSIDE),
    }
}

/// The taxonomies of a site: plural names with singular ones.
fn taxonomies(config: &Config) -> FxHashMap<String, String> {
    if config.get(&["taxonomies"]).is_none() {
        let usual = [("tags", "tag"), ("categories", "category")];
        return usual.map(|(plural, singular)| (plural.to_owned(), singular.to_owned())).into_iter().collect();
    }
    let said = config.table(&["taxonomies"]);
    said.filter_map(|(singular, plural)| Some((plural.as_str()?.to_lowercase(), singular.clone()))).collect()
}

fn reading(config: &Config, sources: &Sources<'_>, places: &Places, templates: &Templates) -> Reading {
    let lenient = templates.links == Names::Last;
    let linkify = config.get(&["markup", "goldmark", "extensions", "linkify"]).and_then(serde_json::Value::as_bool);
    let by_netlify = sources.project.first_file(&["netlify.toml", "static/_redirects"]).is_some();
    Reading {
        // Templates that nobody can run may well look a file up.
        files: if lenient { Files::Any } else { Files::Never },
        root_files: lenient,
        names: templates.links,
        bare_urls_are_text: linkify == Some(false),
        base_is_added: lenient || config.flag(&["canonifyurls"]),
        all_files_told: !lenient && templates.images != Names::Last,
        content: places.content.iter().filter_map(|mount| sources.project.folder(&mount.source)).collect(),
        form: Some(forms::form),
        // A plain file server knows no `/x` for `/x.html`; those that read such files do.
        bare_reaches_html: by_netlify,
        slash_reaches_html: by_netlify,
        ..Reading::default()
    }
}

fn ids(config: &Config) -> IdStyle {
    let parser = ["markup", "goldmark", "parser"];
    let said = |key: &'static str| config.get(&[&parser[..], &[key]].concat());
    if said("autoheadingid").and_then(serde_json::Value::as_bool) == Some(false) {
        return IdStyle::ByHand;
    }
    match said("autoheadingidtype").or_else(|| said("autoidtype")).and_then(serde_json::Value::as_str) {
        Some("github-ascii") => IdStyle::GoldmarkAscii,
        Some("blackfriday") => IdStyle::Blackfriday,
        _ => IdStyle::Goldmark,
    }
}

/// Languages whose folders the corpus does not hold are out of sight.
fn other_languages(plan: &mut Plan, sources: &Sources<'_>, places: &Places) {
    for mount in places.content.iter().filter(|mount| mount.target.is_empty()) {
        let there = sources.project.folder(&mount.source).is_some();
        for language in mount.languages.iter().filter_map(|at| places.languages.get(*at)).filter(|_| !there) {
            if !language.prefix.is_empty() {
                plan.open.push(format!("{}/", language.prefix));
            }
        }
    }
    plan.open.sort_unstable();
    plan.open.dedup();
    plan.open.retain(|open| open != "/" && strip_folder(open.trim_matches('/'), "").is_some());
}

fn note(plan: &mut Plan, places: &Places, templates: &Templates) {
    if places.theme_missing {
        plan.notes.push("a theme or module is not here: files that it may bring are not judged".to_owned());
    }
    if templates.links == Names::Last {
        plan.notes.push("templates make the links of Markdown: a link that names a file or page is alive".to_owned());
    }
}
