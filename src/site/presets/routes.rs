//! Routes that an application makes of the files in a folder, as Next.js and Nuxt have them: read from their names.

use crate::site::project::{Project, joined};
use crate::site::url_path::strip_extension;

/// So many files of a folder of routes are looked at, and folders so deep.
const MOST_FILES: usize = 5000;
const DEEPEST: usize = 12;

/// What the routes of an application tell.
#[derive(Debug, Default)]
pub(super) struct Routes {
    /// URL paths of pages that have no article.
    pub(super) generated: Vec<String>,
    /// URL paths below which parameters make pages.
    pub(super) open: Vec<String>,
}

/// The paths below `folder` of the files in it, sorted.
pub(super) fn files(project: &Project, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut level = vec![String::new()];
    for _ in 0..DEEPEST {
        let mut deeper = Vec::new();
        for below in &level {
            for name in project.list(&joined(folder, below)) {
                match name.strip_suffix('/') {
                    Some("node_modules") => {}
                    Some(name) if name.starts_with('.') => {}
                    Some(name) => deeper.push(joined(below, name)),
                    None => found.push(joined(below, &name)),
                }
            }
            if found.len() > MOST_FILES {
                return found;
            }
        }
        level = deeper;
    }
    found.sort();
    found
}

/// The URL path up to the first segment with parameters.
pub(super) fn before_parameters(route: &str) -> String {
    let fixed: Vec<&str> = route.split('/').take_while(|segment| !segment.contains('[')).collect();
    format!("/{}", fixed.join("/").trim_matches('/'))
}

/// The routes of a Nuxt application, but for the page at its root that shows all content.
pub(super) fn nuxt(project: &Project) -> Routes {
    let mut routes = Routes::default();
    for folder in ["app/pages", "pages"] {
        for file in files(project, folder) {
            let Some(route) = file.strip_suffix(".vue") else { continue };
            let route = route.strip_suffix("/index").unwrap_or(if route == "index" { "" } else { route });
            match before_parameters(route) {
                fixed if !route.contains('[') => routes.generated.push(fixed),
                // The page that shows the content.
                fixed if fixed == "/" || route.contains("[...") => {}
                fixed if project.has_folder(&format!("content{fixed}")) => {}
                fixed => routes.open.push(fixed),
            }
        }
    }
    for file in files(project, "server/routes") {
        let route = file.rsplit_once('.').map_or(&*file, |(route, _)| route);
        let route = route.trim_end_matches(".get");
        match route.contains('[') {
            true => routes.open.push(before_parameters(route)),
            false => routes.generated.push(format!("/{route}")),
        }
    }
    routes
}

/// Whether `file` is a script or component rather than an article, and its path without the ending.
pub(super) fn script_stem(file: &str) -> Option<&str> {
    if strip_extension(file).is_some() {
        return None;
    }
    let (stem, ending) = file.rsplit_once('.')?;
    ["js", "jsx", "ts", "tsx", "mjs"].contains(&ending).then_some(stem)
}
