//! The links of an article, both ways, each with what became of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::article::article;
use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::snapshot::Snapshot;
use crate::corpus::{ArticleId, Link, LinkKind, LinkRole};
use crate::site::{Target, fragment};
use crate::text::Span;

/// An article by its names.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ArticleName<'a> {
    path: &'a str,
    url: &'a str,
    title: &'a str,
}

/// What became of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LinkState {
    /// It joins two live articles.
    Live,
    /// It leads back to its own article.
    Own,
    /// One of its ends is a draft or cannot be read.
    Draft,
    /// It leads nowhere.
    Dead,
    /// It leads to a file of the corpus that is no article.
    Asset,
    /// It leads to another site.
    External,
    /// It stands for a target that nobody filled in.
    Placeholder,
    /// Nobody can say from the sources at hand.
    Unchecked,
}

/// One use of a link, as it stands in the file.
#[derive(Debug, Serialize, JsonSchema)]
struct Use<'a> {
    /// The target as written.
    href: &'a str,
    /// The anchor text.
    text: &'a str,
    state: LinkState,
    /// `body` in running text, `list` in a listing.
    role: &'static str,
    /// How it is written: `markdown`, `auto`, `html`, `wiki`, `image` or `template`.
    kind: &'static str,
    /// The heading it stands under; null before the first.
    section: Option<&'a str>,
    span: Span,
    /// 1-based.
    line: u32,
    /// 1-based, in characters.
    column: u32,
    /// The rules that found something at this link.
    findings: Vec<&'static str>,
}

/// A link out of an article.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OutboundJson<'a> {
    #[serde(flatten)]
    link: Use<'a>,
    /// The article it leads to.
    target: Option<ArticleName<'a>>,
    /// The fragment after `#`.
    fragment: Option<&'a str>,
    /// Why it was not checked.
    unchecked: Option<&'static str>,
}

/// A link into an article.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct InboundJson<'a> {
    /// The article it stands in.
    source: ArticleName<'a>,
    /// The link score of that article.
    source_link_score: f64,
    #[serde(flatten)]
    link: Use<'a>,
}

/// The links out of an article in order of their place, images left out.
pub(super) fn outbound(state: &Snapshot, id: ArticleId) -> impl Iterator<Item = OutboundJson<'_>> {
    let links = state.catalog.links(id).filter(|(link, _)| !link.kind.is_image());
    links.map(move |(link, target)| OutboundJson {
        link: link_use(state, id, link, target),
        target: if let Target::Article(to) = target { Some(name(state, to)) } else { None },
        fragment: fragment(&link.href),
        unchecked: if let Target::Unchecked(why) = target { Some(why.name()) } else { None },
    })
}

/// The links into an article, by source and place; images and links to itself left out.
pub(super) fn inbound(state: &Snapshot, id: ArticleId) -> impl Iterator<Item = InboundJson<'_>> {
    state.backlinks(id).filter(move |(from, _)| *from != id).filter_map(move |(from, at)| {
        let link = state.catalog.article(from).links.get(at).filter(|link| !link.kind.is_image())?;
        Some(InboundJson {
            source: name(state, from),
            source_link_score: state.link_score(from),
            link: link_use(state, from, link, Target::Article(id)),
        })
    })
}

fn name(state: &Snapshot, id: ArticleId) -> ArticleName<'_> {
    let article = state.catalog.article(id);
    ArticleName { path: &article.path, url: state.catalog.url(id), title: article.title() }
}

fn link_use<'a>(state: &'a Snapshot, from: ArticleId, link: &'a Link, target: Target) -> Use<'a> {
    let section = usize::from(link.section).checked_sub(1);
    let at_link = state.findings(from).iter().filter(|finding| finding.place == Some(link.place));
    Use {
        href: &link.href,
        text: &link.text,
        state: link_state(state, from, target),
        role: if link.role == LinkRole::Body { "body" } else { "list" },
        kind: kind_name(link.kind),
        section: section.and_then(|at| state.catalog.article(from).headings.get(at)).map(|heading| &*heading.text),
        span: link.place.span,
        line: link.place.line,
        column: link.place.column,
        findings: at_link.map(|finding| finding.rule).collect(),
    }
}

fn link_state(state: &Snapshot, from: ArticleId, target: Target) -> LinkState {
    match target {
        Target::Article(to) if to == from => LinkState::Own,
        Target::Article(to) if state.catalog.is_live(from) && state.catalog.is_live(to) => LinkState::Live,
        Target::Article(_) => LinkState::Draft,
        Target::Asset | Target::Generated => LinkState::Asset,
        Target::External => LinkState::External,
        Target::Dead => LinkState::Dead,
        Target::Placeholder => LinkState::Placeholder,
        Target::Unchecked(_) => LinkState::Unchecked,
    }
}

fn kind_name(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Markdown => "markdown",
        LinkKind::Auto => "auto",
        LinkKind::Html => "html",
        LinkKind::Wiki => "wiki",
        LinkKind::Image | LinkKind::ImageTag => "image",
        LinkKind::Template => "template",
    }
}

/// Which links of an article.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct LinksQuery {
    /// Only links of this state.
    state: Option<LinkState>,
    /// How many to pass over, each way.
    #[schemars(range(max = 1_000_000_000))]
    offset: Option<u32>,
    /// How many to list each way; 100 unless told.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
}

/// A page of an article's links, each way.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Links")]
pub(super) struct LinksPage<'a> {
    path: &'a str,
    offset: usize,
    /// How many uses of links out of the article fit.
    outbound_total: usize,
    outbound: Vec<OutboundJson<'a>>,
    /// How many uses of links into the article fit.
    inbound_total: usize,
    inbound: Vec<InboundJson<'a>>,
}

/// `articles/{path}/links`.
pub(super) struct ArticleLinks;

impl Endpoint for ArticleLinks {
    const PATH: &'static str = "/api/v1/articles/{path}/links";
    const ID: &'static str = "articleLinks";
    const ABOUT: &'static str = "The links out of an article and into it, each with its state";
    type Query = LinksQuery;
    type Answer<'a> = LinksPage<'a>;

    fn answer<'a>(state: &'a Snapshot, path: &str, query: LinksQuery) -> Result<LinksPage<'a>, ApiError> {
        let (offset, limit) = page(query.offset, query.limit, 100, 500)?;
        let id = article(state, path)?;
        let fits = |link: &Use<'_>| query.state.is_none_or(|wanted| link.state == wanted);
        let out: Vec<_> = outbound(state, id).filter(|link| fits(&link.link)).collect();
        let into: Vec<_> = inbound(state, id).filter(|link| fits(&link.link)).collect();
        Ok(LinksPage {
            path: &state.catalog.article(id).path,
            offset,
            outbound_total: out.len(),
            outbound: out.into_iter().skip(offset).take(limit).collect(),
            inbound_total: into.len(),
            inbound: into.into_iter().skip(offset).take(limit).collect(),
        })
    }
}
