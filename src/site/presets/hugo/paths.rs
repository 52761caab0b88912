//! How Hugo spells paths: which signs stay, what becomes a hyphen, and which file is a page, a bundle or a branch.

use crate::site::project::joined;
use crate::site::url_path::{last, parent};

/// What a content file is to its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A page by itself: `a.md`.
    Single,
    /// The page of a folder that holds its resources: `a/index.md`.
    Leaf,
    /// The page of a folder of pages: `a/_index.md`.
    Branch,
}

/// A content file by its path below the content root.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) language: usize,
    pub(super) form: Form,
    /// The path as written, without extension: of a bundle or branch, its folder.
    pub(super) path: String,
    /// The path as links may call it.
    pub(super) logical: String,
    /// The position of its mount; the first one holds.
    pub(super) rank: usize,
}

impl Content {
    pub(super) fn new(language: usize, path: &str) -> Self {
        let folder = parent(path);
        let name = last(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let (form, path) = match stem {
            "index" => (Form::Leaf, folder.to_owned()),
            "_index" => (Form::Branch, folder.to_owned()),
            stem => (Form::Single, joined(folder, stem)),
        };
        Self { language, form, logical: normal(&path), path, rank: 0 }
    }

    /// The folder that the page lies in, a bundle as a whole.
    pub(super) fn folder(&self) -> &str {
        if self.form == Form::Branch { &self.logical } else { parent(&self.logical) }
    }

    /// The folders that names in its links are seen from.
    pub(super) fn seen_from(&self) -> Vec<Box<str>> {
        let mut folders = vec![self.folder().into()];
        if self.form == Form::Leaf {
            folders.push(self.logical.as_str().into());
        }
        folders
    }
}

/// A path as Hugo keeps it: in lower case, a hyphen for each blank.
pub(super) fn normal(path: &str) -> String {
    path.to_lowercase().replace(' ', "-")
}

/// A path as it stands in URLs: most signs vanish, a run of blanks and vanished signs becomes one hyphen unless one is there.
pub(super) fn sanitized(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let (mut pending, mut hyphen) = (false, false);
    for (at, c) in path.char_indices() {
        if is_allowed(path, at, c) {
            hyphen = c == '-';
            if pending && !hyphen {
                out.push('-');
            }
            pending = false;
            out.push(c);
        } else if !out.is_empty() && !hyphen && c.is_whitespace() {
            pending = true;
        }
    }
    out
}

fn is_allowed(path: &str, at: usize, c: char) -> bool {
    let hex = || path.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    match c {
        '.' | '/' | '\\' | '_' | '#' | '+' | '~' | '-' | '@' => true,
        '%' => hex(),
        c => c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c),
    }
}

/// A part of a URL that a pattern puts in: spelled as in URLs, then read as the value of a query is.
pub(super) fn urlized(text: &str) -> String {
    let spelled = sanitized(text).to_lowercase().replace('+', " ");
    percent_encoding::percent_decode_str(&spelled).decode_utf8_lossy().into_owned()
}

/// `path` with empty and dotted segments resolved, as a list of folders with slashes between.
pub(super) fn cleaned(path: &str) -> String {
    let mut out = String::new();
    crate::site::url_path::join(&mut out, "", path);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_vanish_and_blanks_become_hyphens() {
        let default = |path: &str| sanitized(&normal(path));
        assert_eq!(default("C++ & R#d 100% (Sure)!"), "c++--r#d-100-sure");
        assert_eq!(default("Two  Blanks -- and a dash_"), "two--blanks----and-a-dash_");
        assert_eq!(sanitized(&urlized("a+b & c#d")), "a-b-c#d");
        assert_eq!(sanitized(&urlized("C++ @home %41 100% a--b")).to_lowercase(), "c-@home-a-100-a--b");
    }

    #[test]
    fn files_are_pages_bundles_and_branches() {
        let content = |path: &str| Content::new(0, path);
        assert_eq!(content("Posts/A b.md").logical, "posts/a-b");
        assert_eq!((content("a/b/index.md").form, content("a/b/index.md").folder()), (Form::Leaf, "a"));
        assert_eq!((content("_index.md").form, content("_index.md").folder()), (Form::Branch, ""));
    }
}
