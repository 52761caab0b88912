//! The resolved configuration: `linkwright.yaml`, or the defaults that make every command work without one.
//!
//! This module knows the shape of the file and nothing of what the values do; rule names and options are checked
//! where rules are known (`audit`).

mod load;
mod severity;
mod suggest;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

pub use load::{CONFIG_FILE, SettingsError, find_and_load, load};
pub use severity::{Level, Severity};
pub use suggest::{Placement, SuggestSettings};

/// Everything `linkwright.yaml` can say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The corpus folder, relative to the configuration file.
    pub corpus: Option<PathBuf>,
    /// Globs, relative to the corpus, of files that are not read.
    pub exclude: Vec<String>,
    /// How files become URLs.
    pub site: SiteSettings,
    /// Which front-matter keys hold what.
    pub fields: FieldNames,
    /// Which front-matter values make an article a draft.
    pub drafts: DraftSettings,
    /// Files that name entities.
    pub catalogues: Catalogues,
    /// Which articles compete, and who owns which keyword.
    pub cannibalization: CannibalizationSettings,
    /// Which links are suggested.
    pub suggest: SuggestSettings,
    /// Rule name to level, or to a table of `level` and the rule's options.
    pub rules: BTreeMap<String, serde_yaml::Value>,
    /// The folder that relative paths in the file start from; where the file lies.
    #[serde(skip)]
    pub base: PathBuf,
    /// The file these settings came from, if any.
    #[serde(skip)]
    pub file: Option<PathBuf>,
}

impl Settings {
    /// The settings that decide how a file is read, as text: articles read with others must be read again. What is
    /// applied after reading, or says which files are read, is left out.
    pub fn reading(&self) -> String {
        // Every field is named, so that a new one is decided on here.
        let Self {
            fields,
            drafts,
            corpus: _,
            exclude: _,
            site: _,
            catalogues: _,
            suggest: _,
            cannibalization: _,
            rules: _,
            base: _,
            file: _,
        } = self;
        let DraftSettings { status, include: _ } = drafts;
        format!("{fields:?} {status:?}")
    }
}

/// The `site:` table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SiteSettings {
    /// The generator whose rules turn files into URLs.
    pub preset: Preset,
    /// The site's own address, such as `https://example.org`; absolute links to it are internal.
    pub base_url: Option<String>,
    /// The path the site is served under, such as `/blog`.
    pub base_path: Option<String>,
    /// Where folders are served: corpus folder (`articles`, or `.` for the corpus itself) to URL prefix (`/blog/`).
    pub mounts: BTreeMap<String, String>,
    /// Globs, relative to the corpus, to URL patterns such as `/blog/{year}/{slug}/`.
    pub permalinks: BTreeMap<String, String>,
    /// Whether URLs end in a slash; as the preset has it otherwise.
    pub trailing_slash: Option<bool>,
    /// URL paths that redirect, and where to; those in files that hosts go by are known.
    pub redirects: BTreeMap<String, String>,
    /// URL paths of parts whose pages come from another place, such as a script that runs before the generator.
    pub elsewhere: Vec<String>,
    /// Globs, relative to the corpus, of the articles where readers come in.
    pub entry: Vec<String>,
}

/// A generator's rules for URLs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preset {
    /// Picked from what is found in the corpus.
    #[default]
    Auto,
    /// Files are served where they lie; folders may be mounted elsewhere.
    Plain,
    /// Astro, Starlight among it.
    Astro,
    /// Docusaurus.
    Docusaurus,
    /// Eleventy.
    Eleventy,
    /// Hugo.
    Hugo,
    /// Jekyll.
    Jekyll,
    /// mdBook.
    Mdbook,
    /// MkDocs.
    Mkdocs,
    /// Next.js with content in files.
    Nextjs,
    /// Nuxt Content.
    Nuxt,
    /// An Obsidian vault.
    Obsidian,
    /// Zola.
    Zola,
}

impl Preset {
    /// As the configuration writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Plain => "plain",
            Self::Astro => "astro",
            Self::Docusaurus => "docusaurus",
            Self::Eleventy => "eleventy",
            Self::Hugo => "hugo",
            Self::Jekyll => "jekyll",
            Self::Mdbook => "mdbook",
            Self::Mkdocs => "mkdocs",
            Self::Nextjs => "nextjs",
            Self::Nuxt => "nuxt",
            Self::Obsidian => "obsidian",
            Self::Zola => "zola",
        }
    }
}

/// One or several names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Names {
    /// A single name.
    One(String),
    /// Several, in order of preference.
    Many(Vec<String>),
}

impl Names {
    /// Whether `name` is one of these.
    pub fn contains(&self, name: &str) -> bool {
        match self {
            Self::One(one) => one == name,
            Self::Many(many) => many.iter().any(|one| one == name),
        }
    }
}

macro_rules! field_names {
    ($($(#[$doc:meta])* $field:ident: [$($key:literal),+]),+ $(,)?) => {
        /// The `fields:` table: which front-matter keys hold what linkwright reads.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct FieldNames {
            $($(#[$doc])* pub $field: Names,)+
        }

        impl FieldNames {
            /// Each field with the keys that hold it unless configured otherwise.
            pub const DEFAULTS: &'static [(&'static str, &'static [&'static str])] =
                &[$((stringify!($field), &[$($key),+])),+];
        }

        impl Default for FieldNames {
            fn default() -> Self {
                Self { $($field: Names::Many(vec![$($key.to_owned()),+]),)+ }
            }
        }
    };
}

field_names! {
    /// The article's title.
    title: ["title"],
    /// What sort of article it is: guide, comparison, hub, ….
    content_type: ["content_type", "type"],
    /// Its category, or several.
    category: ["category", "categories"],
    /// The keyword it is written for.
    keyword: ["primary_keyword", "keyword", "focus_keyword"],
    /// The tools it is about.
    tools: ["primary_tool", "secondary_tool", "tools"],
    /// When it was last changed.
    date: ["last_updated", "lastmod", "updated", "date"],
    /// Its editorial state.
    status: ["status"],
    /// Its language.
    lang: ["lang", "language", "locale"],
    /// The last segment of its URL.
    slug: ["slug"],
    /// Its whole URL path.
    permalink: ["permalink", "url"],
    /// Further URL paths that lead to it.
    aliases: ["aliases", "redirect_from"],
    /// The keywords that it owns.
    owns: ["owns"],
}

/// The `drafts:` table. An article is a draft if `draft: true`, `published: false`, or its status is one of these.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DraftSettings {
    /// Status values that mark a draft, compared without regard to case.
    pub status: Vec<String>,
    /// Treat drafts as live articles.
    pub include: bool,
}

impl Default for DraftSettings {
    fn default() -> Self {
        Self { status: ["draft", "unpublished", "archived"].map(str::to_owned).to_vec(), include: false }
    }
}

/// The `catalogues:` table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Catalogues {
    /// A YAML file `tools: [{name, category, affiliate_link}]`, relative to the configuration file.
    pub tools: Option<PathBuf>,
}

/// The `cannibalization:` table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CannibalizationSettings {
    /// Pairs that score less are not reported, 0 to 1.
    pub threshold: Option<f32>,
    /// Keyword to the path or URL of the article that owns it.
    pub owns: BTreeMap<String, String>,
}
