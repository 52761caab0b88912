//! The generator's own folder: where its configuration lies and how its paths and those of the corpus translate.
//!
//! The corpus may be the project, a folder in it (`content/`, `content/en/docs/`), or hold it (a repository with the
//! site in `website/`). Only files that the configuration of a generator names are read outside the corpus, never one that a
//! link names.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::url_path::{last, parent};

/// A configuration file, or one of redirects, is not larger than this.
const LARGEST: u64 = 4 << 20;

/// How far above the corpus a project is looked for outside a repository.
const ABOVE: usize = 3;

/// How deep below the corpus it is looked for.
const BELOW: usize = 2;

/// A folder that may be a generator's project.
#[derive(Clone, Debug, Default)]
pub(super) struct Project {
    /// On disk.
    pub(super) root: PathBuf,
    /// Where the project lies in the corpus (`website`); empty if it does not lie below it.
    below: String,
    /// Where the corpus lies in the project (`content/en`); empty if it is not a part of it.
    above: String,
    /// A file that is read as if it had this text, to see what would come of it.
    supposed: Option<(String, String)>,
}

/// A folder of the project as the corpus sees it: paths below the one are paths of the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folder {
    /// The folder in the corpus, empty for the corpus itself.
    pub(super) folder: String,
    /// Where the corpus lies in the folder, empty if it does not lie below it.
    pub(super) offset: String,
}

impl Project {
    /// The folder `root` as a project.
    pub(super) fn at(root: &Path) -> Self {
        Self { root: root.to_owned(), ..Self::default() }
    }

    /// The folder that this one lies in, as a project of its own.
    pub(super) fn around(&self) -> Option<Self> {
        Some(Self { root: self.root.parent()?.to_owned(), ..Self::default() })
    }

    /// The folders that may be the project of the corpus at `root`, whose files have these `paths`: itself, those around it up to
    /// the repository's, those in it; nearest first.
    pub(super) fn candidates<'p>(root: &Path, paths: impl Iterator<Item = &'p str>) -> Vec<Self> {
        let mut found = vec![Self::at(root)];
        if let Ok(absolute) = root.canonicalize() {
            let top = absolute.ancestors().position(|folder| folder.join(".git").exists());
            for folder in absolute.ancestors().skip(1).take(top.unwrap_or(ABOVE)) {
                let above = absolute.strip_prefix(folder).ok().and_then(Path::to_str);
                let Some(above) = above.filter(|above| !above.is_empty()) else { continue };
                found.push(Self { root: folder.to_owned(), above: above.replace('\\', "/"), ..Self::default() });
            }
        }
        let project = |below: &str| Self { root: root.join(below), below: below.to_owned(), ..Self::default() };
        found.extend(folders_of(paths).into_iter().flatten().map(project));
        found
    }

    /// Whether the corpus is a folder in the project.
    pub(super) fn is_around(&self) -> bool {
        !self.above.is_empty()
    }

    /// The text of a file of the project, if it is there and of a sensible size; without a byte-order mark.
    pub(super) fn read(&self, name: &str) -> Option<String> {
        let text = self.read_whole(name)?;
        Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    /// The same, as the bytes on disk have it.
    pub(super) fn read_whole(&self, name: &str) -> Option<String> {
        if let Some((_, text)) = self.supposed.as_ref().filter(|(supposed, _)| supposed == name) {
            return Some(text.clone());
        }
        let path = self.root.join(name);
        let small = std::fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= LARGEST);
        small.then(|| std::fs::read_to_string(path).ok()).flatten()
    }

    /// The same project, in which the file `name` reads `text`.
    pub(super) fn supposing(&self, name: &str, text: String) -> Self {
        Self { supposed: Some((name.to_owned(), text)), ..self.clone() }
    }

    /// The folder on disk that holds the project and the corpus, with where each of them lies in it.
    pub(super) fn common(&self, corpus: &Path) -> (PathBuf, &str, &str) {
        if self.above.is_empty() { (corpus.to_owned(), &self.below, "") } else { (self.root.clone(), "", &self.above) }
    }

    /// The first of `names` that is a file of the project.
    pub(super) fn first_file<'n>(&self, names: &[&'n str]) -> Option<&'n str> {
        names.iter().copied().find(|name| self.root.join(name).is_file())
    }

    /// Whether the project has this folder.
    pub(super) fn has_folder(&self, name: &str) -> bool {
        self.root.join(name).is_dir()
    }

    /// Names of the entries of a folder of the project, sorted; folders end in `/`.
    pub(super) fn list(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.root.join(folder)) else { return Vec::new() };
        let named = entries.flatten().filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let kind = entry.file_type().ok()?;
            Some(if kind.is_dir() { format!("{name}/") } else { name })
        });
        let mut names: Vec<String> = named.collect();
        names.sort();
        names
    }

    /// The path in the project of a path in the corpus; `None` if it lies outside the project.
    pub(super) fn path<'p>(&self, in_corpus: &'p str) -> Option<Cow<'p, str>> {
        if !self.above.is_empty() {
            return Some(Cow::Owned(format!("{}/{in_corpus}", self.above)));
        }
        strip_folder(in_corpus, &self.below).map(Cow::Borrowed)
    }

    /// `folder` of the project (`content`, empty for the project itself) as the corpus sees it; `None` if the two have
    /// nothing in common.
    pub(super) fn folder(&self, folder: &str) -> Option<Folder> {
        let folder = folder.trim_start_matches("./").trim_matches('/');
        let folder = if folder == "." { "" } else { folder };
        if self.above.is_empty() {
            return Some(Folder { folder: joined(&self.below, folder), offset: String::new() });
        }
        if let Some(offset) = strip_folder(&self.above, folder) {
            return Some(Folder { folder: String::new(), offset: offset.to_owned() });
        }
        let inside = strip_folder(folder, &self.above)?;
        Some(Folder { folder: inside.to_owned(), offset: String::new() })
    }
}

