//! Suggested links, as a page for people and as JSON.

mod json;
mod text;

use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::decisions::Policy;
use crate::suggest::Suggestion;

pub use json::{
    ArticleNameJson, InboundSuggestionJson, RelatedArticleJson, RelatedJson, SuggestJson, SuggestionJson, inbound_json,
    related_json, suggestion_json, write as write_json, write_related as write_related_json,
};
pub use text::{write as write_text, write_related as write_related_text, write_verdict};

/// Suggested links, as every format sees them.
#[derive(Clone, Copy)]
pub struct SuggestReport<'a> {
    /// What they are suggested for.
    pub catalog: &'a Catalog,
    /// What was decided about links before.
    pub policy: &'a Policy,
    /// The suggestions, grouped as they were asked for.
    pub groups: &'a Groups,
    /// Whether the text is coloured; without colours anchors are told by brackets.
    pub colored: bool,
    /// Whether decisions and edits are explained at the end.
    pub help: bool,
}

/// Suggestions as they were asked for.
#[derive(Clone, Debug)]
pub enum Groups {
    /// By the article that lacks the links.
    BySource(Vec<(ArticleId, Vec<Suggestion>)>),
    /// By the article that the links are to lead to.
    ByTarget(Vec<(ArticleId, Vec<Suggestion>)>),
}

impl Groups {
    /// The groups, however they are made.
    pub fn list(&self) -> &[(ArticleId, Vec<Suggestion>)] {
        let (Self::BySource(groups) | Self::ByTarget(groups)) = self;
        groups
    }

    /// All suggestions, group by group.
    pub fn suggestions(&self) -> impl Iterator<Item = &Suggestion> {
        self.list().iter().flat_map(|(_, suggestions)| suggestions)
    }

    /// The suggestions by source, in path order; those of one source in the order they have here.
    pub fn by_source(&self) -> Vec<(ArticleId, Vec<&Suggestion>)> {
        let mut all: Vec<&Suggestion> = self.suggestions().collect();
        all.sort_by_key(|suggestion| suggestion.source);
        let same = |a: &&Suggestion, b: &&Suggestion| a.source == b.source;
        all.chunk_by(same).filter_map(|group| Some((group.first()?.source, group.to_vec()))).collect()
    }

    /// Keeps the suggestions that `wanted` says, and of an article's none that has none.
    pub fn retain(&mut self, wanted: impl Fn(&Suggestion) -> bool) {
        let (Self::BySource(groups) | Self::ByTarget(groups)) = self;
        groups.iter_mut().for_each(|(_, suggestions)| suggestions.retain(&wanted));
    }
}
