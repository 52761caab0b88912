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
    /// Ids that stand in them.
    pub(super) ids: Vec<String>,
}

/// No more templates are looked into than this.
const MOST_FILES: usize = 4000;

impl Templates {
    pub(super) fn look(config: &Config, places: &Places, project: &Project) -> Self {
        let mut seen = Self {
            links: own_way(config, places, "link"),
            images: own_way(config, places, "image"),
            paginate: places.theme_missing,
            ids: Vec::new(),
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
                } else if path.contains("/layouts/") && path.ends_with(".html") {
                    seen.read(&std::fs::read_to_string(file.path()).unwrap_or_default());
                }
            }
        }
        seen.ids.sort_unstable();
        seen.ids.dedup();
        seen
    }

    fn read(&mut self, template: &str) {
        self.paginate |= template.contains(".Paginat");
        for (at, _) in template.match_indices("id=") {
            let value = template.get(at + 3..).unwrap_or("");
            let value = value.trim_start_matches(['"', '\'']);
            let end = value
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')))
                .unwrap_or(value.len());
            // One that an expression completes is not known.
            let known = end > 0 && !value.get(end..).unwrap_or("").starts_with('{');
            self.ids.extend(value.get(..end).filter(|_| known).map(str::to_owned));
        }
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