impl Folder {
    /// The path below this folder of a path in the corpus.
    pub(super) fn path<'p>(&self, in_corpus: &'p str) -> Option<Cow<'p, str>> {
        if !self.offset.is_empty() {
            return Some(Cow::Owned(joined(&self.offset, in_corpus)));
        }
        strip_folder(in_corpus, &self.folder).map(Cow::Borrowed)
    }

    /// The path in the corpus of a path below this folder; `None` if the corpus does not hold it.
    pub(super) fn in_corpus<'p>(&self, path: &'p str) -> Option<Cow<'p, str>> {
        let path = path.trim_start_matches('/');
        if !self.offset.is_empty() {
            return strip_folder(path, &self.offset).map(Cow::Borrowed);
        }
        Some(if self.folder.is_empty() { Cow::Borrowed(path) } else { Cow::Owned(joined(&self.folder, path)) })
    }

    /// Whether all of the folder is in the corpus.
    pub(super) fn is_whole(&self) -> bool {
        self.offset.is_empty()
    }
}

/// `path` below `folder`; the folder itself is the empty path.
pub(super) fn strip_folder<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() {
        return Some(path);
    }
    let rest = path.strip_prefix(folder)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// Two paths as one; either may be empty.
pub(super) fn joined(folder: &str, path: &str) -> String {
    match (folder.is_empty(), path.is_empty()) {
        (true, _) => path.to_owned(),
        (_, true) => folder.to_owned(),
        _ => format!("{folder}/{path}"),
    }
}

/// The folders of the corpus that a project may lie in, level by level: the walk has listed what they hold.
fn folders_of<'p>(paths: impl Iterator<Item = &'p str>) -> [BTreeSet<&'p str>; BELOW] {
    let mut levels = [const { BTreeSet::new() }; BELOW];
    let mut last = "";
    for path in paths {
        let folder = parent(path);
        // Paths of one folder follow one another.
        if folder == last {
            continue;
        }
        last = folder;
        let ends = memchr::memchr_iter(b'/', path.as_bytes());
        let folders = ends.filter_map(|end| path.get(..end)).take_while(|folder| is_of_the_site(folder));
        for (level, folder) in levels.iter_mut().zip(folders) {
            level.insert(folder);
        }
    }
    levels
}

/// Whether the folder is not one where tools keep what others made.
fn is_of_the_site(folder: &str) -> bool {
    !["node_modules", "target", "vendor"].contains(&last(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_project_and_corpus_translate() {
        let whole = Project::default();
        let content = whole.folder("content").unwrap();
        assert_eq!(content.path("content/a.md").as_deref(), Some("a.md"));
        assert_eq!(content.in_corpus("/a.md").as_deref(), Some("content/a.md"));
        assert_eq!(content.path("README.md"), None);

        let part = Project { above: "content/en".into(), ..Project::default() };
        let content = part.folder("./content/").unwrap();
        assert_eq!((content.path("a.md").as_deref(), content.is_whole()), (Some("en/a.md"), false));
        assert_eq!(content.in_corpus("en/a.md").as_deref(), Some("a.md"));
        assert_eq!(content.in_corpus("de/a.md"), None);
        assert_eq!(part.folder("static"), None);
        assert_eq!(part.folder("content/en/docs").unwrap().folder, "docs");

        let below = Project { below: "website".into(), ..Project::default() };
        assert_eq!(below.folder("docs").unwrap().path("website/docs/x.md").as_deref(), Some("x.md"));
        assert_eq!(below.path("other/x.md"), None);
    }
}
