//! Pages of the site that are code: `src/pages`, and which collections they show.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::collections::Collection;
use super::config::Config;
use crate::site::plan::Form;
use crate::site::project::{Project, joined};
use crate::site::url_path::{join, parent};

/// Folders of pages are listed so deep.
const DEEPEST: usize = 12;

/// What `src/pages` makes.
#[derive(Debug, Default)]
pub(super) struct Routes {
    /// URL paths of pages without parameters.
    pub(super) generated: Vec<String>,
    /// URL paths below which pages have parameters that cannot be known.
    pub(super) open: Vec<String>,
    /// The page that shows each collection.
    pub(super) by_collection: BTreeMap<String, Route>,
    pub(super) notes: Vec<String>,
}

/// A page with parameters that shows the articles of a collection.
#[derive(Clone, Debug, Default)]
pub(super) struct Route {
    /// `posts/[...slug]`.
    pattern: String,
    /// Whether it asks which articles are drafts.
    pub(super) asks_for_drafts: bool,
    /// Whether its parameter is the id of the article.
    by_id: bool,
}

impl Route {
    /// The route of the article `id`: its name with the id in place of the parameters.
    pub(super) fn fill(&self, id: &str) -> Option<String> {
        let start = self.pattern.find('[')?;
        let end = self.pattern.rfind(']')? + 1;
        let id = if id == "index" { "" } else { id };
        Some(format!("{}{id}{}", self.pattern.get(..start)?, self.pattern.get(end..)?))
    }
}

/// The route of a file below `src/pages`: without its extension and `index`.
pub(super) fn of_file(below: &str) -> String {
    let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
    let stem = if stem == "index" { "" } else { stem.strip_suffix("/index").unwrap_or(stem) };
    stem.to_owned()
}

/// Names that lead into `src` from wherever an image or a script is named.
pub(super) fn form(href: &str) -> Form<'_> {
    if let Some(path) = href.strip_prefix("~/").or_else(|| href.strip_prefix("@/")) {
        return Form::Content(Cow::Borrowed(path));
    }
    match href.strip_prefix('@').filter(|path| path.contains('/')) {
        Some(path) => Form::Content(Cow::Borrowed(path)),
        None => Form::Plain,
    }
}

impl Routes {
    pub(super) fn find(project: &Project, config: &Config, collections: &[Collection]) -> Self {
        let mut routes = Self::default();
        let folder = joined(&config.src, "pages");
        let mut files = Vec::new();
        list(project, &folder, "", 0, &mut files);
        for file in files {
            let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
            let route = of_file(&file);
            match extension {
                "astro" | "html" if !route.contains('[') => routes.generated.push(config.url_of(&route)),
                // What scripts answer is at the name before their extension.
                "ts" | "js" | "mjs" if !route.contains('[') => routes.generated.push(format!("/{route}")),
                "astro" | "ts" | "js" | "mjs" => {
                    let text = project.read(&joined(&folder, &file)).unwrap_or_default();
                    routes.with_parameters(project, config, collections, &folder, &file, &text);
                }
                _ => {}
            }
        }
        routes.guess(collections);
        routes
    }

    /// Adds a page with parameters.
    fn with_parameters(
        &mut self,
        project: &Project,
        config: &Config,
        collections: &[Collection],
        folder: &str,
        file: &str,
        text: &str,
    ) {
        let pattern = of_file(file);
        let code = format!("{text}\n{}", imported(project, config, &joined(folder, parent(file)), text));
        let shown = collections.iter().filter(|one| asks_for(&code, &one.name));
        let by_id = params(text).is_some_and(|params| is_id(params, &pattern));
        let is_page = file.ends_with(".astro");
        let mut closed = false;
        for collection in shown.filter(|_| is_page && text.contains("getStaticPaths")) {
            let by_id = by_id && !collection.ids_are_code;
            let route = Route { pattern: pattern.clone(), asks_for_drafts: code.contains("draft"), by_id };
            // A page of which the parameter is the article's id shows it; others list articles.
            match self.by_collection.get(&collection.name) {
                Some(known) if known.by_id || !by_id => {}
                _ => {
                    closed |= by_id;
                    self.by_collection.insert(collection.name.clone(), route);
                }
            }
        }
        if !closed {
            let start = pattern.find('[').unwrap_or(0);
            let prefix = pattern.get(..start).unwrap_or("").trim_end_matches('/');
            self.open.push(format!("/{}", parent_of_partial(prefix, &pattern, start)));
        }
    }

