//! Eleventy's configuration: what it returns, and what it calls, as far as that stands there literally.

use crate::site::ids::IdStyle;
use crate::site::presets::script::{self, Called, SPREAD, Value};
use crate::site::project::{Project, joined, strip_folder};
use crate::site::url_path::join;

pub(super) const FILES: [&str; 5] =
    [".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts"];

/// The methods that are looked for.
const METHODS: [&str; 12] = [
    "addGlobalData",
    "addCollection",
    "addPassthroughCopy",
    "addPlugin",
    "addTemplateFormats",
    "ignores.add",
    "setDataDirectory",
    "setIncludesDirectory",
    "setInputDirectory",
    "setLayoutsDirectory",
    "setOutputDirectory",
    "setTemplateFormats",
];

/// What the configuration says.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The folder of input in the project; empty for the project itself.
    pub(super) input: String,
    /// Folders that hold no pages: includes, layouts, data, output.
    pub(super) closed: Vec<String>,
    pub(super) data: String,
    pub(super) path_prefix: Option<String>,
    /// What is copied as it is: a path or pattern in the project, and where to if that is said.
    pub(super) copies: Vec<(String, Option<String>)>,
    /// Whether more is copied that cannot be read.
    pub(super) copies_more: bool,
    /// Patterns that are left out.
    pub(super) ignores: Vec<String>,
    /// Formats of templates, where they are named.
    pub(super) formats: Vec<String>,
    /// Plugins, by the name that they have in the script.
    pub(super) plugins: Vec<String>,
    /// Paths that plugins write files at.
    pub(super) written: Vec<String>,
    /// Collections that are made by a program.
    pub(super) collections: Vec<String>,
    /// Whether drafts are left out: only a program can do that.
    pub(super) leaves_drafts_out: bool,
    /// A permalink that all pages have unless they say otherwise is made by a program.
    pub(super) makes_permalinks: bool,
    /// Whether Markdown makes links of URLs without any markup, which it has to be told.
    pub(super) links_bare_urls: bool,
    /// Whether what git ignores is left out.
    pub(super) heeds_git: bool,
    pub(super) ids: IdStyle,
}

impl Config {
    pub(super) fn read(project: &Project, file: &str) -> Self {
        let returned = Value::of_file(project, file);
        let named = Value::named_in(project, file, "config");
        let at = |path: &[&str]| returned.at(path).text().or_else(|| named.at(path).text()).map(str::to_owned);
        let files = script::with_imports(project, file);
        let texts: Vec<String> = files.iter().filter_map(|file| project.read(file)).collect();
        let calls: Vec<Called> = files.iter().flat_map(|file| script::calls(project, file, &METHODS)).collect();
        let set = |method: &str| {
            let call = calls.iter().find(|call| call.name == method)?;
            call.arguments.first()?.text().map(str::to_owned)
        };
        let folder = |key: &str, method: &str| at(&["dir", key]).or_else(|| set(method));
        let input = tidy(&folder("input", "setInputDirectory").unwrap_or_default());
        let inside = |folder: String| tidy(&joined(&input, &folder));
        let data = inside(folder("data", "setDataDirectory").unwrap_or_else(|| "_data".to_owned()));
        let includes = folder("includes", "setIncludesDirectory").unwrap_or_else(|| "_includes".to_owned());
        let output = tidy(&folder("output", "setOutputDirectory").unwrap_or_else(|| "_site".to_owned()));
        let layouts = folder("layouts", "setLayoutsDirectory").map(inside);
        let mut config = Self {
            closed: [inside(includes), data.clone(), output]
                .into_iter()
                .chain(layouts)
                .filter(|folder| !folder.is_empty())
                .collect(),
            data,
            path_prefix: at(&["pathPrefix"]).filter(|prefix| !prefix.trim_matches('/').is_empty()),
            links_bare_urls: texts.iter().any(|text| text.contains("linkify")),
            heeds_git: !texts.iter().any(|text| text.contains("setUseGitIgnore(false)")),
            leaves_drafts_out: texts.iter().any(|text| text.contains(".draft")),
            input,
            ..Self::default()
        };
        let formats = if returned.field("templateFormats").is_some() { &returned } else { &named };
        config.formats.extend(formats.at(&["templateFormats"]).texts().iter().map(|format| (*format).to_owned()));
        calls.iter().for_each(|call| config.add(call));
        config.ids = ids(project, &calls, &texts);
        config
    }

