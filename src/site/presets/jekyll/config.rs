//! `_config.yml`, as far as it decides on URLs, and what `Gemfile` adds to it.

use serde_yaml::Value;

use crate::site::presets::fnmatch::matches;
use crate::site::project::Project;

pub(super) const CONFIGS: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

/// Plugins that GitHub Pages runs without being asked.
const GITHUB_PAGES: [&str; 6] = [
    "jekyll-default-layout",
    "jekyll-optional-front-matter",
    "jekyll-paginate",
    "jekyll-readme-index",
    "jekyll-redirect-from",
    "jekyll-relative-links",
];

/// What Jekyll leaves out whatever the configuration says.
const ALWAYS_EXCLUDED: [&str; 10] = [
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
];

/// The configuration with its defaults filled in.
#[derive(Debug)]
pub(super) struct Config {
    values: Value,
    /// The folder of the project that the site is made of, empty for the project itself.
    pub(super) source: String,
    /// The folder in it that `_posts` and collections lie in, empty for `source` itself.
    pub(super) collections_dir: String,
    pub(super) collections: Vec<Collection>,
    pub(super) plugins: Vec<String>,
    pub(super) include: Vec<String>,
    pub(super) exclude: Vec<String>,
    /// Endings of Markdown.
    pub(super) markdown: Vec<String>,
    /// Whether GitHub Pages makes the site.
    pub(super) on_github_pages: bool,
}

/// A collection other than the posts.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) name: String,
    /// Whether its documents have pages.
    pub(super) output: bool,
    pub(super) permalink: Option<String>,
}

impl Config {
    /// Reads the configuration of `project`; `Err` where it cannot be parsed, with the defaults.
    pub(super) fn read(project: &Project) -> (Self, bool) {
        let name = project.first_file(&CONFIGS);
        let text = name.and_then(|name| project.read(name)).unwrap_or_default();
        let parsed: Option<Value> = match name {
            Some("_config.toml") => toml::from_str(&text).ok(),
            _ => serde_yaml::from_str(&text).ok(),
        };
        let understood = parsed.is_some();
        let values = parsed.unwrap_or_default();
        let gemfile = project.read("Gemfile");
        let folder = |key: &str| {
            let folder = values.get(key).and_then(Value::as_str).unwrap_or("");
            folder.trim_start_matches("./").trim_matches(['/', '.']).to_owned()
        };
        let mut exclude = texts(values.get("exclude"));
        exclude.extend(ALWAYS_EXCLUDED.map(str::to_owned));
        let mut include = texts(values.get("include"));
        include.push(".htaccess".to_owned());
        let endings = values.get("markdown_ext").and_then(Value::as_str).unwrap_or("markdown,mkdown,mkdn,mkd,md");
        let config = Self {
            source: folder("source"),
            collections_dir: folder("collections_dir"),
            collections: collections(values.get("collections")),
            on_github_pages: is_on_github_pages(project, &values, gemfile.as_deref()),
            plugins: Vec::new(),
            include,
            exclude,
            markdown: endings.split(',').map(|ending| ending.trim().to_owned()).collect(),
            values,
        };
        (config.with_plugins(gemfile.as_deref().unwrap_or("")), understood)
    }

    fn with_plugins(mut self, gemfile: &str) -> Self {
        let mut plugins = texts(self.values.get("plugins").or(self.values.get("gems")));
        plugins.extend(plugin_gems(gemfile));
        if self.on_github_pages {
            plugins.extend(GITHUB_PAGES.map(str::to_owned));
        }
        self.plugins = plugins;
        self
    }

