//! The blog plugin of Material for MkDocs: posts by date, and the lists made of them.
//!
//! A post of `blog/posts/` is served at `blog/{date}/{slug}/`; archives, categories and the pages of the list have no
//! source.

use std::collections::BTreeSet;

use serde_yaml::Value;

use crate::corpus::Article;
use crate::site::is_date;
use crate::site::plan::{DRAFT, Page, Sources};
use crate::site::project::strip_folder;
use crate::text::slug;

/// What the plugin's options say, its defaults otherwise (<https://squidfunk.github.io/mkdocs-material/plugins/blog/>).
#[derive(Debug)]
pub(super) struct Blog {
    /// The folder of the blog below `docs_dir`, empty for `docs_dir` itself.
    folder: String,
    /// The folder of the posts in it.
    posts: String,
    url: String,
    date: String,
    per_page: usize,
    archive: bool,
    archive_date: String,
    categories: bool,
    authors: bool,
}

impl Blog {
    /// The plugin with these options.
    pub(super) fn with(options: Option<&Value>) -> Self {
        let text = |key: &str, default: &str| {
            options.and_then(|options| options.get(key)?.as_str()).unwrap_or(default).to_owned()
        };
        let flag =
            |key: &str, default: bool| options.and_then(|options| options.get(key)?.as_bool()).unwrap_or(default);
        let per_page = options.and_then(|options| options.get("pagination_per_page")?.as_u64()).unwrap_or(10);
        let folder = text("blog_dir", "blog").trim_matches(['.', '/']).to_owned();
        let posts = text("post_dir", "{blog}/posts");
        let posts = posts.trim_start_matches("{blog}").trim_matches('/').to_owned();
        Self {
            folder,
            posts,
            url: text("post_url_format", "{date}/{slug}"),
            date: text("post_url_date_format", "yyyy/MM/dd"),
            per_page: usize::try_from(per_page).unwrap_or(10).max(1),
            archive: flag("archive", true),
            archive_date: text("archive_url_date_format", "yyyy"),
            categories: flag("categories", true),
            authors: flag("authors_profiles", false),
        }
    }

    /// The path of a post below the folder of posts; `None` if the file is no post. `path` starts at `docs_dir`.
    fn post<'p>(&self, path: &'p str) -> Option<&'p str> {
        strip_folder(strip_folder(path, &self.folder)?, &self.posts)
    }

    /// The page of a post.
    pub(super) fn page(&self, path: &str, article: &Article) -> Option<Page> {
        let post = self.post(path)?;
        if article.metadata.draft {
            return Some(Page::unpublished(DRAFT));
        }
        let Some(date) = date(article) else { return Some(Page::unpublished("a post without a date")) };
        let name = slug_of(article);
        let file = post.strip_suffix(".md").unwrap_or(post);
        let first = article.metadata.categories.first().map_or(String::new(), |category| tidy(category));
        let url = self.url.replace("{date}", &dated(&self.date, date)).replace("{slug}", &name);
        let url = url.replace("{file}", file).replace("{categories}", &first);
        Some(Page::at(self.below(&url)))
    }

    fn below(&self, path: &str) -> String {
        let blog = if self.folder.is_empty() { String::new() } else { format!("/{}", self.folder) };
        format!("{blog}/{}/", path.trim_matches('/'))
    }

    /// The lists that are made of the posts: by date, by category, by author, page by page.
    pub(super) fn lists(&self, sources: &Sources<'_>, docs: &str) -> Vec<String> {
        let mut urls = BTreeSet::new();
        let mut posts = 0;
        for article in sources.articles {
            let path = sources.project.path(&article.path);
            let is_post =
                path.as_deref().and_then(|path| strip_folder(path, docs)).is_some_and(|path| self.post(path).is_some());
            if !is_post || article.metadata.draft {
                continue;
            }
            posts += 1;
            if let Some(date) = date(article).filter(|_| self.archive) {
                urls.insert(self.below(&format!("archive/{}", dated(&self.archive_date, date))));
            }
            for category in article.metadata.categories.iter().filter(|_| self.categories) {
                urls.insert(self.below(&format!("category/{}", tidy(category))));
            }
            for author in article.metadata.texts("authors").iter().filter(|_| self.authors) {
                urls.insert(self.below(&format!("author/{}", tidy(author))));
            }
        }
        urls.extend((2..=posts.max(1usize).div_ceil(self.per_page)).map(|page| self.below(&format!("page/{page}"))));
        urls.into_iter().collect()
    }
}

fn date(article: &Article) -> Option<&str> {
    let metadata = &article.metadata;
    metadata
        .text("date")
        .or(metadata.text("date.created"))
        .or(article.metadata.date.as_deref())
        .filter(|date| is_date(date))
}

fn slug_of(article: &Article) -> String {
    article.metadata.slug.as_deref().map_or_else(|| tidy(article.title()), str::to_owned)
}

/// A title as the plugin writes it in a URL.
fn tidy(title: &str) -> String {
    slug::squeezed(&slug::github(title))
}

/// A date, `2026-01-31`, in the plugin's pattern.
fn dated(pattern: &str, date: &str) -> String {
    pattern.replace("yyyy", &date[..4]).replace("MM", &date[5..7]).replace("dd", &date[8..10])
}
