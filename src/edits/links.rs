//! Links put into an article, spelled the way its other links are.
//!
//! What a link does to the text around it is not guessed: the new text is read again, and it is taken only if it has
//! exactly the links it should have and reads as it did before. So a link never ends up in code or in another link, and
//! never breaks emphasis, a table or a template.

use std::sync::OnceLock;

use super::check::{Check, Outcome};
use super::style::{Style, Votes};
use super::{EditError, FileEdits, TextEdit, escape};
use crate::catalog::Catalog;
use crate::corpus::{ArticleId, Link, LinkKind, LinkRole};
use crate::site::Target;
use crate::text::Span;

/// So many articles tell how the site writes its links.
const SAMPLE: usize = 2000;

/// Writes links to articles the way the articles of a catalog do.
#[derive(Debug)]
pub struct LinkWriter<'c> {
    pub(super) catalog: &'c Catalog,
    site_styles: OnceLock<Vec<Style>>,
}

/// A link that is wanted in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// The article it leads to.
    pub to: ArticleId,
    /// The bytes of the file that become the anchor.
    pub span: Span,
    /// The anchor as readers see it.
    pub text: String,
}

/// What became of the links that were wanted in a file.
#[derive(Debug)]
pub struct Written {
    /// The changes; without an edit if no link could be written.
    pub edits: FileEdits,
    /// The targets of the links that are written, in order of their place.
    pub written: Vec<ArticleId>,
    /// The targets of those that are not, with the reason: a clause.
    pub left: Vec<(ArticleId, &'static str)>,
}

/// The forms a link takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `[text](target)`, or `[[target|text]]` where the style says so.
    Markdown,
    /// `<a href="target">text</a>`
    Html,
}

/// A target in one of the styles, ready to be put into a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelled {
    style: Style,
    target: String,
}

impl<'c> LinkWriter<'c> {
    /// A writer for the articles of `catalog`.
    pub fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, site_styles: OnceLock::new() }
    }

    /// The target of a link from one article to another as the first writes its links: as most of its own links, else
    /// as most of the site's, else root-relative. Percent-encoded; a template call stands as it is.
    pub fn href(&self, from: ArticleId, to: ArticleId) -> Option<String> {
        self.spelled(from, to, true).map(|spelled| spelled.target)
    }

    /// The links `wanted` in article `from`, which must not overlap.
    ///
    /// # Errors
    /// The file cannot be read any more.
    pub fn inline(&self, from: ArticleId, wanted: &[NewLink]) -> Result<Written, EditError> {
        let path = &*self.catalog.article(from).path;
        let text = self.catalog.read_text(from).ok_or_else(|| EditError::Unreadable { path: path.into() })?;
        let check = Check::new(self.catalog, from, &text);
        let mut wanted: Vec<&NewLink> = wanted.iter().collect();
        wanted.sort_by_key(|link| link.span);
        let mut edits: Vec<TextEdit> = Vec::new();
        let (mut written, mut left) = (Vec::new(), Vec::new());
        for link in wanted {
            if check.links_to(link.to) || written.contains(&link.to) {
                left.push((link.to, "the article links there already"));
                continue;
            }
            let tried = self.attempt(from, &text, &check, &edits, link);
            match tried {
                Ok(edit) => {
                    edits.push(edit);
                    written.push(link.to);
                }
                Err(reason) => left.push((link.to, reason)),
            }
        }
        Ok(Written { edits: FileEdits::new(path, &text, edits)?, written, left })
    }

    /// The edit that makes one link, beside `edits` that stand already.
    fn attempt(
        &self,
        from: ArticleId,
        text: &str,
        check: &Check<'_>,
        edits: &[TextEdit],
        link: &NewLink,
    ) -> Result<TextEdit, &'static str> {
        link.span.slice(text).ok_or("the file has changed since it was read")?;
        let taken = |edit: &TextEdit| edit.span.start < link.span.end && link.span.start < edit.span.end;
        if edits.iter().any(taken) {
            return Err("another new link stands there");
        }
        let html = is_html(&self.catalog.article(from).path);
        let forms: &[Form] = if html { &[Form::Html] } else { &[Form::Markdown, Form::Html] };
        for &form in forms {
            let spelled = self.spelled(from, link.to, form == Form::Markdown);
            let spelled = spelled.ok_or("no target can be written that leads there from here")?;
            let spans = if form == Form::Markdown { widened(text, link.span) } else { vec![link.span] };
            let mut no_link = false;
            for span in spans {
                let inner = span.slice(text).unwrap_or("");
                if form == Form::Html && !is_balanced(inner) {
                    continue;
                }
                let edit = TextEdit { span, replacement: spelled.link(form, inner, check.is_cell(span)) };
                match check.inline(&[edits, std::slice::from_ref(&edit)].concat(), link) {
                    Outcome::Link => return Ok(edit),
                    Outcome::NoLink => no_link = true,
                    Outcome::Breaks => {}
                }
            }
            // HTML is written only where Markdown is no Markdown: in blocks of HTML.
            if !no_link {
                break;
            }
        }
        Err("a link would not stand there: it would break what is around it")
    }

    /// The target in the first style in which it really leads to the article.
    pub(super) fn spelled(&self, from: ArticleId, to: ArticleId, markdown: bool) -> Option<Spelled> {
        let mut own = Votes::default();
        own.count(self.catalog, from);
        let own = own.ranked();
        let usual = [Style::USUAL, Style::File { dot: false, extension: true }];
        let mut styles = own.iter().chain(self.site_styles()).chain(&usual);
        styles.find_map(|style| self.in_style(style, from, to, markdown))
    }

    fn in_style(&self, style: &Style, from: ArticleId, to: ArticleId, markdown: bool) -> Option<Spelled> {
        let spelled = style.spell(self.catalog, from, to)?;
        let link = |href: &str, kind| Link {
            href: href.into(),
            text: Box::default(),
            place: Default::default(),
            href_span: Span::default(),
            section: 0,
            kind,
            role: LinkRole::Body,
        };
        let leads = |link: &Link| self.catalog.site.resolve(from, link, &mut String::new()) == Target::Article(to);
        let (target, fine) = match style {
            Style::Ref(_) => (spelled, true),
            Style::Wiki { .. } if !markdown || spelled.contains(['|', '[', ']', '#', '^', '\n']) => return None,
            Style::Wiki { .. } => {
                let fine = leads(&link(&spelled, LinkKind::Wiki));
                (spelled, fine)
            }
            Style::Absolute { origin, .. } => {
                let path = escape::target(spelled.strip_prefix(&**origin)?);
                let target = format!("{origin}{path}");
                let fine = leads(&link(&target, LinkKind::Markdown));
                (target, fine)
            }
            _ => {
                let target = escape::target(&spelled);
                let fine = leads(&link(&target, LinkKind::Markdown));
                (target, fine)
            }
        };
        fine.then(|| Spelled { style: style.clone(), target })
    }

    /// How the articles of the site write their links, the most common first.
    fn site_styles(&self) -> &[Style] {
        self.site_styles.get_or_init(|| {
            let mut votes = Votes::default();
            let step = self.catalog.articles.len().div_ceil(SAMPLE).max(1);
            self.catalog.ids().step_by(step).for_each(|id| votes.count(self.catalog, id));
            votes.ranked()
        })
    }
}

