//! The part of an article's text that fits a query best, with what the query found in it: the words themselves, their
//! inflections, completions and near spellings alike.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::beginnings::Beginnings;
use super::document::ASIDE;
use super::variants::{How, Word};
use crate::text::language::Language;
use crate::text::stems::Stems;

/// About how long a snippet is, in bytes.
const LENGTH: usize = 220;

/// Hits in one snippet lie no further apart than this.
const SPAN: usize = 180;

/// A line from this length on makes a snippet of its own.
const FULL_LINE: usize = 70;

/// More hits of one text are not looked at: by then there was a good one.
const MOST_HITS: usize = 400;

/// Finds the words of a query in texts of one language.
pub(super) struct Marker {
    /// Word as indexed, and which word of the query it is.
    forms: FxHashMap<String, usize>,
    /// Stem of this language, likewise.
    inflected: FxHashMap<String, usize>,
    /// The beginning of words that may go on.
    beginnings: Vec<(String, usize)>,
    weights: Vec<f32>,
    /// How words begin that may be of any form.
    begins: Beginnings,
    stems: Stems,
}

/// A word of the query in a text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    word: usize,
    /// Whether nothing but punctuation parts it from the mark before it.
    joined: bool,
    weight: f32,
}

/// A text with the places of what was found in it, in characters.
pub(super) type Marked = (String, Vec<[usize; 2]>);

impl Marker {
    pub(super) fn new(words: &[Word], language: Language) -> Self {
        let mut marker = Self {
            forms: FxHashMap::default(),
            inflected: FxHashMap::default(),
            beginnings: Vec::new(),
            weights: words.iter().map(|word| word.idf.max(0.01)).collect(),
            begins: Beginnings::default(),
            stems: Stems::new(language),
        };
        for (number, word) in words.iter().enumerate() {
            for variant in &word.variants {
                let (known, term) = match variant.term.strip_prefix(language.mark()) {
                    Some(stem) => (&mut marker.inflected, stem),
                    None => (&mut marker.forms, variant.term.as_str()),
                };
                known.entry(term.to_owned()).or_insert(number);
                marker.begins.add(term);
            }
            if word.variants.iter().any(|variant| variant.how == How::Prefix) {
                marker.beginnings.push((word.written.clone(), number));
            }
        }
        marker
    }

    /// Which word of the query a word of the text is.
    fn find(&mut self, word: &str) -> Option<usize> {
        let forms = self.stems.forms(word);
        let stem = forms.stem.as_ref().unwrap_or(&forms.folded);
        let found = self.forms.get(&*forms.folded).or_else(|| self.inflected.get(&**stem)).copied();
        let begins = || self.beginnings.iter().find(|(beginning, _)| forms.folded.starts_with(beginning));
        found.or_else(|| begins().map(|(_, number)| *number))
    }

    fn marks(&mut self, text: &str) -> Vec<Mark> {
        let aside = text.find(ASIDE).unwrap_or(text.len());
        let mut marks: Vec<Mark> = Vec::new();
        // Moved out for as long as it is borrowed beside the stems.
        let begins = std::mem::take(&mut self.begins);
        begins.candidates(text, |start, word| {
            let Some(number) = self.find(word) else { return true };
            let end = start + word.len();
            let weight = self.weights.get(number).copied().unwrap_or(0.0);
            let weight = if start > aside { weight * 0.3 } else { weight };
            let weight = if line(text, start, end).len() < FULL_LINE { weight * 0.6 } else { weight };
            let gap = marks.last().and_then(|before| text.get(before.end..start));
            let joined = gap.is_some_and(|gap| !gap.contains(|c: char| c == '\n' || c.is_alphanumeric()));
            marks.push(Mark { start, end, word: number, joined, weight });
            marks.len() < MOST_HITS
        });
        self.begins = begins;
        marks
    }

    /// Where the words of the query stand in a title, in characters.
    pub(super) fn title(&mut self, title: &str) -> Vec<[usize; 2]> {
        in_characters(title, &self.marks(title), 0)
    }

