//! The folders that Docusaurus publishes: those of each plugin, each version and each language.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rustc_hash::FxHashMap;

use super::config::{Config, Locale};
use super::plugins::{Kind, Plugin};
use super::words;
use crate::site::project::{Folder, Project};
use crate::site::url_path::parent;

/// A folder and where it is published.
#[derive(Debug)]
pub(super) struct Root {
    pub(super) kind: Kind,
    /// The plugin, by its number in the configuration.
    pub(super) plugin: usize,
    /// In the project: `docs`, `versioned_docs/version-1.0`, `i18n/fr/…/current`.
    pub(super) path: String,
    /// In the corpus.
    pub(super) folder: Folder,
    /// The URL path, below that of the language: `/docs/next`.
    pub(super) url: String,
    /// Where the language is served: `/fr`; empty for the main one.
    pub(super) locale: String,
    /// The version, `current` or a name; empty if there are none of the kind.
    pub(super) version: String,
    /// Whether numbers before names only sort them.
    pub(super) prefixes: bool,
    /// What is left out beside the usual.
    exclude: Option<Gitignore>,
}

/// All of them, found by the paths of articles.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) roots: Vec<Root>,
    /// By folder of the corpus.
    by_folder: FxHashMap<String, u16>,
    /// The translations of the root of the same number in the main language.
    translations: FxHashMap<(usize, String), Vec<u16>>,
    /// The whole project.
    pub(super) site: Option<Folder>,
    /// Folders that are copied to the site.
    pub(super) statics: Vec<Folder>,
}

impl Root {
    /// Whether files at `path` below the folder are left out: parts, tests, and what the plugin says.
    pub(super) fn is_excluded(&self, path: &str) -> bool {
        match &self.exclude {
            Some(exclude) => exclude.matched_path_or_any_parents(path, false).is_ignore(),
            None => path.split('/').any(|name| name.starts_with('_') || name == "__tests__") || is_test(path),
        }
    }
}

/// Whether a script is a test.
pub(super) fn is_test(path: &str) -> bool {
    [".test.js", ".test.jsx", ".test.ts", ".test.tsx"].iter().any(|end| path.ends_with(end))
}

impl Content {
    pub(super) fn of(project: &Project, config: &Config) -> Self {
        let mut content = Self {
            site: project.folder(""),
            statics: config.statics.iter().filter_map(|folder| project.folder(folder)).collect(),
            ..Self::default()
        };
        for (number, plugin) in config.plugins.iter().enumerate() {
            for version in versions(project, plugin) {
                content.add(project, number, plugin, &version, None);
                for locale in &config.locales {
                    content.add(project, number, plugin, &version, Some(locale));
                }
            }
        }
        content
    }

    fn add(&mut self, project: &Project, number: usize, plugin: &Plugin, version: &Version, locale: Option<&Locale>) {
        let path = match locale {
            None => version.folder.clone(),
            Some(locale) => {
                let name = match plugin.kind {
                    Kind::Docs => {
                        format!("{}/{}", plugin.folder_name("docusaurus-plugin-content-docs"), version.translated)
                    }
                    Kind::Blog => plugin.folder_name("docusaurus-plugin-content-blog"),
                    Kind::Pages => plugin.folder_name("docusaurus-plugin-content-pages"),
                };
                format!("{}/{name}", locale.folder)
            }
        };
        let Some(folder) = project.folder(&path) else { return };
        let root = Root {
            kind: plugin.kind,
            plugin: number,
            folder,
            path,
            url: words::url(&[&plugin.route, &version.url]).trim_end_matches('/').to_owned(),
            locale: locale.map(|locale| locale.root.clone()).unwrap_or_default(),
            version: version.name.clone(),
            prefixes: plugin.options.at(&["numberPrefixParser"]).flag() != Some(false),
            exclude: exclude(plugin),
        };
        let Ok(id) = u16::try_from(self.roots.len()) else { return };
        self.by_folder.entry(root.folder.folder.clone()).or_insert(id);
        if locale.is_some() {
            self.translations.entry((number, root.version.clone())).or_default().push(id);
        }
        self.roots.push(root);
    }

