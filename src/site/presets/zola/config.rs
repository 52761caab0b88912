//! Zola's configuration, and how names become parts of URLs by it.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml::{Table, Value};

use crate::site::project::Project;
use crate::text::slug;

const FILES: [&str; 2] = ["zola.toml", "config.toml"];

pub(super) fn detect(project: &Project) -> Option<String> {
    let name = project.first_file(&FILES)?;
    let config: Table = project.read(name)?.parse().ok()?;
    let ours = name == FILES[0] || ["content", "templates", "themes"].iter().any(|folder| project.has_folder(folder));
    (ours && config.contains_key("base_url")).then(|| name.to_owned())
}

/// The configuration.
pub(super) struct Config {
    table: Table,
    ignored: Option<Gitignore>,
    paths: Slugs,
    terms: Slugs,
    /// Whether ids of headings are slugs.
    pub(super) slugs_anchors: bool,
    keeps_dates: bool,
}

/// What is done to a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slugs {
    /// It becomes a slug.
    On,
    /// What files cannot be called is dropped.
    Safe,
    /// It stays.
    Off,
}

/// A taxonomy in a language.
pub(super) struct Taxonomy {
    pub(super) name: String,
    pub(super) page_size: Option<usize>,
    pub(super) page_path: String,
    pub(super) feed: bool,
}

impl Config {
    pub(super) fn read(project: &Project) -> Self {
        let table = project.first_file(&FILES).and_then(|name| project.read(name));
        let table: Table = table.and_then(|text| text.parse().ok()).unwrap_or_default();
        let slugify = table.get("slugify");
        let slugs = |key: &str| match slugify.and_then(|slugify| slugify.get(key)?.as_str()) {
            Some("safe") => Slugs::Safe,
            Some("off") => Slugs::Off,
            _ => Slugs::On,
        };
        let globs = table.get("ignored_content").and_then(Value::as_array).into_iter().flatten();
        let mut builder = GitignoreBuilder::new("");
        let added = globs.filter_map(Value::as_str).filter(|glob| builder.add_line(None, glob).is_ok()).count();
        let ignored = (added > 0).then(|| builder.build().ok()).flatten();
        Self {
            ignored,
            paths: slugs("paths"),
            terms: slugs("taxonomies"),
            slugs_anchors: slugs("anchors") == Slugs::On,
            keeps_dates: slugify.and_then(|slugify| slugify.get("paths_keep_dates")?.as_bool()).unwrap_or(false),
            table,
        }
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.table.get(key)?.as_str().map(str::to_owned)
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.table.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The path that the site is served under, without a slash at its end.
    pub(super) fn base_path(&self) -> String {
        let url = self.text("base_url").unwrap_or_default();
        let behind = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
        behind.unwrap_or("").trim_end_matches('/').to_owned()
    }

    /// The languages beside the main one.
    pub(super) fn languages(&self) -> Vec<&str> {
        let table = self.table.get("languages").and_then(Value::as_table);
        let main = self.table.get("default_language").and_then(Value::as_str).unwrap_or("en");
        table.into_iter().flatten().map(|(code, _)| code.as_str()).filter(|code| *code != main).collect()
    }

    pub(super) fn has_language(&self, code: &str) -> bool {
        self.languages().contains(&code)
    }

    /// What is set for a language, the main one where the code is empty.
    fn of(&self, language: &str) -> Option<&Table> {
        if language.is_empty() {
            return Some(&self.table);
        }
        self.table.get("languages")?.get(language)?.as_table()
    }

    /// The files of feeds that a language has.
    pub(super) fn feeds(&self, language: &str) -> Vec<String> {
        let table = self.of(language);
        let files = table
            .and_then(|table| table.get("feed_filenames")?.as_array())
            .map(|files| files.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>());
        let single = table.and_then(|table| table.get("feed_filename")?.as_str().map(str::to_owned));
        files.unwrap_or_else(|| vec![single.unwrap_or_else(|| "atom.xml".to_owned())])
    }

    pub(super) fn has_feeds(&self, language: &str) -> bool {
        let table = self.of(language);
        ["generate_feeds", "generate_feed"]
            .iter()
            .any(|key| table.and_then(|table| table.get(*key)?.as_bool()).unwrap_or(false))
    }

    /// The taxonomies of a language.
    pub(super) fn taxonomies(&self, language: &str) -> Vec<Taxonomy> {
        let list = self.of(language).and_then(|table| table.get("taxonomies")?.as_array());
        let rendered =
            list.into_iter().flatten().filter(|one| one.get("render").and_then(Value::as_bool) != Some(false));
        let each = rendered.filter_map(|one| {
            let text = |key: &str| one.get(key).and_then(Value::as_str).map(str::to_owned);
            Some(Taxonomy {
                name: text("name")?,
                page_size: one
                    .get("paginate_by")
                    .and_then(Value::as_integer)
                    .and_then(|size| usize::try_from(size).ok()),
                page_path: text("paginate_path").unwrap_or_else(|| "page".to_owned()),
                feed: one.get("feed").and_then(Value::as_bool).unwrap_or(false),
            })
        });
        each.collect()
    }

    /// Whether a file of the content is left out.
    pub(super) fn ignores(&self, path: &str) -> bool {
        self.ignored.as_ref().is_some_and(|ignored| ignored.matched_path_or_any_parents(path, false).is_ignore())
    }

    /// A name as a part of a path.
    pub(super) fn path_slug(&self, name: &str) -> String {
        self.paths.apply(name)
    }

    /// A term, or the name of a taxonomy, as a part of a path.
    pub(super) fn term_slug(&self, name: &str) -> String {
        self.terms.apply(name)
    }

    /// A file's name without the date that it may begin with.
    pub(super) fn undated<'n>(&self, name: &'n str) -> &'n str {
        if self.keeps_dates {
            return name;
        }
        let is_date = name.len() > 11
            && name.bytes().take(10).enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let rest = if is_date { name.get(10..).unwrap_or("").trim_start() } else { "" };
        let rest = rest.strip_prefix(['-', '_']).unwrap_or("");
        if rest.is_empty() { name } else { rest }
    }
}

impl Slugs {
    fn apply(self, name: &str) -> String {
        match self {
            Self::On => slug::transliterated(name),
            Self::Off => name.to_owned(),
            Self::Safe => {
                let kept = name.chars().filter(|c| !matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*'));
                kept.collect::<String>().trim_end_matches(['.', ' ']).to_owned()
            }
        }
    }
}
