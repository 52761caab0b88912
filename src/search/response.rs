//! What is answered.

use schemars::JsonSchema;
use serde::Serialize;

use crate::corpus::ArticleId;

/// The hits of a query, and what else there is to say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct SearchResponse {
    /// The query as it was typed.
    pub query: String,
    /// How many articles match in all.
    pub total: usize,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
    /// The page of hits that was asked for.
    pub hits: Vec<Hit>,
    /// What the hits have in common; null unless asked for.
    pub facets: Option<Vec<Facet>>,
    /// How the query was understood where that is not plain, a sentence each.
    pub notes: Vec<String>,
    /// The query as it was perhaps meant; null if there is nothing better.
    pub did_you_mean: Option<String>,
    /// If nothing was found: queries with one filter or word less that find something.
    pub instead: Vec<Instead>,
}

/// A query that would find something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Instead {
    /// The query.
    pub query: String,
    /// How many articles it finds.
    pub total: usize,
    /// What it leaves out.
    pub without: String,
}

/// An article that was found.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Hit {
    /// Its number.
    #[serde(skip)]
    pub article: ArticleId,
    /// Relative to the corpus.
    pub path: String,
    /// Its URL path.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The higher the better; comparable within one answer only.
    pub score: f32,
    /// Link score, 0 to 100.
    pub link_score: f32,
    /// How many live articles link to it.
    pub inbound: u32,
    /// Its first category.
    pub category: Option<String>,
    /// When it was last changed, as far as its metadata tell.
    pub updated: Option<String>,
    /// The part of its text that fits the query best.
    pub snippet: String,
    /// What the query found in the snippet: start and end, in characters.
    pub highlights: Vec<[usize; 2]>,
    /// What the query found in the title: start and end, in characters.
    pub title_highlights: Vec<[usize; 2]>,
    /// How the score came about; null unless asked for.
    pub explain: Option<Vec<ScorePart>>,
}

/// A part of a score; all parts add up to it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScorePart {
    /// What was found: a word of the query, or what holds for several.
    pub what: String,
    /// Where and how it was found.
    pub how: String,
    /// What it adds.
    pub score: f32,
}

/// The values of one kind that hits have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Facet {
    /// The filter that narrows by it: `category`, `type`, `tool`, `lang`, `status`.
    pub name: String,
    /// The most frequent values, the first ten.
    pub values: Vec<FacetValue>,
    /// How many different values there are.
    pub distinct: usize,
}

/// A value and how many hits have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FacetValue {
    /// As it is mostly written.
    pub value: String,
    /// How many hits have it.
    pub count: usize,
}
