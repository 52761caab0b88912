//! What Zola makes without a source: the home page, taxonomies and terms, further pages of lists, feeds.

use rustc_hash::FxHashMap;

use crate::site::plan::Plan;
use crate::site::project::{Project, joined};
use crate::site::url_path::{last, parent};

use super::config::{Config, Taxonomy};
use super::{Item, folder_url};

/// Adds it to `plan`.
pub(super) fn add(plan: &mut Plan, project: &Project, config: &Config, items: &[Option<Item<'_>>]) {
    plan.generated.extend(["/", "/404.html", "/robots.txt", "/sitemap.xml"].map(str::to_owned));
    let mut languages = config.languages();
    languages.push("");
    if config.flag("build_search_index") {
        let main = config.text("default_language").unwrap_or_else(|| "en".to_owned());
        let named = languages.iter().map(|code| if code.is_empty() { main.as_str() } else { code });
        plan.generated.extend(named.map(|code| format!("/search_index.{code}.js")));
        plan.generated.push("/elasticlunr.min.js".to_owned());
    }
    if config.flag("compile_sass") {
        let sheets = project.list("sass");
        let names = sheets.iter().filter_map(|name| name.rsplit_once('.')).filter(|(name, _)| !name.starts_with('_'));
        plan.generated.extend(names.map(|(name, _)| format!("/{name}.css")));
    }
    for language in languages {
        let home = folder_url(language, "");
        if config.has_feeds(language) {
            plan.generated.extend(config.feeds(language).into_iter().map(|feed| format!("{home}{feed}")));
        }
        plan.generated.push(home);
        for taxonomy in config.taxonomies(language) {
            terms(plan, config, items, language, &taxonomy);
        }
    }
    sections(plan, config, items);
}

/// The list of a taxonomy's terms, and of the pages of each.
fn terms(plan: &mut Plan, config: &Config, items: &[Option<Item<'_>>], language: &str, taxonomy: &Taxonomy) {
    let root = joined(&config.text("taxonomy_root").unwrap_or_default(), &config.term_slug(&taxonomy.name));
    plan.generated.push(folder_url(language, &root));
    let mut used: FxHashMap<String, usize> = FxHashMap::default();
    for (item, page) in items.iter().zip(&plan.pages) {
        let Some(item) = item.as_ref().filter(|item| item.language == language && !item.article.metadata.draft) else {
            continue;
        };
        // What is not rendered may well be listed.
        if page.unpublished == Some(crate::site::plan::DRAFT) {
            continue;
        }
        for term in item.article.metadata.texts(&taxonomy.name) {
            *used.entry(config.term_slug(term)).or_default() += 1;
        }
    }
    for (term, pages) in used {
        let url = folder_url(language, &format!("{root}/{term}"));
        if let Some(size) = taxonomy.page_size {
            pager(plan, config, &url, &taxonomy.page_path, pages.div_ceil(size.max(1)));
        }
        if taxonomy.feed {
            plan.generated.extend(config.feeds(language).into_iter().map(|feed| format!("{url}{feed}")));
        }
        plan.generated.push(url);
    }
}

/// Further pages of sections, and their feeds.
fn sections(plan: &mut Plan, config: &Config, items: &[Option<Item<'_>>]) {
    // How many pages lie below each folder; a section has no more of them, those of transparent ones among them.
    let mut below: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for item in items.iter().flatten().filter(|item| !item.is_section()) {
        let mut folder = item.folder();
        loop {
            *below.entry((&item.language, folder)).or_default() += 1;
            if folder.is_empty() {
                break;
            }
            folder = parent(folder);
        }
    }
    for (at, item) in items.iter().enumerate() {
        let Some(item) = item.as_ref().filter(|item| last(&item.path) == "_index") else { continue };
        let Some(url) = plan.pages.get(at).and_then(|page| page.url.clone()) else { continue };
        let metadata = &item.article.metadata;
        let size = metadata.text("paginate_by").and_then(|size| size.parse().ok()).filter(|size: &usize| *size > 0);
        if let Some(size) = size {
            let pages = below.get(&(&*item.language, item.folder())).copied().unwrap_or(0);
            pager(plan, config, &url, metadata.text("paginate_path").unwrap_or("page"), pages.div_ceil(size));
        }
        if metadata.text("generate_feeds") == Some("true") || metadata.text("generate_feed") == Some("true") {
            plan.generated.extend(config.feeds(&item.language).into_iter().map(|feed| format!("{url}{feed}")));
        }
    }
}

fn pager(plan: &mut Plan, config: &Config, url: &str, path: &str, pages: usize) {
    plan.redirects.push((format!("{url}{path}/1/"), format!("{}{url}", config.base_path())));
    plan.generated.extend((2..=pages).map(|page| format!("{url}{path}/{page}/")));
}
