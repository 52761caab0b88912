//! What is served beside the pages of articles: files that are copied or rendered, feeds, and what plugins make.

use std::collections::BTreeSet;

use serde_yaml::Value;

use crate::site::plan::{Page, Sources};
use crate::site::project::{joined, strip_folder};
use crate::site::url_path::{last, parent};

use super::Jekyll;
use super::collections::Place;
use super::permalinks::slugified;

/// Plugins whose pages depend on more than is known here.
const MAKES_PAGES: [&str; 8] = [
    "jekyll-category-pages",
    "jekyll-datapage-generator",
    "jekyll-multiple-languages-plugin",
    "jekyll-polyglot",
    "jekyll-tagging",
    "jekyll_pages_api",
    "jekyll-auto-authors",
    "jekyll-webp",
];

/// Endings of files that may have front matter and so another URL.
const RENDERED: [&str; 8] = [".xml", ".json", ".txt", ".css", ".scss", ".sass", ".webmanifest", ".js"];

impl Jekyll {
    /// URL paths of the files that are served.
    pub(super) fn files(&self, sources: &Sources<'_>) -> Vec<String> {
        let source = &self.config.source;
        let mut files = Vec::new();
        for asset in sources.assets {
            let Some(path) = sources.project.path(asset) else { continue };
            let Some(path) = strip_folder(&path, source) else { continue };
            match self.place(path) {
                Place::Page if self.config.reads(path) => files.push(self.file(path, sources)),
                Place::Document { collection, inside } if collection.output => {
                    files.push(format!("/{}/{inside}", collection.name));
                }
                _ => {}
            }
        }
        // Articles without front matter keep their name, too.
        for article in sources.articles.iter().filter(|article| !article.metadata.has_front_matter) {
            let Some(path) = sources.project.path(&article.path) else { continue };
            let Some(path) = strip_folder(&path, source) else { continue };
            if matches!(self.place(path), Place::Page) && self.config.reads(path) {
                files.push(format!("/{path}"));
            }
        }
        for hidden in self.config.include.iter().filter(|name| name.starts_with('.')) {
            list(sources, &joined(source, hidden.trim_end_matches('/')), source, &mut files);
        }
        if self.config.has_plugin("jekyll-feed") {
            let path = self.config.inside("feed", "path").and_then(Value::as_str).unwrap_or("feed.xml");
            files.push(format!("/{}", path.trim_start_matches('/')));
        }
        if self.config.has_plugin("jekyll-sitemap") {
            files.extend(["/sitemap.xml", "/robots.txt"].map(str::to_owned));
        }
        files
    }

    /// Where a file is served that is no article.
    fn file(&self, path: &str, sources: &Sources<'_>) -> String {
        let plain = format!("/{path}");
        let Some(ending) = RENDERED.iter().find(|ending| path.ends_with(*ending)) else { return plain };
        let text = sources.project.read(&joined(&self.config.source, path)).unwrap_or_default();
        if !text.starts_with("---") {
            return plain;
        }
        let block = text.lines().skip(1).take_while(|line| line.trim_end() != "---");
        let permalink = block.filter_map(|line| line.strip_prefix("permalink:")).last();
        match permalink.map(|value| value.trim().trim_matches(['"', '\''])) {
            Some(url) if !url.contains(':') => format!("/{}", url.trim_start_matches('/')),
            _ if matches!(*ending, ".scss" | ".sass") => format!("{}.css", &plain[..plain.len() - ending.len()]),
            _ => plain,
        }
    }

    /// URL paths of pages that plugins make.
    pub(super) fn generated(&self, sources: &Sources<'_>, pages: &[Page]) -> Vec<String> {
        let posts = self.posts(sources, pages);
        let mut urls = BTreeSet::new();
        if let Some(per_page) = self.config.number("paginate").filter(|number| *number > 0) {
            let pattern = self.config.text("paginate_path").unwrap_or("/page:num");
            let first = posts.len().div_ceil(per_page).max(1);
            urls.extend((2..=first).map(|number| {
                let url = pattern.replace(":num", &number.to_string());
                format!("/{}/", url.trim_matches('/'))
            }));
        }
        if self.config.has_plugin("jekyll-archives") {
            self.archives(&posts, sources, &mut urls);
        }
        urls.into_iter().collect()
    }

    /// The published posts: their number and date.
    fn posts(&self, sources: &Sources<'_>, pages: &[Page]) -> Vec<(usize, String)> {
        let each = sources.articles.iter().zip(pages).enumerate().filter(|(_, (_, page))| page.url.is_some());
        each.filter_map(|(number, (article, _))| {
            let path = sources.project.path(&article.path)?;
            let path = strip_folder(&path, &self.config.source)?;
            let Place::Post { inside, .. } = self.place(path) else { return None };
            let date = self.date_of(inside, article)?;
            Some((number, date))
        })
        .collect()
    }

