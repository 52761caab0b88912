//! Files that are copied to the site as they are.

use ignore::overrides::{Override, OverrideBuilder};

use crate::site::plan::Sources;
use crate::site::project::{Project, joined, strip_folder};
use crate::site::url_path::last;

use super::config::{Config, tidy};

/// The copies that the configuration names.
pub(super) struct Copies {
    each: Vec<Copy>,
}

enum Copy {
    /// A file or folder of the project, and the URL path it is served at.
    Path(String, String),
    /// Files that match, where they lie below the folder of input, or all in one folder.
    Pattern(Override, Option<String>),
    /// Something that is not part of the project's own files (a package).
    Package(String),
}

impl Copies {
    pub(super) fn of(config: &Config) -> Self {
        let copy = |(from, to): &(String, Option<String>)| {
            let below_input = || strip_folder(from, &config.input).unwrap_or(from).to_owned();
            let target = to.as_deref().map_or_else(below_input, tidy);
            if from.starts_with("node_modules/") {
                return Copy::Package(target);
            }
            if from.contains(['*', '{', '?', '[']) {
                return Copy::Pattern(matcher(from), to.as_deref().map(tidy));
            }
            let into_folder = to.as_deref().is_some_and(|to| to.ends_with('/') && to != "/");
            let is_file = last(from).contains('.');
            Copy::Path(from.clone(), if into_folder && is_file { joined(&target, last(from)) } else { target })
        };
        Self { each: config.copies.iter().map(copy).collect() }
    }

    /// The URL path of the file at this path of the project, if it is copied.
    pub(super) fn url(&self, path: &str, input: &str) -> Option<String> {
        let found = self.each.iter().find_map(|copy| match copy {
            Copy::Path(from, to) => strip_folder(path, from).map(|below| joined(to, below)),
            Copy::Pattern(pattern, to) => pattern.matched(path, false).is_whitelist().then(|| match to {
                Some(folder) => joined(folder, last(path)),
                None => strip_folder(path, input).unwrap_or(path).to_owned(),
            }),
            Copy::Package(_) => None,
        });
        found.map(|url| format!("/{url}"))
    }

    /// Folders that are copied whole, for the files that are not in the corpus.
    pub(super) fn folders(&self, project: &Project) -> Vec<(String, String)> {
        let folder = |copy: &Copy| match copy {
            Copy::Path(from, to) if project.has_folder(from) => Some((from.clone(), to.clone())),
            _ => None,
        };
        self.each.iter().filter_map(folder).collect()
    }

    /// The URL paths of files that are copied one by one, and of what packages bring.
    pub(super) fn files(&self, sources: &Sources<'_>, config: &Config) -> Vec<String> {
        let single = |asset: &str| {
            let path = sources.project.path(asset)?;
            let by_format = || {
                let format = path.rsplit_once('.')?.1;
                let named = !matches!(format, "js" | "json") && config.formats.iter().any(|known| known == format);
                let below = strip_folder(&path, &config.input).filter(|_| named && !super::is_template(&path))?;
                Some(format!("/{below}"))
            };
            self.url(&path, &config.input).or_else(by_format)
        };
        let packages = self.each.iter().filter_map(|copy| match copy {
            Copy::Package(to) => Some(format!("/{to}")),
            Copy::Path(from, to) if !sources.project.root.join(from).exists() => Some(format!("/{to}")),
            _ => None,
        });
        sources.assets.iter().filter_map(|asset| single(asset)).chain(packages).collect()
    }

    /// URL paths below which packages bring files.
    pub(super) fn open(&self) -> Vec<String> {
        let folder = |copy: &Copy| match copy {
            Copy::Package(to) if !last(to).contains('.') => Some(format!("/{to}/")),
            _ => None,
        };
        self.each.iter().filter_map(folder).collect()
    }
}

/// A pattern from the project's root.
pub(super) fn matcher(pattern: &str) -> Override {
    let mut builder = OverrideBuilder::new("");
    // What is no pattern matches nothing.
    let _ = builder.add(&format!("/{pattern}"));
    builder.build().unwrap_or_else(|_| Override::empty())
}