    /// Takes in what a call says.
    fn add(&mut self, call: &Called) {
        let first = call.arguments.first();
        match (&*call.name, first) {
            ("addPassthroughCopy", Some(Value::Text(path))) => self.copies.push((tidy(path), None)),
            ("addPassthroughCopy", Some(Value::Table(fields))) => {
                for (from, to) in fields {
                    match to.text() {
                        Some(to) => self.copies.push((tidy(from), Some(to.to_owned()))),
                        None => self.copies_more = true,
                    }
                }
            }
            ("addPassthroughCopy", _) => self.copies_more = true,
            ("addPlugin", _) => {
                self.plugins.push(call.first_name.clone());
                let options = call.arguments.get(1);
                self.written.extend(options.and_then(|options| options.at(&["outputPath"]).text()).map(str::to_owned));
            }
            // In a condition it may hold or not.
            ("add", Some(Value::Text(pattern))) if call.depth <= 1 => self.ignores.push(tidy(pattern)),
            ("addCollection", Some(Value::Text(name))) => self.collections.push(name.clone()),
            ("addGlobalData", Some(Value::Text(name)))
                if name == "permalink" || name == "eleventyComputed.permalink" =>
            {
                self.makes_permalinks = true;
            }
            ("setTemplateFormats" | "addTemplateFormats", Some(formats)) => {
                let named = formats.texts().into_iter().flat_map(|formats| formats.split(','));
                self.formats.extend(named.map(|format| format.trim().to_owned()));
            }
            _ => {}
        }
    }

    /// Whether the folder that a path lies in holds no pages.
    pub(super) fn closes(&self, path: &str) -> bool {
        self.closed.iter().any(|folder| strip_folder(path, folder).is_some())
    }

    pub(super) fn has_plugin(&self, name: &str) -> bool {
        self.plugins.iter().any(|plugin| plugin.ends_with(name))
    }

    /// Whether files of this ending make pages.
    pub(super) fn renders(&self, format: &str) -> bool {
        let named = self.formats.iter().any(|known| known == format || known == "*");
        match format {
            _ if named => true,
            // Added formats join those that are there.
            "md" | "html" | "njk" | "liquid" | "11ty.js" => {
                !self.formats.iter().any(|known| matches!(&**known, "md" | "html" | "njk" | "liquid"))
            }
            _ => false,
        }
    }
}

/// How headings get ids: by Eleventy's own plugin, by one of Markdown that is not known in detail, or not at all.
fn ids(project: &Project, calls: &[Called], texts: &[String]) -> IdStyle {
    let own = calls.iter().find(|call| call.name == "addPlugin" && call.first_name.ends_with("IdAttributePlugin"));
    if let Some(own) = own {
        return own.arguments.get(1).map_or(IdStyle::Slugify, |options| of_plugin(options, texts));
    }
    let package = project.read("package.json").unwrap_or_default();
    let hints = ["anchor", "heading", "slug", "toc", "remark"];
    let hinted = |text: &str| {
        let makes_ids = text.contains("markdown-it") || text.contains("setLibrary") || text.contains("amendLibrary");
        makes_ids && hints.iter().any(|hint| text.contains(hint))
    };
    let any = texts.iter().any(|text| hinted(text)) || package.contains("anchor") || package.contains("heading");
    if any { IdStyle::Any } else { IdStyle::TagsOnly }
}

/// How Eleventy's own plugin makes ids with these options.
fn of_plugin(options: &Value, texts: &[String]) -> IdStyle {
    let given = |key: &str| options.field(key).is_some();
    let all_headings = options.field("selector").is_none_or(|which| which.text() == Some("h1,h2,h3,h4,h5,h6"));
    match options.field("slugify") {
        _ if given(SPREAD) || given("filter") || !all_headings => IdStyle::Any,
        None => IdStyle::Slugify,
        Some(made) if calls_package(made, texts) => IdStyle::Decamelized,
        Some(_) => IdStyle::Any,
    }
}

/// Whether a function hands on what it makes of its text to @sindresorhus/slugify, without options.
fn calls_package(function: &Value, texts: &[String]) -> bool {
    let imports = |line: &str| line.ends_with("\"@sindresorhus/slugify\"") || line.ends_with("'@sindresorhus/slugify'");
    let lines = texts.iter().flat_map(|text| text.lines());
    let import = lines.map(|line| line.trim_end_matches([';', ' '])).find(|line| imports(line));
    let name = import.and_then(|line| line.strip_prefix("import ")?.split_whitespace().next());
    let mut calls = false;
    function.walk(&mut |value| {
        calls |= matches!(value, Value::Call(called, arguments) if Some(&**called) == name && arguments.len() == 1);
    });
    calls
}

/// A path of the project without what means nothing: `./a/` is `a`.
pub(super) fn tidy(path: &str) -> String {
    let mut out = String::new();
    join(&mut out, "", path);
    out
}
