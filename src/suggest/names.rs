//! The names that an article goes by: what others may call it in running text.

use crate::catalog::Catalog;
use crate::corpus::{Article, ArticleId};
use crate::similarity::{Cut, TermId};

/// How a phrase names an article, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Naming {
    /// The whole title, or the only heading of level 1.
    Title,
    /// The keyword that it is written for.
    Keyword,
    /// The title without what follows or precedes a colon, bar or dash, or without brackets.
    ShortTitle,
    /// The last part of its URL, in words.
    Slug,
    /// One of its headings.
    Heading,
    /// The text of links that lead to it.
    Anchor,
}

/// A longer phrase is never found in running text.
const MOST_WORDS: usize = 12;

/// What parts a title into a name and what is said of it.
const BREAKS: [&str; 6] = [": ", " | ", " - ", " – ", " — ", "? "];

/// What an article is called, in how many ways.
pub(super) type Names = Vec<(Naming, Vec<TermId>)>;

/// Every name of an article with its terms, headings included, the texts of links not.
pub(super) fn names_of(catalog: &Catalog, id: ArticleId, terms: &mut impl Cut) -> Names {
    let article = catalog.article(id);
    let language = article.language();
    let mut found = Names::new();
    let mut add = |naming: Naming, text: &str| {
        let phrase = terms.of(text, language);
        if (1..=MOST_WORDS).contains(&phrase.len()) && !found.iter().any(|(_, known)| *known == phrase) {
            found.push((naming, phrase));
        }
    };
    let title = article.title();
    add(Naming::Title, title);
    // Where there are several, they head the parts of a page whose title stands elsewhere.
    let mut first = article.headings.iter().filter(|heading| heading.level == 1);
    let only = first.next().filter(|_| first.next().is_none());
    only.into_iter().for_each(|heading| add(Naming::Title, &heading.text));
    article.metadata.keyword.iter().for_each(|keyword| add(Naming::Keyword, keyword));
    for part in short_titles(title) {
        add(Naming::ShortTitle, part);
    }
    add(Naming::Slug, slug(article));
    for heading in article.headings.iter().filter(|heading| heading.level <= 3) {
        add(Naming::Heading, &heading.text);
    }
    found
}

/// The terms that tell what an article is about, some of them more than once: title, keyword, slug.
pub(super) fn topic_of(catalog: &Catalog, id: ArticleId, terms: &mut impl Cut) -> Vec<TermId> {
    let article = catalog.article(id);
    let language = article.language();
    let mut topic = terms.of(article.title(), language);
    topic.extend(terms.of(slug(article), language));
    topic.extend(article.metadata.keyword.iter().flat_map(|keyword| terms.of(keyword, language)));
    topic
}

/// The parts of a title that may stand for it: what is before or after a break, and what is outside brackets.
fn short_titles(title: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    if let Some((outside, _)) = title.split_once(" (") {
        parts.push(outside);
    }
    for at in BREAKS {
        if let Some((first, rest)) = title.split_once(at) {
            parts.extend([first, rest]);
        }
    }
    // One word of a long title names nothing.
    parts.retain(|part| part.split_whitespace().count() > 1 || !title.contains(": "));
    parts
}

/// The last part of the URL that means something: the file's own name, else that of its folder, without a date.
pub(super) fn slug(article: &Article) -> &str {
    let stem = if article.is_folder_page() {
        article.folder().rsplit('/').next().unwrap_or("")
    } else {
        article.metadata.slug.as_deref().unwrap_or_else(|| article.stem())
    };
    let date = stem.get(..11).filter(|start| {
        start
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7 | 10) { byte == b'-' } else { byte.is_ascii_digit() })
    });
    date.and_then(|date| stem.get(date.len()..)).unwrap_or(stem)
}