    /// The snippet of a stored text.
    pub(super) fn snippet(&mut self, stored: &str) -> Marked {
        let marks = self.marks(stored);
        let best = best_window(&marks);
        let window = marks.get(best).unwrap_or(&[]);
        let (from, to) = match (window.first(), window.last()) {
            (Some(first), Some(last)) => (first.start, last.end),
            _ => first_full_line(stored),
        };
        let (start, end) = bounds(stored, from, to);
        let text = stored.get(start..end).unwrap_or("");
        let ends = |c: Option<char>| c.is_none_or(|c| matches!(c, '\n' | ASIDE));
        let before = stored.get(..start).and_then(|before| before.chars().next_back());
        let after = stored.get(end..).and_then(|after| after.chars().next());
        let (head, tail) = (if ends(before) { "" } else { "…" }, if ends(after) { "" } else { "…" });
        let shown: Vec<Mark> = marks
            .iter()
            .filter(|mark| start <= mark.start && mark.end <= end)
            .map(|mark| Mark { start: mark.start - start, end: mark.end - start, ..*mark })
            .collect();
        let places = in_characters(text, &shown, head.chars().count());
        (format!("{head}{}{tail}", text.replace(['\n', ASIDE], " ")), places)
    }
}

/// The line that holds `from..to`. Headings and lists have short ones, which show less of a text than its sentences do.
fn line(text: &str, from: usize, to: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', bytes.get(..from).unwrap_or(&[])).map_or(0, |at| at + 1);
    let end = memchr::memchr(b'\n', bytes.get(to..).unwrap_or(&[])).map_or(text.len(), |at| to + at);
    start..end
}

/// Where the first sentence stands, an empty range at its start: what to show where nothing was looked for.
fn first_full_line(text: &str) -> (usize, usize) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.len() >= FULL_LINE {
            return (at, at);
        }
        at += line.len();
    }
    (0, 0)
}

/// The neighbouring marks that fit into one snippet and tell the most: each word of the query once, and words that follow
/// each other as in the query.
fn best_window(marks: &[Mark]) -> Range<usize> {
    let mut best = (0.0_f32, 0..0);
    for (from, first) in marks.iter().enumerate() {
        let (mut seen, mut score) = (0_u64, 0.0);
        let mut before: Option<&Mark> = None;
        for (to, mark) in marks.iter().enumerate().skip(from) {
            if mark.end > first.start + SPAN {
                break;
            }
            let fresh = seen >> (mark.word % 64) & 1 == 0;
            seen |= 1 << (mark.word % 64);
            score += if fresh { mark.weight } else { 0.1 * mark.weight };
            if mark.joined && before.is_some_and(|before| before.word + 1 == mark.word) {
                score += mark.weight;
            }
            before = Some(mark);
            if score > best.0 * 1.0001 {
                best = (score, from..to + 1);
            }
        }
    }
    best.1
}

/// Where the snippet around `from..to` begins and ends: at words, within a line that is long enough, never across what parts
/// the text from what stands beside it.
fn bounds(text: &str, from: usize, to: usize) -> (usize, usize) {
    let aside = text.find(ASIDE);
    let low = aside.filter(|&aside| aside < from).map_or(0, |aside| aside + ASIDE.len_utf8());
    let high = aside.filter(|&aside| to <= aside && from < aside.max(1)).unwrap_or(text.len());
    let line = line(text, from, to);
    let (line_start, line_end) = (line.start.max(low), line.end.min(high));
    let (low, high) = (line_start, if line_end - line_start >= FULL_LINE { line_end } else { high });
    let room = LENGTH.saturating_sub(to - from);
    let lead = if from - low <= room / 2 { from - low } else { room / 3 };
    let mut start = from - lead;
    let mut end = (start + LENGTH.max(to - from)).min(high);
    if high - start < LENGTH {
        start = from.min(high.saturating_sub(LENGTH)).max(low);
    }
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (word_start(text, start, from, low), word_end(text, end.max(to), to, high))
}

/// The first word that begins at `at` or after it, but not after `latest`.
fn word_start(text: &str, at: usize, latest: usize, low: usize) -> usize {
    if at <= low || at >= latest {
        return at.min(latest);
    }
    let rest = text.get(at..latest).unwrap_or("");
    let space = rest.find(char::is_whitespace);
    space.map_or(latest, |space| at + space + rest.get(space..).unwrap_or("").chars().next().map_or(1, char::len_utf8))
}

/// The end of the last word that ends at `at` or before it, but not before `earliest`.
fn word_end(text: &str, at: usize, earliest: usize, high: usize) -> usize {
    if at >= high {
        return high;
    }
    let part = text.get(earliest..at).unwrap_or("");
    part.rfind(char::is_whitespace).map_or(at, |space| earliest + space)
}

/// The places of marks in `text` as numbers of characters, `add` of which stand before it.
fn in_characters(text: &str, marks: &[Mark], add: usize) -> Vec<[usize; 2]> {
    let (mut at, mut characters) = (0, add);
    let mut count = |to: usize| {
        characters += text.get(at..to).map_or(0, |part| part.chars().count());
        at = to;
        characters
    };
    marks.iter().map(|mark| [count(mark.start), count(mark.end)]).collect()
}
