//! Hugo's configuration: one file, or a folder of files with a part each, in TOML, YAML or JSON. Keys are read in any case.

use serde_json::{Map, Value};

use crate::site::project::Project;

/// Files that hold all of it; the second four are names that others use as well.
const FILES: [&str; 8] =
    ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json"];

/// Folders of files, of which the later ones go before the earlier ones: what `hugo` reads when it builds a site.
const FOLDERS: [&str; 2] = ["config/_default", "config/production"];

/// The configuration as a tree with keys in lower case.
#[derive(Debug, Default)]
pub(super) struct Config(Value);

/// Why `project` is Hugo's.
pub(super) fn detect(project: &Project) -> Option<String> {
    if let Some(name) = FILES.iter().take(4).find(|name| project.first_file(&[name]).is_some()) {
        return Some((*name).to_owned());
    }
    let parts = project.list(FOLDERS[0]);
    let part = |name: &String| ["hugo.", "config."].iter().any(|known| name.starts_with(known));
    if parts.iter().any(part) {
        return Some(FOLDERS[0].to_owned());
    }
    let name = project.first_file(&FILES[4..])?;
    let config = parse(name, &project.read(name)?)?;
    let has = |key: &str| config.get(key).is_some();
    let content = project.has_folder("content") || has("contentdir");
    let hugo = has("baseurl") || ["languagecode", "theme", "params", "markup", "module"].into_iter().any(has);
    (content && hugo && !has("base_url")).then(|| name.to_owned())
}

impl Config {
    /// All of the configuration of `project`.
    pub(super) fn read(project: &Project) -> Self {
        let mut all = Value::Object(Map::new());
        if let Some(name) = project.first_file(&FILES)
            && let Some(value) = project.read(name).and_then(|text| parse(name, &text))
        {
            merge(&mut all, value);
        }
        for folder in FOLDERS {
            let names = project.list(folder);
            // The main file first, so that the parts go before it.
            let (main, parts): (Vec<_>, Vec<_>) = names.iter().partition(|name| FILES.contains(&name.as_str()));
            for name in main.into_iter().chain(parts) {
                let Some(value) = project.read(&format!("{folder}/{name}")).and_then(|text| parse(name, &text)) else {
                    continue;
                };
                merge(&mut all, if FILES.contains(&name.as_str()) { value } else { nested(name, value) });
            }
        }
        Self(all)
    }

    /// The value at this path of keys.
    pub(super) fn get(&self, path: &[&str]) -> Option<&Value> {
        path.iter().try_fold(&self.0, |value, key| value.get(*key))
    }

    /// The text at this path of keys.
    pub(super) fn text(&self, path: &[&str]) -> Option<&str> {
        self.get(path)?.as_str()
    }

    /// Whether the flag at this path of keys is set.
    pub(super) fn flag(&self, path: &[&str]) -> bool {
        self.get(path).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The table at this path of keys.
    pub(super) fn table(&self, path: &[&str]) -> impl Iterator<Item = (&String, &Value)> {
        self.get(path).and_then(Value::as_object).into_iter().flatten()
    }

    /// The texts at this path of keys: of a list, or a single one.
    pub(super) fn texts(&self, path: &[&str]) -> Vec<&str> {
        self.get(path).map(texts).unwrap_or_default()
    }

    /// The path that the site is served under, without a slash at its end.
    pub(super) fn base_path(&self) -> String {
        let url = self.text(&["baseurl"]).unwrap_or("");
        let behind = url.split_once("://").map_or(url, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
        behind.trim_end_matches('/').to_owned()
    }

    /// The tables in the list at this path of keys.
    pub(super) fn tables(&self, path: &[&str]) -> impl Iterator<Item = &Value> {
        self.get(path).and_then(Value::as_array).into_iter().flatten().filter(|value| value.is_object())
    }
}

/// The texts of a list, or a single one.
pub(super) fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// `params.toml` is the table `params`, `menus.de.toml` the table `menus` of the language `de`.
fn nested(name: &str, value: Value) -> Value {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let under = |key: &str, value: Value| Value::Object(Map::from_iter([(key.to_owned(), value)]));
    match stem.split_once('.') {
        Some(("languages", language)) => under("languages", under(language, value)),
        Some((key, language)) => under("languages", under(language, under(key, value))),
        // `module-template.yaml`, which a script of the project fills in.
        None if stem.starts_with("module-") => under("module", value),
        None => under(&stem, value),
    }
}

fn parse(name: &str, text: &str) -> Option<Value> {
    let value = match name.rsplit_once('.')?.1 {
        "toml" => serde_json::to_value(text.parse::<toml::Table>().ok()?).ok()?,
        "yaml" | "yml" => from_yaml(serde_yaml::from_str(text).ok()?)?,
        "json" => serde_json::from_str(text).ok()?,
        _ => return None,
    };
    Some(lower(value))
}

/// YAML as JSON: keys become text, merged tables are merged, tags are dropped.
fn from_yaml(value: serde_yaml::Value) -> Option<Value> {
    let mut value = value;
    let _ = value.apply_merge();
    Some(match value {
        serde_yaml::Value::Mapping(table) => {
            let entries = table.into_iter().filter_map(|(key, value)| {
                let key = key.as_str().map(str::to_owned).or_else(|| serde_yaml::to_string(&key).ok());
                Some((key?.trim().to_owned(), from_yaml(value)?))
            });
            Value::Object(entries.collect())
        }
        serde_yaml::Value::Sequence(list) => Value::Array(list.into_iter().filter_map(from_yaml).collect()),
        serde_yaml::Value::Tagged(tagged) => return from_yaml(tagged.value),
        plain => serde_json::to_value(plain).ok()?,
    })
}

/// Keys in lower case, all through.
fn lower(value: Value) -> Value {
    match value {
        Value::Object(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key.to_lowercase(), lower(value))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(lower).collect()),
        plain => plain,
    }
}

/// Puts `over` on top of `base`: tables are merged, all else is replaced.
fn merge(base: &mut Value, over: Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                merge(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (base, over) => *base = over,
    }
}
