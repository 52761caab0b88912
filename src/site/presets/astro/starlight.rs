//! Starlight's languages: a page that is not translated is served in the main language.

use super::super::script::Value;

/// The options of Starlight that URLs depend on.
#[derive(Debug, Default)]
pub(super) struct Starlight {
    /// The folders of languages; the one at the root is empty.
    locales: Vec<String>,
    /// The folder of the main language; empty if it is at the root.
    main: String,
    /// Whether a plugin may make pages that cannot be known.
    pub(super) makes_unknown_pages: bool,
}

/// Words in the names of plugins that make no pages.
const SILENT: [&str; 17] = [
    "Mermaid",
    "Links",
    "imageZoom",
    "ImageZoom",
    "llms",
    "Llms",
    "heading",
    "sidebar",
    "Sidebar",
    "theme",
    "Theme",
    "catppuccin",
    "Search",
    "Badges",
    "viewModes",
    "ScrollToTop",
    "Contextual",
];

impl Starlight {
    pub(super) fn read(options: &Value, notes: &mut Vec<String>) -> Self {
        let locales = options.at(&["locales"]);
        if locales.is_unreadable() {
            notes.push("the languages cannot be read; one is assumed".to_owned());
        }
        let folder = |name: &str| if name == "root" { String::new() } else { name.to_owned() };
        let locales: Vec<String> = locales.fields().iter().map(|(name, _)| folder(name)).collect();
        let main = match options.at(&["defaultLocale"]).text() {
            Some(name) => folder(name),
            None if locales.is_empty() || locales.iter().any(String::is_empty) => String::new(),
            None => locales.first().cloned().unwrap_or_default(),
        };
        let main = if locales.is_empty() { String::new() } else { main };
        let plugins = options.at(&["plugins"]);
        let silent = |plugin: &Value| match plugin {
            Value::Call(name, _) => SILENT.iter().any(|word| name.contains(word)),
            Value::Flag(_) | Value::Null => true,
            _ => false,
        };
        let unknown: Vec<&Value> = plugins.items().iter().filter(|plugin| !silent(plugin)).collect();
        if let Some(first) = unknown.first() {
            let name = if let Value::Call(name, _) = first { name } else { "of the configuration" };
            notes.push(format!("pages that the plugin `{name}` may make are not judged"));
        }
        Self { locales, main, makes_unknown_pages: !unknown.is_empty() || plugins.is_unreadable() }
    }

    /// The language that an id belongs to, and what follows.
    fn parts<'i>(&self, id: &'i str) -> (&str, &'i str) {
        let (first, rest) = id.split_once('/').unwrap_or((id, ""));
        match self.locales.iter().find(|locale| !locale.is_empty() && *locale == first) {
            Some(locale) => (locale, rest),
            None => ("", id),
        }
    }

    /// What `url` makes of every other language and the id there, if `id` is of the main language.
    pub(super) fn fallbacks(&self, id: &str, url: impl Fn(&str, &str) -> Option<String>) -> Vec<String> {
        let (own, rest) = self.parts(id);
        if own != self.main {
            return Vec::new();
        }
        let others = self.locales.iter().filter(|locale| **locale != self.main);
        others.filter_map(|locale| url(locale, &crate::site::project::joined(locale, rest))).collect()
    }

    /// The path of the translation of the file at `path` in the main language.
    pub(super) fn translated(&self, path: &str, locale: &str) -> String {
        let rest = crate::site::project::strip_folder(path, &self.main).unwrap_or(path);
        crate::site::project::joined(locale, rest)
    }
}
