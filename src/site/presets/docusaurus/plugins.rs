//! The plugins of a Docusaurus site: which of them publish articles, and which may make pages of their own.

use super::super::script::{self, Called, SPREAD, Value};
use crate::site::project::Project;

/// What a plugin makes pages of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Docs,
    Blog,
    Pages,
}

/// A plugin that publishes articles.
#[derive(Debug)]
pub(super) struct Plugin {
    pub(super) kind: Kind,
    pub(super) id: String,
    /// The folder of the project that it publishes.
    pub(super) path: String,
    /// The URL path that it publishes it at.
    pub(super) route: String,
    pub(super) options: Value,
}

/// Words in the names of plugins and presets that make no pages.
const SILENT: [&str; 37] = [
    "algolia",
    "analytics",
    "badge",
    "clarity",
    "cookie",
    "css-cascade",
    "debug",
    "docs-search",
    "dotenv",
    "faster",
    "feedback",
    "google-",
    "gtag",
    "gtm",
    "hotjar",
    "ideal-image",
    "image-zoom",
    "intercom",
    "less",
    "lightbox",
    "llms",
    "local-search",
    "lunr",
    "matomo",
    "mermaid",
    "plausible",
    "polyfill",
    "posthog",
    "pwa",
    "raw",
    "rsdoctor",
    "sass",
    "search",
    "segment",
    "sitemap",
    "svgr",
    "tailwind",
];

impl Plugin {
    pub(super) fn new(kind: Kind, options: &Value) -> Self {
        let (path, route) = match kind {
            Kind::Docs => ("docs", "docs"),
            Kind::Blog => ("blog", "blog"),
            Kind::Pages => ("src/pages", "/"),
        };
        let text = |key: &str| options.at(&[key]).text().map(str::to_owned);
        Self {
            kind,
            id: text("id").unwrap_or_else(|| "default".to_owned()),
            path: folder(options.at(&["path"])).unwrap_or_else(|| path.to_owned()),
            route: text("routeBasePath").unwrap_or_else(|| route.to_owned()),
            options: options.clone(),
        }
    }

    /// `name`, with the plugin's id behind it unless that is the default one.
    pub(super) fn folder_name(&self, name: &str) -> String {
        if self.id == "default" { name.to_owned() } else { format!("{name}-{}", self.id) }
    }

    /// Whether code of the site or of others may write links anew.
    pub(super) fn has_transformers(&self) -> bool {
        let lists = ["remarkPlugins", "rehypePlugins", "beforeDefaultRemarkPlugins", "beforeDefaultRehypePlugins"];
        lists.iter().any(|list| self.options.field(list).is_some_and(|list| *list != Value::List(Vec::new())))
    }

    /// The option `key`, or what it is by default.
    pub(super) fn option<'p>(&'p self, key: &str, default: &'p str) -> &'p str {
        self.options.at(&[key]).text().unwrap_or(default)
    }
}

/// What a plugin of the configuration is.
pub(super) enum Role {
    Publishes(Kind),
    Redirects,
    /// Makes pages at these URL paths, and no others.
    Makes(Vec<String>),
    Silent,
    /// May make any pages.
    Unknown,
}

/// The role of the plugin that `entry` names: a package, a file of the project, a function.
pub(super) fn role(project: &Project, entry: &Value, config: &str) -> Role {
    let Some(name) = entry.path() else {
        // A function or object that stands in the configuration.
        return if config.contains("addRoute") || config.contains("createRoute") {
            Role::Unknown
        } else {
            Role::Silent
        };
    };
    if name.starts_with('.') || name.starts_with('/') {
        let name = name.trim_start_matches(['.', '/']);
        let endings = ["", ".js", ".ts", ".mjs", ".cjs", "/index.js", "/index.ts", "/src/index.js", "/src/index.ts"];
        let mut files = endings.iter().map(|ending| format!("{name}{ending}"));
        let found = files.find_map(|file| Some((project.read(&file)?, file)));
        return found.map_or(Role::Unknown, |(text, file)| of_source(project, &file, &text));
    }
    by_name(name).unwrap_or(Role::Unknown)
}

fn by_name(name: &str) -> Option<Role> {
    let is = |word: &str| name.contains(word);
    Some(match () {
        () if is("content-docs") => Role::Publishes(Kind::Docs),
        () if is("content-blog") => Role::Publishes(Kind::Blog),
        () if is("content-pages") => Role::Publishes(Kind::Pages),
        () if is("client-redirects") => Role::Redirects,
        () if SILENT.iter().any(|word| is(word)) => Role::Silent,
        () => return None,
    })
}

/// The role of a plugin by its code: it may build on one that is known, make pages whose paths stand there, or none at all.
fn of_source(project: &Project, file: &str, text: &str) -> Role {
    let built_on = ["plugin-content-docs", "plugin-content-blog", "plugin-content-pages"];
    match built_on.iter().find(|name| text.contains(**name)).and_then(|name| by_name(name)) {
        Some(role) => role,
        None if text.contains("createRoute") => Role::Unknown,
        None if text.contains("addRoute") => routes(project, file, text).map_or(Role::Unknown, Role::Makes),
        None => Role::Silent,
    }
}

/// The URL paths of the pages that a plugin makes, if each of them stands in its code.
fn routes(project: &Project, file: &str, text: &str) -> Option<Vec<String>> {
    let calls = script::calls(project, file, &["addRoute"]);
    // One in another place than a call is handed on; one that is not read makes any page.
    let mentions = text.matches("addRoute").count() - text.matches("{ addRoute").count();
    let route = |call: &Called| {
        let route = call.arguments.first()?;
        let is_one = route.at(&["exact"]).flag() == Some(true) && route.field("routes").is_none();
        route.at(&["path"]).text().filter(|_| is_one && route.field(SPREAD).is_none()).map(str::to_owned)
    };
    let routes: Vec<String> = calls.iter().map(route).collect::<Option<_>>()?;
    (routes.len() == mentions).then_some(routes)
}

/// A folder of the project, without `./` before it.
pub(super) fn folder(value: &Value) -> Option<String> {
    let path = value.path()?;
    Some(path.trim_start_matches("./").trim_end_matches('/').to_owned())
}
