//! What is near to an article, what it should link to, and what should link to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::article::article;
use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::snapshot::Snapshot;
use crate::corpus::ArticleId;
use crate::report::suggest::{
    InboundSuggestionJson, RelatedJson, SuggestionJson, inbound_json, related_json, suggestion_json,
};
use crate::settings::Placement;
use crate::suggest::{Options, Suggester};

/// How many are listed unless told.
const USUAL: u32 = 10;
/// How many may be asked for.
const MOST: u32 = 50;

/// How many related articles.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RelatedQuery {
    /// How many to list; 10 unless told.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<u32>,
}

/// Which suggestions.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SuggestionsQuery {
    /// How many to list; 10 unless told.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<u32>,
    /// The least score; as configured unless told.
    #[schemars(range(min = 0, max = 1))]
    min_score: Option<f32>,
    /// Whether the limits on sentences, paragraphs and pages hold; as configured unless told.
    placement: Option<PlacementQuery>,
}

/// Whether the limits on sentences, paragraphs and pages hold.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum PlacementQuery {
    /// They do.
    Strict,
    /// They do not.
    Any,
}

impl SuggestionsQuery {
    fn suggester<'s>(&self, state: &'s Snapshot) -> Result<Suggester<'s>, ApiError> {
        let (_, limit) = page(None, self.limit, USUAL, MOST)?;
        let mut options = Options::new(&state.catalog.settings.suggest, state.policy.clone());
        options.limit = limit;
        if let Some(score) = self.min_score {
            if !(0.0..=1.0).contains(&score) {
                return Err(ApiError::bad_request("`min_score` must be from 0 to 1"));
            }
            options.min_score = Some(score);
        }
        options.placement = match self.placement {
            Some(PlacementQuery::Strict) => Placement::Strict,
            Some(PlacementQuery::Any) => Placement::Any,
            None => options.placement,
        };
        Ok(Suggester::new(&state.catalog, state.knowledge(), options))
    }
}

/// Links that are missing in an article.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Suggestions")]
pub(super) struct SuggestionsJson<'a> {
    path: &'a str,
    url: &'a str,
    /// The best first.
    suggestions: Vec<SuggestionJson<'a>>,
}

/// Links to an article that are missing elsewhere.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "InboundSuggestions")]
pub(super) struct InboundSuggestionsJson<'a> {
    path: &'a str,
    url: &'a str,
    /// The best first.
    suggestions: Vec<InboundSuggestionJson<'a>>,
}

/// `articles/{path}/related`.
pub(super) struct ArticleRelated;

impl Endpoint for ArticleRelated {
    const PATH: &'static str = "/api/v1/articles/{path}/related";
    const ID: &'static str = "articleRelated";
    const ABOUT: &'static str = "The articles nearest to one, with the parts of each score";
    type Query = RelatedQuery;
    type Answer<'a> = RelatedJson<'a>;

    fn answer<'a>(state: &'a Snapshot, path: &str, query: RelatedQuery) -> Result<RelatedJson<'a>, ApiError> {
        let (_, limit) = page(None, query.limit, USUAL, MOST)?;
        let id = article(state, path)?;
        let options = Options::new(&state.catalog.settings.suggest, state.policy.clone());
        let related = Suggester::new(&state.catalog, state.knowledge(), options).related(id, limit);
        Ok(related_json(&state.catalog, id, &related))
    }
}

/// `articles/{path}/suggestions`.
pub(super) struct ArticleSuggestions;

impl Endpoint for ArticleSuggestions {
    const PATH: &'static str = "/api/v1/articles/{path}/suggestions";
    const ID: &'static str = "articleSuggestions";
    const ABOUT: &'static str = "The links missing in an article: target, score, sentence and anchor of each";
    type Query = SuggestionsQuery;
    type Answer<'a> = SuggestionsJson<'a>;

    fn answer<'a>(state: &'a Snapshot, path: &str, query: SuggestionsQuery) -> Result<SuggestionsJson<'a>, ApiError> {
        let suggester = query.suggester(state)?;
        let id = article(state, path)?;
        let found = suggester.outgoing(id);
        let suggestions = found.iter().map(|one| suggestion_json(&state.catalog, &state.policy, one)).collect();
        let (path, url) = names(state, id);
        Ok(SuggestionsJson { path, url, suggestions })
    }
}

/// `articles/{path}/inbound-suggestions`.
pub(super) struct ArticleInboundSuggestions;

impl Endpoint for ArticleInboundSuggestions {
    const PATH: &'static str = "/api/v1/articles/{path}/inbound-suggestions";
    const ID: &'static str = "articleInboundSuggestions";
    const ABOUT: &'static str =
        "The links to an article that are missing elsewhere: source, sentence and anchor of each";
    type Query = SuggestionsQuery;
    type Answer<'a> = InboundSuggestionsJson<'a>;

    fn answer<'a>(
        state: &'a Snapshot,
        path: &str,
        query: SuggestionsQuery,
    ) -> Result<InboundSuggestionsJson<'a>, ApiError> {
        let suggester = query.suggester(state)?;
        let id = article(state, path)?;
        let found = suggester.inbound(id);
        let suggestions = found.iter().map(|one| inbound_json(&state.catalog, &state.policy, one)).collect();
        let (path, url) = names(state, id);
        Ok(InboundSuggestionsJson { path, url, suggestions })
    }
}

fn names(state: &Snapshot, id: ArticleId) -> (&str, &str) {
    (&state.catalog.article(id).path, state.catalog.url(id))
}
