//! Keys that site generators go by when they make URLs, kept as they are for the presets of `site`: dates that publish
//! and expire an article, ids, templates, and the terms of its taxonomies.
//!
//! Which taxonomies a site has is written in its configuration, which is not known here, so every list is kept that could
//! be one.

use super::value::{Entries, Value};

/// What presets ask for beside what [`Metadata`](crate::corpus::Metadata) has anyway.
const KEYS: [&str; 28] = [
    "_build.list",
    "_build.render",
    "authors",
    "build.list",
    "build.render",
    "category",
    "collection",
    "date",
    "eleventyExcludeFromCollections",
    "expiryDate",
    "expirydate",
    "extra.slug",
    "headless",
    "id",
    "layout",
    "outputs",
    "paginate_by",
    "pagination.data",
    "pagination.size",
    "path",
    "publishDate",
    "publishdate",
    "redirect_to",
    "render",
    "template",
    "transparent",
    "type",
    "unlisted",
];

/// Lists longer than this, or with longer items, are data and no taxonomy.
const MOST_TERMS: usize = 64;
const LONGEST_TERM: usize = 80;

/// What is kept of `entries`.
pub(super) fn all(entries: &Entries<'_>) -> Box<[(Box<str>, Box<[Box<str>]>)]> {
    let mut kept = Vec::new();
    for (key, value) in entries {
        match value {
            Value::Table(table) => {
                for (inner, value) in table {
                    let taxonomy = key == "taxonomies";
                    let name = if taxonomy { inner.to_string() } else { format!("{key}.{inner}") };
                    if taxonomy || KEYS.contains(&&*name) {
                        keep(&mut kept, &name, value);
                    }
                }
            }
            Value::List(list) if is_taxonomy(list) => keep(&mut kept, key, value),
            // Jekyll takes `categories: a b` for two, and `categories: [a b]` for one.
            Value::Text(_) if matches!(&**key, "categories" | "tags") => keep(&mut kept, &format!("{key}.text"), value),
            value if KEYS.contains(&&**key) => keep(&mut kept, key, value),
            _ => {}
        }
    }
    kept.into()
}

fn keep(kept: &mut Vec<(Box<str>, Box<[Box<str>]>)>, key: &str, value: &Value<'_>) {
    let texts: Box<[Box<str>]> = value.texts().map(Box::from).collect();
    if !texts.is_empty() {
        kept.push((key.into(), texts));
    }
}

fn is_taxonomy(list: &[Value<'_>]) -> bool {
    let term = |value: &Value<'_>| matches!(value, Value::Text(text) if text.len() <= LONGEST_TERM);
    list.len() <= MOST_TERMS && list.iter().all(term)
}
