//! MkDocs: every Markdown file of `docs_dir`, served where it lies, as a folder or as `.html`.
//!
//! `index.md` and `README.md` are the page of their folder. Relative links to Markdown files become links to their pages;
//! everything else is a URL that nobody looks at. What plugins make of the site is known for the common ones alone.

mod blog;
mod exclude;
pub(super) mod redirects;

use blog::Blog;
use exclude::Excluded;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use serde_yaml::Value;

use crate::corpus::Article;
use crate::site::ids::IdStyle;
use crate::site::plan::{COPIED, DRAFT, Files, OUTSIDE, Page, Plan, Reading, Sources};
use crate::site::project::{Project, strip_folder};
use crate::site::url_path::{join, parent, strip_extension};

const CONFIGS: [&str; 2] = ["mkdocs.yml", "mkdocs.yaml"];

/// So many files inherit one from another.
const MOST_FILES: usize = 8;

/// Plugins that add pages which no file of `docs_dir` is the source of, or move pages.
const MAKES_PAGES: [&str; 8] =
    ["gen-files", "mkdocstrings", "api-autonav", "monorepo", "multirepo", "i18n", "mike", "material/projects"];

/// The feeds of mkdocs-rss-plugin, and their usual names.
const FEEDS: [(&str, &str); 4] = [
    ("json_created", "feed_json_created.json"),
    ("json_updated", "feed_json_updated.json"),
    ("rss_created", "feed_rss_created.xml"),
    ("rss_updated", "feed_rss_updated.xml"),
];

pub(super) fn detect(project: &Project) -> Option<String> {
    project.first_file(&CONFIGS).map(str::to_owned)
}

pub(super) fn plan(sources: &Sources<'_>) -> Option<Plan> {
    let project = sources.project;
    let mut notes = Vec::new();
    let config = Config::read(project).unwrap_or_else(|| {
        notes.push("mkdocs.yml could not be read; its defaults are assumed".to_owned());
        Config::default()
    });
    let docs = config.text("docs_dir").unwrap_or("docs").trim_matches(['.', '/']).to_owned();
    let content = project.folder(&docs)?;
    let blog = config.names("plugins").iter().any(|name| matches!(*name, "blog" | "material/blog"));
    let options = || config.options("plugins", "blog").or_else(|| config.options("plugins", "material/blog"));
    let site = MkDocs {
        blog: blog.then(|| Blog::with(options())),
        folders: config.has_folders(),
        excluded: matcher(&["/templates/"], config.text("exclude_docs")),
        drafts: matcher(&[], config.text("draft_docs")),
        taken_out: Excluded::new(&config.taken_out("glob"), &config.taken_out("regex")),
        docs: &docs,
        indexes: sources.articles.iter().filter(|article| article.stem() == "index").map(|a| a.folder()).collect(),
    };
    let pages = sources.pages(|path, article| site.page(path, article));
    let plugins: Vec<&str> = config.names("plugins").into_iter().filter(|name| MAKES_PAGES.contains(name)).collect();
    if !plugins.is_empty() {
        notes.push(format!("the plugins {} make pages that are not known", plugins.join(", ")));
    }
    if !site.taken_out.is_understood {
        notes.push("what the plugin exclude takes out by some of its regular expressions is not known".to_owned());
    }
    let open = if plugins.is_empty() { Vec::new() } else { vec!["/".to_owned()] };
    let mut generated = vec!["/404.html".to_owned()];
    let mut files = ["/sitemap.xml", "/sitemap.xml.gz", "/search/search_index.json"].map(str::to_owned).to_vec();
    files.extend(config.feeds());
    files.extend(site.copied(sources));
    generated.extend(site.blog.as_ref().map(|blog| blog.lists(sources, &docs)).into_iter().flatten());
    Some(Plan {
        pages,
        generated,
        open,
        redirects: redirects::of(&config),
        statics: vec![(docs.clone(), String::new())],
        files,
        reading: Reading {
            files: Files::Exact,
            root_files: config.links_from_docs(),
            html_is_url: true,
            bare_urls_are_text: !config.links_bare_urls(),
            last_definition_counts: true,
            all_files_told: true,
            content: vec![content],
            bare_reaches_html: true,
            ..Reading::default()
        },
        ids: config.ids(),
        base_url: config.text("site_url").map(str::to_owned),
        notes,
        ..Plan::default()
    })
}

