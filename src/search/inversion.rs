//! Documents turned round: from the words of each to the documents of each word, as an index has them.
//!
//! Words come as numbers, so this is sorting by counting: how often each term stands in a field is counted as documents come
//! in, and once all are there every place is put where its term's places lie. tantivy's own writer looks up every word by its
//! letters, and its stem once more, which takes several times as long; what is written in the end is the same.

use rustc_hash::FxHashMap;
use tantivy::fieldnorm::{FieldNormReaders, FieldNormsWriter};
use tantivy::postings::{FieldSerializer, InvertedIndexSerializer};
use tantivy::schema::{Field, Schema};

use super::document::Line;
use super::error::SearchError;
use super::fields::{FIELDS, FieldId, Fields};
use super::lexicon::{Lexicon, placed};

/// Stands for a term that there is none of, or that is not looked up yet.
const NONE: u32 = u32::MAX;

/// The term of a word, and that of its stem where it is another one.
type Terms = [u32; 2];

/// The documents of a segment that is being made.
pub(super) struct Inversion {
    fields: Fields,
    /// Terms by their letters.
    terms: FxHashMap<Box<str>, u32>,
    /// The terms of the words of each lexicon, by its number.
    known: FxHashMap<usize, Vec<Terms>>,
    /// How often each term stands in each field.
    counts: [Vec<u32>; FIELDS],
    lengths: FieldNormsWriter,
    documents: Vec<Document>,
    lines: Vec<Line>,
    places: usize,
}

/// What is kept of a document.
struct Document {
    words: Box<[u32]>,
    lexicon: usize,
    /// Where its lines end.
    end: usize,
}

impl Inversion {
    pub(super) fn new(schema: &Schema, fields: Fields) -> Self {
        Self {
            fields,
            terms: FxHashMap::default(),
            known: FxHashMap::default(),
            counts: Default::default(),
            lengths: FieldNormsWriter::for_schema(schema),
            documents: Vec::new(),
            lines: Vec::new(),
            places: 0,
        }
    }

    /// How many documents there are.
    pub(super) fn len(&self) -> usize {
        self.documents.len()
    }

    /// How many words and stems there are.
    pub(super) fn places(&self) -> usize {
        self.places
    }

    /// Adds a document of these words, numbered by `lexicon`. `lay_out` appends its lines to those there are.
    pub(super) fn add<T>(
        &mut self,
        words: Box<[u32]>,
        lexicon: &Lexicon,
        lay_out: impl FnOnce(&mut Vec<Line>) -> T,
    ) -> T {
        let start = self.lines.len();
        let laid_out = lay_out(&mut self.lines);
        let mut known = self.known.remove(&lexicon.number).unwrap_or_default();
        known.resize(lexicon.len(), [NONE; 2]);
        let mut lengths = [0; FIELDS];
        for at in start..self.lines.len() {
            let Some(&Line { field, from, to, .. }) = self.lines.get(at) else { continue };
            for (number, _) in placed(part(&words, from, to), 0) {
                let Some(slot) = known.get_mut(number) else { continue };
                if slot[0] == NONE {
                    *slot = self.terms_of(lexicon, number);
                }
                let counts = &mut self.counts[field as usize];
                for term in slot.iter().filter(|term| **term != NONE) {
                    counts[*term as usize] += 1;
                    lengths[field as usize] += 1;
                }
            }
        }
        self.known.insert(lexicon.number, known);
        let document = self.documents.len() as u32;
        for (field, length) in self.fields.searched().into_iter().zip(lengths) {
            self.lengths.record(document, field, length);
        }
        self.places += lengths.iter().sum::<u32>() as usize;
        self.documents.push(Document { words, lexicon: lexicon.number, end: self.lines.len() });
        laid_out
    }

    fn terms_of(&mut self, lexicon: &Lexicon, number: usize) -> Terms {
        let forms = lexicon.forms(number);
        let stem = forms.stem.as_deref().map(|stem| lexicon.marked(stem));
        [self.term(&forms.folded), stem.map_or(NONE, |stem| self.term(&stem))]
    }

