//! An Obsidian vault: every note is a page where it lies, and links are looked up by name (`site::vault`).
//!
//! A vault has no URLs of its own; those that notes are given here are their paths, which is what publishing services make
//! of them.

use crate::site::ids::IdStyle;
use crate::site::plan::{OUTSIDE, Page, Plan, Reading, Sources};
use crate::site::project::{Folder, Project, joined};
use crate::site::url_path::parent;
use crate::site::vault::is_note;

/// The folder of a vault's settings.
const SETTINGS: &str = ".obsidian";

/// Files that Obsidian Publish looks for in a vault, the settings of which are often not shared.
const PUBLISHED: [&str; 2] = ["publish.css", "publish.js"];

pub(super) fn detect(project: &Project) -> Option<String> {
    let settings = project.has_folder(SETTINGS).then(|| SETTINGS.to_owned());
    settings.or_else(|| project.first_file(&PUBLISHED).map(str::to_owned))
}

pub(super) fn plan(sources: &Sources<'_>) -> Option<Plan> {
    let own = sources.project.folder("")?;
    let vaults = if own.folder.is_empty() { vec![own] } else { beside(sources.project, &own) };
    let is_one = vaults.len() == 1;
    let page = |path: &str| {
        let in_vault = vaults.iter().find_map(|vault| vault.path(path)).filter(|_| is_note(path));
        let Some(in_vault) = in_vault else { return Page::unpublished(OUTSIDE) };
        let url = if is_one { &*in_vault } else { path };
        Page::at(format!("/{}", url.rsplit_once('.').map_or(url, |(stem, _)| stem)))
    };
    Some(Plan {
        pages: sources.articles.iter().map(|article| page(&article.path)).collect(),
        reading: Reading { vault: true, content: vaults.clone(), ..Reading::default() },
        ids: IdStyle::Text,
        ..Plan::default()
    })
}

/// The vault in `own` folder of the corpus and those that lie next to it: one of each language, say.
fn beside(project: &Project, own: &Folder) -> Vec<Folder> {
    let Some(around) = project.around() else { return vec![own.clone()] };
    let is_vault = |name: &String| {
        let inside = |file: &str| format!("{name}{file}");
        around.has_folder(&inside(SETTINGS)) || PUBLISHED.iter().any(|file| around.root.join(inside(file)).is_file())
    };
    let folder = |name: String| Folder {
        folder: joined(parent(&own.folder), name.trim_end_matches('/')),
        offset: String::new(),
    };
    let folders = around.list("").into_iter().filter(|name| name.ends_with('/') && !name.starts_with('.'));
    folders.filter(is_vault).map(folder).collect()
}