    /// Texts that links may ask for, by name: `site.repository`. What the site is served under is a matter of links' forms.
    pub(super) fn variables(&self) -> Vec<(String, String)> {
        let mut variables = Vec::new();
        for (key, value) in self.values.as_mapping().into_iter().flatten() {
            let Some(name) = key.as_str().filter(|name| !matches!(*name, "url" | "baseurl" | "github")) else {
                continue;
            };
            variables.extend(value.as_str().map(|text| (format!("site.{name}"), text.to_owned())));
            let inner = value.as_mapping().into_iter().flatten();
            let inner = inner.filter_map(|(key, value)| Some((key.as_str()?, value.as_str()?)));
            variables.extend(inner.map(|(key, text)| (format!("site.{name}.{key}"), text.to_owned())));
        }
        variables
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.values.get(key)?.as_str()
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.values.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    /// A value in a table.
    pub(super) fn inside(&self, table: &str, key: &str) -> Option<&Value> {
        self.values.get(table)?.get(key)
    }

    pub(super) fn number(&self, key: &str) -> Option<usize> {
        self.values.get(key)?.as_u64().and_then(|number| usize::try_from(number).ok())
    }

    pub(super) fn list(&self, key: &str) -> Vec<String> {
        texts(self.values.get(key))
    }

    pub(super) fn has_plugin(&self, name: &str) -> bool {
        self.plugins.iter().any(|plugin| plugin == name)
    }

    /// What `defaults` say of a key for the file at `path` of this type (`pages`, `posts`, a collection): of several scopes
    /// the one with the longest path, then the one with a type, then the last one.
    pub(super) fn default(&self, key: &str, path: &str, kind: &str) -> Option<&Value> {
        let sets = self.values.get("defaults")?.as_sequence()?;
        let path = self.below_collections(path);
        let mut best: Option<(usize, bool, &Value)> = None;
        for set in sets {
            let Some(value) = set.get("values").and_then(|values| values.get(key)) else { continue };
            let of_scope = |key: &str| set.get("scope").and_then(|scope| scope.get(key)?.as_str());
            let scope = of_scope("path").unwrap_or("").trim_start_matches('/');
            let kind_said = of_scope("type");
            let in_scope = match scope.contains('*') {
                true => matches(scope, path) || matches(&format!("{scope}/*"), path),
                false => path.starts_with(self.below_collections(scope)),
            };
            if !in_scope || kind_said.is_some_and(|said| said != kind) {
                continue;
            }
            let rank = (scope.len(), kind_said.is_some());
            if best.is_none_or(|(length, typed, _)| rank >= (length, typed)) {
                best = Some((rank.0, rank.1, value));
            }
        }
        best.map(|(_, _, value)| value)
    }

    fn below_collections<'p>(&self, path: &'p str) -> &'p str {
        let below = path.strip_prefix(&*self.collections_dir).and_then(|path| path.strip_prefix('/'));
        below.filter(|_| !self.collections_dir.is_empty()).unwrap_or(path)
    }
}

/// The texts of a list, or of a text.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Sequence(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// A list of names, or a table by name.
fn collections(value: Option<&Value>) -> Vec<Collection> {
    let plain = |name: &str| Collection { name: name.to_owned(), output: false, permalink: None };
    match value {
        Some(Value::Sequence(names)) => names.iter().filter_map(Value::as_str).map(plain).collect(),
        Some(Value::Mapping(table)) => table
            .iter()
            .filter_map(|(name, options)| {
                let output = options.get("output").and_then(Value::as_bool).unwrap_or(false);
                let permalink = options.get("permalink").and_then(Value::as_str).map(str::to_owned);
                Some(Collection { output, permalink, ..plain(name.as_str()?) })
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether GitHub Pages makes the site: its gem is used, or there is no `Gemfile` and what only it understands is there.
fn is_on_github_pages(project: &Project, values: &Value, gemfile: Option<&str>) -> bool {
    let Some(gemfile) = gemfile else {
        let theme = values.get("theme").and_then(Value::as_str).is_some_and(|theme| theme.starts_with("jekyll-theme-"));
        return theme || values.get("remote_theme").is_some() || project.first_file(&["CNAME"]).is_some();
    };
    gems(gemfile).any(|(gem, _)| gem == "github-pages")
}

/// Gems that a `Gemfile` names, and the line of each.
fn gems(gemfile: &str) -> impl Iterator<Item = (&str, &str)> {
    gemfile.lines().filter_map(|line| {
        let rest = line.trim().strip_prefix("gem")?.trim_start_matches([' ', '(']);
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest.get(1..)?.split(quote).next().map(|gem| (gem, line))
    })
}

/// The plugins that a `Gemfile` has Jekyll load: those of the group `jekyll_plugins`.
fn plugin_gems(gemfile: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in gemfile.lines().map(str::trim) {
        if line.starts_with("group") {
            inside = line.contains("jekyll_plugins");
        } else if line == "end" {
            inside = false;
        }
        if inside || line.contains(":jekyll_plugins") {
            found.extend(gems(line).map(|(gem, _)| gem.to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plugins_are_those_of_their_group() {
        let gemfile = "gem \"jekyll\"\n# gem 'github-pages'\ngroup :jekyll_plugins do\n  gem 'jekyll-feed', '~> 1'\nend\n\
            gem \"jekyll-x\", group: :jekyll_plugins\n";
        assert_eq!(plugin_gems(gemfile), ["jekyll-feed", "jekyll-x"]);
        assert!(!gems(gemfile).any(|(gem, _)| gem == "github-pages"));
    }
}