/// What decides on pages.
struct MkDocs<'a> {
    blog: Option<Blog>,
    folders: bool,
    excluded: Gitignore,
    drafts: Gitignore,
    /// What the plugin mkdocs-exclude takes out.
    taken_out: Excluded<'a>,
    docs: &'a str,
    /// Folders of the corpus that have an `index.md`, so that their `README.md` is left out.
    indexes: rustc_hash::FxHashSet<&'a str>,
}

impl MkDocs<'_> {
    /// Files that look like articles and are copied as they are: only endings in lower case are those of pages.
    fn copied(&self, sources: &Sources<'_>) -> Vec<String> {
        let paths = sources.articles.iter().filter_map(|article| sources.project.path(&article.path));
        let below = paths.filter_map(|path| Some(strip_folder(&path, self.docs)?.to_owned()));
        below.filter(|path| strip_extension(path).is_none()).map(|path| format!("/{path}")).collect()
    }

    fn page(&self, path: &str, article: &Article) -> Page {
        let Some(path) = strip_folder(path, self.docs) else { return Page::unpublished(OUTSIDE) };
        if self.excluded.matched_path_or_any_parents(path, false).is_ignore() {
            return Page::unpublished("excluded by exclude_docs");
        }
        if self.taken_out.takes(path) {
            return Page::unpublished("excluded by a plugin");
        }
        if self.drafts.matched_path_or_any_parents(path, false).is_ignore() {
            return Page::unpublished(DRAFT);
        }
        if let Some(page) = self.blog.as_ref().and_then(|blog| blog.page(path, article)) {
            return page;
        }
        let html = [".html", ".htm"].iter().any(|end| path.ends_with(end));
        if html || path.ends_with(".mdx") {
            // Copied as it is.
            return if html { Page::at(as_file(path)) } else { Page::unpublished(OUTSIDE) };
        }
        let Some(stem) = strip_extension(path) else { return Page::unpublished(COPIED) };
        let name = article.stem();
        let folder = parent(stem);
        if name == "README" && self.indexes.contains(article.folder()) {
            return Page::unpublished("a README.md beside an index.md");
        }
        let is_index = name == "index" || name == "README";
        Page::at(match (is_index, self.folders) {
            (true, _) if folder.is_empty() => "/".to_owned(),
            (true, _) => format!("/{folder}/"),
            (false, true) => format!("/{stem}/"),
            (false, false) => format!("/{stem}.html"),
        })
    }
}

/// Adds what `value` does not have from a file that it inherits from, tables within tables included.
fn inherit(value: &mut Value, from: Value) {
    match (value, from) {
        (Value::Mapping(own), Value::Mapping(from)) => {
            for (key, from) in from {
                match own.get_mut(&key) {
                    Some(own) => inherit(own, from),
                    None => {
                        own.insert(key, from);
                    }
                }
            }
        }
        (own @ Value::Null, from) => *own = from,
        _ => {}
    }
}

/// The URL path of a file that is served as it is.
fn as_file(path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(path))
}

