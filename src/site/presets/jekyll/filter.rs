//! Which files Jekyll reads: not those whose name begins with `_`, `.` or `#`, nor those that the configuration excludes,
//! unless it includes them.

use super::config::Config;
use crate::site::presets::fnmatch::matches;

impl Config {
    /// Whether every folder on the way to the file at `path`, from the source on, and the file itself are read.
    pub(super) fn reads(&self, path: &str) -> bool {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        ends.into_iter().all(|end| {
            let entry = &path[..end];
            let name = entry.rsplit('/').next().unwrap_or(entry);
            if any(&self.include, name, false) {
                return true;
            }
            !self.excludes(entry, end < path.len()) && !is_special(name)
        })
    }

    /// Whether the file at `inside` of a collection or `_posts` is read, `path` being its path from the source on. Only where
    /// the path begins and the name of the file count here.
    pub(super) fn reads_inside(&self, inside: &str, path: &str) -> bool {
        let name = inside.rsplit('/').next().unwrap_or(inside);
        if any(&self.include, inside, false) || any(&self.include, name, false) {
            return true;
        }
        !self.excludes(path, false) && !is_special(inside) && !is_special(name)
    }

    fn excludes(&self, entry: &str, folder: bool) -> bool {
        let excluded = |pattern: &&String| !self.include.contains(pattern);
        self.exclude.iter().filter(excluded).any(|pattern| one(pattern, entry, folder))
    }
}

fn is_special(entry: &str) -> bool {
    entry.starts_with(['.', '_', '#', '~']) || entry.ends_with('~')
}

fn any(patterns: &[String], entry: &str, folder: bool) -> bool {
    patterns.iter().any(|pattern| one(pattern, entry, folder))
}

/// As a glob, as what the path begins with, or as the name of a folder.
fn one(pattern: &str, entry: &str, folder: bool) -> bool {
    let pattern = pattern.trim_start_matches('/');
    !pattern.is_empty()
        && (entry.starts_with(pattern)
            || matches(pattern, entry)
            || (folder && pattern.strip_suffix('/') == Some(entry)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_beginnings_count() {
        assert!(one("secret", "secret/x.md", false) && one("vendor/bundle/", "vendor/bundle", true));
        assert!(!one("", "x", false));
    }
}
