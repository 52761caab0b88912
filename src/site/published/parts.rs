//! The parts of a site: what is made by programs, and what each language, version or plugin has for its own.

use super::super::Target;
use super::super::plan::Part;
use super::super::project::Folder;
use super::super::url_path::parent;
use super::Published;
use crate::corpus::ArticleId;

impl Published {
    /// Whether pages at `key` may be made by a program: the nearest folder that the plan speaks of decides.
    pub(in crate::site) fn is_open(&self, key: &str) -> bool {
        let mut folder = key;
        loop {
            match self.open.get(folder) {
                Some(open) => return *open,
                None if folder.is_empty() => return false,
                None => folder = parent(folder),
            }
        }
    }

    /// The part of the site that an article belongs to.
    pub(super) fn part(&self, id: ArticleId) -> Option<&Part> {
        self.parts.get(usize::from(self.pages.get(id.index())?.part))
    }

    /// Whether the path of a file in article `from` may lead to `target`: articles of other groups are not known there.
    pub(super) fn knows(&self, from: ArticleId, target: Target) -> bool {
        let Target::Article(to) = target else { return true };
        let group = |id| self.part(id).map(|part| part.group);
        group(from) == group(to)
    }

    /// The folders that paths of files start from in an article.
    pub(super) fn content(&self, id: ArticleId) -> &[Folder] {
        let own = self.part(id).map(|part| &*part.content).filter(|content| !content.is_empty());
        own.unwrap_or(&self.reading.content)
    }
}
