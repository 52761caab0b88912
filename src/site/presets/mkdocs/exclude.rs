//! What the plugin mkdocs-exclude takes out: globs that match a whole path, regular expressions that match how it begins.

use regex::{RegexSet, RegexSetBuilder};

use crate::site::presets::fnmatch::matches;

/// Compiled expressions need no more memory than this.
const LARGEST: usize = 1 << 20;

/// The patterns.
pub(super) struct Excluded<'a> {
    globs: Vec<&'a str>,
    expressions: RegexSet,
    /// Whether all expressions could be read; those of Python can do more.
    pub(super) is_understood: bool,
}

impl<'a> Excluded<'a> {
    pub(super) fn new(globs: &[&'a str], expressions: &[&str]) -> Self {
        let anchored = expressions.iter().map(|expression| format!("^(?:{expression})"));
        let each = anchored.filter(|expression| compiled(&[expression]).is_some());
        let known: Vec<String> = each.collect();
        let is_understood = known.len() == expressions.len();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let set = compiled(&known);
        Self {
            globs: globs.to_vec(),
            is_understood: is_understood && set.is_some(),
            expressions: set.unwrap_or_default(),
        }
    }

    /// Whether the file at a path below `docs_dir` is left out.
    pub(super) fn takes(&self, path: &str) -> bool {
        self.globs.iter().any(|glob| matches(glob, path)) || self.expressions.is_match(path)
    }
}

fn compiled(expressions: &[&str]) -> Option<RegexSet> {
    RegexSetBuilder::new(expressions).size_limit(LARGEST).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_match_from_the_start_and_what_only_python_reads_is_told() {
        let excluded = Excluded::new(&["*.tmp.md"], &[r"drafts/.*\.md", "old|older", r"(?!keep)x"]);
        for (path, expected) in [
            ("a/b.tmp.md", true),
            ("drafts/a.md", true),
            ("in/drafts/a.md", false),
            ("older/x.md", true),
            ("very/old.md", false),
            ("x.md", false),
        ] {
            assert_eq!(excluded.takes(path), expected, "{path}");
        }
        assert!(!excluded.is_understood);
        assert!(Excluded::new(&[], &[]).is_understood);
        assert!(!Excluded::new(&[], &[]).takes("a.md"));
    }
}
