//! Slugs of docs and of pages in `src/pages`.

use super::words::without_number;
use crate::corpus::Article;
use crate::site::url_path::{join, parent};

/// The slug of a doc at `path` below its version's folder: of the front matter, else of its folder if it is the folder's page,
/// else of its id.
pub(super) fn slug(path: &str, article: &Article, prefixes: bool) -> String {
    let folder = parent(path);
    let stem = article.stem();
    let plain = |name: &str| if prefixes { without_number(name).to_owned() } else { name.to_owned() };
    let folders: Vec<String> = folder.split('/').map(plain).collect();
    let folder_slug = if folder.is_empty() { "/".to_owned() } else { format!("/{}/", folders.join("/")) };
    let written = article.metadata.slug.as_deref();
    if let Some(slug) = written.filter(|slug| slug.starts_with('/')) {
        return slug.to_owned();
    }
    let lower = stem.to_lowercase();
    let names_folder = !folder.is_empty() && folder.rsplit('/').next().is_some_and(|name| name.to_lowercase() == lower);
    if written.is_none() && (lower == "index" || lower == "readme" || names_folder) {
        return folder_slug;
    }
    let id = article.metadata.text("id").map_or_else(|| plain(stem), str::to_owned);
    let slug = written.unwrap_or(&id);
    let mut joined = String::new();
    join(&mut joined, folder_slug.trim_matches('/'), slug);
    let slash = if slug.ends_with('/') { "/" } else { "" };
    format!("/{joined}{slash}")
}

/// The slug of a page at `path` below `src/pages`.
pub(super) fn page_slug(path: &str, article: &Article) -> String {
    article.metadata.slug.as_deref().map_or_else(|| route(path), str::to_owned)
}

/// The URL path of a file below `src/pages`, with a slash behind that of a folder.
pub(super) fn route(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    match stem.rsplit_once('/') {
        Some((folder, name)) if name.eq_ignore_ascii_case("index") => format!("/{folder}/"),
        None if stem.eq_ignore_ascii_case("index") => "/".to_owned(),
        _ => format!("/{stem}"),
    }
}
