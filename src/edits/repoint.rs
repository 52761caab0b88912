//! Links that are to lead to another article: only their target changes, spelled as the article spells its others.

use super::check::Check;
use super::links::is_html;
use super::{EditError, FileEdits, LinkWriter, TextEdit, Written};
use crate::corpus::{ArticleId, Link, LinkKind};
use crate::text::Span;

/// A link that is to lead elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repointed {
    /// Where the link stands, as a whole.
    pub span: Span,
    /// Where it is to lead.
    pub to: ArticleId,
}

impl LinkWriter<'_> {
    /// Lets links of article `from` lead elsewhere. Each is written only if nothing else becomes of the article's links.
    ///
    /// # Errors
    /// The file cannot be read any more.
    pub fn repoint(&self, from: ArticleId, wanted: &[Repointed]) -> Result<Written, EditError> {
        let path = &*self.catalog.article(from).path;
        let text = self.catalog.read_text(from).ok_or_else(|| EditError::Unreadable { path: path.into() })?;
        let check = Check::new(self.catalog, from, &text);
        let mut edits: Vec<TextEdit> = Vec::new();
        let (mut written, mut left) = (Vec::new(), Vec::new());
        for one in wanted {
            match self.retarget(from, &check, one) {
                // Links by one reference have one target, which is written once.
                Ok(edit) if edits.contains(&edit) => written.push(one.to),
                Ok(edit) => {
                    edits.push(edit);
                    let new = FileEdits::new(path, &text, edits.clone()).ok().and_then(|file| file.applied(&text));
                    if new.is_some_and(|new| check.leads_elsewhere(&new, wanted)) {
                        written.push(one.to);
                    } else {
                        edits.pop();
                        left.push((one.to, "another target would break what is around it"));
                    }
                }
                Err(reason) => left.push((one.to, reason)),
            }
        }
        Ok(Written { edits: FileEdits::new(path, &text, edits)?, written, left })
    }

    fn retarget(&self, from: ArticleId, check: &Check<'_>, one: &Repointed) -> Result<TextEdit, &'static str> {
        let is_it = |link: &&Link| link.place.span == one.span;
        let link = check.article.links.iter().find(is_it).ok_or("the file has changed since it was read")?;
        if matches!(link.kind, LinkKind::Wiki | LinkKind::Template | LinkKind::Auto) {
            return Err("its target is part of what readers see, or of a template");
        }
        let html = link.kind == LinkKind::Html || is_html(&check.article.path);
        let spelled = self.spelled(from, one.to, !html).filter(|spelled| !spelled.is_wiki());
        let spelled = spelled.ok_or("no target can be written that leads there from here")?;
        Ok(TextEdit { span: link.href_span, replacement: spelled.target().to_owned() })
    }
}
