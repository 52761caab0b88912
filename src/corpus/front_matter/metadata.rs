//! From keys and values to what they mean: the fields of [`Metadata`], under the names the configuration gives them.

use crate::corpus::Metadata;
use crate::settings::{Names, Settings};

use super::generator_keys;
use super::value::{Entries, Value};

/// What `entries` say.
pub(super) fn understand(entries: &Entries<'_>, settings: &Settings) -> Metadata {
    let fields = &settings.fields;
    let text = |names: &Names| first(entries, names).map(Box::from);
    let mut metadata = Metadata {
        has_front_matter: true,
        field_count: u16::try_from(entries.len()).unwrap_or(u16::MAX),
        title: text(&fields.title),
        content_type: text(&fields.content_type),
        categories: all(entries, &fields.category),
        keyword: text(&fields.keyword),
        tools: all(entries, &fields.tools),
        date: text(&fields.date),
        status: text(&fields.status),
        lang: text(&fields.lang),
        slug: text(&fields.slug),
        permalink: text(&fields.permalink),
        aliases: all(entries, &fields.aliases),
        owns: all(entries, &fields.owns),
        draft: false,
        nolink_from: false,
        nolink_to: false,
        ignore: ignored(entries),
        more: generator_keys::all(entries),
    };
    metadata.draft = is_draft(entries, metadata.status.as_deref(), settings);
    (metadata.nolink_from, metadata.nolink_to) = nolink(entries);
    metadata
}

/// The first text under any of `names`, in the order of the names.
fn first<'e>(entries: &'e Entries<'_>, names: &Names) -> Option<&'e str> {
    let under = |name: &String| entries.iter().find(|(key, _)| key == name)?.1.texts().next();
    match names {
        Names::One(name) => under(name),
        Names::Many(names) => names.iter().find_map(under),
    }
}

/// All texts under all of `names`, each once, in the order of the names.
fn all(entries: &Entries<'_>, names: &Names) -> Box<[Box<str>]> {
    let names = match names {
        Names::One(name) => std::slice::from_ref(name),
        Names::Many(names) => names,
    };
    let mut texts: Vec<Box<str>> = Vec::new();
    for name in names {
        let values = entries.iter().filter(|(key, _)| key == name).flat_map(|(_, value)| value.texts());
        for text in values {
            if !text.contains("{{") && !texts.iter().any(|known| **known == *text) {
                texts.push(text.into());
            }
        }
    }
    texts.into()
}

fn is_draft(entries: &Entries<'_>, status: Option<&str>, settings: &Settings) -> bool {
    let says = |key: &str, word: &str| {
        entries.iter().any(|(known, value)| known == key && value.text().is_some_and(|text| text == word))
    };
    let by_status = status.is_some_and(|status| settings.drafts.status.iter().any(|s| s.eq_ignore_ascii_case(status)));
    by_status || says("draft", "true") || says("published", "false")
}

/// `nolink: true`, or one way alone: `from` for links in its text, `to` for links to it. It may also stand in the table
/// `linkwright`.
fn nolink(entries: &Entries<'_>) -> (bool, bool) {
    let own = entries.iter().filter(|(key, _)| key == "nolink").map(|(_, value)| value);
    let values = own.chain(own_table(entries, "nolink"));
    values.filter_map(Value::text).fold((false, false), |(from, to), said| {
        let both = said == "true";
        (from || both || said == "from", to || both || said == "to")
    })
}

/// `linkwright: {ignore: [orphan]}`.
fn ignored(entries: &Entries<'_>) -> Box<[Box<str>]> {
    own_table(entries, "ignore").flat_map(|value| value.texts()).map(Box::from).collect()
}

/// What stands under `key` in the table `linkwright`.
fn own_table<'e, 'v>(entries: &'e Entries<'v>, key: &str) -> impl Iterator<Item = &'e Value<'v>> {
    let own = entries.iter().find(|(name, _)| name == "linkwright").map(|(_, value)| value);
    let own = if let Some(Value::Table(own)) = own { own.as_slice() } else { &[] };
    own.iter().filter(move |(name, _)| name == key).map(|(_, value)| value)
}
