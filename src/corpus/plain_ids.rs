//! Ids that stand in plain text rather than in markup: block ids as vaults write them (`… ^quote-1` at the end of a
//! line), those that generators give the terms of definition lists (a term, and `: ` before its definition), and
//! attribute lists (`{: #id}`, `{ #id .class }`) that belong to a paragraph or to what stands before them, tabs of PyMdown
//! (`=== "Label"`), and the settings that Material for MkDocs documents in comments (`<!-- md:option x -->`).

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr_iter, memrchr};
use rustc_hash::FxHashMap;

use crate::text::slug;

/// What stands before a definition. Made once: a searcher costs more to make than a small file to search.
static DEFINITIONS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["\n:", "- :"].map(Finder::new));

/// What begins a setting that Material for MkDocs documents.
static SETTINGS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("<!-- md:"));

/// What begins a tab of PyMdown.
static TABS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("=== \""));

/// Adds to `ids` those in `text`. What looks like one inside code does no harm: it only widens what a fragment may mean.
pub(super) fn find(ids: &mut Vec<Box<str>>, text: &str) {
    for at in memchr_iter(b'^', text.as_bytes()) {
        ids.extend(block_id(text, at).map(Box::from));
    }
    for at in memchr_iter(b'{', text.as_bytes()) {
        ids.extend(attribute_id(text, at).map(Box::from));
    }
    for at in SETTINGS.find_iter(text.as_bytes()) {
        let mut words = text.get(at..).unwrap_or("").split_whitespace().skip(1);
        if let (Some("md:option" | "md:setting" | "md:flag"), Some(name)) = (words.next(), words.next()) {
            ids.extend([format!("+{name}").into(), name.into()]);
        }
    }
    if TABS.find(text.as_bytes()).is_some() {
        tabs(ids, text);
    }
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    for marker in &*DEFINITIONS {
        for at in marker.find_iter(text.as_bytes()) {
            let spaced =
                text.as_bytes().get(at + marker.needle().len()).is_some_and(|byte| matches!(byte, b' ' | b'\t'));
            if let Some(term) = term_before(text, at).filter(|_| spaced) {
                let (dashed, underscored) = (slug::github(term), slug::underscored(term));
                ids.extend((dashed != underscored).then(|| underscored.into()));
                // Repeated terms are told apart like headings.
                let repeats = seen.entry(dashed.clone()).and_modify(|repeats| *repeats += 1).or_insert(0);
                ids.extend((*repeats > 0).then(|| format!("{dashed}-{repeats}").into()));
                ids.push(dashed.into());
            }
        }
    }
}

/// The block id whose `^` stands at `at`, caret included: nothing but it is left on the line, and a space, the line's
/// start or the end of an embedded file is before it.
fn block_id(text: &str, at: usize) -> Option<&str> {
    let before = text.as_bytes().get(at.checked_sub(1)?)?;
    let rest = text.get(at + 1..)?;
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
    let behind = rest.get(end..)?.trim_start_matches([' ', '\t', '\r']);
    // Behind an embedded file the blank is often left out.
    let is_apart = before.is_ascii_whitespace() || *before == b']';
    let stands_alone = end > 0 && is_apart && (behind.is_empty() || behind.starts_with('\n'));
    stands_alone.then(|| text.get(at..at + 1 + end)).flatten()
}

/// Adds what tabs are called: by their label alone, and behind the heading that they stand under.
fn tabs(ids: &mut Vec<Box<str>>, text: &str) {
    let mut heading = String::new();
    for line in text.lines() {
        if line.starts_with('#') {
            heading = slug::github(line.trim_start_matches('#'));
        }
        let label = line.trim_start().strip_prefix("===").map(|rest| rest.trim_start_matches(['!', '+', ' ']));
        if let Some(label) = label.and_then(|rest| rest.strip_prefix('"')?.split('"').next()) {
            let is_icon = |word: &&str| word.len() > 2 && word.starts_with(':') && word.ends_with(':');
            let words: Vec<&str> = label.split(' ').filter(|word| !is_icon(word)).collect();
            let label = slug::github(&words.join(" "));
            ids.push(format!("{heading}-{label}").into());
            ids.push(label.into());
        }
    }
}

/// The id in the attribute list that begins at `at`: alone on its line, right behind a link, code or emphasis, or behind the
/// fence of code. Those of headings stand behind a blank, and are known with their headings.
fn attribute_id(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at + 1..)?;
    let inner = rest.strip_prefix(':').unwrap_or(rest);
    if !inner.starts_with([' ', '#', '.']) {
        return None;
    }
    let (inner, behind) = inner.split_once('}')?;
    let id = inner.split([' ', '\t']).find_map(|word| word.strip_prefix('#'))?;
    let before = text.get(..at)?;
    let line = before.rsplit('\n').next().unwrap_or("");
    let alone = line.trim().is_empty() && behind.split('\n').next().is_some_and(|behind| behind.trim().is_empty());
    let attached = before.ends_with([')', '`', '*', '_']) || (before.ends_with(']') && !before.ends_with("[]"));
    let of_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
    let valid = !id.is_empty() && !id.contains(['\n', '"', '<', '{']);
    ((alone || attached || of_fence) && valid).then_some(id)
}

/// The text of the line that a definition at `at` belongs to: the one before, but for a blank line and a list marker.
fn term_before(text: &str, at: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let mut end = if bytes.get(at) == Some(&b'\n') { at } else { memrchr(b'\n', bytes.get(..at)?)? };
    for _ in 0..2 {
        let start = memrchr(b'\n', bytes.get(..end)?).map_or(0, |newline| newline + 1);
        let line = text.get(start..end)?.trim().trim_start_matches("- ").trim_end_matches('\\').trim();
        // `[term](target)` goes by its text.
        let line = line.strip_prefix('[').and_then(|link| link.split_once("](")).map_or(line, |(text, _)| text);
        if !line.is_empty() {
            return (line.len() <= 200).then_some(line);
        }
        end = start.checked_sub(1)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut ids = Vec::new();
        find(&mut ids, text);
        ids.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn block_ids_end_a_line() {
        assert_eq!(all("One thing. ^quote-1\nTwo^2 ^ x^y ^no no\r\n^alone\r\n"), ["^quote-1", "^alone"]);
    }

    #[test]
    fn tabs_and_settings_have_ids() {
        let text = "## Logo\n\n=== \":octicons-x-16: Icon, bundled\"\n\n    x\n<!-- md:option toc.slugify -->\n<!-- md:version 1 -->\n";
        assert_eq!(all(text), ["+toc.slugify", "toc.slugify", "logo-icon-bundled", "icon-bundled"]);
    }

    #[test]
    fn attribute_lists_hold_ids() {
        let text =
            "A text.\n{: .big #para }\n[x](y){#link} []{#none} {{#if}} ## A {#heading}\n{ #own }\n``` { .sh #code }\n";
        assert_eq!(all(text), ["para", "link", "own", "code"]);
    }

    #[test]
    fn terms_of_definition_lists_have_ids() {
        assert_eq!(all("`cacheDir`\n: Where.\n\n`sortOrder`\n\n: How.\n"), ["cachedir", "sortorder"]);
        assert_eq!(all("- `first value`\n  - : What comes first.\n"), ["first_value", "first-value"]);
        let repeated = "One\n: 1.\n\nBetween.\n\nOne\n: 2.\n\nOne\n: 3.\n";
        assert_eq!(all(repeated), ["one", "one-1", "one", "one-2", "one"]);
        assert_eq!(all(": no term\n\n\n: none"), Vec::<String>::new());
    }
}
