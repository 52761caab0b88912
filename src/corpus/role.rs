//! Whether a link stands in running text or in a listing. A listing is an item that holds little but the link: a few
//! words beside it, or a description behind a dash.

use super::{Link, LinkRole};

/// An item with at most this many words beside its links is a listing.
const FEW_WORDS: usize = 3;

/// A few words decide: how many more there are is not asked.
pub(super) const ENOUGH_WORDS: usize = FEW_WORDS + 1;

/// What sort of block links stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A paragraph: running text unless it holds nothing but links.
    Paragraph,
    /// A list item, table cell, heading, or an element of an HTML block.
    Item,
}

/// The role of `links`, which stand in the block `start..end` of `text`.
pub(super) fn of_markdown<'l>(
    kind: BlockKind,
    text: &str,
    (start, end): (usize, usize),
    links: impl Iterator<Item = &'l Link>,
) -> LinkRole {
    let mut at = start;
    let mut beside = 0;
    let mut lead = None;
    let mut described = false;
    let enough = ENOUGH_WORDS;
    for link in links {
        let span = link.place.span.range();
        let between = text.get(at..span.start.max(at)).unwrap_or("");
        if lead.is_some_and(|lead| lead == 0) && !described {
            described = starts_with_separator(between);
            lead = Some(1);
        }
        beside += count(between, enough.saturating_sub(beside));
        lead.get_or_insert(beside);
        at = at.max(span.end);
        if beside >= enough && lead != Some(0) {
            return of(kind, beside, described);
        }
    }
    let rest = text.get(at..end.max(at)).unwrap_or("");
    described |= lead == Some(0) && starts_with_separator(rest);
    beside += count(rest, enough.saturating_sub(beside));
    of(kind, beside, described)
}

/// The role of the links of a block with so many words beside them; `described` if it starts with the link and a
/// dash or colon follows.
pub(super) fn of(kind: BlockKind, words_beside: usize, described: bool) -> LinkRole {
    let list = match kind {
        BlockKind::Paragraph => words_beside == 0,
        BlockKind::Item => words_beside <= FEW_WORDS || described,
    };
    if list { LinkRole::List } else { LinkRole::Body }
}

/// Whether a description follows: a dash or a colon, behind closing emphasis.
pub(super) fn starts_with_separator(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '_', ')', ']', ' ', '\u{a0}']);
    text.starts_with(['-', '–', '—', ':'])
}

/// How many words, up to `most`, leaving out list numbers and tags.
fn count(text: &str, most: usize) -> usize {
    let words = text.split(|c: char| if c.is_ascii() { c.is_ascii_whitespace() } else { c.is_whitespace() });
    let words = words.filter(|word| !word.starts_with('<') && !word.ends_with('>'));
    words.filter(|word| word.chars().any(char::is_alphabetic)).take(most).count()
}
