//! `docusaurus.config.*`: the base path, languages, plugins and redirects of a site.

use super::super::script::{self, SPREAD, Value};
use super::plugins::{self, Kind, Plugin, Role};
use super::words;
use crate::site::project::Project;

/// What the configuration says, as far as it can be read.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub(super) url: Option<String>,
    /// The base path, `/` or `/project/`.
    pub(super) base: String,
    /// Whether URLs end in a slash; `None`: those of folders do.
    pub(super) slash: Option<bool>,
    pub(super) statics: Vec<String>,
    /// The languages other than the main one.
    pub(super) locales: Vec<Locale>,
    pub(super) plugins: Vec<Plugin>,
    pub(super) redirects: Vec<(String, String)>,
    /// Whether there is a search page.
    pub(super) search: bool,
    /// URL paths of pages that plugins of the site make.
    pub(super) routes: Vec<String>,
    /// Whether a plugin may make pages that cannot be known.
    pub(super) makes_unknown_pages: bool,
    /// Folders that plugins write articles to when the site is built.
    pub(super) outputs: Vec<String>,
    /// Whether code of the site changes the targets of links.
    pub(super) rewrites_links: bool,
    /// Whether raw HTML in articles is read as Markdown is: `.md` files are no MDX.
    pub(super) html_is_markdown: bool,
    pub(super) notes: Vec<String>,
}

/// A language that the site is translated to.
#[derive(Debug)]
pub(super) struct Locale {
    /// The folder of its translations.
    pub(super) folder: String,
    /// Where it is served, below the base path: `/fr`.
    pub(super) root: String,
}

impl Config {
    pub(super) fn read(project: &Project, file: &str) -> Self {
        let value = Value::of_file(project, file);
        let text = project.read(file).unwrap_or_default();
        let mut config = Self {
            url: value.at(&["url"]).text().map(str::to_owned),
            base: "/".to_owned(),
            slash: value.at(&["trailingSlash"]).flag(),
            statics: vec!["static".to_owned()],
            search: value.at(&["themeConfig", "algolia"]) != &Value::Null || text.contains("search-local"),
            rewrites_links: rewrites_links(project, file),
            html_is_markdown: matches!(value.at(&["markdown", "format"]).text(), Some("detect" | "md")),
            ..Self::default()
        };
        if value.fields().is_empty() {
            config.note("its configuration cannot be read; defaults are assumed");
            config.makes_unknown_pages = true;
        }
        match value.at(&["baseUrl"]) {
            Value::Text(base) => config.base = words::url(&[base, "/"]),
            Value::Null => {}
            _ => config.note("`baseUrl` cannot be read; `/` is assumed (`site.base_path` sets it)"),
        }
        if value.at(&["trailingSlash"]).is_unreadable() {
            config.note("`trailingSlash` cannot be read");
        }
        if let Value::List(folders) = value.at(&["staticDirectories"]) {
            config.statics = folders.iter().filter_map(plugins::folder).collect();
        }
        config.read_locales(project, value.at(&["i18n"]));
        config.read_presets(project, value.at(&["presets"]), &text);
        config.read_plugins(project, value.at(&["plugins"]), &text);
        config.read_plugins(project, value.at(&["themes"]), &text);
        if value.field(SPREAD).is_some() {
            config.note("parts of the configuration are put together by code and cannot be read");
        }
        config
    }

    fn note(&mut self, note: &str) {
        self.notes.push(note.to_owned());
    }

    /// `url` with or without a slash at its end, as the site has it.
    pub(super) fn slashed(&self, url: &str) -> String {
        let bare = url.trim_end_matches('/');
        match self.slash {
            _ if bare.is_empty() => "/".to_owned(),
            Some(true) => format!("{bare}/"),
            Some(false) => bare.to_owned(),
            None => url.to_owned(),
        }
    }

    fn read_locales(&mut self, project: &Project, i18n: &Value) {
        if *i18n == Value::Null {
            return;
        }
        let folder = plugins::folder(i18n.at(&["path"])).unwrap_or_else(|| "i18n".to_owned());
        let main = i18n.at(&["defaultLocale"]).text().unwrap_or("en");
        let locales: Vec<String> = match i18n.at(&["locales"]) {
            Value::List(list) if list.iter().all(|one| one.text().is_some()) => {
                list.iter().filter_map(Value::text).map(str::to_owned).collect()
            }
            _ => {
                self.note("the list of languages cannot be read; those with a folder of translations are assumed");
                let folders = project.list(&folder);
                folders.iter().filter_map(|name| name.strip_suffix('/')).map(str::to_owned).collect()
            }
        };
        for locale in locales.iter().filter(|locale| *locale != main) {
            let own = i18n.at(&["localeConfigs", locale]);
            let base = match own.at(&["baseUrl"]).text() {
                Some(base) => words::url(&[base]),
                None => words::url(&[&self.base, locale]),
            };
            let Some(root) = base.strip_prefix(self.base.trim_end_matches('/')) else { continue };
            let name = own.at(&["path"]).text().unwrap_or(locale);
            self.locales
                .push(Locale { folder: format!("{folder}/{name}"), root: root.trim_end_matches('/').to_owned() });
        }
    }

