//! Files in the content folders that are no articles: each goes where the page goes whose bundle or branch it lies in.

use crate::corpus::Article;
use crate::site::plan::{Page, Plan, Sources};
use crate::site::project::{joined, strip_folder};

use super::paths::{Content, normal};
use super::tree::Placed;
use super::urls::Urls;

/// Content that is not read here, but made into pages all the same.
const OTHER_CONTENT: [&str; 7] = [".ad", ".adoc", ".asciidoc", ".org", ".pandoc", ".pdc", ".rst"];

/// Adds to `plan` the files that are published, and pages of content in other languages of markup.
pub(super) fn add(plan: &mut Plan, sources: &Sources<'_>, urls: &Urls<'_>, placed: &[Placed<'_>]) {
    for asset in sources.assets {
        let Some(path) = sources.project.path(asset) else { continue };
        for (_, language, path) in urls.places.of(&path) {
            if let Some(folder) = path.strip_suffix("_content.gotmpl") {
                plan.open.push(urls.list_of_folder(language, folder.trim_matches('/')));
            } else if OTHER_CONTENT.iter().any(|ending| path.ends_with(ending)) {
                let page = urls.page(&Content::new(language, &path), &Article::default());
                plan.names.extend(page.name);
                plan.generated.extend(page.url);
            } else {
                place(plan, urls, placed, language, &path);
            }
        }
    }
    // A page that is served as it is.
    for article in sources.articles {
        let Some(path) = sources.project.path(&article.path) else { continue };
        for mount in &urls.places.statics {
            if let Some(inside) = strip_folder(&path, &mount.source) {
                plan.files.push(joined(&mount.target, inside));
            }
        }
    }
}

/// Adds the URLs of the file at `path` of the content.
fn place(plan: &mut Plan, urls: &Urls<'_>, placed: &[Placed<'_>], language: usize, path: &str) {
    let (folder, _) = path.rsplit_once('/').unwrap_or(("", path));
    let logical = normal(folder);
    let owner = urls.tree.bundle_of(&logical);
    let depth = |owner: &str| if owner.is_empty() { 0 } else { owner.split('/').count() };
    let behind = |owner: &str| path.splitn(depth(owner) + 1, '/').last().unwrap_or("").to_owned();
    if let Some(owner) = owner {
        for language in 0..urls.places.languages.len() {
            let Some(at) = urls.owner(language, owner) else { continue };
            let (Some(page), Some(one)) = (plan.pages.get(at), placed.get(at)) else { continue };
            let Some(base) = base_of(page, one, urls, language, owner) else { continue };
            plan.files.push(format!("{base}{}", behind(owner)));
        }
        return;
    }
    for other in
        (0..urls.places.languages.len()).filter(|other| *other == language || urls.owner(*other, &logical).is_some())
    {
        let owner = urls.tree.section_of(other, &logical);
        let base = match urls.owner(other, owner).and_then(|at| Some((plan.pages.get(at)?, placed.get(at)?))) {
            Some((page, one)) => base_of(page, one, urls, other, owner),
            None => Some(urls.list_of_folder(other, owner)),
        };
        plan.files.extend(base.map(|base| format!("{base}{}", behind(owner))));
    }
}

/// Where the resources of a page are served, with a slash at the end.
fn base_of(page: &Page, one: &Placed<'_>, urls: &Urls<'_>, language: usize, logical: &str) -> Option<String> {
    match (&page.url, page.unpublished) {
        (Some(_), _) if one.article.metadata.draft => None,
        (Some(url), _) => Some(format!("{}/", url.strip_suffix(".html").unwrap_or(url).trim_end_matches('/'))),
        // What has no page of its own may be there for its files.
        (None, Some(why)) if why.contains("headless") || why.contains("render") => {
            Some(urls.list_of_folder(language, logical))
        }
        _ => None,
    }
}
