//! `astro.config.*`: base path, form of URLs, redirects and Starlight's options.

use super::super::script::{SPREAD, Value};
use super::starlight::Starlight;
use crate::site::project::Project;

/// What the configuration says, as far as it can be read.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub(super) url: Option<String>,
    pub(super) base: Option<String>,
    pub(super) src: String,
    pub(super) public: String,
    pub(super) format: Format,
    /// Whether URLs end in a slash.
    pub(super) slash: bool,
    pub(super) redirects: Vec<(String, String)>,
    pub(super) starlight: Option<Starlight>,
    /// Whether a plugin turns links to files into links to pages.
    pub(super) follows_files: bool,
    /// Whether a hyphen at the end of a heading's id is cut: not any more from version 6 on.
    pub(super) cuts_hyphens: bool,
    pub(super) notes: Vec<String>,
}

/// Which files pages are built as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// `a/index.html`.
    #[default]
    Folder,
    /// `a.html`, that of a folder too.
    File,
    /// As the sources: `a.html`, `a/index.html`.
    Preserve,
}

impl Config {
    pub(super) fn read(project: &Project, file: &str) -> Self {
        let value = Value::of_file(project, file);
        let text = project.read(file).unwrap_or_default();
        let folder = |key: &str, usual: &str| {
            let path = value.at(&[key]).text().unwrap_or(usual);
            path.trim_start_matches("./").trim_matches('/').to_owned()
        };
        let mut config = Self {
            url: value.at(&["site"]).text().map(str::to_owned),
            base: value.at(&["base"]).text().map(|base| format!("/{}", base.trim_matches('/'))),
            src: folder("srcDir", "src"),
            public: folder("publicDir", "public"),
            format: match value.at(&["build", "format"]).text() {
                Some("file") => Format::File,
                Some("preserve") => Format::Preserve,
                _ => Format::Folder,
            },
            slash: value.at(&["trailingSlash"]).text() != Some("never"),
            cuts_hyphens: major(project, "astro").is_none_or(|version| version < 6),
            follows_files: ["relative-markdown-links", "relative-links", "md-links"]
                .iter()
                .any(|name| text.contains(name)),
            ..Self::default()
        };
        if value.fields().is_empty() || value.field(SPREAD).is_some() {
            config.notes.push("its configuration cannot be read in full; defaults are assumed".to_owned());
        }
        if value.at(&["base"]).is_unreadable() {
            config.notes.push("`base` cannot be read; `/` is assumed (`site.base_path` sets it)".to_owned());
        }
        for (from, to) in value.at(&["redirects"]).fields() {
            let to = to.text().or_else(|| to.at(&["destination"]).text());
            if let Some(to) = to.filter(|_| !from.contains('[')) {
                config.redirects.push((from.clone(), to.to_owned()));
            }
        }
        let mut options = None;
        value.at(&["integrations"]).walk(&mut |integration| {
            if let Value::Call(name, arguments) = integration
                && name == "starlight"
            {
                options = Some(arguments.first().cloned().unwrap_or_default());
            }
        });
        config.starlight = options.map(|options| Starlight::read(&options, &mut config.notes));
        config
    }

    /// The URL of the page that a route makes: `posts/a`, or nothing for the front page.
    pub(super) fn url_of(&self, route: &str) -> String {
        let route = route.trim_matches('/');
        if route.is_empty() {
            return "/".to_owned();
        }
        if route == "404" || route == "500" {
            return format!("/{route}.html");
        }
        match self.format {
            Format::Folder if self.slash => format!("/{route}/"),
            Format::Folder => format!("/{route}"),
            // Links to these leave the extension out, and hosts find them so.
            Format::File | Format::Preserve if !self.slash => format!("/{route}"),
            Format::File | Format::Preserve => format!("/{route}.html"),
        }
    }
}

/// The major version of a package that the project depends on.
fn major(project: &Project, package: &str) -> Option<u32> {
    let manifest: serde_json::Value = serde_json::from_str(&project.read("package.json")?).ok()?;
    let version =
        ["dependencies", "devDependencies"].iter().find_map(|list| manifest.get(list)?.get(package)?.as_str())?;
    let digits = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.split('.').next()?.parse().ok()
}
