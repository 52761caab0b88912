//! What a site's templates show without being run: whether they make links of their own way, and whether lists have
//! several pages.

use walkdir::WalkDir;

use crate::site::plan::Names;
use crate::site::project::Project;

use super::config::Config;
use super::places::Places;

/// What was seen in the templates.
#[derive(Debug)]
pub(super) struct Templates {
    /// How links of Markdown are read.
    pub(super) links: Names,
    /// How images are found.
    pub(super) images: Names,
    /// Whether a list may have further pages.
    pub(super) paginate: bool,
}

/// No more templates are looked into than this.
const MOST_FILES: usize = 4000;

impl Templates {
    pub(super) fn look(config: &Config, places: &Places, project: &Project) -> Self {
        let mut seen = Self {
            links: own_way(config, places, "link"),
            images: own_way(config, places, "image"),
            paginate: places.theme_missing,
        };
        let themes = config.text(&["themesdir"]).unwrap_or("themes");
        let used = config.texts(&["theme"]).into_iter().map(|theme| format!("{themes}/{theme}/layouts"));
        let modules = ["layouts", "_vendor"].map(str::to_owned);
        for folder in modules.into_iter().chain(used) {
            let files = WalkDir::new(project.root.join(&folder)).into_iter().flatten();
            for file in files.filter(|file| file.file_type().is_file()).take(MOST_FILES) {
                let path = file.path().to_string_lossy().replace('\\', "/");
                if path.contains("/_markup/render-link") {
                    seen.links = Names::Last;
                } else if path.contains("/_markup/render-image") {
                    seen.images = Names::Last;
                } else if !seen.paginate && path.contains("/layouts/") {
                    seen.paginate = std::fs::read_to_string(file.path()).is_ok_and(|text| text.contains(".Paginat"));
                }
            }
        }
        seen
    }
}

/// Whether Hugo's own hook for `what` is at work: by the configuration, else where the site has languages.
fn own_way(config: &Config, places: &Places, what: &str) -> Names {
    if places.theme_missing {
        return Names::Last;
    }
    let hooks = ["markup", "goldmark", "renderhooks", what];
    let said = config.text(&[&hooks[..], &["useembedded"]].concat());
    let older = config.get(&[&hooks[..], &["enabledefault"]].concat()).and_then(serde_json::Value::as_bool);
    let has_languages = config.table(&["languages"]).next().is_some();
    let shares = !config.flag(&["markup", "goldmark", "duplicateresourcefiles"]);
    match (said, older) {
        (Some("always" | "fallback"), _) | (_, Some(true)) => Names::First,
        (Some("never"), _) | (_, Some(false)) => Names::Never,
        _ if has_languages && shares => Names::First,
        _ => Names::Never,
    }
}
