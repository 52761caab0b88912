//! What is suggested, and where it may stand.

use crate::decisions::Policy;
use crate::settings::{Placement, SuggestSettings};

/// Suggestions for one article unless more are asked for.
const USUAL_LIMIT: usize = 10;

/// The least score unless the configuration says otherwise: editors read a suggestion as worth a look from here on.
const USUAL_MIN_SCORE: f32 = 0.1;

/// What is suggested, and where it may stand.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether the limits on sentences, paragraphs and pages hold.
    pub placement: Placement,
    /// The most suggestions for an article.
    pub limit: usize,
    /// The least score, 0 to 1; none means the usual one under strict placement and none under any.
    pub min_score: Option<f32>,
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
            limit: USUAL_LIMIT,
            min_score: settings.min_score,
            max_per_page: settings.max_per_page,
            one_per_paragraph: settings.one_per_paragraph,
            one_per_sentence: settings.one_per_sentence,
            policy,
        }
    }

    /// The least score of what is suggested.
    pub(super) fn least_score(&self) -> f32 {
        self.min_score.unwrap_or(match self.placement {
            Placement::Strict => USUAL_MIN_SCORE,
            Placement::Any => 0.0,
        })
    }

    /// The most links that are suggested for an article, those counted that were accepted before.
    pub(super) fn most(&self) -> usize {
        match self.placement {
            Placement::Strict => self.limit.min(self.max_per_page),
            Placement::Any => self.limit,
        }
    }
}
