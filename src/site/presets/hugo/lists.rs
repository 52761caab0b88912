//! Pages without a source: the home page, sections, taxonomies and their terms, their further pages, and what stands beside
//! them (feeds, `404.html`, `sitemap.xml`).

use rustc_hash::FxHashMap;

use crate::corpus::Metadata;
use crate::site::plan::{Name, Page, Plan};
use crate::site::url_path::parent;

use super::config::Config;
use super::facts::{LINKED_ONLY, NOT_RENDERED};
use super::outputs::Outputs;
use super::paths::{Content, normal};
use super::tree::Placed;
use super::urls::{Urls, folder_url};

/// A page that lists others.
#[derive(Debug, Default)]
struct List {
    /// The URL of its first page.
    url: String,
    kind: &'static str,
    /// How many pages it may list.
    items: usize,
}

/// Why pages have no file, and are listed all the same.
const UNRENDERED: [&str; 2] = [NOT_RENDERED, LINKED_ONLY];

/// All lists, by language and name.
type Lists = FxHashMap<(usize, String), List>;

/// Adds to `plan` what is made without a source.
pub(super) fn add(plan: &mut Plan, config: &Config, urls: &Urls<'_>, placed: &[Placed<'_>], paginate: bool) {
    let off: Vec<String> = config.texts(&["disablekinds"]).into_iter().map(str::to_lowercase).collect();
    let mut lists = Lists::default();
    collect(&mut lists, urls, placed, &plan.pages);
    lists.retain(|_, list| {
        !off.iter().any(|kind| *kind == list.kind || (kind == "taxonomyterm" && list.kind == "taxonomy"))
    });
    let outputs = Outputs::read(config);
    let pager = Pager::read(config);
    for ((language, logical), list) in &lists {
        let name = urls.name(*language, logical);
        if !has_source(urls, *language, logical) {
            plan.generated.push(list.url.clone());
            plan.names.push(name);
        }
        plan.generated.extend(outputs.beside(list.kind, &list.url));
        if paginate {
            pager.add(plan, list);
        }
    }
    whole_site(plan, config, urls);
    let elsewhere: Vec<String> = plan.pages.iter().filter_map(|page| page.redirect.clone()).collect();
    plan.generated.extend(elsewhere);
    plan.generated.sort_unstable();
    plan.redirects.sort_unstable();
    plan.names.sort_unstable_by(|a: &Name, b: &Name| (&a.language, &a.path).cmp(&(&b.language, &b.path)));
}

/// Whether an article is the page of the list, or would be if it were published.
fn has_source(urls: &Urls<'_>, language: usize, logical: &str) -> bool {
    urls.tree.branches.contains_key(&(language, logical))
}

fn collect(lists: &mut Lists, urls: &Urls<'_>, placed: &[Placed<'_>], pages: &[Page]) {
    let tree = urls.tree;
    let none = Metadata::default();
    let add = |lists: &mut Lists, language: usize, logical: &str, written: &str, title: Option<&str>| {
        let titled = Metadata { title: title.map(Box::from), ..Metadata::default() };
        let metadata =
            tree.branches.get(&(language, logical)).copied().unwrap_or(if title.is_some() { &titled } else { &none });
        lists.entry((language, logical.to_owned())).or_insert_with(|| List {
            url: urls.list(language, logical, written, metadata),
            kind: tree.kind(logical),
            items: 0,
        });
    };
    let used = used_languages(urls, placed);
    for language in used {
        add(lists, language, "", "", None);
        for taxonomy in tree.taxonomies.keys() {
            add(lists, language, taxonomy, taxonomy, None);
        }
    }
    for ((language, logical), written) in &tree.sections {
        add(lists, *language, logical, written, None);
    }
    // A page need not be rendered to be listed.
    let is_listed = |page: &Page| page.url.is_some() || page.unpublished.is_some_and(|why| UNRENDERED.contains(&why));
    for (one, _) in placed.iter().zip(pages).filter(|(one, page)| is_listed(page) && !one.article.metadata.draft) {
        for content in &one.places {
            count_up(lists, content);
            for taxonomy in tree.taxonomies.keys() {
                for term in terms(one, taxonomy) {
                    let logical = format!("{taxonomy}/{}", normal(term));
                    let written = format!("{taxonomy}/{term}");
                    add(lists, content.language, &logical, &written, Some(term));
                    bump(lists, content.language, &logical);
                    bump(lists, content.language, taxonomy);
                }
            }
        }
    }
    // Where the branch of a list is kept back, there is no list.
    lists.retain(|(language, logical), _| {
        let branch = tree.branches.contains_key(&(*language, logical.as_str()));
        !branch || pages_at(urls, placed, pages, *language, logical)
    });
}