    /// The root that an article belongs to, its number, and the article's path below it.
    pub(super) fn root_of<'p>(&self, path: &'p str) -> Option<(u16, &Root, std::borrow::Cow<'p, str>)> {
        let mut folder = path;
        loop {
            folder = parent(folder);
            if let Some(&id) = self.by_folder.get(folder) {
                let root = self.roots.get(usize::from(id))?;
                return Some((id, root, root.folder.path(path)?));
            }
            if folder.is_empty() {
                return None;
            }
        }
    }

    /// The translations of a root of the main language.
    pub(super) fn translations<'c>(&'c self, root: &Root) -> impl Iterator<Item = &'c Root> {
        let ids = self.translations.get(&(root.plugin, root.version.clone()));
        ids.into_iter().flatten().filter_map(|id| self.roots.get(usize::from(*id)))
    }

    /// The root of the main language that a translation is of.
    pub(super) fn main_of(&self, root: &Root) -> Option<&Root> {
        let is_main =
            |main: &&Root| main.locale.is_empty() && main.plugin == root.plugin && main.version == root.version;
        if root.locale.is_empty() { None } else { self.roots.iter().find(is_main) }
    }

    /// The URL path of a folder of the project that lies in one of the roots.
    pub(super) fn url_of_folder(&self, folder: &str) -> Option<String> {
        self.roots.iter().find_map(|root| {
            let below = crate::site::project::strip_folder(folder, &root.path)?;
            Some(words::url(&[&root.url, below]))
        })
    }
}

/// A version of docs; for other plugins the only one.
struct Version {
    name: String,
    folder: String,
    /// The folder of its translations below the plugin's.
    translated: String,
    /// Below the plugin's URL path.
    url: String,
}

/// The versions that a plugin publishes.
fn versions(project: &Project, plugin: &Plugin) -> Vec<Version> {
    let current = |url: &str| Version {
        name: "current".to_owned(),
        folder: plugin.path.clone(),
        translated: "current".to_owned(),
        url: url.to_owned(),
    };
    let prefixed = |name: &str| if plugin.id == "default" { name.to_owned() } else { format!("{}_{name}", plugin.id) };
    let listed = project.read(&prefixed("versions.json")).filter(|_| plugin.kind == Kind::Docs);
    let names: Vec<String> = listed.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let options = &plugin.options;
    let is_off = options.at(&["disableVersioning"]).flag() == Some(true);
    if is_off || (names.is_empty() && *options.at(&["versions"]) == crate::site::presets::script::Value::Null) {
        return vec![current("")];
    }
    let only = options.at(&["onlyIncludeVersions"]).texts();
    let is_kept = |name: &str| only.is_empty() || only.contains(&name);
    let first = names.iter().map(String::as_str).find(|name| is_kept(name)).unwrap_or("current");
    let last = options.at(&["lastVersion"]).text().unwrap_or(first).to_owned();
    let url = |name: &str, usual: &str| {
        let usual = if name == last { "" } else { usual };
        options.at(&["versions", name, "path"]).text().unwrap_or(usual).to_owned()
    };
    let mut versions = Vec::new();
    if options.at(&["includeCurrentVersion"]).flag() != Some(false) && is_kept("current") {
        versions.push(current(&url("current", "next")));
    }
    versions.extend(names.iter().filter(|name| is_kept(name)).map(|name| Version {
        folder: format!("{}/version-{name}", prefixed("versioned_docs")),
        translated: format!("version-{name}"),
        url: url(name, name),
        name: name.clone(),
    }));
    versions
}

/// What a plugin leaves out, where it says so itself.
fn exclude(plugin: &Plugin) -> Option<Gitignore> {
    let globs = plugin.options.at(&["exclude"]);
    let mut builder = GitignoreBuilder::new("");
    for glob in globs.items() {
        // Globs start from the folder, where those of ignore files without a slash do not.
        builder.add_line(None, &format!("/{}", glob.text()?.trim_start_matches("./"))).ok()?;
    }
    if globs.items().is_empty() { None } else { builder.build().ok() }
}
