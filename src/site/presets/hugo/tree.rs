//! The tree of a site's content: which file is which page, which folders are sections, which are bundles.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Article, Metadata};
use crate::site::url_path::parent;

use super::facts::Policy;
use super::paths::{Content, Form};
use super::places::Places;

/// All content, and what follows from how it lies.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    /// By language and path: branches with a file.
    pub(super) branches: FxHashMap<(usize, &'a str), &'a Metadata>,
    /// Folders with a page of their own, with or without a file, and how they are written.
    pub(super) sections: FxHashMap<(usize, &'a str), &'a str>,
    /// Positions of the articles that are pages of a bundle or branch.
    pub(super) owners: FxHashMap<(usize, &'a str), usize>,
    /// Folders that are bundles, in any language.
    leaves: FxHashSet<&'a str>,
    /// Plural names of taxonomies, with their singular ones.
    pub(super) taxonomies: FxHashMap<String, String>,
}

/// An article, with its place in the content for each language that it is in.
pub(super) struct Placed<'a> {
    pub(super) article: &'a Article,
    pub(super) places: Vec<Content>,
}

/// Why a file in a bundle is no page.
pub(super) const IN_BUNDLE: &str = "part of a bundle";

impl<'a> Tree<'a> {
    pub(super) fn new(placed: &'a [Placed<'a>], taxonomies: FxHashMap<String, String>, policy: &Policy) -> Self {
        let mut tree = Self { taxonomies, ..Self::default() };
        let each = || placed.iter().flat_map(|one| one.places.iter().map(|content| (one.article, content)));
        for (at, one) in placed.iter().enumerate() {
            let bundles = one.places.iter().filter(|content| content.form != Form::Single);
            tree.owners.extend(bundles.map(|content| ((content.language, &*content.logical), at)));
        }
        for (article, content) in each() {
            match content.form {
                Form::Leaf => {
                    tree.leaves.insert(&content.logical);
                }
                Form::Branch => {
                    tree.branches.insert((content.language, &content.logical), &article.metadata);
                }
                Form::Single => {}
            }
        }
        for (article, content) in each() {
            let live = !article.metadata.draft && policy.kept_back(content, article, &tree.branches).is_none();
            let top = content.logical.split('/').next().unwrap_or("");
            // A bundle right below the root is a page of the root.
            let inside = top.len() < content.logical.len() && live && !tree.is_bundled(content);
            if inside || (content.form == Form::Branch && !content.logical.is_empty()) {
                let written = content.path.get(..top.len()).unwrap_or(top);
                tree.sections.entry((content.language, top)).or_insert(written);
            }
            if content.form == Form::Branch {
                tree.sections.insert((content.language, &content.logical), &content.path);
            }
        }
        tree
    }

    /// Whether the content lies in a bundle, whose resource it is then.
    pub(super) fn is_bundled(&self, content: &Content) -> bool {
        self.bundle_of(parent(&content.logical)).is_some()
    }

    /// The bundle that a folder is or lies in.
    pub(super) fn bundle_of<'f>(&self, folder: &'f str) -> Option<&'f str> {
        let mut folder = folder;
        while !folder.is_empty() {
            if self.leaves.contains(folder) {
                return Some(folder);
            }
            folder = parent(folder);
        }
        None
    }

    /// The innermost section that `folder` is or lies in; empty for the home page.
    pub(super) fn section_of<'f>(&self, language: usize, folder: &'f str) -> &'f str {
        let mut folder = folder;
        while !folder.is_empty() && !self.sections.contains_key(&(language, folder)) {
            folder = parent(folder);
        }
        folder
    }

    /// The kind of the page of a folder.
    pub(super) fn kind(&self, folder: &str) -> &'static str {
        match folder.split_once('/') {
            _ if folder.is_empty() => "home",
            Some((top, _)) if self.taxonomies.contains_key(top) => "term",
            None if self.taxonomies.contains_key(folder) => "taxonomy",
            _ => "section",
        }
    }

    /// Why no page is made of the content, if none is: beside what its front matter says.
    pub(super) fn left_out(&self, content: &Content, places: &Places) -> Option<&'static str> {
        if places.languages.get(content.language).is_some_and(|language| language.disabled) {
            return Some("in a language that is switched off");
        }
        self.is_bundled(content).then_some(IN_BUNDLE)
    }
}