/// Whether the article of a branch is published.
fn pages_at(urls: &Urls<'_>, placed: &[Placed<'_>], pages: &[Page], language: usize, logical: &str) -> bool {
    let found = urls.owner(language, logical);
    found.and_then(|at| Some(pages.get(at)?.url.is_some() && !placed.get(at)?.article.metadata.draft)).unwrap_or(false)
}

/// Languages that hold anything.
fn used_languages(urls: &Urls<'_>, placed: &[Placed<'_>]) -> Vec<usize> {
    let mut used: Vec<usize> =
        placed.iter().flat_map(|one| one.places.iter().map(|content| content.language)).collect();
    used.push(urls.places.default);
    used.sort_unstable();
    used.dedup();
    used.retain(|at| urls.places.languages.get(*at).is_some_and(|language| !language.disabled));
    used
}

/// Counts a page in all lists above it.
fn count_up(lists: &mut Lists, content: &Content) {
    let mut folder = content.logical.as_str();
    while !folder.is_empty() {
        folder = parent(folder);
        bump(lists, content.language, folder);
    }
}

fn bump(lists: &mut Lists, language: usize, logical: &str) {
    if let Some(list) = lists.get_mut(&(language, logical.to_owned())) {
        list.items += 1;
    }
}

/// The terms that an article names for a taxonomy.
fn terms<'a>(one: &Placed<'a>, taxonomy: &str) -> impl Iterator<Item = &'a str> {
    let more = one.article.metadata.more.iter();
    let found = more.filter(|(key, _)| key.eq_ignore_ascii_case(taxonomy)).collect::<Vec<_>>();
    found.into_iter().flat_map(|(_, texts)| texts.iter().map(|text| &**text))
}

/// Further pages of lists.
struct Pager {
    size: usize,
    path: String,
    aliases: bool,
    /// The base path, which redirects lead to.
    base: String,
}

impl Pager {
    fn read(config: &Config) -> Self {
        let size = config.get(&["pagination", "pagersize"]).or_else(|| config.get(&["paginate"]));
        let path = config.text(&["pagination", "path"]).or_else(|| config.text(&["paginatepath"]));
        Self {
            size: size.and_then(serde_json::Value::as_u64).map_or(10, |size| size.max(1) as usize),
            path: path.unwrap_or("page").trim_matches('/').to_owned(),
            base: config.base_path(),
            aliases: !config.flag(&["pagination", "disablealiases"]) && !config.flag(&["disablealiases"]),
        }
    }

    /// How many pages templates put on one is theirs to say; there are never more than this.
    fn add(&self, plan: &mut Plan, list: &List) {
        let (base, ending) = match list.url.strip_suffix(".html") {
            Some(base) => (base, ".html"),
            None => (list.url.trim_end_matches('/'), "/"),
        };
        let page = |number: usize| format!("{base}/{}/{number}{ending}", self.path);
        plan.generated.extend((2..=list.items.div_ceil(self.size)).map(page));
        if self.aliases {
            plan.redirects.push((page(1), format!("{}{}", self.base, list.url)));
        }
    }
}

/// What a site has once, or once a language.
fn whole_site(plan: &mut Plan, config: &Config, urls: &Urls<'_>) {
    let places = urls.places;
    plan.generated.extend(["/404.html", "/sitemap.xml"].map(str::to_owned));
    if config.flag(&["enablerobotstxt"]) {
        plan.generated.push("/robots.txt".to_owned());
    }
    let in_folder = config.flag(&["defaultcontentlanguageinsubdir"]);
    let base = config.base_path();
    let several = places.languages.len() > 1;
    for (at, language) in places.languages.iter().enumerate().filter(|(_, language)| !language.disabled) {
        plan.generated.push(format!("{}/404.html", language.prefix));
        plan.generated.push(format!("/{}/sitemap.xml", language.code));
        if at == places.default && !config.flag(&["disabledefaultlanguageredirect"]) {
            if in_folder {
                plan.redirects.push(("/".to_owned(), format!("{base}{}", folder_url(&language.prefix, ""))));
            } else if several {
                plan.redirects.push((format!("/{}/", language.code), format!("{base}/")));
            }
        }
    }
}
