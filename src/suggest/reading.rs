//! The one reading of the whole corpus: what each article says, what it is called, and what it calls others.

use rayon::prelude::*;

use super::accepted::accepted;
use super::anchors::{Anchors, anchors_of};
use super::layout::Layout;
use super::ledger::is_target;
use super::names::{Names, names_of, topic_of};
use super::script::{Buffers, Script};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::decisions::Policy;
use crate::similarity::{Cut, Numbering, TermId, Vocabulary, each_with};

/// What one article says.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// `None` if it is not live, or its file is gone.
    pub(super) script: Option<Script>,
    pub(super) layout: Option<Layout>,
    pub(super) title: Vec<TermId>,
    pub(super) names: Names,
    /// The terms of its topic, each once in order.
    pub(super) topic: Vec<TermId>,
    /// Those of the names of its tools.
    pub(super) tools: Vec<TermId>,
    /// The texts of its links, each once a target, in order.
    pub(super) anchors: Anchors,
    /// Who numbered the terms.
    reader: usize,
}

/// What one thread reads with.
struct Reader {
    number: usize,
    numbering: Numbering,
    buffers: Buffers,
}

/// Reads all live articles, in parallel; others have empty readings.
pub(super) fn read_all(catalog: &Catalog, policy: &Policy) -> (Vec<Reading>, Vocabulary) {
    let ids: Vec<ArticleId> = catalog.ids().collect();
    let reader = |number| Reader { number, numbering: Numbering::default(), buffers: Buffers::default() };
    let (mut readings, readers) = each_with(&ids, reader, |id, reader| read(catalog, policy, *id, reader));
    let numberings: Vec<Numbering> = readers.into_iter().map(|reader| reader.numbering).collect();
    let (vocabulary, tables) = Vocabulary::unite(&numberings);
    drop(numberings);
    readings.par_iter_mut().for_each(|reading| {
        if let Some(table) = tables.get(reading.reader) {
            reading.renumber(table);
        }
    });
    (readings, vocabulary)
}

fn read(catalog: &Catalog, policy: &Policy, id: ArticleId, reader: &mut Reader) -> Reading {
    if !is_target(catalog, id) {
        return Reading { reader: reader.number, ..Reading::default() };
    }
    let (article, numbering) = (catalog.article(id), &mut reader.numbering);
    let language = article.language();
    let mut reading = Reading {
        names: names_of(catalog, id, numbering),
        topic: topic_of(catalog, id, numbering),
        tools: article.metadata.tools.iter().flat_map(|tool| numbering.of(tool, language)).collect(),
        anchors: anchors_of(catalog, policy, id, numbering),
        reader: reader.number,
        ..Reading::default()
    };
    if let Some(text) = catalog.read_text(id) {
        let accepted = accepted(catalog, policy, id);
        let (script, prose) = Script::read(article, &text, &accepted, numbering, &mut reader.buffers);
        reading.title = numbering.of(article.title(), language);
        reading.layout = Some(Layout::of(&text, &prose, &reader.buffers.places));
        reading.script = Some(script);
    }
    reading
}

impl Reading {
    /// Gives all terms their final numbers, and puts in order what is to be in the order of terms.
    fn renumber(&mut self, table: &[TermId]) {
        let names = self.names.iter_mut().flat_map(|(_, terms)| terms);
        let anchors = self.anchors.iter_mut().flat_map(|(_, terms)| terms);
        let said = self.script.iter_mut().flat_map(|script| script.terms.iter_mut());
        let others = self.title.iter_mut().chain(&mut self.topic).chain(&mut self.tools);
        for term in names.chain(anchors).chain(said).chain(others) {
            *term = table.get(term.index()).copied().unwrap_or(TermId::UNKNOWN);
        }
        self.topic.sort_unstable();
        self.topic.dedup();
        self.anchors.sort_unstable();
        self.anchors.dedup();
    }
}
