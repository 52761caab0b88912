//! mdBook: the chapters that `SUMMARY.md` lists, each an `.html` where its file lies.
//!
//! `README.md` becomes the index of its folder, and the first chapter is the front page, too. A file that `SUMMARY.md` does
//! not list is not rendered. Links to `.md` files become links to their pages.

use rustc_hash::FxHashSet;

use super::redirects::Place;
use crate::corpus::Article;
use crate::site::ids::IdStyle;
use crate::site::plan::{Form, OUTSIDE, Page, Plan, Reading, Sources};
use crate::site::project::{Project, joined, strip_folder};
use crate::site::url_path::{decode, join, last, parent, path_of};

const CONFIG: &str = "book.toml";

/// The head of the table of redirects.
const REDIRECTS: &str = "[output.html.redirect]";

pub(super) fn detect(project: &Project) -> Option<String> {
    let has_summary = project.first_file(&["src/SUMMARY.md", "SUMMARY.md"]).is_some();
    project.first_file(&[CONFIG]).map(str::to_owned).or_else(|| has_summary.then(|| "SUMMARY.md".to_owned()))
}

/// The redirects of a project: from a URL path, to a URL.
pub(super) fn redirects(project: &Project) -> Vec<(String, String)> {
    let config: Option<toml::Table> = project.read(CONFIG).and_then(|text| text.parse().ok());
    let table = config.as_ref().and_then(|config| config.get("output")?.get("html")?.get("redirect")?.as_table());
    table.into_iter().flatten().filter_map(|(from, to)| redirect(from, to.as_str()?)).collect()
}

/// Where lines might be put: behind the head of the table, or in a new one at the end.
pub(super) fn redirect_places(project: &Project, lines: &[String]) -> Vec<Place> {
    let Some(text) = project.read_whole(CONFIG) else { return Vec::new() };
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: String = lines.iter().map(|line| format!("{line}{end}")).collect();
    let first = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    let place = |at: usize, text: String| Place { file: CONFIG.to_owned(), at, text };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.split('#').next().is_some_and(|head| head.trim() == REDIRECTS) {
            let first = if line.ends_with('\n') { "" } else { end };
            return vec![place(at, format!("{first}{lines}"))];
        }
    }
    vec![place(text.len(), format!("{first}{end}{REDIRECTS}{end}{lines}"))]
}

pub(super) fn plan(sources: &Sources<'_>) -> Option<Plan> {
    let project = sources.project;
    let config: toml::Table = project.read(CONFIG).and_then(|text| text.parse().ok()).unwrap_or_default();
    let text = |table: &str, key: &str| config.get(table)?.get(key)?.as_str().map(str::to_owned);
    let src = text("book", "src").unwrap_or_else(|| "src".to_owned());
    let content = project.folder(&src)?;
    let summary = project.read(&joined(&src, "SUMMARY.md"))?;
    let chapters = chapters(&summary);
    let first = chapters.first().cloned();
    let listed: FxHashSet<&str> = chapters.iter().map(String::as_str).collect();
    let page = |path: &str, _: &Article| match strip_folder(path, &src) {
        None => Page::unpublished(OUTSIDE),
        Some(path) if listed.contains(path) => Page::at(url(path)),
        // Copied as it is.
        Some(path) if path.ends_with(".html") || path.ends_with(".htm") => Page::at(format!("/{path}")),
        Some(_) => Page::unpublished("not in SUMMARY.md"),
    };
    let mut generated = ["/print.html", "/404.html", "/toc.html"].map(str::to_owned).to_vec();
    if first.is_some() && !chapters.iter().any(|path| url(path) == "/") {
        // A copy of the first chapter.
        generated.push("/".to_owned());
    }
    let html = config.get("output").and_then(|output| output.get("html"));
    let option = |key: &str| html.and_then(|html| html.get(key));
    let smart = option("smart-punctuation").and_then(toml::Value::as_bool).unwrap_or(true);
    Some(Plan {
        pages: sources.pages(page),
        generated,
        redirects: redirects(project),
        statics: vec![(src.clone(), String::new())],
        files: copied(sources, &src),
        reading: Reading {
            content: vec![content],
            bare_reaches_html: true,
            form: Some(form),
            bare_urls_are_text: true,
            may_lie_deeper: true,
            ..Reading::default()
        },
        ids: IdStyle::Mdbook { smart },
        base_path: option("site-url").and_then(toml::Value::as_str).map(str::to_owned),
        ..Plan::default()
    })
}

/// Chapters that are copied as they are, too: only `.md` files are left out of that.
fn copied(sources: &Sources<'_>, src: &str) -> Vec<String> {
    let paths = sources.articles.iter().filter_map(|article| sources.project.path(&article.path));
    let below = paths.filter_map(|path| strip_folder(&path, src).map(|path| format!("/{path}")));
    below.filter(|path| !path.ends_with(".md")).collect()
}

/// A redirect as the book has it: from a path in it, to a URL that counts from there.
fn redirect(from: &str, to: &str) -> Option<(String, String)> {
    if from.contains('#') {
        // Only a script on the page leads on.
        return None;
    }
    let is_whole = to.starts_with('/') || to.contains("://");
    let mut joined = String::new();
    let (path, rest) = to.split_at(to.find(['?', '#']).unwrap_or(to.len()));
    join(&mut joined, parent(from.trim_start_matches('/')), path);
    Some((from.to_owned(), if is_whole { to.to_owned() } else { format!("/{joined}{rest}") }))
}

/// Links keep their form, but for the ending: `x.md#y` is `x.html#y`, wherever it leads.
fn form(href: &str) -> Form<'_> {
    let path = path_of(href);
    let fragment = href.get(path.len()..).filter(|rest| rest.starts_with('#')).unwrap_or("");
    match path.strip_suffix(".md") {
        Some(stem) if !href.contains("://") => Form::Url(format!("{stem}.html{fragment}").into()),
        _ => Form::Plain,
    }
}

/// The paths that `SUMMARY.md` links to, in order.
fn chapters(summary: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let mut path = String::new();
    for line in summary.lines() {
        let Some((_, rest)) = line.split_once("](") else { continue };
        let Some((target, _)) = rest.rsplit_once(')') else { continue };
        let target = target.strip_prefix('<').and_then(|target| target.split('>').next()).unwrap_or(target);
        if !target.is_empty() && join(&mut path, "", &decode(path_of(target))) {
            paths.push(path.clone());
        }
    }
    paths
}

/// The URL path of a chapter.
fn url(path: &str) -> String {
    // Whatever the ending is: `x.markdown` becomes `x.html`, too.
    let stem = if last(path).contains('.') { path.rsplit_once('.').map_or(path, |(stem, _)| stem) } else { path };
    match stem.rsplit('/').next() {
        Some(name) if name.eq_ignore_ascii_case("readme") || name == "index" => {
            let folder = parent(stem);
            if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") }
        }
        _ => format!("/{stem}.html"),
    }
}
