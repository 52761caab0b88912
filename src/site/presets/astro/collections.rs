//! Collections of articles: which folders they are, and which id an article has there.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::super::script::Value;
use super::config::Config;
use crate::corpus::Article;
use crate::site::project::{Project, joined, strip_folder};
use crate::text::slug;

/// A folder of articles under a name.
#[derive(Debug, Default)]
pub(super) struct Collection {
    pub(super) name: String,
    /// In the project.
    pub(super) folder: String,
    /// Which files belong to it; all but those whose name begins with `_` if it is not said.
    pattern: Option<Gitignore>,
    /// Whether ids are paths without the extension, as code makes them.
    ids_are_paths: bool,
    /// Whether ids are made by code that cannot be read.
    pub(super) ids_are_code: bool,
}

const CONFIGS: [&str; 6] = [
    "content.config.ts",
    "content.config.js",
    "content.config.mjs",
    "content/config.ts",
    "content/config.js",
    "content/config.mjs",
];

impl Collection {
    /// The path below the collection's folder of a path in the project.
    pub(super) fn path<'p>(&self, path: &'p str) -> Option<&'p str> {
        strip_folder(path, &self.folder).filter(|below| !below.is_empty())
    }

    /// The id of the article at this path below the folder: what it calls itself, else its path, each name of it made an
    /// id as those of headings are.
    pub(super) fn id(&self, below: &str, article: &Article) -> String {
        let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
        if self.ids_are_paths {
            return stem.to_owned();
        }
        if let Some(slug) = article.metadata.slug.as_deref() {
            return slug.trim_matches('/').to_owned();
        }
        let id = stem.split('/').map(slug::github).collect::<Vec<_>>().join("/");
        id.strip_suffix("/index").map(str::to_owned).unwrap_or(id)
    }

    /// Whether the file at this path below the folder belongs to it.
    pub(super) fn holds(&self, below: &str) -> bool {
        match &self.pattern {
            Some(pattern) => pattern.matched(below, false).is_ignore(),
            None => !below.rsplit('/').next().is_some_and(|name| name.starts_with('_')),
        }
    }
}

/// The collections that the project defines; without a definition, the folders in `src/content`.
pub(super) fn all(project: &Project, config: &Config) -> Vec<Collection> {
    let content = joined(&config.src, "content");
    let usual =
        |name: &str| Collection { name: name.to_owned(), folder: joined(&content, name), ..Collection::default() };
    let files: Vec<String> = CONFIGS.iter().map(|file| joined(&config.src, file)).collect();
    let file = files.iter().find(|file| project.read(file).is_some());
    let defined = file.map(|file| Value::named_in(project, file, "collections"));
    let mut found: Vec<Collection> = defined
        .iter()
        .flat_map(Value::fields)
        .map(|(name, value)| {
            of_definition(value).map_or_else(|| usual(name), |made| Collection { name: name.clone(), ..made })
        })
        .collect();
    if found.is_empty() {
        found = project.list(&content).iter().filter_map(|name| name.strip_suffix('/')).map(usual).collect();
    }
    if config.starlight.is_some() && !found.iter().any(|one| one.name == "docs") {
        found.push(usual("docs"));
    }
    found
}

/// The folder and pattern of `defineCollection({ loader: glob({ … }) })`.
fn of_definition(value: &Value) -> Option<Collection> {
    let mut loader = None;
    value.walk(&mut |value| {
        if let Value::Call(name, arguments) = value
            && name == "glob"
        {
            loader = loader.or(arguments.first());
        }
    });
    let options = loader?;
    let base = options.at(&["base"]).path().unwrap_or(".");
    let folder = base.trim_start_matches("./").trim_matches('/');
    let mut builder = GitignoreBuilder::new("");
    for pattern in options.at(&["pattern"]).texts() {
        let (mark, pattern) = pattern.strip_prefix('!').map_or(("", pattern), |pattern| ("!", pattern));
        builder.add_line(None, &format!("{mark}/{}", pattern.trim_start_matches("./"))).ok()?;
    }
    let pattern = builder.build().ok().filter(|pattern| pattern.num_ignores() > 0);
    let folder = if folder == "." { String::new() } else { folder.to_owned() };
    // `({ entry }) => entry.replace(/\.md$/, '')`
    let ids_are_paths = match options.at(&["generateId"]) {
        Value::Function(made) => {
            matches!(&**made, Value::Call(name, with) if name == "entry.replace" && with.get(1).and_then(Value::text) == Some(""))
        }
        _ => false,
    };
    let ids_are_code = !ids_are_paths && *options.at(&["generateId"]) != Value::Null;
    Some(Collection { name: String::new(), folder, pattern, ids_are_paths, ids_are_code })
}