    /// Collections that no page is known to show may be shown by code that lies deeper.
    fn guess(&mut self, collections: &[Collection]) {
        self.open.sort();
        self.open.dedup();
        for collection in collections.iter().filter(|one| one.name != "docs") {
            let known = self.by_collection.get(&collection.name).is_some_and(|route| route.by_id);
            let folder = format!("/{}", collection.name);
            if !known && self.open.contains(&folder) && !self.by_collection.contains_key(&collection.name) {
                let pattern = format!("{}/[...id]", collection.name);
                self.by_collection.insert(collection.name.clone(), Route { pattern, ..Route::default() });
            }
            if !known && self.by_collection.contains_key(&collection.name) {
                self.notes.push(format!("how `{}` gets its URLs is code; paths are assumed", collection.name));
            }
        }
    }
}

/// The folder that a parameter stands in: `tags` of `tags/[tag]`, and of `tags/x-[tag]`.
fn parent_of_partial<'p>(prefix: &'p str, pattern: &str, start: usize) -> &'p str {
    let whole = start == 0 || pattern.as_bytes().get(start - 1) == Some(&b'/');
    if whole { prefix } else { parent(prefix) }
}

/// Whether code asks for a collection.
fn asks_for(code: &str, name: &str) -> bool {
    code.match_indices("getCollection").chain(code.match_indices("getEntries")).any(|(at, _)| {
        let call = code.get(at..).and_then(|rest| rest.get(..rest.find(')').unwrap_or(rest.len()))).unwrap_or("");
        ['\'', '"', '`'].iter().any(|quote| call.contains(&format!("{quote}{name}{quote}")))
    })
}

/// What stands behind `params:` in a page's code.
fn params(text: &str) -> Option<&str> {
    let rest = text.split_once("params")?.1;
    let start = rest.find('{')?;
    let rest = rest.get(start + 1..)?;
    rest.get(..rest.find('}')?)
}

/// Whether parameters are the id of an article, or its parts.
fn is_id(params: &str, pattern: &str) -> bool {
    let value = params.rsplit_once(':').map_or(params, |(_, value)| value).trim().trim_end_matches(',').trim();
    let plain = value.chars().all(|c| c.is_alphanumeric() || "_.$!?".contains(c));
    let named = [".id", ".slug"].iter().any(|end| value.ends_with(end)) || ["id", "slug"].contains(&value);
    plain && named && pattern.matches('[').count() == 1
}

/// The code that a page's own code imports from files of the project, one step far.
fn imported(project: &Project, config: &Config, folder: &str, text: &str) -> String {
    let mut code = String::new();
    for line in text.lines().filter(|line| line.contains(" from ")) {
        let Some(from) = line.rsplit_once(" from ").map(|(_, from)| from.trim().trim_matches(|c| "'\";".contains(c)))
        else {
            continue;
        };
        let mut file = String::new();
        let found = match from.split_once('/') {
            Some(("." | "..", _)) => join(&mut file, folder, from),
            Some(("~" | "@" | "src", rest)) => join(&mut file, &config.src, rest),
            Some((alias, _)) if alias.starts_with('@') => join(&mut file, &config.src, from.trim_start_matches('@')),
            _ => false,
        };
        if found && !file.ends_with(".astro") {
            let endings = ["", ".ts", ".js", ".mjs", "/index.ts", "/index.js"];
            code.extend(endings.iter().find_map(|ending| project.read(&format!("{file}{ending}"))));
        }
    }
    code
}

/// The files below a folder of the project, but for those whose path has a name with `_` before it.
fn list(project: &Project, folder: &str, below: &str, depth: usize, files: &mut Vec<String>) {
    for name in project.list(&joined(folder, below)).iter().filter(|name| !name.starts_with('_')) {
        match name.strip_suffix('/') {
            Some(inner) if depth < DEEPEST => list(project, folder, &joined(below, inner), depth + 1, files),
            Some(_) => {}
            None => files.push(joined(below, name)),
        }
    }
}