    /// The pages of jekyll-archives: by year, month and day, by tag and by category.
    fn archives(&self, posts: &[(usize, String)], sources: &Sources<'_>, urls: &mut BTreeSet<String>) {
        let table = "jekyll-archives";
        let enabled = match self.config.inside(table, "enabled") {
            Some(Value::String(all)) if all == "all" => {
                ["year", "month", "day", "tags", "categories"].map(str::to_owned).to_vec()
            }
            enabled => super::config::texts(enabled),
        };
        let permalink = |kind: &str, default: &str| {
            let said = self.config.inside(table, "permalinks").and_then(|table| table.get(kind)?.as_str());
            said.unwrap_or(default).to_owned()
        };
        let has = |kind: &str| enabled.iter().any(|enabled| enabled == kind);
        let by_name = [("tags", "tag", "/tag/:name/"), ("categories", "category", "/category/:name/")];
        for (number, date) in posts {
            let dated = |pattern: String| {
                let (year, month, day) = (date.get(..4), date.get(5..7), date.get(8..10));
                let filled = pattern.replace(":year", year.unwrap_or("")).replace(":month", month.unwrap_or(""));
                filled.replace(":day", day.unwrap_or(""))
            };
            for (kind, default) in [("year", "/:year/"), ("month", "/:year/:month/"), ("day", "/:year/:month/:day/")] {
                if has(kind) {
                    urls.insert(dated(permalink(kind, default)));
                }
            }
            let Some(article) = sources.articles.get(*number) else { continue };
            for (kind, name, default) in by_name.iter().filter(|(kind, ..)| has(kind)) {
                let pattern = permalink(name, default);
                for term in self.terms(kind, article, sources) {
                    urls.insert(pattern.replace(":name", &slugified(&term)));
                }
            }
        }
    }

    fn terms(&self, kind: &str, article: &crate::corpus::Article, sources: &Sources<'_>) -> Vec<String> {
        let path = sources.project.path(&article.path).unwrap_or_default();
        let path = strip_folder(&path, &self.config.source).unwrap_or("");
        if let ("categories", Place::Post { above, .. }) = (kind, self.place(path)) {
            return self.categories(path, above, "posts", article);
        }
        let list = article.metadata.texts("tags").iter().map(|tag| tag.to_string());
        let text = article.metadata.text("tags.text").unwrap_or("");
        list.chain(text.split_whitespace().map(str::to_owned)).collect()
    }

    /// Where pages are made that cannot be known, and by what.
    pub(super) fn open(&self, sources: &Sources<'_>) -> (Vec<String>, Vec<String>) {
        let (mut open, mut notes) = (Vec::new(), Vec::new());
        let plugins: Vec<&str> = MAKES_PAGES.into_iter().filter(|plugin| self.config.has_plugin(plugin)).collect();
        if !plugins.is_empty() {
            open.push("/".to_owned());
            notes.push(format!("the plugins {} make pages that are not known", plugins.join(", ")));
        }
        let folder = self.config.text("plugins_dir").unwrap_or("_plugins");
        let makes_pages = |name: &String| {
            let text = sources.project.read(&joined(&joined(&self.config.source, folder), name)).unwrap_or_default();
            name.ends_with(".rb") && (text.contains("Generator") || text.contains(".pages <<"))
        };
        let own = sources.project.list(&joined(&self.config.source, folder));
        if let Some(name) = own.iter().find(|name| makes_pages(name)) {
            open.push("/".to_owned());
            notes.push(format!("{folder}/{name} makes pages that are not known"));
        }
        if self.config.has_plugin("jekyll-paginate-v2") {
            let autopages = self.config.inside("autopages", "enabled").and_then(Value::as_bool) == Some(true);
            open.push(if autopages { "/".to_owned() } else { "/page/".to_owned() });
        }
        if self.config.text("theme").is_some() || self.config.text("remote_theme").is_some() {
            // A theme brings its own styles and pictures.
            open.push("/assets/".to_owned());
        }
        open.extend(self.config.list("keep_files").iter().map(|kept| format!("/{}", kept.trim_matches('/'))));
        (open, notes)
    }

    /// Whether the README of a folder is its page: a plugin makes it that where there is no index.
    pub(super) fn readme_is_index(&self, folder: &str, article: &crate::corpus::Article) -> bool {
        let with_front_matter = self.config.inside("readme_index", "with_frontmatter").and_then(Value::as_bool);
        self.config.has_plugin("jekyll-readme-index")
            && (!article.metadata.has_front_matter || with_front_matter == Some(true))
            && !self.indexes.contains(folder)
    }

    /// Whether a Markdown file is a page without front matter, as a plugin has it; not what repositories hold for people.
    pub(super) fn needs_no_front_matter(&self, basename: &str) -> bool {
        let for_people = ["LICENSE", "LICENCE", "COPYING", "CODE_OF_CONDUCT", "CONTRIBUTING", "ISSUE_TEMPLATE"];
        let upper = basename.to_ascii_uppercase();
        if upper == "README" {
            return self.config.has_plugin("jekyll-readme-index");
        }
        let for_people = for_people.contains(&&*upper) || upper == "PULL_REQUEST_TEMPLATE";
        self.config.has_plugin("jekyll-optional-front-matter") && !for_people
    }
}

/// Adds the files at and below a folder or file of the project that the walk of the corpus does not see.
fn list(sources: &Sources<'_>, path: &str, source: &str, files: &mut Vec<String>) {
    let name = last(path);
    for entry in sources.project.list(parent(path)) {
        if entry == name {
            files.extend(strip_folder(path, source).map(|path| format!("/{path}")));
        } else if entry.strip_suffix('/') == Some(name) {
            for inner in sources.project.list(path) {
                list(sources, &joined(path, inner.trim_end_matches('/')), source, files);
            }
        }
    }
}
