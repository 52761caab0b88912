//! Output formats: what is written of a page beside its HTML (`index.xml`, `index.json`, …).

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::config::{Config, texts};

/// Files that kinds of pages have beside their HTML.
#[derive(Debug)]
pub(super) struct Outputs {
    /// By kind: paths seen from the page's folder.
    by_kind: FxHashMap<String, Vec<String>>,
}

/// Formats that Hugo knows, with the file each is written to.
const KNOWN: [(&str, &str); 9] = [
    ("rss", "index.xml"),
    ("json", "index.json"),
    ("amp", "amp/"),
    ("calendar", "index.ics"),
    ("csv", "index.csv"),
    ("markdown", "index.md"),
    ("webappmanifest", "manifest.webmanifest"),
    ("css", "styles.css"),
    ("gotmpl", "index.gotmpl"),
];

const LISTS: [&str; 4] = ["home", "section", "taxonomy", "term"];

impl Outputs {
    pub(super) fn read(config: &Config) -> Self {
        let mut by_kind: FxHashMap<String, Vec<String>> = FxHashMap::default();
        let files = |value: &Value| texts(value).into_iter().filter_map(|name| file(config, name)).collect::<Vec<_>>();
        for kind in LISTS {
            by_kind.insert(kind.to_owned(), vec!["index.xml".to_owned()]);
        }
        for (kind, value) in config.table(&["outputs"]) {
            by_kind.insert(kind.clone(), files(value));
        }
        for cascade in config.tables(&["cascade"]) {
            let kind = cascade.get("target").and_then(|target| target.get("kind")?.as_str()).unwrap_or("page");
            let more = cascade.get("outputs").map(files).unwrap_or_default();
            by_kind.entry(kind.to_lowercase()).or_default().extend(more);
        }
        Self { by_kind }
    }

    /// The URLs beside that of a page of this kind.
    pub(super) fn beside(&self, kind: &str, url: &str) -> Vec<String> {
        let base = url.strip_suffix(".html").unwrap_or(url).trim_end_matches('/');
        let files = self.by_kind.get(kind).into_iter().flatten();
        files.map(|file| format!("{base}/{file}")).collect()
    }

    /// Whether pages of this kind have anything beside their HTML.
    pub(super) fn has(&self, kind: &str) -> bool {
        self.by_kind.get(kind).is_some_and(|files| !files.is_empty())
    }
}

/// The file of a format, by the configuration or by Hugo's own; `None` for HTML, and for what is not known.
fn file(config: &Config, name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let known = KNOWN.iter().find(|(known, _)| *known == name).map(|(_, file)| *file);
    let said = |key: &str| config.text(&["outputformats", &name, key]);
    if config.get(&["outputformats", &name]).is_none() {
        return known.map(str::to_owned);
    }
    let (known_base, known_ending) = known.and_then(|file| file.rsplit_once('.')).unwrap_or(("index", ""));
    let base = said("basename").unwrap_or(known_base);
    let ending = match said("mediatype") {
        Some(media) => ending(config, media),
        None => known_ending.to_owned(),
    };
    let folder = said("path").map(|path| format!("{}/", path.trim_matches('/'))).unwrap_or_default();
    let dot = if ending.is_empty() { "" } else { "." };
    Some(format!("{folder}{base}{dot}{ending}"))
}

/// The ending of files of a media type.
fn ending(config: &Config, media: &str) -> String {
    let media = media.to_lowercase();
    let said = config.get(&["mediatypes", &media]);
    if let Some(said) = said {
        let suffixes = said.get("suffixes").map(texts).unwrap_or_default();
        let bare = said.get("delimiter").and_then(Value::as_str) == Some("");
        return if bare { "" } else { suffixes.first().copied().unwrap_or("") }.to_owned();
    }
    let subtype = media.rsplit('/').next().unwrap_or("");
    match subtype {
        "plain" => "txt",
        "markdown" => "md",
        "javascript" => "js",
        "calendar" => "ics",
        "svg+xml" => "svg",
        other => other.rsplit('+').next().unwrap_or(other),
    }
    .to_owned()
}
