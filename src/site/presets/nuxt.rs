//! Nuxt Content: Markdown files of `content/`, shown by one page of the application at paths that are made of their names.
//!
//! Numbers in front of names order them and are no part of the path. A relative link that ends in `.md` is rewritten by the same
//! rule, without a look at the file.

mod collections;
mod paths;

use crate::site::ids::IdStyle;
use crate::site::plan::{Form, OUTSIDE, Page, Plan, Reading, Sources};
use crate::site::presets::script::Value;
use crate::site::project::Project;
use crate::site::url_path::path_of;

use collections::Collections;

pub(super) const CONFIGS: [&str; 4] = ["nuxt.config.ts", "nuxt.config.js", "nuxt.config.mjs", "nuxt.config.mts"];

/// The folder that collections take their files from.
const CONTENT: &str = "content";

pub(super) fn detect(project: &Project) -> Option<String> {
    let config = project.first_file(&CONFIGS)?;
    let names_module = |file: &str| project.read(file).is_some_and(|text| text.contains("@nuxt/content"));
    let uses_it = project.has_folder(CONTENT) && (names_module(config) || names_module("package.json"));
    uses_it.then(|| config.to_owned())
}

/// The redirects of a project: from a URL path, to a URL.
pub(super) fn redirects(project: &Project) -> Vec<(String, String)> {
    project.first_file(&CONFIGS).map(|file| rules(&Value::of_file(project, file))).unwrap_or_default()
}

/// Those of `routeRules`: `'/a': {redirect: '/b'}`, or `{redirect: {to: '/b'}}`.
fn rules(config: &Value) -> Vec<(String, String)> {
    let rule = |(from, rule): &(String, Value)| {
        let to = rule.at(&["redirect"]);
        let to = to.text().or_else(|| to.at(&["to"]).text())?;
        // `/a/**` is all that lies below.
        let (from, to) = match from.strip_suffix("/**") {
            Some(folder) => (format!("{folder}/*"), to.replace("/**", "/:splat")),
            None => (from.clone(), to.to_owned()),
        };
        Some((from, to))
    };
    config.at(&["routeRules"]).fields().iter().filter_map(rule).collect()
}

pub(super) fn plan(sources: &Sources<'_>) -> Option<Plan> {
    let project = sources.project;
    let config = project.first_file(&CONFIGS).map(|file| Value::of_file(project, file)).unwrap_or_default();
    let content = project.folder(CONTENT)?;
    let collections = Collections::read(project);
    let page = |path: &str| {
        let Some(below) = path.strip_prefix("content/") else { return Page::unpublished(OUTSIDE) };
        if !below.ends_with(".md") {
            return Page::unpublished("no Markdown");
        }
        if below.rsplit('/').next().is_some_and(|name| name.starts_with('~') || name.starts_with(".#")) {
            return Page::unpublished("left out by its name");
        }
        match collections.url(below) {
            Some(url) => {
                // Built as `x/index.html`, so most hosts answer to that name, too.
                let also = if url == "/" { Vec::new() } else { vec![format!("{url}/index")] };
                Page { also, ..Page::at(url) }
            }
            None => Page::unpublished("in no collection of pages"),
        }
    };
    let pages = sources.pages(|path, article| {
        // A page of its own, under `public/`, is served where it lies.
        if let Some(file) = path.strip_prefix("public/").filter(|file| file.ends_with(".html")) {
            return Page::at(format!("/{file}"));
        }
        match article.metadata.text("path") {
            Some(own) if path.starts_with("content/") && own.starts_with('/') => Page::at(own),
            _ => page(path),
        }
    });
    let routes = super::routes::nuxt(project);
    Some(Plan {
        pages,
        generated: routes.generated,
        open: routes.open,
        redirects: rules(&config),
        drafts_are_pages: true,
        statics: vec![("public".to_owned(), String::new())],
        reading: Reading {
            content: vec![content],
            all_files_told: true,
            bare_reaches_html: true,
            form: Some(form),
            ..Reading::default()
        },
        ids: IdStyle::Tidied,
        base_url: config.at(&["site", "url"]).text().map(str::to_owned),
        base_path: config.at(&["app", "baseURL"]).text().map(str::to_owned),
        ..Plan::default()
    })
}

/// Relative links to `.md` become paths.
fn form(href: &str) -> Form<'_> {
    let path = path_of(href);
    let rest = href.get(path.len()..).unwrap_or("");
    let rewritten = path.strip_suffix(".md").filter(|_| !href.starts_with('/') && !href.starts_with("http"));
    match rewritten {
        Some(stem) if rest.is_empty() || rest.starts_with('#') => {
            let segments: Vec<String> = stem.split('/').map(paths::of_link).collect();
            Form::Url(format!("{}{rest}", segments.join("/").trim_end_matches("/.")).into())
        }
        _ => Form::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_files_are_rewritten_by_their_text() {
        let url = |href| match form(href) {
            Form::Url(url) => url.into_owned(),
            _ => "plain".to_owned(),
        };
        assert_eq!(url("./2.lens.md#glass"), "./lens#glass");
        assert_eq!(url("10.North%20Star.md"), "northpercent20star");
        assert_eq!(
            (url("index.md"), url("../index.md"), url("/1.guide/x.md")),
            (String::new(), "../".into(), "plain".into())
        );
    }
}
