//! Which of several places with the same words suits a link best, by the words around it.
//!
//! Writers announce a reference: "see …", "for details, refer to …", "the … guide". A place so announced is worth more than
//! the first time a word falls.

use std::ops::Range;

use super::page::Page;

/// Words that announce a reference.
const BEFORE: [&str; 11] =
    ["see", "refer", "consult", "read", "visit", "check", "follow", "siehe", "voir", "vea", "zobacz"];

/// Words that call what stands before them a page.
const AFTER: [&str; 13] = [
    "guide",
    "documentation",
    "docs",
    "page",
    "article",
    "section",
    "tutorial",
    "post",
    "reference",
    "cmdlet",
    "command",
    "review",
    "comparison",
];

/// How far before the words an announcement may stand.
const REACH: usize = 3;

const ANNOUNCED: f32 = 1.5;
const CALLED_A_PAGE: f32 = 1.3;
const AS_IN_TITLE: f32 = 1.4;
const IS_TITLE: f32 = 1.3;

/// How well a place suits, 1 for one like any other.
pub(super) fn fit(page: &Page, place: &Range<u32>, title: &str) -> f32 {
    let (start, end) = (place.start as usize, place.end as usize);
    let (Some(first), Some(span)) = (page.tokens.get(start), page.span_of(start..end)) else { return 1.0 };
    let is_one_of = |at: usize, list: &[&str]| {
        let token = page.tokens.get(at).filter(|token| token.block == first.block);
        let word = token.and_then(|token| token.span.slice(&page.prose.text)).unwrap_or("");
        list.iter().any(|cue| cue.eq_ignore_ascii_case(word))
    };
    let announced = (start.saturating_sub(REACH)..start).any(|at| is_one_of(at, &BEFORE));
    let called = is_one_of(end, &AFTER);
    let text = span.slice(&page.prose.text).unwrap_or("");
    let as_in_title = text.chars().any(char::is_uppercase) && title.contains(text);
    [
        (announced, ANNOUNCED),
        (called, CALLED_A_PAGE),
        (as_in_title, AS_IN_TITLE),
        (as_in_title && text == title, IS_TITLE),
    ]
    .into_iter()
    .filter(|(is, _)| *is)
    .map(|(_, factor)| factor)
    .product()
}
