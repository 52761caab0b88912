//! mdBook: the chapters that `SUMMARY.md` lists, each an `.html` where its file lies.
//!
//! `README.md` becomes the index of its folder, and the first chapter is the front page, too. A file that `SUMMARY.md` does
//! not list is not rendered. Links to `.md` files become links to their pages.

use rustc_hash::FxHashSet;

use crate::corpus::Article;
use crate::site::plan::{Files, Page, Plan, Reading, Sources};
use crate::site::project::{Project, joined, strip_folder};
use crate::site::url_path::{decode, join, parent, path_of};

const CONFIG: &str = "book.toml";

pub(super) fn detect(project: &Project) -> Option<String> {
    let has_summary = project.first_file(&["src/SUMMARY.md", "SUMMARY.md"]).is_some();
    project.first_file(&[CONFIG]).map(str::to_owned).or_else(|| has_summary.then(|| "SUMMARY.md".to_owned()))
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
    let page = |path: &str, article: &Article| {
        let Some(path) = strip_folder(path, &src) else { return Page::unpublished(crate::site::plan::OUTSIDE) };
        if !listed.contains(path) {
            let _ = article;
            return Page::unpublished("not in SUMMARY.md");
        }
        let mut page = Page::at(url(path));
        if first.as_deref() == Some(path) {
            page.also.push("/".to_owned());
        }
        page
    };
    let html = config.get("output").and_then(|output| output.get("html"));
    let redirects = html.and_then(|html| html.get("redirect")).and_then(toml::Value::as_table);
    let redirects = redirects.into_iter().flatten();
    let redirects = redirects.filter_map(|(from, to)| Some((from.clone(), to.as_str()?.to_owned()))).collect();
    Some(Plan {
        pages: sources.pages(page),
        generated: ["/print.html", "/404.html"].map(str::to_owned).to_vec(),
        redirects,
        statics: vec![(src.clone(), String::new())],
        reading: Reading { files: Files::Articles, content: vec![content], bare_reaches_html: true, ..Reading::default() },
        base_path: html.and_then(|html| html.get("site-url")).and_then(toml::Value::as_str).map(str::to_owned),
        ..Plan::default()
    })
}

/// The paths that `SUMMARY.md` links to, in order.
fn chapters(summary: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let mut path = String::new();
    for line in summary.lines() {
        let Some((_, rest)) = line.split_once("](") else { continue };
        let Some((target, _)) = rest.rsplit_once(')') else { continue };
        if !target.is_empty() && join(&mut path, "", &decode(path_of(target))) {
            paths.push(path.clone());
        }
    }
    paths
}

/// The URL path of a chapter.
fn url(path: &str) -> String {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    match stem.rsplit('/').next() {
        Some(name) if name.eq_ignore_ascii_case("readme") || name == "index" => {
            let folder = parent(stem);
            if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") }
        }
        _ => format!("/{stem}.html"),
    }
}
