//! The record of the statistics: the JSON of `graph stats`, field by field.

use schemars::JsonSchema;
use serde::Serialize;

/// The version of this shape; raised by a change that breaks a reader.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// A corpus in figures. Links, scores and parts are those of live articles; lists are capped, counts are not.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GraphStats {
    /// The version of this shape.
    pub schema_version: u32,
    /// Articles in the corpus.
    pub articles: usize,
    /// Of these, live ones.
    pub live: usize,
    /// Of these, drafts and files that could not be read.
    pub not_live: usize,
    /// Live entry articles: where readers come in.
    pub entries: usize,
    /// Links, each pair of articles counted once.
    pub links: usize,
    /// Uses of links in running text.
    pub body_uses: u64,
    /// Uses of links in listings.
    pub list_uses: u64,
    /// Links as a share of all that there could be.
    pub density: f64,
    /// Links per live article.
    pub mean_outbound: f64,
    /// Articles other than entry articles that no live article links to (those that only drafts link to among them).
    pub orphans: usize,
    /// Articles other than entry articles that are linked from listings only.
    pub list_only: usize,
    /// Articles with inbound links that no entry article leads to.
    pub islands: usize,
    /// Articles without a link to another live article.
    pub dead_ends: usize,
    /// Parts that no link connects.
    pub weak_parts: PartStats,
    /// Parts in which each article leads to each other.
    pub strong_parts: PartStats,
    /// Articles by click depth.
    pub depths: DepthCounts,
    /// How unevenly inbound links are spread: 0 all articles have as many, 1 one article has all.
    pub inbound_gini: f64,
    /// Best by link score.
    pub top: Vec<ArticleRow>,
    /// Worst by link score, the worst first.
    pub bottom: Vec<ArticleRow>,
    /// Tools that articles are about or the tool catalogue names.
    pub tool_count: usize,
    /// Most linked tools.
    pub tools: Vec<ToolRow>,
    /// Categories with live articles.
    pub category_count: usize,
    /// Categories of two or more articles that have no hub.
    pub categories_without_hub: usize,
    /// Largest categories.
    pub categories: Vec<CategoryRow>,
    /// How well the topic clusters divide the links: above about .3 they are real.
    pub modularity: f64,
    /// Topic clusters, articles without links left out.
    pub community_count: usize,
    /// Largest topic clusters.
    pub communities: Vec<CommunityRow>,
}

/// Parts that a corpus falls into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct PartStats {
    /// How many.
    pub count: usize,
    /// Articles in the largest.
    pub largest: usize,
    /// The same as a share of all live articles.
    pub largest_share: f64,
}

/// Live articles by the fewest clicks from an entry article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DepthCounts {
    /// Entry articles themselves.
    #[serde(rename = "0")]
    pub entries: usize,
    /// One click away.
    #[serde(rename = "1")]
    pub one: usize,
    /// Two clicks away.
    #[serde(rename = "2")]
    pub two: usize,
    /// Three clicks away.
    #[serde(rename = "3")]
    pub three: usize,
    /// More than three clicks away.
    #[serde(rename = ">3")]
    pub deeper: usize,
    /// Out of reach.
    pub unreachable: usize,
}

/// An article and its standing.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ArticleRow {
    /// Path relative to the corpus.
    pub path: String,
    /// URL path.
    pub url: String,
    /// Title.
    pub title: String,
    /// Link score, 0 to 100.
    pub link_score: f64,
    /// Articles that link to it.
    pub inbound: usize,
}

/// A tool and what points to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ToolRow {
    /// Its name.
    pub name: String,
    /// Articles that are about it, by their front matter.
    pub articles: usize,
    /// Inbound links of these articles.
    pub inbound: usize,
    /// Mentions of it in running text outside links; `null` if they were not counted.
    pub mentions: Option<u64>,
}

/// A category and its hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CategoryRow {
    /// Its name.
    pub name: String,
    /// Live articles in it.
    pub articles: usize,
    /// Its hub, if there is one.
    pub hub: Option<Hub>,
}

/// The hub of a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Hub {
    /// Path relative to the corpus.
    pub path: String,
    /// URL path.
    pub url: String,
    /// What makes it the hub.
    pub evidence: HubEvidence,
    /// How many other articles of the category it links.
    pub linked: usize,
}

/// What makes an entry article the hub of a category, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum HubEvidence {
    /// It is in the category itself.
    Category,
    /// It is named like the category.
    Name,
    /// It links at least half of the category's articles.
    Links,
}

/// A topic cluster.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CommunityRow {
    /// Its number, as in exports.
    pub number: usize,
    /// Articles in it.
    pub size: usize,
    /// The title of the article that most of its articles link to.
    pub name: String,
    /// The path of that article.
    pub center: String,
    /// The category that most of its articles are in.
    pub category: Option<String>,
    /// The share of its articles in that category.
    pub category_share: Option<f64>,
    /// The share of links from its articles that stay inside it.
    pub internal_share: f64,
}