impl Spelled {
    /// The target as it is to be written.
    pub(super) fn target(&self) -> &str {
        &self.target
    }

    /// Whether it is a name in double brackets rather than a target.
    pub(super) fn is_wiki(&self) -> bool {
        matches!(self.style, Style::Wiki { .. })
    }

    /// The link with `inner`, which is in the language of the file already, as its anchor; `cell` if it stands in a
    /// table of Markdown.
    pub(super) fn link(&self, form: Form, inner: &str, cell: bool) -> String {
        let target = &self.target;
        match (form, &self.style) {
            // The call brings double quotes of its own.
            (Form::Html, Style::Ref(_)) => format!("<a href='{target}'>{inner}</a>"),
            (Form::Html, _) => format!("<a href=\"{target}\">{inner}</a>"),
            (Form::Markdown, Style::Wiki { .. }) if inner == target => format!("[[{target}]]"),
            (Form::Markdown, Style::Wiki { .. }) if cell => format!("[[{target}\\|{inner}]]"),
            (Form::Markdown, Style::Wiki { .. }) => format!("[[{target}|{inner}]]"),
            (Form::Markdown, _) => format!("[{inner}]({target})"),
        }
    }
}

/// `span`, and the same with the marks of emphasis before it, behind it, and both: of `**cold** brew` the words begin
/// within the emphasis, but a link has to hold all of it.
fn widened(text: &str, span: Span) -> Vec<Span> {
    let marks = |c: char| matches!(c, '*' | '_' | '~');
    let before = text.get(..span.range().start).unwrap_or("");
    let behind = text.get(span.range().end..).unwrap_or("");
    let start = before.trim_end_matches(marks).len();
    let end = text.len() - behind.trim_start_matches(marks).len();
    let mut spans = vec![span];
    for wider in [(start, span.range().end), (span.range().start, end), (start, end)] {
        let wider = Span::new(wider.0, wider.1);
        if !spans.contains(&wider) {
            spans.push(wider);
        }
    }
    spans
}

/// Whether every tag that is opened in a stretch of HTML is closed in it, and none besides.
fn is_balanced(html: &str) -> bool {
    let mut open = 0_usize;
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            let Some(less) = open.checked_sub(1) else { return false };
            open = less;
        } else if !tag.split('>').next().unwrap_or("").ends_with('/') && !tag.starts_with("br") {
            open += 1;
        }
    }
    open == 0
}

/// Whether the file is HTML as a whole.
pub(super) fn is_html(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm")
}
