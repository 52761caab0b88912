//! Which keys the front matter of a corpus uses. Only names are wanted here, so lines are looked at and nothing is
//! parsed: an article whose block is broken still tells its keys.

use std::collections::BTreeMap;

use crate::catalog::Catalog;

/// How many articles are looked at; enough to know the keys of a corpus.
const SAMPLE: usize = 1_000;

/// Each key with the number of articles that have it, among the first thousand.
pub(super) fn keys(catalog: &Catalog) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for text in catalog.ids().take(SAMPLE).filter_map(|id| catalog.read_text(id)) {
        let mut keys = keys_of(&text);
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *counts.entry(key.to_owned()).or_insert(0) += 1;
        }
    }
    counts
}

/// The top-level keys of one article's YAML or TOML block.
fn keys_of(text: &str) -> Vec<&str> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let separator = match lines.next().map(str::trim_end) {
        Some("---") => ':',
        Some("+++") => '=',
        _ => return Vec::new(),
    };
    let fence = if separator == ':' { "---" } else { "+++" };
    let block = lines.take_while(|line| !(line.starts_with(fence) || (separator == '=' && line.starts_with('['))));
    block.filter_map(|line| key(line, separator)).collect()
}

fn key(line: &str, separator: char) -> Option<&str> {
    let (key, _) = line.split_once(separator)?;
    let key = key.trim_end();
    let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    (!key.is_empty() && key.len() <= 40 && !key.starts_with('-') && key.chars().all(plain)).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_top_level_keys_count() {
        let yaml = "---\ntitle: A: b\ntags:\n  - x: y\nseo:\n  title: z\n---# Heading\nnot: this\n";
        assert_eq!(keys_of(yaml), ["title", "tags", "seo"]);
        assert_eq!(keys_of("+++\ntitle = \"A\"\n[extra]\nx = 1\n+++\n"), ["title"]);
        assert!(keys_of("# No front matter\na: b\n").is_empty());
    }
}