    fn term(&mut self, text: &str) -> u32 {
        if let Some(&term) = self.terms.get(text) {
            return term;
        }
        let term = self.terms.len() as u32;
        self.terms.insert(text.into(), term);
        for counts in &mut self.counts {
            counts.push(0);
        }
        term
    }

    /// The lengths of the documents' fields.
    pub(super) fn lengths(&self) -> &FieldNormsWriter {
        &self.lengths
    }

    /// Writes terms, postings and positions.
    pub(super) fn write(
        mut self,
        mut serializer: InvertedIndexSerializer,
        lengths: &FieldNormReaders,
    ) -> Result<(), SearchError> {
        let mut terms: Vec<(Box<str>, u32)> = std::mem::take(&mut self.terms).into_iter().collect();
        terms.sort_unstable();
        // The order of fields is that of the schema.
        for (field, id) in self.fields.searched().into_iter().zip(FieldId::ALL) {
            self.write_field(&mut serializer, lengths, &terms, field, id)?;
        }
        serializer.close()?;
        Ok(())
    }

    fn write_field(
        &mut self,
        serializer: &mut InvertedIndexSerializer,
        lengths: &FieldNormReaders,
        terms: &[(Box<str>, u32)],
        field: Field,
        id: FieldId,
    ) -> Result<(), SearchError> {
        let counts = std::mem::take(&mut self.counts[id as usize]);
        let (places, ends) = self.places_in(id, &counts);
        if places.is_empty() {
            return Ok(());
        }
        let mut out = serializer.new_field(field, places.len() as u64, lengths.get_field(field)?)?;
        let mut room = Vec::new();
        for (text, term) in terms {
            let (end, count) = (ends[*term as usize] as usize, counts[*term as usize] as usize);
            if let Some(places) = places.get(end - count..end).filter(|places| !places.is_empty()) {
                write_term(&mut out, text, places, &mut room)?;
            }
        }
        out.close()?;
        Ok(())
    }

    /// Every place in a field, those of a term side by side, and where those of each term end.
    fn places_in(&self, field: FieldId, counts: &[u32]) -> (Vec<Place>, Vec<u32>) {
        let mut all = 0;
        let start = |count: &u32| {
            all += count;
            all - count
        };
        let mut next: Vec<u32> = counts.iter().map(start).collect();
        let mut places = vec![0; all as usize];
        let mut from = 0;
        for (document, Document { words, lexicon, end }) in (0_u32..).zip(&self.documents) {
            let lines = self.lines.get(from..*end).unwrap_or(&[]);
            from = *end;
            let known = self.known.get(lexicon).map_or(&[][..], Vec::as_slice);
            for line in lines.iter().filter(|line| line.field == field) {
                for (number, position) in placed(part(words, line.from, line.to), line.base) {
                    let terms = known.get(number).copied().unwrap_or([NONE; 2]);
                    for term in terms.into_iter().filter(|term| *term != NONE) {
                        let at = &mut next[term as usize];
                        places[*at as usize] = place(document, position);
                        *at += 1;
                    }
                }
            }
        }
        (places, next)
    }
}

/// Where a term stands: a document, and a position in it.
type Place = u64;

fn place(document: u32, position: u32) -> Place {
    u64::from(document) << 32 | u64::from(position)
}

fn document(place: Place) -> u32 {
    (place >> 32) as u32
}

fn part(words: &[u32], from: u32, to: u32) -> &[u32] {
    words.get(from as usize..to as usize).unwrap_or(&[])
}

/// Writes the places of one term; `room` is for work.
fn write_term(
    out: &mut FieldSerializer<'_>,
    text: &str,
    places: &[Place],
    room: &mut Vec<u32>,
) -> Result<(), SearchError> {
    let of_documents = || places.chunk_by(|a, b| document(*a) == document(*b));
    out.new_term(text.as_bytes(), of_documents().count() as u32, true)?;
    for places in of_documents() {
        let mut before = 0;
        room.clear();
        room.extend(places.iter().map(|place| {
            let position = *place as u32;
            position - std::mem::replace(&mut before, position)
        }));
        out.write_doc(places.first().map_or(0, |place| document(*place)), room.len() as u32, room);
    }
    out.close_term()?;
    Ok(())
}
