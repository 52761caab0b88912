//! Keys that site generators go by when they make URLs, kept as they are for the presets of `site`: dates that publish
//! and expire an article, ids, templates, and the terms of its taxonomies.
//!
//! Which taxonomies a site has is written in its configuration, which is not known here, so every list is kept that could
//! be one.

use super::value::{Entries, Value};
use crate::corpus::GeneratorKey;

/// What presets ask for beside what [`Metadata`](crate::corpus::Metadata) has anyway.
const KEYS: [&str; 44] = [
    "_build.list",
    "_build.render",
    "authors",
    "build.list",
    "build.publishResources",
    "build.render",
    "cascade._build.list",
    "cascade._build.render",
    "cascade.build.list",
    "cascade.build.render",
    "cascade.draft",
    "categories",
    "category",
    "collection",
    "date",
    "date.created",
    "dynamicPermalink",
    "eleventyComputed.permalink",
    "eleventyExcludeFromCollections",
    "expiryDate",
    "extra.slug",
    "generate_feed",
    "generate_feeds",
    "headless",
    "id",
    "lastmod",
    "layout",
    "outputs",
    "paginate_by",
    "paginate_path",
    "pagination.alias",
    "pagination.data",
    "pagination.size",
    "path",
    "permalink",
    "publishDate",
    "redirect_to",
    "render",
    "series",
    "tags",
    "template",
    "transparent",
    "type",
    "unlisted",
];

/// Lists longer than this, or with longer items, are data and no taxonomy.
const MOST_TERMS: usize = 64;
const LONGEST_TERM: usize = 80;

/// How many tables deep in another one such a key may lie.
const DEEPEST: usize = 1;

type Kept = Vec<GeneratorKey>;

/// What is kept of `entries`.
pub(super) fn all(entries: &Entries<'_>) -> Box<[GeneratorKey]> {
    let mut kept = Vec::new();
    for (key, value) in entries {
        match value {
            Value::Table(table) if key == "taxonomies" => {
                table.iter().for_each(|(name, value)| keep(&mut kept, name, value));
            }
            Value::Table(table) => keep_inner(&mut kept, key, table, DEEPEST),
            // What holds for all below is kept; what is meant for some of them alone is not understood.
            Value::List(list) if key.eq_ignore_ascii_case("cascade") => {
                let tables = list.iter().filter_map(|one| if let Value::Table(one) = one { Some(one) } else { None });
                tables.for_each(|table| keep_inner(&mut kept, key, table, DEEPEST));
            }
            // `redirects: [{from: old, to: /new/}]`, which templates write for the host.
            Value::List(list) if key == "redirects" => {
                let of = |one: &Value<'_>| match one {
                    Value::Table(one) => Some(one.iter().find(|(key, _)| key == "from")?.1.text()?.into()),
                    _ => None,
                };
                let from: Box<[Box<str>]> = list.iter().filter_map(of).collect();
                kept.push(("redirects.from".into(), from));
            }
            Value::List(list) if is_taxonomy(list) => keep(&mut kept, key, value),
            // Jekyll takes `categories: a b` for two, and `categories: [a b]` for one.
            Value::Text(_) if matches!(&**key, "categories" | "tags") => {
                keep(&mut kept, &format!("{key}.text"), value);
                keep(&mut kept, key, value);
            }
            value => {
                if let Some(known) = known(key) {
                    keep(&mut kept, known, value);
                }
            }
        }
    }
    kept.into()
}

/// The key as it is kept, if presets ask for it; generators read keys in any case.
fn known(key: &str) -> Option<&'static str> {
    KEYS.into_iter().find(|known| known.eq_ignore_ascii_case(key))
}

/// Keeps what is asked for in a table under `key`.
fn keep_inner(kept: &mut Kept, key: &str, table: &Entries<'_>, depth: usize) {
    let targeted = table.iter().any(|(key, _)| matches!(&**key, "target" | "_target"));
    if targeted && key.eq_ignore_ascii_case("cascade") {
        return;
    }
    for (inner, value) in table {
        let name = format!("{key}.{inner}");
        match value {
            Value::Table(table) if depth > 0 => keep_inner(kept, &name, table, depth - 1),
            value => known(&name).into_iter().for_each(|known| keep(kept, known, value)),
        }
    }
}

fn keep(kept: &mut Kept, key: &str, value: &Value<'_>) {
    let texts: Box<[Box<str>]> = value.texts().map(Box::from).collect();
    if !texts.is_empty() {
        kept.push((key.into(), texts));
    }
}

fn is_taxonomy(list: &[Value<'_>]) -> bool {
    let term = |value: &Value<'_>| matches!(value, Value::Text(text) if text.len() <= LONGEST_TERM);
    list.len() <= MOST_TERMS && list.iter().all(term)
}
