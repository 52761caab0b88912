//! The `suggest:` table: which links are suggested, and where in an article they may stand.

use serde::{Deserialize, Deserializer};

/// The `suggest:` table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SuggestSettings {
    /// The least score, 0 to 1, of a link that is suggested; none means the usual one.
    #[serde(deserialize_with = "score")]
    pub min_score: Option<f32>,
    /// The most links that are suggested for an article, those counted that were accepted and written before.
    pub max_per_page: usize,
    /// Whether a paragraph gets no more than one suggested link.
    pub one_per_paragraph: bool,
    /// Whether a sentence that holds a link already gets no other.
    pub one_per_sentence: bool,
    /// Whether these limits hold.
    pub placement: Placement,
    /// Globs, relative to the corpus, of articles that are left alone: no links in their text, none to them.
    pub nolink: Vec<String>,
    /// Globs of articles in whose text no links are suggested.
    pub nolink_from: Vec<String>,
    /// Globs of articles to which no links are suggested.
    pub nolink_to: Vec<String>,
    /// Phrases that never become an anchor.
    pub deny: Vec<String>,
}

impl Default for SuggestSettings {
    fn default() -> Self {
        Self {
            min_score: None,
            max_per_page: 5,
            one_per_paragraph: true,
            one_per_sentence: true,
            placement: Placement::Strict,
            nolink: Vec::new(),
            nolink_from: Vec::new(),
            nolink_to: Vec::new(),
            deny: Vec::new(),
        }
    }
}

/// Whether the limits on sentences, paragraphs and pages hold. Headings, code and links are never touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Placement {
    /// They hold.
    #[default]
    Strict,
    /// They do not.
    Any,
}

fn score<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f32>, D::Error> {
    let score = Option::<f32>::deserialize(deserializer)?;
    match score {
        Some(score) if !(0.0..=1.0).contains(&score) => {
            Err(serde::de::Error::custom(format!("a score is from 0 to 1, not {score}")))
        }
        score => Ok(score),
    }
}
