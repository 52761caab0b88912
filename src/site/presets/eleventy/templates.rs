//! Pages without an article: templates in other languages than Markdown and HTML, and what pagination makes of them.

use std::collections::BTreeMap;

use crate::site::presets::script::Value;
use crate::site::project::{Project, joined};
use crate::site::url_path::parent;

use super::data::{Facts, Permalink};
use super::permalink;
use super::{Address, Eleventy};

/// Endings of templates.
const ENDINGS: [&str; 13] = [
    ".11ty.js",
    ".11ty.cjs",
    ".11ty.mjs",
    ".11ty.ts",
    ".11ty.tsx",
    ".11ty.jsx",
    ".njk",
    ".liquid",
    ".hbs",
    ".mustache",
    ".ejs",
    ".webc",
    ".vto",
];

/// Pagination does not make more pages than this of what is known.
const MOST_PAGES: usize = 10_000;

/// The path without the ending of a template; `None` if it is none.
pub(super) fn stem(path: &str) -> Option<&str> {
    ENDINGS.iter().find_map(|ending| path.strip_suffix(ending))
}

/// What templates make.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) generated: Vec<String>,
    pub(super) open: Vec<String>,
}

/// One template that is no article.
#[derive(Debug)]
pub(super) struct Template {
    /// Its path in the project, without the ending.
    pub(super) stem: String,
    pub(super) facts: Facts,
    pub(super) data: Value,
}

impl Template {
    pub(super) fn read(project: &Project, path: &str) -> Option<Self> {
        let stem = stem(path)?;
        let data = if path.contains(".11ty.") {
            script_data(project, path)
        } else {
            project.read(path).and_then(|text| front_matter(&text)).unwrap_or(Value::Null)
        };
        Some(Self { stem: stem.to_owned(), facts: Facts::of(&data), data })
    }

    fn is_paginated(&self) -> bool {
        self.data.field("pagination").is_some()
    }
}

/// The data of a template in JavaScript: what it exports as `data`, what the class that it exports says, or else a permalink
/// that stands somewhere in it.
fn script_data(project: &Project, path: &str) -> Value {
    let of_class = || Value::of_file(project, path).at(&["data"]).clone().returned();
    let data = Value::named_in(project, path, "data");
    let data = if data.fields().is_empty() { of_class() } else { data };
    if !data.fields().is_empty() {
        return data;
    }
    project.read(path).map_or(Value::Null, |text| literal_permalink(&text))
}

/// The permalink that a script sets, if it stands there literally.
fn literal_permalink(script: &str) -> Value {
    let is_set = |behind: &str| behind.trim_start().starts_with([':', '=']);
    let Some(behind) = script.split("permalink").skip(1).find(|behind| is_set(behind)) else { return Value::Null };
    let behind = behind.trim_start().get(1..).unwrap_or("").trim_start();
    let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let literal = quote.and_then(|quote| behind.get(1..)?.split(quote).next()).filter(|text| !text.contains("${"));
    let value = match literal {
        Some(text) => Value::Text(text.to_owned()),
        None if behind.starts_with("false") => Value::Flag(false),
        None => Value::Unknown,
    };
    Value::Table(vec![("permalink".to_owned(), value)])
}

/// The front matter of a template, in YAML, JSON or JavaScript.
pub(super) fn front_matter(text: &str) -> Option<Value> {
    let rest = text.strip_prefix("---")?;
    let (language, rest) = rest.split_once('\n')?;
    let end = if rest.starts_with("---") { 0 } else { rest.find("\n---")? };
    let block = rest.get(..end)?;
    match language.trim() {
        "" | "yaml" | "yml" | "json" => serde_yaml::from_str(block).ok().map(|value| of_yaml(&value)),
        _ => Some(literal_permalink(block)),
    }
}

fn of_yaml(value: &serde_yaml::Value) -> Value {
    use serde_yaml::Value as Yaml;
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(flag) => Value::Flag(*flag),
        Yaml::Number(number) => number.as_u64().map_or(Value::Unknown, Value::Number),
        Yaml::String(text) => Value::Text(text.clone()),
        Yaml::Sequence(items) => Value::List(items.iter().map(of_yaml).collect()),
        Yaml::Mapping(fields) => {
            let fields = fields.iter().filter_map(|(key, value)| Some((key.as_str()?.to_owned(), of_yaml(value))));
            Value::Table(fields.collect())
        }
        Yaml::Tagged(_) => Value::Unknown,
    }
}

/// How many templates bear each tag.
pub(super) type Collections = BTreeMap<String, usize>;

pub(super) fn collections<'f>(facts: impl Iterator<Item = &'f Facts>) -> Collections {
    let mut collections = Collections::new();
    for facts in facts.filter(|facts| !facts.is_excluded) {
        let mut tags: Vec<&str> = facts.tags.iter().map(String::as_str).chain(["all"]).collect();
        tags.sort_unstable();
        tags.dedup();
        tags.into_iter().for_each(|tag| *collections.entry(tag.to_owned()).or_default() += 1);
    }
    collections
}

