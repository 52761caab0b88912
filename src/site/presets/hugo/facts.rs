//! What front matter says of a page: its dates, whether it is a draft, whether it is rendered; and what a folder or the
//! configuration says of all pages below (`cascade`).

use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::corpus::{Article, Metadata};
use crate::site::plan::DRAFT;
use crate::site::url_path::{last, parent};

use super::config::Config;
use super::globs;
use super::paths::{Content, Form};

/// A day: year, month, day.
pub(super) type Date = (i16, i8, i8);

/// How pages are told apart that are published and not.
#[derive(Debug)]
pub(super) struct Policy {
    today: Date,
    drafts: bool,
    future: bool,
    expired: bool,
    /// Where the date comes from, in the order of asking.
    sources: Vec<String>,
    /// What the configuration says of pages.
    cascades: Vec<Cascade>,
}

/// A `cascade` table of the configuration.
#[derive(Debug)]
struct Cascade {
    /// A glob of the paths that it is meant for.
    path: Option<String>,
    /// A glob of kinds.
    kind: Option<String>,
    /// Keys, of one level under `table.key`, and values.
    values: Vec<(String, String)>,
}

/// What `cascade` of the branches says, by language and path.
pub(super) type Branches<'a> = FxHashMap<(usize, &'a str), &'a Metadata>;

impl Policy {
    pub(super) fn read(config: &Config, today: &str) -> Self {
        let all = |sources: Vec<&str>| sources.into_iter().map(str::to_lowercase).collect::<Vec<_>>();
        let said = all(config.texts(&["frontmatter", "date"]));
        let default = || ["date", "publishdate", "pubdate", "published", "lastmod", "modified"].map(str::to_owned);
        let mut sources: Vec<String> = Vec::new();
        for source in said {
            if source == ":default" { sources.extend(default()) } else { sources.push(source) }
        }
        if sources.is_empty() {
            sources.extend(default());
        }
        let single = config.get(&["cascade"]).filter(|cascade| cascade.is_object());
        let cascades = config.tables(&["cascade"]).chain(single);
        Self {
            today: date(today).unwrap_or((9999, 1, 1)),
            drafts: config.flag(&["builddrafts"]),
            future: config.flag(&["buildfuture"]),
            expired: config.flag(&["buildexpired"]),
            sources,
            cascades: cascades.map(cascade).collect(),
        }
    }

    /// The text under a key that only generators read, of the page itself or of what is above it.
    fn cascaded<'p>(
        &'p self,
        content: &Content,
        metadata: &'p Metadata,
        branches: &Branches<'p>,
        key: &str,
    ) -> Option<&'p str> {
        let below = format!("cascade.{key}");
        if let Some(own) = metadata.text(key).or_else(|| metadata.text(&below)) {
            return Some(own);
        }
        let mut folder = content.logical.as_str();
        while !folder.is_empty() {
            folder = parent(folder);
            let said = branches.get(&(content.language, folder)).and_then(|branch| branch.text(&below));
            if said.is_some() {
                return said;
            }
        }
        let path = format!("/{}", content.logical);
        let kind = if content.form == Form::Branch { "section" } else { "page" };
        self.cascades.iter().find_map(|cascade| {
            // Few have a word for any one key, so that this is asked before the globs.
            let (_, value) = cascade.values.iter().find(|(known, _)| known == key)?;
            let meant = cascade.path.as_ref().is_none_or(|glob| globs::matches(glob, &path))
                && cascade.kind.as_ref().is_none_or(|glob| globs::matches(glob, kind));
            meant.then_some(value.as_str())
        })
    }

    /// Why the page is not published; `None` if it is, or is a draft by its own word.
    pub(super) fn kept_back(
        &self,
        content: &Content,
        article: &Article,
        branches: &Branches<'_>,
    ) -> Option<&'static str> {
        let metadata = &article.metadata;
        let says = |key: &str| self.cascaded(content, metadata, branches, key);
        let own_draft = metadata.draft && !self.drafts;
        if !own_draft && !self.drafts && metadata.text("cascade.draft").or_else(|| says("draft")) == Some("true") {
            return Some(DRAFT);
        }
        let day = |key: &str| metadata.text(key).and_then(date);
        let published = day("publishDate").or_else(|| metadata.text("date").and_then(date));
        if !self.future && published.is_some_and(|day| day > self.today) {
            return Some("published at a later date");
        }
        if !self.expired && day("expiryDate").is_some_and(|day| day <= self.today) {
            return Some("expired");
        }
        match says("build.render").or_else(|| says("_build.render")) {
            Some("never" | "false") => return Some(NOT_RENDERED),
            Some("link") => return Some(LINKED_ONLY),
            _ => {}
        }
        (metadata.text("headless") == Some("true") && content.form == Form::Leaf).then_some(HEADLESS)
    }

    /// The date that patterns take, and the slug if the file's name says one as well.
    pub(super) fn dated<'a>(&self, content: &'a Content, article: &'a Article) -> (Option<Date>, Option<&'a str>) {
        let name = last(&content.path);
        let in_name = || date(name).map(|day| (day, name.get(10..).unwrap_or("").trim_start_matches(['-', '_', ' '])));
        for source in &self.sources {
            if source == ":filename" {
                if let Some((day, slug)) = in_name() {
                    return (Some(day), Some(slug).filter(|slug| !slug.is_empty()));
                }
            } else if let Some(day) = text(&article.metadata, source).and_then(date) {
                return (Some(day), None);
            }
        }
        (None, None)
    }
}

/// Why a page has neither a file nor a URL.
pub(super) const NOT_RENDERED: &str = "`build.render` is `never`";

/// Why a page has a URL, but no file there.
pub(super) const LINKED_ONLY: &str = "`build.render` is `link`";

/// Why a bundle has none.
pub(super) const HEADLESS: &str = "a headless bundle";

/// A `cascade` table as it is read.
fn cascade(table: &Value) -> Cascade {
    let target = table.get("target").or_else(|| table.get("_target"));
    let meant = |key: &str| Some(target?.get(key)?.as_str()?.to_lowercase());
    let mut values = Vec::new();
    let plain = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    };
    for (key, value) in table.as_object().into_iter().flatten() {
        match value {
            Value::Object(inner) => {
                let inner = inner.iter().filter_map(|(name, value)| Some((format!("{key}.{name}"), plain(value)?)));
                values.extend(inner);
            }
            value => values.extend(plain(value).map(|value| (key.clone(), value))),
        }
    }
    Cascade { path: meant("path"), kind: meant("kind"), values }
}

/// The value of a front-matter key, however it is spelled.
fn text<'m>(metadata: &'m Metadata, key: &str) -> Option<&'m str> {
    let found = metadata.more.iter().find(|(known, _)| known.eq_ignore_ascii_case(key));
    found.and_then(|(_, texts)| texts.first()).map(|text| &**text)
}

/// The day that a text begins with: `2026-01-31`, `2026-1-31T…`.
pub(super) fn date(text: &str) -> Option<Date> {
    let mut parts = text.trim().splitn(3, '-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: i8 = parts.next()?.parse().ok()?;
    let rest = parts.next()?;
    let digits = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let day: i8 = rest.get(..digits)?.parse().ok()?;
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}
