//! Pages that Docusaurus makes without a source: lists of posts, tags, authors and versions' categories, pages of components.

use std::collections::BTreeMap;

use super::super::script::Value;
use super::config::Config;
use super::parts::{Content, Root, is_test};
use super::plugins::{Kind, Plugin};
use super::{docs, words};
use crate::corpus::Article;
use crate::site::plan::{Page, Sources};
use crate::site::project::{Project, joined};
use crate::text::slug;

/// Posts on a page of a list, unless configured.
const POSTS_A_PAGE: u64 = 10;

/// Folders of pages are listed so deep.
const DEEPEST: usize = 12;

/// Their URL paths.
pub(super) fn pages(sources: &Sources<'_>, config: &Config, content: &Content, pages: &[Page]) -> Vec<String> {
    let mut made = vec!["/404.html".to_owned(), "/sitemap.xml".to_owned()];
    if config.search {
        made.push("/search".to_owned());
    }
    let mut articles: Vec<Vec<&Article>> = content.roots.iter().map(|_| Vec::new()).collect();
    for (article, page) in sources.articles.iter().zip(pages) {
        if let Some(list) = usize::from(page.part).checked_sub(1).and_then(|at| articles.get_mut(at)) {
            list.push(article);
        }
    }
    for (root, articles) in content.roots.iter().zip(&articles) {
        let Some(plugin) = config.plugins.get(root.plugin) else { continue };
        // What is not translated is there in the main language.
        if !root.locale.is_empty() {
            continue;
        }
        let start = made.len();
        match root.kind {
            Kind::Docs => {
                tags(sources.project, plugin, root, articles, false, &mut made);
                categories(sources, plugin, root, &mut made);
            }
            Kind::Blog => blog(sources.project, plugin, root, articles, &mut made),
            Kind::Pages => components(sources.project, root, &root.path, 0, &mut made),
        }
        broken(config, root, articles, &mut made);
        let own: Vec<String> = made.drain(start..).collect();
        let roots = content.translations(root).map(|root| &*root.locale).chain(std::iter::once(""));
        made.extend(roots.flat_map(|locale| own.iter().map(move |url| format!("{locale}{url}"))));
    }
    for locale in &config.locales {
        made.push(format!("{}/404.html", locale.root));
        made.extend(config.routes.iter().map(|route| words::url(&[&locale.root, route])));
    }
    made.extend(config.routes.iter().map(|route| words::url(&[route])));
    made
}

/// The pages of articles of whose names Docusaurus makes pages that show nothing.
fn broken(config: &Config, root: &Root, articles: &[&Article], pages: &mut Vec<String>) {
    for article in articles {
        let Some(path) = root.folder.path(&article.path) else { continue };
        let slug = match root.kind {
            Kind::Docs => docs::slug(&path, article, root.prefixes),
            Kind::Pages => docs::page_slug(&path, article).replace(' ', "%20"),
            Kind::Blog => continue,
        };
        if slug.contains("%20") || slug.contains(['(', ')']) {
            pages.push(config.slashed(&words::url(&[&root.url, &slug])));
        }
    }
}

/// How many posts an item has; `page` makes the URL of each page of the list.
fn paginate(base: &str, plugin: &Plugin, posts: usize, made: &mut Vec<String>) {
    let per_page = match plugin.options.at(&["postsPerPage"]) {
        Value::Text(_) => u64::MAX,
        value => value.number().unwrap_or(POSTS_A_PAGE),
    };
    made.push(base.to_owned());
    let count = (posts as u64).div_ceil(per_page.max(1));
    made.extend(
        (2..=count).map(|number| words::url(&[base, plugin.option("pageBasePath", "page"), &number.to_string()])),
    );
}

/// Lists by tag, and the list of tags, if there are any.
fn tags(project: &Project, plugin: &Plugin, root: &Root, articles: &[&Article], paged: bool, made: &mut Vec<String>) {
    let known = known_tags(project, plugin, root);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for tag in articles.iter().flat_map(|article| article.metadata.texts("tags")) {
        let slug = known.get(&**tag).cloned().unwrap_or_else(|| words::kebab(tag));
        *counts.entry(slug).or_default() += 1;
    }
    let base = words::url(&[&root.url, plugin.option("tagsBasePath", "tags")]);
    for (tag, count) in &counts {
        let url = words::url(&[&base, tag]);
        if paged { paginate(&url, plugin, *count, made) } else { made.push(url) }
    }
    if !counts.is_empty() {
        made.push(base);
    }
}

/// What `tags.yml` says of tags: name to the end of their URLs.
fn known_tags(project: &Project, plugin: &Plugin, root: &Root) -> BTreeMap<String, String> {
    let file = joined(&root.path, plugin.option("tags", "tags.yml"));
    let table: BTreeMap<String, serde_yaml::Value> =
        project.read(&file).and_then(|text| serde_yaml::from_str(&text).ok()).unwrap_or_default();
    let slug = |(name, value): (String, serde_yaml::Value)| {
        let permalink = value.get("permalink").and_then(serde_yaml::Value::as_str);
        let slug = permalink.map_or_else(|| words::kebab(&name), str::to_owned);
        (name, slug)
    };
    table.into_iter().map(slug).collect()
}

