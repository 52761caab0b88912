//! STAND-IN, to be replaced by the real judgement at merge: titles found in running text, and no more.
//!
//! Which links are missing: candidates, score, anchor.

use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::corpus::prose::{BlockKind, Prose};
use crate::decisions::{Decision, Policy, suggestion_id};
use crate::settings::{Placement, SuggestSettings};
use crate::text::{LineIndex, Place, Span};

/// A link that is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The same in every run.
    pub id: String,
    /// The article the link is to stand in.
    pub source: ArticleId,
    /// The article it is to lead to.
    pub target: ArticleId,
    /// 0 to 1.
    pub score: f32,
    /// What the score is made of.
    pub parts: Vec<Part>,
    /// The evidence in a line.
    pub why: String,
    /// Where it is to stand; `None` for a "see also".
    pub anchor: Option<Anchor>,
}

/// A part of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// What it is.
    pub name: &'static str,
    /// What it adds.
    pub weight: f32,
}

/// The words that become a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// The words as readers see them.
    pub text: String,
    /// Their bytes in the file.
    pub span: Span,
    /// Their place.
    pub place: Place,
    /// The sentence they stand in.
    pub sentence: String,
    /// The number of the paragraph.
    pub paragraph: u32,
}

/// An article that is near to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The article.
    pub article: ArticleId,
    /// 0 to 1.
    pub score: f32,
    /// What the score is made of.
    pub parts: Vec<Part>,
    /// The evidence in a line.
    pub why: String,
}

/// What is suggested, and where it may stand.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether the limits on sentences, paragraphs and pages hold.
    pub placement: Placement,
    /// The most suggestions for an article.
    pub limit: usize,
    /// The least score.
    pub min_score: f32,
    /// The most suggestions for an article under strict placement.
    pub max_per_page: usize,
    /// Whether a paragraph gets one at most.
    pub one_per_paragraph: bool,
    /// Whether a sentence that holds a link gets no other.
    pub one_per_sentence: bool,
    /// What may be suggested at all.
    pub policy: Policy,
}

impl Options {
    /// Those of the configuration.
    pub fn new(settings: &SuggestSettings, policy: Policy) -> Self {
        Self {
            placement: settings.placement,
            limit: 10,
            min_score: settings.min_score.unwrap_or(0.3),
            max_per_page: settings.max_per_page,
            one_per_paragraph: settings.one_per_paragraph,
            one_per_sentence: settings.one_per_sentence,
            policy,
        }
    }
}

/// What suggestions need to know of the corpus as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub struct Knowledge;

impl Knowledge {
    /// Reads the corpus once and learns from it.
    pub fn gather(_: &Catalog) -> Self {
        Self
    }
}

/// Finds missing links.
#[derive(Debug)]
pub struct Suggester<'c> {
    catalog: &'c Catalog,
    options: Options,
}

impl<'c> Suggester<'c> {
    /// For the articles of `catalog`.
    pub fn new(catalog: &'c Catalog, options: Options) -> Self {
        Self { catalog, options }
    }

    /// For the articles of `catalog`, of which all is known already.
    pub fn over(catalog: &'c Catalog, _: &'c Knowledge, options: Options) -> Self {
        Self::new(catalog, options)
    }

    /// The links missing in an article, the best first.
    pub fn outgoing(&self, from: ArticleId) -> Vec<Suggestion> {
        let found = self.found(from);
        let strict = self.options.placement == Placement::Strict;
        let written = |to: ArticleId| {
            let links = self.catalog.graph().outbound(from);
            links.iter().any(|edge| edge.article == to)
                && self.options.policy.decision(from, to) == Some(Decision::Accept)
        };
        let kept = self.catalog.ids().filter(|&to| written(to)).count();
        let most = if strict { self.options.max_per_page.saturating_sub(kept) } else { usize::MAX };
        found.into_iter().take(most.min(self.options.limit)).collect()
    }

