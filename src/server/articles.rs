//! The articles as a list: what an overview needs of each, filtered, sorted, by the page.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::endpoint::{Endpoint, page};
use super::error::ApiError;
use super::snapshot::Snapshot;
use crate::corpus::{Article, ArticleId};
use crate::report::Tally;
use crate::text::words::fold;

/// What an overview says of an article.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ArticleSummary<'a> {
    /// Relative to the corpus.
    path: &'a str,
    /// Its URL path on the site.
    url: &'a str,
    title: &'a str,
    content_type: Option<&'a str>,
    categories: &'a [Box<str>],
    tools: &'a [Box<str>],
    keyword: Option<&'a str>,
    lang: Option<&'a str>,
    /// Its editorial state, as written.
    status: Option<&'a str>,
    /// When it was last changed, as written.
    date: Option<&'a str>,
    /// Whether readers can see it.
    live: bool,
    /// Whether readers come in here.
    entry: bool,
    /// 0 to 100.
    link_score: f64,
    /// Fewest links from an entry article; null where no path leads.
    click_depth: Option<u32>,
    /// How many live articles link to it.
    inbound: usize,
    /// How many live articles it links to.
    outbound: usize,
    findings: Tally,
}

impl<'a> ArticleSummary<'a> {
    pub(super) fn of(state: &'a Snapshot, id: ArticleId) -> Self {
        let catalog = &state.catalog;
        let article = catalog.article(id);
        let metadata = &article.metadata;
        Self {
            path: &article.path,
            url: catalog.url(id),
            title: article.title(),
            content_type: metadata.content_type.as_deref(),
            categories: &metadata.categories,
            tools: &metadata.tools,
            keyword: metadata.keyword.as_deref(),
            lang: metadata.lang.as_deref(),
            status: metadata.status.as_deref(),
            date: metadata.date.as_deref(),
            live: catalog.is_live(id),
            entry: catalog.is_entry(id),
            link_score: state.link_score(id),
            click_depth: catalog.depths().get(id.index()).copied().flatten(),
            inbound: catalog.graph().inbound(id).len(),
            outbound: catalog.graph().outbound(id).len(),
            findings: Tally::of(state.findings(id)),
        }
    }
}

/// Which articles, and in which order.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ArticlesQuery {
    /// Only articles with these words in their title or path.
    q: Option<String>,
    /// Only articles of this category.
    category: Option<String>,
    /// Only articles about this tool.
    tool: Option<String>,
    /// Only articles of this content type.
    r#type: Option<String>,
    /// Only articles in this language.
    lang: Option<String>,
    /// Only articles of this editorial state.
    status: Option<String>,
    /// Only articles in this folder.
    folder: Option<String>,
    /// Only live articles, or only others.
    live: Option<bool>,
    sort: ArticleSort,
    /// How many to pass over.
    #[schemars(range(max = 1_000_000_000))]
    offset: Option<u32>,
    /// How many to list; 50 unless told.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
}

/// The order of a list of articles.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum ArticleSort {
    /// By path.
    #[default]
    Path,
    /// By title.
    Title,
    /// The best first.
    LinkScore,
    /// The most linked first.
    Inbound,
    /// Those with most findings first, errors before warnings.
    Findings,
    /// The last changed first.
    Date,
}

/// A page of articles.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Articles")]
pub(super) struct ArticlesJson<'a> {
    /// How many articles there are that fit.
    total: usize,
    offset: usize,
    articles: Vec<ArticleSummary<'a>>,
}

/// `articles`.
pub(super) struct Articles;

impl Endpoint for Articles {
    const PATH: &'static str = "/api/v1/articles";
    const ID: &'static str = "articles";
    const ABOUT: &'static str = "The articles, filtered and sorted";
    type Query = ArticlesQuery;
    type Answer<'a> = ArticlesJson<'a>;

    fn answer<'a>(state: &'a Snapshot, _: &str, query: ArticlesQuery) -> Result<ArticlesJson<'a>, ApiError> {
        let (offset, limit) = page(query.offset, query.limit, 50, 500)?;
        let filter = Filter::new(&query);
        let catalog = &state.catalog;
        let mut ids: Vec<ArticleId> = catalog.ids().filter(|&id| filter.takes(state, id)).collect();
        let title = |id: &ArticleId| catalog.article(*id).title();
        match query.sort {
            ArticleSort::Path => {}
            ArticleSort::Title => ids.sort_by_cached_key(|id| fold(title(id))),
            ArticleSort::LinkScore => ids.sort_by(|a, b| state.link_score(*b).total_cmp(&state.link_score(*a))),
            ArticleSort::Inbound => ids.sort_by_key(|id| Reverse(catalog.graph().inbound(*id).len())),
            ArticleSort::Findings => ids.sort_by_cached_key(|id| {
                let tally = Tally::of(state.findings(*id));
                Reverse((tally.error, tally.warning, tally.note))
            }),
            ArticleSort::Date => ids.sort_by_key(|id| Reverse(catalog.article(*id).metadata.date.as_deref())),
        }
        let total = ids.len();
        let articles = ids.into_iter().skip(offset).take(limit).map(|id| ArticleSummary::of(state, id)).collect();
        Ok(ArticlesJson { total, offset, articles })
    }
}

/// A query with its values folded once.
struct Filter<'q> {
    query: &'q ArticlesQuery,
    words: Vec<String>,
    category: Option<String>,
    tool: Option<String>,
}

impl<'q> Filter<'q> {
    fn new(query: &'q ArticlesQuery) -> Self {
        let folded = |value: &Option<String>| value.as_deref().map(fold);
        let words = folded(&query.q).unwrap_or_default();
        Self {
            query,
            words: words.split_whitespace().map(str::to_owned).collect(),
            category: folded(&query.category),
            tool: folded(&query.tool),
        }
    }

    fn takes(&self, state: &Snapshot, id: ArticleId) -> bool {
        let article = state.catalog.article(id);
        let metadata = &article.metadata;
        let named = |wanted: &Option<String>, names: &[Box<str>]| {
            wanted.as_ref().is_none_or(|wanted| names.iter().any(|name| fold(name) == *wanted))
        };
        let same = |wanted: &Option<String>, value: &Option<Box<str>>| {
            let wanted = wanted.as_deref();
            wanted.is_none_or(|wanted| value.as_deref().is_some_and(|value| value.eq_ignore_ascii_case(wanted)))
        };
        named(&self.category, &metadata.categories)
            && named(&self.tool, &metadata.tools)
            && same(&self.query.r#type, &metadata.content_type)
            && same(&self.query.lang, &metadata.lang)
            && same(&self.query.status, &metadata.status)
            && self.query.live.is_none_or(|live| state.catalog.is_live(id) == live)
            && self.query.folder.as_deref().is_none_or(|folder| is_in(article, folder))
            && self.has_words(article)
    }

    fn has_words(&self, article: &Article) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let text = fold(&format!("{} {}", article.title(), article.path));
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}

fn is_in(article: &Article, folder: &str) -> bool {
    let folder = folder.trim_matches('/');
    let rest = article.path.strip_prefix(folder);
    folder.is_empty() || rest.is_some_and(|rest| rest.starts_with('/'))
}
