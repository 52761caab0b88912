//! The forms in which a word of a query may stand in the index: itself, its inflections, how it may go on, how it may have
//! been meant.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;

use super::error::SearchError;
use super::fields::FieldId;
use super::query::QueryWord;
use super::view::View;
use crate::text::language::Language;
use crate::text::stems::Stems;
use crate::text::terms::folded;

/// So many completions of a last word are looked for, the most frequent.
const MOST_COMPLETIONS: usize = 24;

/// So many spellings are tried, the nearest.
const MOST_SPELLINGS: usize = 16;

/// A word of a query with its forms.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As typed.
    pub(super) written: String,
    /// Its place in the query.
    pub(super) span: (usize, usize),
    /// The field it is looked for in.
    pub(super) field: Option<FieldId>,
    /// Its forms, the best first.
    pub(super) variants: Vec<Variant>,
    /// How much it tells that an article has it.
    pub(super) idf: f32,
    /// Whether an article has it as it is, inflected, or completed.
    pub(super) known: bool,
    exact: bool,
}

/// One form of a word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Variant {
    /// The term of the index.
    pub(super) term: String,
    pub(super) how: How,
    /// What finding it is worth.
    pub(super) weight: f32,
}

/// How a form relates to the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// It is the word.
    Exact,
    /// It has the same stem.
    Stem,
    /// It begins with the word.
    Prefix,
    /// It is spelt a little differently.
    Typo(u8),
}

impl How {
    fn weight(self) -> f32 {
        match self {
            Self::Exact => 1.0,
            Self::Stem => 0.9,
            Self::Prefix => 0.8,
            Self::Typo(1) => 0.6,
            Self::Typo(_) => 0.4,
        }
    }
}

impl Word {
    /// The word with the forms that need no guessing.
    pub(super) fn new(view: &View, word: &QueryWord, stems: &mut [(Language, Stems)]) -> Result<Self, SearchError> {
        let mut new = Self {
            written: folded(&word.written),
            span: word.span,
            field: word.field,
            variants: Vec::new(),
            idf: 0.0,
            known: false,
            exact: word.exact,
        };
        new.push(new.written.clone(), How::Exact);
        if !word.exact {
            for (language, stems) in stems.iter_mut() {
                let stem = stems.forms(&word.written).stem.clone();
                let stem = stem.as_deref().unwrap_or(&new.written).to_owned();
                new.push(format!("{}{stem}", language.mark()), How::Stem);
                // A word that is its own stem is not indexed twice.
                if stem != new.written && stems.forms(&stem).stem.is_none() {
                    new.push(stem, How::Stem);
                }
            }
            if word.prefix {
                new.complete(view)?;
            }
        }
        new.settle(view)?;
        Ok(new)
    }

    /// Adds near spellings: one letter off from five letters on, two from nine.
    pub(super) fn respell(&mut self, view: &View) -> Result<(), SearchError> {
        let letters = self.written.chars().count();
        if self.exact || letters < 5 || self.written.bytes().any(|byte| byte.is_ascii_digit()) {
            return Ok(());
        }
        for distance in 1..=if letters < 9 { 1 } else { 2 } {
            let near = self.spellings(view, distance)?;
            if !near.is_empty() {
                for (term, distance) in near {
                    self.push(term, How::Typo(distance));
                }
                break;
            }
        }
        self.settle(view)
    }

    fn push(&mut self, term: String, how: How) {
        if !self.variants.iter().any(|known| known.term == term) {
            self.variants.push(Variant { term, how, weight: how.weight() });
        }
    }

    /// Drops forms that no live article has, and tells how rare the word is.
    fn settle(&mut self, view: &View) -> Result<(), SearchError> {
        let mut most = 0;
        let mut kept = Vec::with_capacity(self.variants.len());
        for variant in self.variants.drain(..) {
            let fields: &[FieldId] = match &self.field {
                Some(field) => std::slice::from_ref(field),
                None => &[FieldId::Text, FieldId::Aside],
            };
            let mut frequency = 0;
            for &field in fields {
                frequency = frequency.max(view.frequency(field, variant.term.as_bytes())?);
            }
            if frequency > 0 {
                self.known |= !matches!(variant.how, How::Typo(_));
                most = most.max(frequency);
                kept.push(variant);
            }
        }
        self.variants = kept;
        self.idf = view.idf(most);
        Ok(())
    }

    /// Adds the most frequent words that begin with this one.
    fn complete(&mut self, view: &View) -> Result<(), SearchError> {
        if self.written.chars().count() < 2 {
            return Ok(());
        }
        let field = self.field.unwrap_or(FieldId::Text);
        let mut found: FxHashMap<String, u32> = FxHashMap::default();
        let mut end = self.written.clone().into_bytes();
        end.push(0xFF);
        for segment in &view.segments {
            let terms = segment.inverted(field).terms();
            let mut stream = terms.range().gt(self.written.as_bytes()).lt(&end).into_stream()?;
            while stream.advance() {
                let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
                let frequency = segment.frequency_of(field, stream.value())?;
                *found.entry(term.to_owned()).or_default() += frequency;
            }
        }
        let mut found: Vec<(String, u32)> = found.into_iter().filter(|(_, frequency)| *frequency > 0).collect();
        found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (term, _) in found.into_iter().take(MOST_COMPLETIONS) {
            self.push(term, How::Prefix);
        }
        Ok(())
    }

    /// The words of live articles at most `distance` off, the nearest and most frequent first.
    pub(super) fn spellings(&self, view: &View, distance: u8) -> Result<Vec<(String, u8)>, SearchError> {
        let field = self.field.unwrap_or(FieldId::Text);
        let term = Term::from_field_text(Field::from_field_id(0), &self.written);
        let mut found: FxHashMap<String, u32> = FxHashMap::default();
        for segment in &view.segments {
            let near = FuzzyTermQuery::new(term.clone(), distance, true).automaton()?;
            let mut stream = segment.inverted(field).terms().search(near).into_stream()?;
            while stream.advance() {
                let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
                if term != self.written && term.starts_with(char::is_alphanumeric) {
                    let frequency = segment.frequency_of(field, stream.value())?;
                    *found.entry(term.to_owned()).or_default() += frequency;
                }
            }
        }
        let live = found.into_iter().filter(|(_, frequency)| *frequency > 0);
        let mut near: Vec<(String, u32, u8)> = live
            .map(|(term, frequency)| {
                let off = strsim::osa_distance(&term, &self.written).clamp(1, 2) as u8;
                (term, frequency, off)
            })
            .collect();
        near.sort_unstable_by(|a, b| (a.2, Reverse(a.1), &a.0).cmp(&(b.2, Reverse(b.1), &b.0)));
        Ok(near.into_iter().take(MOST_SPELLINGS).map(|(term, _, off)| (term, off)).collect())
    }
}