/// What pagination goes through, a page's worth each.
enum Pages {
    Unknown,
    /// So many; what is on them is not known.
    Count(usize),
    /// One thing a page.
    Each(Vec<Value>),
}

impl Eleventy<'_> {
    /// The pages of all templates that are no articles.
    pub(super) fn made(&self, templates: &[Template], collections: &Collections) -> Made {
        let mut made = Made::default();
        for template in templates {
            if template.is_paginated() {
                self.paginated(template, collections, &mut made);
            } else {
                match self.address(&template.facts, &template.stem, &|_| None) {
                    Address::At(url) => made.generated.push(url),
                    Address::Below(prefix) => made.open.push(prefix),
                    Address::Nowhere => {}
                }
            }
        }
        made
    }

    fn paginated(&self, template: &Template, collections: &Collections, made: &mut Made) {
        let pagination = template.data.at(&["pagination"]);
        let alias = pagination.at(&["alias"]).text().unwrap_or("");
        let pages = self.pages_of(template, collections);
        let count = match &pages {
            Pages::Unknown => 1,
            Pages::Count(count) => (*count).clamp(1, MOST_PAGES),
            Pages::Each(items) => items.len().min(MOST_PAGES),
        };
        let own = template.facts.permalink != Permalink::Unsaid;
        for number in 0..count {
            let item = if let Pages::Each(items) = &pages { items.get(number) } else { None };
            let variable = |name: &str| match name {
                "pagination.pageNumber" => Some(number.to_string()),
                name if name == alias => item?.text().map(str::to_owned),
                name => {
                    let path: Vec<&str> = name.strip_prefix(alias)?.strip_prefix('.')?.split('.').collect();
                    item?.at(&path).text().map(str::to_owned)
                }
            };
            match self.address(&template.facts, &template.stem, &variable) {
                Address::At(url) if own || number == 0 => made.generated.push(url),
                Address::At(url) => made.generated.push(format!("{url}{number}/")),
                Address::Below(prefix) => made.open.push(prefix),
                Address::Nowhere => {}
            }
        }
        if matches!(pages, Pages::Unknown) && !own {
            made.open.extend(made.generated.last().cloned());
        }
    }

    fn pages_of(&self, template: &Template, collections: &Collections) -> Pages {
        let pagination = template.data.at(&["pagination"]);
        let (Some(data), size) = (pagination.at(&["data"]).text(), pagination.at(&["size"]).number().unwrap_or(1))
        else {
            return Pages::Unknown;
        };
        if pagination.field("before").is_some() || size == 0 {
            return Pages::Unknown;
        }
        let size = usize::try_from(size).unwrap_or(1);
        let left_out = pagination.at(&["filter"]).texts();
        if data == "collections" {
            if !self.config.collections.is_empty() {
                return Pages::Unknown;
            }
            let names = collections.keys().filter(|name| !left_out.contains(&name.as_str()));
            return in_pages(names.map(|name| Value::Text(name.clone())).collect(), size);
        }
        if let Some(name) = data.strip_prefix("collections.") {
            let made = self.config.collections.iter().any(|known| known == name);
            let count = collections.get(name).filter(|_| !made);
            return count.map_or(Pages::Unknown, |count| Pages::Count(count.div_ceil(size)));
        }
        let (name, path) = data.split_once('.').unwrap_or((data, ""));
        let own = template.data.field(name).cloned();
        let global = || {
            let file = joined(&self.config.data, name);
            let endings = [".json", ".js", ".mjs", ".cjs"];
            let file = endings
                .iter()
                .map(|ending| format!("{file}{ending}"))
                .find(|file| self.project.root.join(file).is_file());
            file.map_or(Value::Unknown, |file| Value::of_file(self.project, &file))
        };
        let value = own.unwrap_or_else(global);
        let path: Vec<&str> = path.split('.').filter(|key| !key.is_empty()).collect();
        let by_value = pagination.at(&["resolve"]).text() == Some("values");
        match value.at(&path) {
            Value::List(items) => in_pages(items.iter().filter(|item| kept(item, &left_out)).cloned().collect(), size),
            Value::Table(fields) if by_value => in_pages(fields.iter().map(|(_, value)| value.clone()).collect(), size),
            Value::Table(fields) => in_pages(fields.iter().map(|(key, _)| Value::Text(key.clone())).collect(), size),
            _ => Pages::Unknown,
        }
    }
}

fn kept(item: &Value, left_out: &[&str]) -> bool {
    item.text().is_none_or(|text| !left_out.contains(&text))
}

fn in_pages(items: Vec<Value>, size: usize) -> Pages {
    if size == 1 { Pages::Each(items) } else { Pages::Count(items.len().div_ceil(size)) }
}

/// The folder of a prefix that stands before what cannot be evaluated.
pub(super) fn open_folder(prefix: &str) -> String {
    let url = permalink::as_url(prefix);
    let folder = parent(url.trim_start_matches('/'));
    if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") }
}
