//! Which folder of articles a page with parameters shows: it, or a script that it imports, names the folder.

use rustc_hash::FxHashSet;

use crate::site::project::{Project, strip_folder};
use crate::site::url_path::{join, parent};

/// Scripts are followed so deep from a page, and so many in all.
const DEEPEST: usize = 2;
const MOST_SCRIPTS: usize = 40;

/// A folder of articles, shown at a route.
#[derive(Debug)]
pub(super) struct Shown {
    folder: String,
    /// The route up to its parameter.
    prefix: String,
    /// Whether articles in folders below are shown as well.
    is_deep: bool,
    /// Whether those with an underscore in front are left out.
    hides_underscored: bool,
}

impl Shown {
    /// What the page `file` with `route` shows; `held` are the folders that hold articles.
    pub(super) fn find(project: &Project, file: &str, route: &str, held: &FxHashSet<String>) -> Option<Self> {
        let (prefix, parameter) = route.split_once('[').unwrap_or((route, ""));
        let is_last = parameter.trim_end_matches(']').find(['/', ']']).is_none();
        let prefix = prefix.trim_end_matches('/');
        if !is_last || route.matches('[').count() > if parameter.starts_with('[') { 2 } else { 1 } {
            return None;
        }
        let text = texts(project, file);
        let mut named: Vec<String> = folders(&text).into_iter().filter(|folder| holds(held, folder)).collect();
        if text.contains("nextra/pages") {
            named.extend(
                ["content", "src/content"].iter().filter(|folder| holds(held, folder)).map(|f| (*f).to_owned()),
            );
        }
        named.sort_by_key(|folder| std::cmp::Reverse(folder.len()));
        let as_route = |folder: &&String| !prefix.is_empty() && strip_end(folder, prefix);
        let folder = named.iter().find(as_route).or_else(|| {
            let first = named.first()?;
            // Others name a folder that this one lies in, or it is not clear which is meant.
            named.iter().all(|folder| strip_folder(first, folder).is_some()).then_some(first)
        })?;
        Some(Self {
            folder: folder.clone(),
            prefix: prefix.to_owned(),
            is_deep: parameter.contains("..."),
            hides_underscored: text.contains("startsWith('_')") || text.contains("startsWith(\"_\")"),
        })
    }

    /// The route of the article at `stem` in the project, its extension cut off.
    pub(super) fn route(&self, stem: &str) -> Option<String> {
        let below = strip_folder(stem, &self.folder)?;
        let name = below.rsplit('/').next().unwrap_or(below);
        if (!self.is_deep && below.contains('/')) || (self.hides_underscored && name.starts_with('_')) {
            return None;
        }
        let below = match below.strip_suffix("index").filter(|_| self.is_deep && name == "index") {
            Some(folder) => folder.trim_end_matches('/'),
            None => below,
        };
        let route = if self.prefix.is_empty() { below.to_owned() } else { format!("{}/{below}", self.prefix) };
        Some(route.trim_end_matches('/').to_owned())
    }
}

fn strip_end(folder: &str, end: &str) -> bool {
    folder.strip_suffix(end).is_some_and(|head| head.is_empty() || head.ends_with('/'))
}

fn holds(held: &FxHashSet<String>, folder: &str) -> bool {
    !folder.is_empty() && held.iter().any(|known| strip_folder(known, folder).is_some())
}

/// The text of a script and of those that it imports from the project.
fn texts(project: &Project, file: &str) -> String {
    let mut all = String::new();
    let mut seen = FxHashSet::default();
    let mut level = vec![file.to_owned()];
    for _ in 0..=DEEPEST {
        let mut next = Vec::new();
        for file in level {
            if seen.len() >= MOST_SCRIPTS || !seen.insert(file.clone()) {
                continue;
            }
            let Some(text) = project.read(&file) else { continue };
            next.extend(imports(project, &file, &text));
            all.push_str(&text);
            all.push('\n');
        }
        level = next;
    }
    all
}

fn imports(project: &Project, file: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split("from ").skip(1) {
        let Some((from, _)) = quoted(part) else { continue };
        let mut path = String::new();
        let bases = match from.strip_prefix("@/").or_else(|| from.strip_prefix("~/")) {
            Some(rest) => vec![rest.to_owned(), format!("src/{rest}")],
            None if from.starts_with('.') && join(&mut path, parent(file), from) => vec![path],
            None => continue,
        };
        for base in bases {
            let endings = ["", ".ts", ".tsx", ".js", ".jsx", ".mjs", "/index.ts", "/index.js"];
            let named = endings.map(|ending| format!("{base}{ending}"));
            let names: Vec<&str> = named.iter().map(String::as_str).collect();
            found.extend(project.first_file(&names).map(str::to_owned));
        }
    }
    found
}

/// The text in the quotes that `text` begins with, and the rest.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))?;
    text.get(1..)?.split_once(quote)
}

/// All texts of a script that could name a folder, from the root of the project.
fn folders(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(['\'', '"', '`']) {
        let Some((inner, _)) = text.get(at..).and_then(quoted) else { continue };
        let inner = inner.split("${").next().unwrap_or("");
        if inner.len() < 200 && !inner.contains(['\n', ' ', '(', '*']) {
            found.push(inner.to_owned());
        }
    }
    // `path.join(process.cwd(), 'content', 'posts')`
    for part in text.split("process.cwd()").skip(1) {
        let mut rest = part;
        let mut path: Vec<&str> = Vec::new();
        while let Some((inner, behind)) = rest.trim_start().strip_prefix(',').and_then(|rest| quoted(rest.trim_start()))
        {
            path.push(inner);
            found.push(path.join("/"));
            rest = behind;
        }
    }
    let tidy = |folder: String| {
        let folder = folder.trim_start_matches("@/").trim_start_matches("~/");
        let folder = folder.trim_start_matches("../").trim_start_matches("./").trim_matches('/');
        (!folder.is_empty()).then(|| folder.to_owned())
    };
    let mut found: Vec<String> = found.into_iter().filter_map(tidy).collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_named_in_many_ways() {
        let text = "import(`../../../content/stories/${slug}.mdx`); join(process.cwd(), \"data\", 'posts')";
        let found = folders(text);
        assert!(found.contains(&"content/stories".to_owned()) && found.contains(&"data/posts".to_owned()), "{found:?}");
    }
}
