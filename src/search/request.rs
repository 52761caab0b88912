//! What is asked.

/// A query with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// As typed; the language of queries is told in [`Searcher`](super::Searcher).
    pub query: String,
    /// How many hits are wanted.
    pub limit: usize,
    /// How many hits are passed over.
    pub offset: usize,
    /// In what order.
    pub sort: Sort,
    /// Whether to count categories, tools and the like over all hits.
    pub facets: bool,
    /// Whether to tell how each score came about.
    pub explain: bool,
}

impl SearchRequest {
    /// The ten best hits of `query`.
    pub fn new(query: impl Into<String>) -> Self {
        Self { query: query.into(), limit: 10, offset: 0, sort: Sort::Relevance, facets: false, explain: false }
    }
}

/// The order of hits. Ties go by relevance, then link score, then path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The last updated first; those without a date last.
    Updated,
    /// By title, as a reader would look it up.
    Title,
    /// The highest link score first.
    LinkScore,
}

impl Sort {
    /// All orders, with their names.
    pub const ALL: [(&'static str, Self); 4] = [
        ("relevance", Self::Relevance),
        ("updated", Self::Updated),
        ("title", Self::Title),
        ("link-score", Self::LinkScore),
    ];

    /// The order of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|&(_, sort)| sort)
    }
}
