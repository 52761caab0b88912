//! What is known of articles beside their text: what filters, facets, sorting and the list of hits go by.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::document::key;
use crate::corpus::Article;
use crate::text::language::Language;
use crate::text::terms::{folded, words};
use crate::text::words::fold;

/// What is known of all articles beside their text, in path order.
#[derive(Clone, Debug, Default)]
pub struct ArticleFacts {
    pub(super) by_key: FxHashMap<u64, u32>,
    pub(super) paths: Vec<Box<str>>,
    pub(super) urls: Vec<Box<str>>,
    pub(super) titles: Vec<Box<str>>,
    /// How many different words each title has.
    pub(super) title_lengths: Vec<u16>,
    pub(super) live: Vec<bool>,
    pub(super) link_scores: Vec<f32>,
    /// How many live articles link to each; empty where nobody told.
    pub(super) inbound: Vec<u32>,
    pub(super) updated: Vec<Option<Date>>,
    pub(super) languages: Vec<Language>,
    pub(super) columns: [Column; 5],
}

/// The values that articles have for one filter.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub(super) name: &'static str,
    /// As most articles write it.
    pub(super) values: Vec<Box<str>>,
    /// Folded, for comparison.
    pub(super) folded: Vec<String>,
    /// The values of each article.
    pub(super) of: Rows,
}

/// A few numbers for each article, in two arrays.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// Where the numbers of each article end.
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Rows {
    fn push(&mut self, row: &[u32]) {
        self.numbers.extend_from_slice(row);
        self.ends.push(self.numbers.len() as u32);
    }

    /// The numbers of an article.
    pub(super) fn row(&self, article: usize) -> &[u32] {
        let start = article.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let end = self.ends.get(article).map_or(start, |end| *end as usize);
        self.numbers.get(start..end).unwrap_or(&[])
    }

    /// How many articles there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

impl ArticleFacts {
    /// From the articles in path order, with URL path, whether it is live, and link score of each. Articles that are not live
    /// are never found.
    pub fn new(articles: &[Article], urls: &[&str], live: &[bool], link_scores: &[f32]) -> Self {
        let texts = |of: fn(&Article) -> &str| articles.iter().map(|article| of(article).into()).collect();
        let one = |value: &Option<Box<str>>| value.iter().map(|value| value.to_string()).collect::<Vec<_>>();
        let list = |values: &[Box<str>]| values.iter().map(|value| value.to_string()).collect::<Vec<_>>();
        let languages: Vec<Language> = articles.iter().map(Article::language).collect();
        let columns = [
            Column::new("category", articles.iter().map(|article| list(&article.metadata.categories))),
            Column::new("type", articles.iter().map(|article| one(&article.metadata.content_type))),
            Column::new("tool", articles.iter().map(|article| list(&article.metadata.tools))),
            Column::new("lang", languages.iter().map(|language| vec![language.code().to_owned()])),
            Column::new("status", articles.iter().map(|article| one(&article.metadata.status))),
        ];
        Self {
            by_key: articles.iter().zip(0..).map(|(article, id)| (key(&article.path), id)).collect(),
            paths: texts(|article| &article.path),
            urls: urls.iter().map(|&url| url.into()).collect(),
            titles: texts(Article::title),
            title_lengths: articles.iter().map(|article| title_length(article.title())).collect(),
            live: live.to_vec(),
            link_scores: link_scores.to_vec(),
            inbound: Vec::new(),
            updated: articles.iter().map(|article| date(article.metadata.date.as_deref()?)).collect(),
            languages,
            columns,
        }
    }

    /// With the number of live articles that link to each.
    pub fn with_inbound(self, inbound: Vec<u32>) -> Self {
        Self { inbound, ..self }
    }

    /// The first category of an article, as most articles write it.
    pub(super) fn category(&self, article: usize) -> Option<&str> {
        let [categories, ..] = &self.columns;
        let first = categories.of.row(article).first()?;
        categories.values.get(*first as usize).map(|value| &**value)
    }

    /// How many articles there are, those not live included.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// The number of the live article with this key.
    pub(super) fn live_article(&self, key: u64) -> Option<u32> {
        self.by_key.get(&key).copied().filter(|&id| self.live.get(id as usize).copied().unwrap_or(false))
    }
}

impl Column {
    fn new(name: &'static str, values: impl Iterator<Item = Vec<String>>) -> Self {
        let mut column = Self { name, ..Self::default() };
        let mut ids: FxHashMap<String, u32> = FxHashMap::default();
        let mut spellings: Vec<FxHashMap<String, usize>> = Vec::new();
        for of_article in values {
            let mut own: Vec<u32> = Vec::with_capacity(of_article.len());
            for value in of_article {
                let id = *ids.entry(fold(&value)).or_insert_with_key(|folded| {
                    column.folded.push(folded.clone());
                    spellings.push(FxHashMap::default());
                    column.folded.len() as u32 - 1
                });
                if let Some(spellings) = spellings.get_mut(id as usize) {
                    *spellings.entry(value).or_default() += 1;
                }
                if !own.contains(&id) {
                    own.push(id);
                }
            }
            column.of.push(&own);
        }
        let most = |spellings: FxHashMap<String, usize>| {
            let best = spellings.into_iter().min_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            best.map(|(spelling, _)| spelling.into()).unwrap_or_default()
        };
        column.values = spellings.into_iter().map(most).collect();
        column
    }
}

/// How many different words a title has.
fn title_length(title: &str) -> u16 {
    let mut forms: Vec<String> = words(title).map(|word| folded(word.text)).collect();
    forms.sort_unstable();
    forms.dedup();
    u16::try_from(forms.len()).unwrap_or(u16::MAX)
}

/// The day of a date as people write it: `2026-05-01`, with or without a time, `2026/05/01`, `2026-05`.
pub(super) fn date(written: &str) -> Option<Date> {
    let digits = |c: char| c.is_ascii_digit();
    let day = written.trim().split(['T', ' ']).next().unwrap_or("");
    let mut parts = day.split(['-', '/', '.']);
    let year = parts.next().filter(|year| year.len() == 4 && year.chars().all(digits))?;
    let number = |part: Option<&str>| part.map_or(Some(1), |part| part.parse::<i8>().ok());
    Date::new(year.parse().ok()?, number(parts.next())?, number(parts.next())?).ok()
}
