//! What a file is to Jekyll by its place: a post, a draft, a document of a collection, or a page; and its URL path.

use crate::corpus::Article;
use crate::site::plan::{COPIED, DRAFT, Page};
use crate::site::url_path::{last, parent};

use super::Jekyll;
use super::config::Collection;
use super::dates::Moment;
use super::permalinks::{Words, fill, of_style, suffix};

/// A file by its place.
#[derive(Debug)]
pub(super) enum Place<'p, 'c> {
    /// In `_posts`.
    Post {
        /// The folder that `_posts` lies in.
        above: &'p str,
        /// The path in `_posts`.
        inside: &'p str,
    },
    /// In `_drafts`.
    Draft,
    /// In the folder of a collection.
    Document {
        collection: &'c Collection,
        /// The path in that folder.
        inside: &'p str,
    },
    Page,
}

/// Why a file is no page that Jekyll does not read.
const NOT_READ: &str = "excluded, or in a folder that begins with `_` or `.`";

impl Jekyll {
    /// What the file at `path` is, a path from the source on.
    pub(super) fn place<'p>(&self, path: &'p str) -> Place<'p, '_> {
        let config = &self.config;
        let below = match config.collections_dir.is_empty() {
            true => Some(path),
            false => path.strip_prefix(&*config.collections_dir).and_then(|path| path.strip_prefix('/')),
        };
        let Some(below) = below else { return Place::Page };
        let document = config.collections.iter().find_map(|collection| {
            let inside = below.strip_prefix('_')?.strip_prefix(&*collection.name)?.strip_prefix('/')?;
            (collection.name != "posts").then_some(Place::Document { collection, inside })
        });
        if let Some(document) = document {
            return document;
        }
        match cut(below, "_posts") {
            Some((above, inside)) => Place::Post { above, inside },
            None if cut(below, "_drafts").is_some() => Place::Draft,
            None => Place::Page,
        }
    }

    /// What becomes of an article, by its path from the source on.
    pub(super) fn page(&self, path: &str, article: &Article) -> Page {
        match self.place(path) {
            Place::Draft if self.config.flag("show_drafts") => self.post_page(path, "", last(path), article),
            Place::Draft => Page::unpublished(DRAFT),
            Place::Post { above, inside } => {
                if !above.is_empty() && !self.config.reads(above) || !self.config.reads_inside(inside, path) {
                    return Page::unpublished(NOT_READ);
                }
                self.post_page(path, above, inside, article)
            }
            Place::Document { collection, inside } => self.document_page(path, collection, inside, article),
            Place::Page if !self.config.reads(path) => Page::unpublished(NOT_READ),
            Place::Page => self.plain_page(path, article),
        }
    }

    fn post_page(&self, path: &str, above: &str, inside: &str, article: &Article) -> Page {
        let name = last(inside);
        let Some((date, slug)) = dated(stem(name)) else {
            return Page::unpublished("a post without a date in its name");
        };
        if article.metadata.draft {
            return Page::unpublished(DRAFT);
        }
        let date = self.date(article).unwrap_or(date);
        if !self.config.flag("future") && *date.iso() > *self.today {
            return Page::unpublished("its date is in the future");
        }
        let categories = self.categories(path, above, "posts", article);
        let words = Words {
            collection: "posts",
            path: stem(inside),
            basename: stem(name),
            slug: article.metadata.slug.as_deref().unwrap_or(slug),
            categories: &categories,
            date: Some(date),
            output_ext: ".html",
        };
        let pattern = of_style(self.post_style());
        self.at(&self.permalink(path, "posts", article).unwrap_or_else(|| pattern.to_owned()), &words)
    }

    /// How posts are served: of their collection if it says so, else of the site.
    fn post_style(&self) -> &str {
        let own = self.config.collections.iter().find(|collection| collection.name == "posts");
        own.and_then(|own| own.permalink.as_deref()).unwrap_or(self.style())
    }

    fn document_page(&self, path: &str, collection: &Collection, inside: &str, article: &Article) -> Page {
        if !self.config.reads_inside(inside, path) {
            return Page::unpublished(NOT_READ);
        }
        if !collection.output {
            return Page::unpublished("in a collection without `output: true`");
        }
        if article.metadata.draft {
            return Page::unpublished(DRAFT);
        }
        if !article.metadata.has_front_matter {
            return Page::unpublished(COPIED);
        }
        let basename = stem(last(inside));
        let named = dated(basename);
        let categories = self.categories(path, "", &collection.name, article);
        let words = Words {
            collection: &collection.name,
            path: stem(inside),
            basename,
            slug: article.metadata.slug.as_deref().unwrap_or(named.map_or(basename, |(_, slug)| slug)),
            categories: &categories,
            date: self.date(article).or(named.map(|(date, _)| date)),
            output_ext: ".html",
        };
        let default = || format!("/:collection/:path{}", suffix(self.style()));
        let own = || collection.permalink.as_deref().map_or_else(default, |style| of_style(style).to_owned());
        self.at(&self.permalink(path, &collection.name, article).unwrap_or_else(own), &words)
    }

    /// A file that is no document: rendered if it has front matter, else copied.
    fn plain_page(&self, path: &str, article: &Article) -> Page {
        let (name, folder) = (last(path), parent(path));
        let (basename, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let is_markdown = self.config.markdown.iter().any(|known| known == ending);
        let is_html = matches!(ending, "html" | "htm" | "xhtml");
        let built = article.metadata.has_front_matter || (is_markdown && self.needs_no_front_matter(basename));
        if !built {
            return if is_html { Page::at(without_index(&format!("/{path}"))) } else { Page::unpublished(COPIED) };
        }
        if article.metadata.draft {
            return Page::unpublished(DRAFT);
        }
        let readme = basename.eq_ignore_ascii_case("readme") && is_markdown && self.readme_is_index(folder, article);
        let basename = if readme { "index" } else { basename };
        let htm = format!(".{ending}");
        let output_ext = if is_markdown { ".html" } else { &*htm };
        let words = Words { path: folder, basename, slug: basename, output_ext, ..Words::default() };
        let pattern = match (is_markdown || is_html, basename) {
            (true, "index") => "/:path/".to_owned(),
            (true, _) => format!("/:path/:basename{}", suffix(self.style())),
            (false, _) => "/:path/:basename:output_ext".to_owned(),
        };
        self.at(&self.permalink(path, "pages", article).unwrap_or(pattern), &words)
    }

    /// The page at a filled pattern: what the file is called that a host finds.
    fn at(&self, pattern: &str, words: &Words<'_>) -> Page {
        let url = fill(pattern, words);
        let url = crate::site::url_path::decode(&url).into_owned();
        if url.ends_with('/') {
            let plain = words.output_ext == ".html";
            return Page::at(if plain { url } else { format!("{url}index{}", words.output_ext) });
        }
        let file = if url.ends_with(words.output_ext) { url } else { format!("{url}{}", words.output_ext) };
        Page::at(without_index(&file))
    }

    /// The pattern of the front matter, else of the defaults.
    fn permalink(&self, path: &str, kind: &str, article: &Article) -> Option<String> {
        let own = article.metadata.permalink.as_deref();
        let default = || self.config.default("permalink", path, kind).and_then(serde_yaml::Value::as_str);
        own.or_else(default).map(str::to_owned)
    }

    fn date(&self, article: &Article) -> Option<Moment> {
        Moment::of_text(article.metadata.text("date")?, self.zone.as_ref())
    }

    /// The folders above `_posts`, then what the front matter says, else the defaults.
    pub(super) fn categories(&self, path: &str, above: &str, kind: &str, article: &Article) -> Vec<String> {
        let mut all: Vec<String> = above.split('/').filter(|folder| !folder.is_empty()).map(str::to_owned).collect();
        let metadata = &article.metadata;
        let mut own: Vec<String> = match metadata.text("categories.text") {
            Some(text) => text.split_whitespace().map(str::to_owned).collect(),
            None => metadata.texts("categories").iter().map(|text| text.to_string()).collect(),
        };
        own.extend(metadata.texts("category").iter().map(|text| text.to_string()));
        if own.is_empty() {
            let default = |key: &str| super::config::texts(self.config.default(key, path, kind));
            own = default("category").into_iter().chain(default("categories")).collect();
        }
        all.extend(own);
        all
    }
}

/// A path at the folder `name`: what stands before it, and what stands in it.
fn cut<'p>(path: &'p str, name: &str) -> Option<(&'p str, &'p str)> {
    let mut at = 0;
    for segment in path.split('/') {
        if segment == name {
            let inside = path.get(at + segment.len() + 1..)?;
            return Some((path[..at].trim_end_matches('/'), inside));
        }
        at += segment.len() + 1;
    }
    None
}

/// The date and the rest of a name such as `2024-01-31-title`.
fn dated(name: &str) -> Option<(Moment, &str)> {
    let ends: Vec<usize> = name.match_indices('-').map(|(at, _)| at).take(3).collect();
    let end = *ends.get(2)?;
    Some((Moment::of_name(name.get(..end)?)?, name.get(end + 1..)?))
}

fn stem(path: &str) -> &str {
    let name = last(path);
    name.rfind('.').map_or(path, |dot| &path[..path.len() - name.len() + dot])
}

/// A file as readers see it: `index.html` is its folder.
fn without_index(url: &str) -> String {
    url.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(url).to_owned()
}