    fn found(&self, from: ArticleId) -> Vec<Suggestion> {
        let catalog = self.catalog;
        let Some(text) = catalog.read_text(from).filter(|_| catalog.is_live(from)) else { return Vec::new() };
        let prose = Prose::read(&catalog.article(from).path, &text);
        let lines = LineIndex::new(&text);
        let mut out: Vec<Suggestion> = Vec::new();
        let accepted = catalog.links(from).filter(|(_, target)| match target {
            crate::site::Target::Article(to) => self.options.policy.decision(from, *to) == Some(Decision::Accept),
            _ => false,
        });
        let spans: Vec<Span> = accepted.map(|(link, _)| link.place.span).collect();
        let holds = |block: &crate::corpus::prose::Block| {
            let source = prose.source(block.span).unwrap_or_default();
            spans.iter().any(|span| source.start < span.end && span.start < source.end)
        };
        let blocks = (0..).zip(&prose.blocks).filter(|(_, block)| holds(block));
        let mut taken: Vec<u32> = blocks.map(|(number, _)| number).collect();
        for to in catalog.ids() {
            let linked = catalog.links(from).any(|(_, target)| target == crate::site::Target::Article(to));
            if to == from || linked || !catalog.is_live(to) || !self.options.policy.allows(from, to) {
                continue;
            }
            let title = catalog.article(to).title().to_ascii_lowercase();
            if !title.contains(' ') || self.options.policy.denies(&title) {
                continue;
            }
            let found = prose.blocks.iter().enumerate().find_map(|(number, block)| {
                let words = prose.text_of(block);
                let at = words.to_ascii_lowercase().find(&title).filter(|_| words.is_ascii())?;
                let free = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell);
                let start = block.span.start as usize + at;
                let span = Span::new(start, start + title.len());
                let plain = prose.pieces_of(span).iter().all(|piece| !piece.in_link && !piece.in_code);
                let source = prose.source(span)?;
                (free && plain).then(|| Anchor {
                    text: words[at..at + title.len()].to_owned(),
                    span: source,
                    place: lines.place(source),
                    sentence: words.to_owned(),
                    paragraph: number as u32,
                })
            });
            let same = catalog.article(from).folder() == catalog.article(to).folder();
            if found.is_none() && !same {
                continue;
            }
            let anchor =
                found.filter(|anchor| self.options.placement == Placement::Any || !taken.contains(&anchor.paragraph));
            taken.extend(anchor.as_ref().map(|anchor| anchor.paragraph));
            let score = if anchor.is_some() { 0.8 } else { 0.4 };
            let why = if anchor.is_some() { "its title stands in the text" } else { "same folder" };
            let id = suggestion_id(&catalog.article(from).path, &catalog.article(to).path);
            let parts = vec![Part { name: "title", weight: score }];
            out.push(Suggestion { id, source: from, target: to, score, parts, why: why.to_owned(), anchor });
        }
        out.retain(|one| one.score >= self.options.min_score);
        out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.target.cmp(&b.target)));
        out
    }

    /// The links missing in every article, by article.
    pub fn all(&self) -> Vec<Vec<Suggestion>> {
        self.catalog.ids().map(|id| self.outgoing(id)).collect()
    }

    /// The links to an article that are missing elsewhere, the best first.
    pub fn inbound(&self, to: ArticleId) -> Vec<Suggestion> {
        let mut all: Vec<Suggestion> = self.catalog.ids().flat_map(|id| self.found(id)).collect();
        all.retain(|one| one.target == to);
        all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.source.cmp(&b.source)));
        all.truncate(self.options.limit);
        all
    }

    /// The articles nearest to one.
    pub fn related(&self, to: ArticleId, limit: usize) -> Vec<Related> {
        let own = self.catalog.article(to).folder();
        let near = self.catalog.ids().filter(|id| *id != to && self.catalog.article(*id).folder() == own);
        let related = |article| Related {
            article,
            score: 0.5,
            parts: vec![Part { name: "folder", weight: 0.5 }],
            why: "same folder".to_owned(),
        };
        near.take(limit).map(related).collect()
    }

    /// The orphans and weakly linked articles with the best sources for each.
    pub fn orphans(&self) -> Vec<(ArticleId, Vec<Suggestion>)> {
        let graph = self.catalog.graph();
        let lonely = self.catalog.ids().filter(|id| self.catalog.is_live(*id) && graph.inbound(*id).is_empty());
        lonely.map(|id| (id, self.inbound(id))).collect()
    }
}
