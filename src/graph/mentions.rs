//! Mentions of tools: their names in running text, outside links.
//!
//! A mention is where a link could stand, and says what an article is about beyond its front matter. Whole words only,
//! the longest name where several fit, case of ASCII letters ignored.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::text::Span;

/// Finds a fixed list of names.
#[derive(Debug, Default)]
pub struct MentionFinder {
    /// `None` if there is no name to look for.
    automaton: Option<AhoCorasick>,
    /// The position in the list of names that each pattern came from.
    names: Vec<usize>,
}

impl MentionFinder {
    /// A finder of `names`; those without a letter or digit are never found.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let named = names.into_iter().map(str::trim).enumerate();
        let (names, patterns): (Vec<usize>, Vec<String>) = named
            .filter(|(_, name)| name.chars().any(char::is_alphanumeric))
            .map(|(index, name)| (index, one_line(name)))
            .unzip();
        if patterns.is_empty() {
            return Self::default();
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&patterns);
        // Building fails only for lists of names of more than 2 GiB; then nothing is found.
        Self { automaton: automaton.ok(), names }
    }

    /// Every mention in `text` that touches none of `skip`, in order: the name's position in the list, and its place.
    /// Mentions never overlap: the one that starts first wins, then the longest.
    pub fn find(&self, text: &str, skip: &[Span]) -> Vec<(usize, Span)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let skip = merged(skip);
        // All matches are looked at, not only the longest: "Canva" is mentioned in "Canva Projects" even if there is a
        // tool "Canva Pro".
        let line = one_line(text);
        let mut found: Vec<(usize, Span)> = automaton
            .find_overlapping_iter(&line)
            .filter(|found| is_whole_word(text, found.start(), found.end()))
            .map(|found| (self.names[found.pattern().as_usize()], Span::new(found.start(), found.end())))
            .filter(|(_, span)| !touches(&skip, *span))
            .collect();
        found.sort_by_key(|&(name, span)| (span.start, std::cmp::Reverse(span.end), name));
        let mut end = 0;
        found.retain(|(_, span)| {
            let free = span.start >= end;
            if free {
                end = span.end;
            }
            free
        });
        found
    }
}

/// How often each name is mentioned in `text` outside `skip` (links, code, front matter): the name's position in the
/// finder's list and the count, in the order of the list, names that are not mentioned left out.
pub fn count_mentions(text: &str, skip: &[Span], names: &MentionFinder) -> Vec<(usize, u32)> {
    let mut found: Vec<usize> = names.find(text, skip).into_iter().map(|(name, _)| name).collect();
    found.sort_unstable();
    found.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
}

/// The text with line breaks as spaces, so that a name is found across a soft break; the same length in bytes.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

/// Whether no letter or digit outside the match stands right beside a letter or digit of it.
fn is_whole_word(text: &str, start: usize, end: usize) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let Some((before, rest)) = text.split_at_checked(start) else { return false };
    let Some((name, after)) = rest.split_at_checked(end - start) else { return false };
    let glued_before = word(before.chars().next_back()) && word(name.chars().next());
    let glued_after = word(name.chars().next_back()) && word(after.chars().next());
    !glued_before && !glued_after
}

/// The spans in order, those that overlap as one.
fn merged(spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let overlap = next.start < kept.end;
        if overlap {
            kept.end = kept.end.max(next.end);
        }
        overlap
    });
    spans
}

/// Whether `span` overlaps one of `merged`.
fn touches(merged: &[Span], span: Span) -> bool {
    let before = merged.partition_point(|skip| skip.start < span.end);
    merged[..before].last().is_some_and(|skip| skip.end > span.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentions(text: &str, skip: &[Span]) -> Vec<(usize, u32)> {
        count_mentions(text, skip, &MentionFinder::new(["Canva", "Canva Pro", "Otter", "", "C++", "Évo"]))
    }

    #[test]
    fn whole_words_longest_first() {
        assert_eq!(mentions("Canva, canva PRO and Canvas; Canva Projects.", &[]), [(0, 2), (1, 1)]);
        assert_eq!(mentions("Canva\nPro", &[]), [(1, 1)]);
        assert_eq!(mentions("äOtter Otterä Otter_1 x", &[]), [(2, 1)]);
        assert_eq!(mentions("C++ and C++17, Évo!", &[]), [(4, 2), (5, 1)]);
        assert_eq!(mentions("", &[]), []);
        assert!(count_mentions("Canva", &[], &MentionFinder::new(["", " – "])).is_empty());
    }

    #[test]
    fn what_touches_a_skipped_span_is_no_mention() {
        let text = "[Canva](/canva) and Canva Pro";
        assert_eq!(mentions(text, &[Span::new(0, 15)]), [(1, 1)]);
        assert_eq!(mentions(text, &[Span::new(26, 29), Span::new(0, 15)]), [(0, 1)]);
        assert_eq!(mentions(text, &[Span::new(0, 100)]), []);
    }
}
