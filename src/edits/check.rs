//! Whether a changed article is what it was plus the links that were meant: it is read again and compared.

use super::{FileEdits, NewLink, Repointed, TextEdit};
use crate::catalog::Catalog;
use crate::corpus::prose::{BlockKind, Prose};
use crate::corpus::{self, Article, ArticleId, Link};
use crate::site::Target;
use crate::text::Span;
use crate::text::words::fold;

/// What an attempt to write a link came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A link, and nothing else.
    Link,
    /// No link at all: the form means nothing there.
    NoLink,
    /// It changes what is around it.
    Breaks,
}

/// An article as it is now.
pub(super) struct Check<'c> {
    catalog: &'c Catalog,
    from: ArticleId,
    text: &'c str,
    pub(super) article: Article,
    prose: Prose,
}

impl<'c> Check<'c> {
    /// The article `from`, whose file reads `text`.
    pub(super) fn new(catalog: &'c Catalog, from: ArticleId, text: &'c str) -> Self {
        let path = &catalog.article(from).path;
        let article = corpus::article(path.to_string(), text, &catalog.settings);
        Self { catalog, from, text, article, prose: Prose::read(path, text) }
    }

    /// Whether the article links to another one, wherever.
    pub(super) fn links_to(&self, to: ArticleId) -> bool {
        self.article.links.iter().any(|link| self.leads_to(link, to))
    }

    /// Whether `span` of the file stands in a cell of a table.
    pub(super) fn is_cell(&self, span: Span) -> bool {
        let cells = self.prose.blocks.iter().filter(|block| block.kind == BlockKind::Cell);
        let within = |cell: Span| cell.start <= span.start && span.end <= cell.end;
        cells.filter_map(|block| self.prose.source(block.span)).any(within)
    }

    /// What `edits`, the last of which is to make `wanted` a link, do. They leave all else as it is if the words and
    /// headings are the same and there is one link more, with the right anchor and target.
    pub(super) fn inline(&self, edits: &[TextEdit], wanted: &NewLink) -> Outcome {
        let path = &self.article.path;
        let new = FileEdits::new(path, self.text, edits.to_vec()).ok().and_then(|file| file.applied(self.text));
        let Some(new) = new else { return Outcome::Breaks };
        let after = corpus::article(path.to_string(), &new, &self.catalog.settings);
        let Some(added) = self.added(&after) else { return Outcome::Breaks };
        let fold_all = |text: &str| fold(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        let is_it = |link: &&Link| self.leads_to(link, wanted.to) && fold_all(&link.text) == fold_all(&wanted.text);
        let right = added.len() == edits.len()
            && added.iter().any(is_it)
            && same_headings(&self.article, &after)
            && Prose::read(path, &new).text == self.prose.text;
        match added.len() + 1 == edits.len() {
            _ if right => Outcome::Link,
            true => Outcome::NoLink,
            false => Outcome::Breaks,
        }
    }

    /// Whether `new` is this article with items put into a list: blocks of text with these texts, each a link to its
    /// target, and the heading before them if that was made.
    pub(super) fn items(&self, new: &str, items: &[(ArticleId, String)], heading: bool) -> bool {
        let path = &self.article.path;
        let after = corpus::article(path.to_string(), new, &self.catalog.settings);
        let prose = Prose::read(path, new);
        let Some(added) = self.added(&after) else { return false };
        let reads = |link: &Link, text: &str| {
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            plain(&link.text) == plain(text)
        };
        let mut pairs = added.iter().zip(items);
        added.len() == items.len()
            && pairs.all(|(link, (to, text))| self.leads_to(link, *to) && reads(link, text))
            && after.headings.len() == self.article.headings.len() + usize::from(heading)
            && prose.blocks.len() == self.prose.blocks.len() + items.len() + usize::from(heading)
    }

    /// The links of `after` that this article has not; `None` if it has lost some.
    fn added<'a>(&self, after: &'a Article) -> Option<Vec<&'a Link>> {
        let mut old = self.article.links.iter().peekable();
        let same = |a: &Link, b: &Link| (&a.href, &a.text, a.kind) == (&b.href, &b.text, b.kind);
        let added = after.links.iter().filter(|link| old.next_if(|old| same(old, link)).is_none()).collect();
        old.peek().is_none().then_some(added)
    }

    /// Whether `new` is this article with some of the links in `wanted` leading where they are meant to, and nothing else.
    pub(super) fn leads_elsewhere(&self, new: &str, wanted: &[Repointed]) -> bool {
        let after = corpus::article(self.article.path.to_string(), new, &self.catalog.settings);
        let is_meant = |old: &Link, new: &Link| {
            let meant = wanted.iter().find(|one| one.span == old.place.span);
            old.href == new.href || meant.is_some_and(|one| self.leads_to(new, one.to))
        };
        let mut pairs = self.article.links.iter().zip(&after.links);
        self.article.links.len() == after.links.len()
            && pairs.all(|(old, new)| (&old.text, old.kind) == (&new.text, new.kind) && is_meant(old, new))
            && same_headings(&self.article, &after)
    }

    fn leads_to(&self, link: &Link, to: ArticleId) -> bool {
        let target = self.catalog.site.resolve(self.from, link, &mut String::new());
        // What a reference means is the site generator's to say; that it is written as meant is known.
        target == Target::Article(to)
            || (matches!(target, Target::Unchecked(_)) && super::hugo_ref::means(self.catalog, &link.href, to))
    }
}

fn same_headings(a: &Article, b: &Article) -> bool {
    let headings = |article: &Article| article.headings.iter().map(|heading| heading.text.clone()).collect::<Vec<_>>();
    headings(a) == headings(b)
}
