//! `linkwright.yaml` from what was detected. What was inferred is set, what is only known or merely possible stands in
//! comments that can be uncommented as they are.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::detect::Detected;
use crate::settings::{FieldNames, Preset};

/// How many items of a list are written out.
const LISTED: usize = 12;

/// The file.
pub(super) fn yaml(found: &Detected) -> String {
    let mut out = String::new();
    let articles = counted(found.articles, "article");
    line(
        &mut out,
        &format!("# Configuration of linkwright, detected in {articles}. What stands in comments is optional."),
    );
    line(&mut out, "");
    line(&mut out, "# The folder of source files, relative to this file.");
    line(&mut out, &format!("corpus: {}", scalar(&found.corpus)));
    line(&mut out, "");
    line(&mut out, "# Files that are not read, as globs relative to the corpus.");
    line(&mut out, "# exclude: [\"templates/**\"]");
    line(&mut out, "");
    site(&mut out, found);
    drafts(&mut out, found);
    fields(&mut out, &found.keys);
    catalogues(&mut out, found);
    line(&mut out, "# Levels are error, warning, note and off; `linkwright explain RULE` tells a rule's options.");
    line(&mut out, "# rules:");
    line(&mut out, "#   self-link: off");
    line(&mut out, "#   weak-inbound: {level: warning, min: 3}");
    out
}

/// How files become URLs.
fn site(out: &mut String, found: &Detected) {
    let generator = found.preset != Preset::Plain;
    let set = found.base_url.is_some() || !found.mounts.is_empty() || generator;
    line(out, "# How files become URLs.");
    line(out, if set { "site:" } else { "# site:" });
    let told = if generator { "Detected" } else { "Inferred" };
    for sentence in &found.inferred {
        line(out, &format!("  # {told}: {}", one_line(sentence)));
    }
    if generator {
        line(out, &format!("  preset: {}", found.preset.name()));
    }
    match &found.base_url {
        Some(url) => line(out, &format!("  base_url: {}", scalar(url))),
        None => line(out, "  # base_url: https://www.example.org"),
    }
    match (found.mounts.is_empty(), generator) {
        (true, true) => {}
        (true, false) => line(out, "  # mounts: {articles: /blog/}"),
        _ => line(out, "  mounts:"),
    }
    for (folder, prefix) in &found.mounts {
        line(out, &format!("    {}: {}", scalar(folder), scalar(prefix)));
    }
    line(
        out,
        "  # URLs of single folders: {dir}, {stem}, {path}, {slug}, {title}, {year}, {month}, {day} may stand in them.",
    );
    line(out, "  # permalinks: {\"posts/*\": \"/blog/{slug}/\"}");
    line(out, "  # Redirects beside those in _redirects, netlify.toml and vercel.json.");
    line(out, "  # redirects: {/old/: /new/}");
    line(out, "  # Parts whose pages come from another place, such as a script that runs before the generator.");
    line(out, "  # elsewhere: [/community/]");
    let entries = counted(found.entries.len(), "entry article");
    line(out, &format!("  # Where readers come in. Without a list, home, section indexes and hubs: {entries} here."));
    line(out, "  # entry:");
    for entry in found.entries.iter().take(LISTED) {
        line(out, &format!("  #   - {}", scalar(entry)));
    }
    if found.entries.len() > LISTED {
        line(out, &format!("  #   and {} more", found.entries.len() - LISTED));
    }
    line(out, "");
}

/// What makes an article a draft.
fn drafts(out: &mut String, found: &Detected) {
    let what = "An article is a draft if `draft: true`, `published: false`, or its status is one of these";
    line(out, &format!("# {what}: {} of {}.", found.drafts, counted(found.articles, "article")));
    if !found.statuses.is_empty() {
        line(out, &format!("# Statuses found: {}.", tallied(found.statuses.iter())));
    }
    line(out, "# drafts:");
    line(out, "#   status: [draft, unpublished, archived]");
    line(out, "");
}

/// Which front-matter keys hold what.
fn fields(out: &mut String, keys: &BTreeMap<String, usize>) {
    let read = known_fields();
    let known = |key: &str| read.iter().any(|(_, names)| names.contains(&key)) || OTHERS_READ.contains(&key);
    line(out, "# Which front-matter keys hold what; several are tried in order.");
    let other: Vec<_> = keys.iter().filter(|(key, _)| !known(key)).collect();
    if !other.is_empty() {
        line(out, &format!("# Found and not read: {}.", tallied(other.into_iter())));
    }
    line(out, "# fields:");
    for (ours, names) in &read {
        let found: Vec<_> = keys.iter().filter(|(key, _)| names.contains(&key.as_str())).collect();
        let note = if found.is_empty() { String::new() } else { format!("  # found: {}", tallied(found.into_iter())) };
        line(out, &format!("#   {ours}: [{}]{note}", names.join(", ")));
    }
    line(out, "");
}

/// Keys that are read without being configurable.
const OTHERS_READ: [&str; 3] = ["draft", "published", "linkwright"];

/// linkwright's fields and the keys that hold them by default.
fn known_fields() -> Vec<(&'static str, Vec<&'static str>)> {
    FieldNames::DEFAULTS.iter().map(|(ours, keys)| (*ours, keys.to_vec())).collect()
}

/// Files that name entities.
fn catalogues(out: &mut String, found: &Detected) {
    line(out, "# A YAML file `tools: [{name, category, affiliate_link}]`, relative to this file.");
    let mut files = found.catalogues.iter();
    match files.next() {
        Some(first) => {
            line(out, "catalogues:");
            let file = first.file.display().to_string().replace('\\', "/");
            line(out, &format!("  tools: {}  # {}", scalar(&file), counted(first.tools, "tool")));
        }
        None => line(out, "# catalogues: {tools: tools.yaml}"),
    }
    for other in files.take(LISTED) {
        line(out, &format!("  # or {}, {}", other.file.display(), counted(other.tools, "tool")));
    }
    line(out, "");
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Names with their counts, the most frequent first.
fn tallied<'a>(counts: impl Iterator<Item = (&'a String, &'a usize)>) -> String {
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by_key(|&(name, count)| (std::cmp::Reverse(*count), name));
    let more = counts.len().saturating_sub(LISTED);
    let mut named: Vec<_> =
        counts.iter().take(LISTED).map(|(name, count)| format!("{} ({count})", one_line(name))).collect();
    if more > 0 {
        named.push(format!("and {more} more"));
    }
    named.join(", ")
}

/// A YAML scalar: plain where it can be, in double quotes where it must. JSON strings are YAML strings.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let url = text.starts_with("https://") || text.starts_with("http://");
    let safe = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '.');
    let word = matches!(
        text.to_ascii_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n"
    );
    let rest = if url { text.split_once(':').map_or(text, |(_, rest)| rest) } else { text };
    if safe && !word && rest.chars().all(plain) {
        return text.to_owned();
    }
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_survive_yaml() {
        for text in
            ["content", ".", "/a/", "https://x.org", "https://x.org:80", "no", "a: b", "1.5", "- x", "ä \"q\"", ""]
        {
            let read: serde_yaml::Value = serde_yaml::from_str(&format!("key: {}", scalar(text))).unwrap();
            assert_eq!(read.get("key").and_then(|value| value.as_str()), Some(text));
        }
    }
}
