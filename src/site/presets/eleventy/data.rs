//! What data says of templates: permalinks and tags, in the order of Eleventy's cascade: front matter, the template's own file of
//! data, those of its folders from the nearest to that of input.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::Article;
use crate::site::presets::script::Value;
use crate::site::project::{Project, joined};
use crate::site::url_path::{last, parent};

/// What a level of the cascade says of the permalink.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Permalink {
    #[default]
    Unsaid,
    /// A template, or a plain path.
    Template(String),
    /// The template is not written.
    Nowhere,
    /// A program makes it.
    Unknown,
}

/// What data says of one template.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) permalink: Permalink,
    /// Whether braces of the permalink stay as they are.
    pub(super) is_literal: bool,
    pub(super) tags: Vec<String>,
    /// Whether it is in no collection.
    pub(super) is_excluded: bool,
    /// Texts by name, for permalinks.
    pub(super) texts: Vec<(String, String)>,
}

impl Facts {
    /// What `data` says, an object of a file of data or of front matter.
    pub(super) fn of(data: &Value) -> Self {
        let computed = data.at(&["eleventyComputed", "permalink"]);
        let said = if *computed == Value::Null { data.field("permalink") } else { Some(computed) };
        let permalink = match said {
            Some(Value::Text(template)) => Permalink::Template(template.clone()),
            Some(Value::Flag(false)) => Permalink::Nowhere,
            Some(Value::Null) => Permalink::Unsaid,
            Some(_) => Permalink::Unknown,
            None => Permalink::Unsaid,
        };
        let texts = data.fields().iter().filter_map(|(name, value)| Some((name.clone(), value.text()?.to_owned())));
        Self {
            permalink,
            is_literal: data.at(&["dynamicPermalink"]).flag() == Some(false),
            tags: data.at(&["tags"]).texts().into_iter().map(str::to_owned).collect(),
            is_excluded: data.at(&["eleventyExcludeFromCollections"]).flag() == Some(true),
            texts: texts.collect(),
        }
    }

    /// The front matter of an article.
    pub(super) fn of_article(article: &Article) -> Self {
        let metadata = &article.metadata;
        let said = metadata.text("eleventyComputed.permalink").or_else(|| metadata.text("permalink"));
        let permalink = match said {
            Some("false") => Permalink::Nowhere,
            Some("") | None => Permalink::Unsaid,
            Some(template) => Permalink::Template(template.to_owned()),
        };
        let named = [
            ("title", metadata.title.as_deref()),
            ("slug", metadata.slug.as_deref()),
            ("lang", metadata.lang.as_deref()),
        ];
        let named = named.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?.to_owned())));
        let more =
            metadata.more.iter().filter_map(|(name, texts)| Some((name.to_string(), texts.first()?.to_string())));
        Self {
            permalink,
            is_literal: metadata.text("dynamicPermalink") == Some("false"),
            tags: metadata.texts("tags").iter().map(ToString::to_string).collect(),
            is_excluded: metadata.text("eleventyExcludeFromCollections") == Some("true"),
            texts: named.chain(more).collect(),
        }
    }

    /// These facts over those that count `less`; tags of all levels count.
    pub(super) fn over(mut self, less: &Self) -> Self {
        if self.permalink == Permalink::Unsaid {
            self.permalink = less.permalink.clone();
            self.is_literal |= less.is_literal;
        }
        self.tags.extend(less.tags.iter().cloned());
        self.is_excluded |= less.is_excluded;
        self.texts.extend(less.texts.iter().cloned());
        self
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.texts.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone())
    }
}

/// How names of files of data end, those first that say most.
const ENDINGS: [&str; 5] = [".11tydata.js", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.json", ".json"];

/// The files of data below the folder of input.
pub(super) struct Cascade<'p> {
    project: &'p Project,
    input: String,
    folders: FxHashMap<String, Facts>,
    /// Those that are there: most templates have none, and asking the disk for each costs more than reading its folder.
    files: FxHashSet<String>,
}

impl<'p> Cascade<'p> {
    /// `folders` are those that hold templates, as paths of the project.
    pub(super) fn read<'f>(project: &'p Project, input: &str, folders: impl Iterator<Item = &'f str>) -> Self {
        let input = input.to_owned();
        let mut cascade = Self { project, input, folders: FxHashMap::default(), files: FxHashSet::default() };
        folders.for_each(|folder| cascade.add(folder));
        cascade
    }

    fn add(&mut self, folder: &str) {
        if self.folders.contains_key(folder) {
            return;
        }
        let names = self.project.list(folder).into_iter().filter(|name| ENDINGS.iter().any(|end| name.ends_with(end)));
        self.files.extend(names.map(|name| joined(folder, &name)));
        let is_top = folder == self.input || folder.is_empty();
        let name = last(folder);
        let own = if name.is_empty() { Facts::default() } else { self.file(&joined(folder, name)) };
        let facts = if is_top {
            own
        } else {
            let above = parent(folder).to_owned();
            self.add(&above);
            own.over(self.folders.get(&above).unwrap_or(&Facts::default()))
        };
        self.folders.insert(folder.to_owned(), facts);
    }

    /// What the files of data at `stem` say, the first of them most.
    fn file(&self, stem: &str) -> Facts {
        let mut facts = Facts::default();
        for file in ENDINGS.map(|ending| format!("{stem}{ending}")).into_iter().filter(|file| self.files.contains(file))
        {
            let Some(text) = self.project.read(&file) else { continue };
            let value = Value::of_file(self.project, &file);
            let unreadable = value.is_unreadable() && text.contains("permalink");
            let said = Facts::of(&value);
            facts = facts.over(&if unreadable { Facts { permalink: Permalink::Unknown, ..said } } else { said });
        }
        facts
    }

    /// `own` facts of the template at `stem` in the project, over what its files of data say.
    pub(super) fn complete(&self, own: Facts, stem: &str) -> Facts {
        let below = self.folders.get(parent(stem));
        own.over(&self.file(stem)).over(below.unwrap_or(&Facts::default()))
    }
}

/// Whether a name begins with a date and a dash.
pub(super) fn is_dated(name: &str) -> bool {
    let bytes = name.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let dash = |at: usize| bytes.get(at) == Some(&b'-');
    [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(digit) && [4, 7, 10].into_iter().all(dash) && bytes.len() > 11
}

/// Texts of the global data that stand in files of JSON or literally in scripts: `site.name`.
pub(super) fn global_texts(project: &Project, folder: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for file in project.list(folder) {
        let Some((name, "json" | "js" | "mjs" | "cjs")) = file.split_once('.') else { continue };
        let value = Value::of_file(project, &joined(folder, &file));
        for (key, value) in value.fields() {
            match value {
                Value::Text(text) => texts.push((format!("{name}.{key}"), text.clone())),
                Value::Table(inner) => {
                    let inner = inner.iter().filter_map(|(inner, value)| Some((inner, value.text()?)));
                    texts.extend(inner.map(|(inner, text)| (format!("{name}.{key}.{inner}"), text.to_owned())));
                }
                _ => {}
            }
        }
    }
    texts
}