/// The lists of a blog: all posts, the archive, by tag, by author; its feeds.
fn blog(project: &Project, plugin: &Plugin, root: &Root, articles: &[&Article], made: &mut Vec<String>) {
    let listed: Vec<&Article> =
        articles.iter().copied().filter(|post| post.metadata.text("unlisted") != Some("true")).collect();
    let base = words::url(&[&root.url]);
    paginate(&base, plugin, listed.len(), made);
    made.extend(["rss.xml", "atom.xml"].map(|feed| words::url(&[&base, feed])));
    let feeds = plugin.options.at(&["feedOptions", "type"]).texts();
    if feeds.iter().any(|feed| ["all", "json"].contains(feed)) {
        made.push(words::url(&[&base, "feed.json"]));
    }
    if !listed.is_empty() && *plugin.options.at(&["archiveBasePath"]) != Value::Null {
        made.push(words::url(&[&base, plugin.option("archiveBasePath", "archive")]));
    } else if plugin.options.field("archiveBasePath").is_none() {
        made.push(words::url(&[&base, "archive"]));
    }
    tags(project, plugin, root, articles, true, made);
    let file = joined(&root.path, plugin.option("authorsMapPath", "authors.yml"));
    let authors: Option<BTreeMap<String, serde_yaml::Value>> =
        project.read(&file).and_then(|text| serde_yaml::from_str(&text).ok());
    let Some(authors) = authors.filter(|authors| !authors.is_empty()) else { return };
    let list = words::url(&[&base, plugin.option("authorsBasePath", "authors")]);
    made.push(list.clone());
    for (name, author) in &authors {
        let slug = match author.get("page") {
            Some(serde_yaml::Value::Bool(true)) => words::kebab(name),
            Some(page) => match page.get("permalink").and_then(serde_yaml::Value::as_str) {
                Some(permalink) => permalink.to_owned(),
                None => continue,
            },
            None => continue,
        };
        let posts = listed.iter().filter(|post| post.metadata.texts("authors").iter().any(|one| **one == **name));
        paginate(&words::url(&[&list, &slug]), plugin, posts.count(), made);
    }
}

/// Index pages of categories, from `_category_` files and sidebars.
fn categories(sources: &Sources<'_>, plugin: &Plugin, root: &Root, made: &mut Vec<String>) {
    let mut labels: Vec<String> = Vec::new();
    let mut add = |slug: Option<&str>, label: &str| match slug {
        Some(slug) => made.push(words::url(&[&root.url, slug])),
        None => labels.push(slug::github(label)),
    };
    for asset in sources.assets.iter().filter(|asset| asset.contains("_category_.")) {
        let Some(path) = sources.project.path(asset).filter(|_| root.folder.path(asset).is_some()) else { continue };
        let Some(text) = sources.project.read(&path) else { continue };
        let Ok(category) = serde_yaml::from_str::<serde_yaml::Value>(&text) else { continue };
        let text = |value: Option<&serde_yaml::Value>| value.and_then(serde_yaml::Value::as_str).map(str::to_owned);
        let link = category.get("link");
        if text(link.and_then(|link| link.get("type"))).as_deref() == Some("generated-index") {
            let folder = path.rsplit('/').nth(1).unwrap_or("");
            let label = text(category.get("label")).unwrap_or_else(|| words::without_number(folder).to_owned());
            add(text(link.and_then(|link| link.get("slug"))).as_deref(), &label);
        }
    }
    sidebars(sources.project, plugin, root).walk(&mut |item| {
        if item.at(&["link", "type"]).text() == Some("generated-index") {
            add(item.at(&["link", "slug"]).text(), item.at(&["label"]).text().unwrap_or(""));
        }
    });
    labels.sort();
    for same in labels.chunk_by(|a, b| a == b) {
        let Some(label) = same.first() else { continue };
        made.push(words::url(&[&root.url, "category", label]));
        made.extend((1..same.len()).map(|number| words::url(&[&root.url, "category", &format!("{label}-{number}")])));
    }
}

/// The sidebars of a version.
fn sidebars(project: &Project, plugin: &Plugin, root: &Root) -> Value {
    if root.version != "current" {
        let prefix = if plugin.id == "default" { String::new() } else { format!("{}_", plugin.id) };
        return Value::of_file(project, &format!("{prefix}versioned_sidebars/version-{}-sidebars.json", root.version));
    }
    let named = super::plugins::folder(plugin.options.at(&["sidebarPath"]));
    let file = named.unwrap_or_else(|| "sidebars".to_owned());
    Value::of_file(project, &file)
}

/// Pages that are components: scripts below `src/pages`.
fn components(project: &Project, root: &Root, folder: &str, depth: usize, made: &mut Vec<String>) {
    for name in project.list(folder) {
        let path = joined(folder, &name);
        let below = crate::site::project::strip_folder(&path, &root.path).unwrap_or("");
        if let Some(inner) = path.strip_suffix('/') {
            if depth < DEEPEST {
                components(project, root, inner, depth + 1, made);
            }
            continue;
        }
        let script = [".js", ".jsx", ".ts", ".tsx"].iter().any(|end| name.ends_with(end)) && !name.ends_with(".d.ts");
        if script && !is_test(&name) && !root.is_excluded(below) {
            made.push(words::url(&[&root.url, &docs::route(below)]));
        }
    }
}