    fn read_presets(&mut self, project: &Project, presets: &Value, text: &str) {
        if presets.is_unreadable() {
            self.note("`presets` cannot be read; docs, blog and pages are assumed");
            self.makes_unknown_pages = true;
            self.read_classic(project, &Value::Null);
        }
        for preset in presets.items() {
            let (entry, options) = parts(preset);
            match entry.path() {
                None if matches!(entry, Value::Flag(_) | Value::Null) => {}
                Some(name) if name == "classic" || name.contains("preset-classic") => {
                    self.read_classic(project, options)
                }
                _ => self.read_plugin(project, entry, options, text),
            }
        }
    }

    fn read_classic(&mut self, project: &Project, options: &Value) {
        for (name, kind) in [("docs", Kind::Docs), ("blog", Kind::Blog), ("pages", Kind::Pages)] {
            let own = options.at(&[name]);
            if own.flag() != Some(false) {
                let plugin = Plugin::new(kind, own);
                // The blog and the pages may be on and have no folder.
                if kind == Kind::Docs || project.has_folder(&plugin.path) {
                    self.plugins.push(plugin);
                }
            }
        }
    }

    fn read_plugins(&mut self, project: &Project, plugins: &Value, text: &str) {
        if plugins.is_unreadable() {
            self.note("`plugins` cannot be read; pages that they may make are not judged");
            self.makes_unknown_pages = true;
        }
        for plugin in plugins.items() {
            let (entry, options) = parts(plugin);
            if !matches!(entry, Value::Flag(_) | Value::Null) {
                self.read_plugin(project, entry, options, text);
            }
        }
    }

    fn read_plugin(&mut self, project: &Project, entry: &Value, options: &Value, text: &str) {
        match plugins::role(project, entry, text) {
            Role::Publishes(kind) => self.plugins.push(Plugin::new(kind, options)),
            Role::Redirects => self.read_redirects(options),
            Role::Makes(routes) => self.routes.extend(routes),
            Role::Silent => {}
            Role::Unknown => {
                let name = entry.path().unwrap_or("a function in the configuration");
                if name.starts_with("@docusaurus/theme") || name.starts_with("theme") || name.contains("/theme-") {
                    return;
                }
                self.notes.push(format!("pages that the plugin `{name}` may make are not judged"));
                self.makes_unknown_pages = true;
                options.walk(&mut |value| {
                    let outputs = ["outputDir", "outDir", "out"].map(|key| plugins::folder(value.at(&[key])));
                    self.outputs.extend(outputs.into_iter().flatten());
                });
            }
        }
    }

    fn read_redirects(&mut self, options: &Value) {
        for redirect in options.at(&["redirects"]).items() {
            let Some(to) = redirect.at(&["to"]).text() else { continue };
            let from = redirect.at(&["from"]).texts();
            self.redirects.extend(from.into_iter().map(|from| (from.to_owned(), to.to_owned())));
        }
        let listed = options.at(&["redirects"]);
        if listed.is_unreadable() || *options.at(&["createRedirects"]) != Value::Null {
            self.note("redirects are made by code; where they may lead from is not judged");
            self.makes_unknown_pages = true;
        }
    }
}

/// Whether a script that the configuration imports sets the target of a link.
fn rewrites_links(project: &Project, file: &str) -> bool {
    let is_set = |behind: &str| behind.trim_start().strip_prefix('=').is_some_and(|rest| !rest.starts_with(['=', '>']));
    let sets = |text: String| [".url", ".href"].iter().any(|target| text.split(target).skip(1).any(is_set));
    let scripts = script::with_imports(project, file);
    scripts.iter().filter(|script| *script != file).filter_map(|script| project.read(script)).any(sets)
}

/// A plugin or preset and its options: `'name'`, or `['name', {…}]`.
fn parts(value: &Value) -> (&Value, &Value) {
    const NONE: &Value = &Value::Null;
    match value {
        Value::List(items) => (items.first().unwrap_or(NONE), items.get(1).unwrap_or(NONE)),
        other => (other, NONE),
    }
}