/// Patterns in the language of `.gitignore`, as the configuration has them in one text.
fn matcher(always: &[&str], lines: Option<&str>) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for line in always.iter().copied().chain(lines.unwrap_or("").lines()) {
        // A line that is no pattern excludes nothing.
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// `mkdocs.yml`, and what it inherits from.
#[derive(Default)]
struct Config {
    value: Value,
    /// As written: what tags such as `!!python/name:` name is lost in values.
    text: String,
}

impl Config {
    /// `None`: a file of it is no YAML.
    fn read(project: &Project) -> Option<Self> {
        let mut config = Self::default();
        for file in project.first_file(&CONFIGS).into_iter().flat_map(|file| Self::files(project, file)) {
            let text = project.read(&file).unwrap_or_default();
            inherit(&mut config.value, serde_yaml::from_str(&text).ok()?);
            config.text.push_str(&text);
        }
        Some(config)
    }

    /// The file and those that it and they inherit from.
    fn files(project: &Project, file: &str) -> Vec<String> {
        let mut files = vec![file.to_owned()];
        while let Some(last) = files.last() {
            let text = project.read(last).unwrap_or_default();
            let from = text.lines().find_map(|line| line.strip_prefix("INHERIT:"));
            let mut path = String::new();
            let named = from.is_some_and(|from| join(&mut path, parent(last), from.trim().trim_matches(['\'', '"'])));
            if !named || files.contains(&path) || files.len() == MOST_FILES {
                break;
            }
            files.push(path);
        }
        files
    }

    /// Whether a page is a folder with an index.
    fn has_folders(&self) -> bool {
        self.flag("use_directory_urls").unwrap_or(true)
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.value.get(key)?.as_str()
    }

    fn flag(&self, key: &str) -> Option<bool> {
        self.value.get(key)?.as_bool()
    }

    /// The names of a list whose items are names or tables of one name, or of a table.
    fn names(&self, key: &str) -> Vec<&str> {
        match self.value.get(key) {
            Some(Value::Sequence(items)) => items
                .iter()
                .filter_map(|item| item.as_str().or_else(|| item.as_mapping()?.keys().next()?.as_str()))
                .collect(),
            Some(Value::Mapping(table)) => table.keys().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// What stands below an item of a list of names.
    fn options(&self, key: &str, name: &str) -> Option<&Value> {
        match self.value.get(key)? {
            Value::Sequence(items) => items.iter().find_map(|item| item.get(name)),
            table => table.get(name),
        }
    }

    /// The patterns of a sort (`glob`, `regex`) that the plugin mkdocs-exclude goes by: one, or a list.
    fn taken_out(&self, sort: &str) -> Vec<&str> {
        match self.options("plugins", "exclude").and_then(|options| options.get(sort)) {
            Some(Value::Sequence(patterns)) => patterns.iter().filter_map(Value::as_str).collect(),
            pattern => pattern.and_then(Value::as_str).into_iter().collect(),
        }
    }

    /// The feeds that the plugin mkdocs-rss-plugin writes.
    fn feeds(&self) -> Vec<String> {
        if !self.names("plugins").contains(&"rss") {
            return Vec::new();
        }
        let names = self.options("plugins", "rss").and_then(|options| options.get("feeds_filenames"));
        let feed = |(key, usual): (&str, &str)| {
            let name = names.and_then(|names| names.get(key)?.as_str());
            format!("/{}", name.unwrap_or(usual).trim_start_matches('/'))
        };
        FEEDS.map(feed).to_vec()
    }

    /// Whether an extension makes links of URLs without any markup.
    fn links_bare_urls(&self) -> bool {
        let links = |name: &&str| name.contains("magiclink") || name.contains("linkify");
        self.names("markdown_extensions").iter().any(links)
    }

    /// How ids are made: by Python-Markdown's own way unless `toc` names that of PyMdown, or one that is not known.
    fn ids(&self) -> IdStyle {
        let attr_list = self.names("markdown_extensions").contains(&"attr_list");
        if self.options("markdown_extensions", "toc").is_none_or(|options| options.get("slugify").is_none()) {
            return IdStyle::PythonMarkdown { attr_list };
        }
        let behind = self.text.split_once("slugify:").map_or("", |(_, behind)| behind);
        // Its options stand on the lines below, further in.
        let lines = behind.lines().take(4).take_while(|line| !line.trim_start().starts_with('-'));
        let said = lines.collect::<Vec<_>>().join(" ");
        let lower = said.contains("case: lower") && said.contains("pymdownx.slugs.slugify");
        if lower { IdStyle::Pymdown { attr_list } } else { IdStyle::Any }
    }

    /// Whether links that begin with a slash are looked up from `docs_dir`.
    fn links_from_docs(&self) -> bool {
        let links = self.value.get("validation").and_then(|validation| validation.get("links").or(Some(validation)));
        links.and_then(|links| links.get("absolute_links")?.as_str()) == Some("relative_to_docs")
    }
}
