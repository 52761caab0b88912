//! Which files are pages, and below which path: the collections of `content.config.ts`.

use ignore::overrides::{Override, OverrideBuilder};

use crate::site::presets::script::Value;
use crate::site::project::Project;
use crate::site::url_path::strip_extension;

use super::paths;

const CONFIGS: [&str; 3] = ["content.config.ts", "content.config.js", "content.config.mjs"];

/// The collections of pages.
pub(super) struct Collections(Vec<Collection>);

struct Collection {
    include: Override,
    exclude: Override,
    /// The folder that stands before the first sign of a pattern, cut off where a prefix is set.
    fixed: String,
    prefix: Option<String>,
}

impl Collections {
    /// Those of the configuration; without one, or with one that cannot be read, all files are pages where they lie.
    pub(super) fn read(project: &Project) -> Self {
        let config = project.first_file(&CONFIGS).map(|file| Value::of_file(project, file)).unwrap_or_default();
        let declared = config.at(&["collections"]).fields().iter();
        let collections: Vec<Collection> = declared.flat_map(|(_, value)| of(&value.clone().returned())).collect();
        if collections.is_empty() {
            return Self(vec![Collection::new("**/*", &[], None)]);
        }
        Self(collections)
    }

    /// The URL path of the file at this path below `content/`.
    pub(super) fn url(&self, path: &str) -> Option<String> {
        let holds = |collection: &&Collection| {
            collection.include.matched(path, false).is_whitelist()
                && !collection.exclude.matched(path, false).is_whitelist()
        };
        let collection = self.0.iter().find(holds)?;
        let below = match &collection.prefix {
            Some(_) => path.strip_prefix(&*collection.fixed).unwrap_or(path),
            None => path,
        };
        let stem = strip_extension(below).unwrap_or(below);
        let prefix = collection.prefix.as_deref().unwrap_or("").split('/').map(str::to_owned);
        let segments = prefix.chain(stem.split('/').map(paths::segment));
        let segments: Vec<String> = segments.filter(|segment| !segment.is_empty()).collect();
        Some(format!("/{}", segments.join("/")))
    }
}

impl Collection {
    fn new(include: &str, exclude: &[&str], prefix: Option<String>) -> Self {
        let fixed = include.split(['*', '{', '!', '?', '[']).next().unwrap_or("");
        let fixed = fixed.rsplit_once('/').map_or("", |(folder, _)| folder);
        let fixed = if fixed.is_empty() { String::new() } else { format!("{fixed}/") };
        Self { include: matcher(&[include]), exclude: matcher(exclude), fixed, prefix }
    }
}

/// The patterns of one collection; none if it is of data.
fn of(collection: &Value) -> Vec<Collection> {
    if collection.at(&["type"]).text() == Some("data") {
        return Vec::new();
    }
    let source = collection.at(&["source"]);
    let sources = if source.items().is_empty() { std::slice::from_ref(source) } else { source.items() };
    let one = |source: &Value| match source {
        Value::Text(include) => Some(Collection::new(include, &[], None)),
        Value::Table(_) => {
            let prefix = source.at(&["prefix"]).text().map(str::to_owned);
            let include = source.at(&["include"]).text().unwrap_or("**/*");
            // Files of another repository or folder.
            let elsewhere = source.field("repository").is_some() || source.field("cwd").is_some();
            (!elsewhere).then(|| Collection::new(include, &source.at(&["exclude"]).texts(), prefix))
        }
        _ => Some(Collection::new("**/*", &[], None)),
    };
    sources.iter().filter_map(one).collect()
}

fn matcher(globs: &[&str]) -> Override {
    let mut builder = OverrideBuilder::new("");
    for glob in globs {
        // From the root, as Nuxt reads it; what is no pattern matches nothing.
        let _ = builder.add(&format!("/{}", glob.trim_start_matches('/')));
    }
    builder.build().unwrap_or_else(|_| Override::empty())
}
