//! A page while it is written: its text so far and the findings planted in it, each at the line it was written on.

use super::truth::Planted;

/// The text of one file and what is planted in it.
pub(crate) struct Page {
    path: String,
    pub(crate) text: String,
    pub(crate) planted: Vec<Planted>,
}

/// A piece of a line and the findings that it is.
pub(crate) struct Piece {
    pub(crate) markup: String,
    pub(crate) findings: Vec<(&'static str, String)>,
}

impl Page {
    /// An empty page; `path` is relative to the corpus.
    pub(crate) fn new(path: String) -> Page {
        Page { path, text: String::with_capacity(8 << 10), planted: Vec::new() }
    }

    /// Adds a line.
    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds a section heading with the rule above it that the format has.
    pub(crate) fn section(&mut self, heading: &str) {
        self.line("\n---\n");
        self.line(heading);
        self.line("");
    }

    /// Adds the items of a list.
    pub(crate) fn items(&mut self, items: impl IntoIterator<Item = String>) {
        for item in items {
            self.text.push_str("- ");
            self.line(&item);
        }
    }

    /// Notes a finding on the line that is being written.
    pub(crate) fn plant(&mut self, rule: &'static str, detail: impl Into<String>) {
        let line = self.text.bytes().filter(|byte| *byte == b'\n').count() + 1;
        self.planted.push(Planted { path: self.path.clone(), line: Some(line), rule, detail: detail.into() });
    }

    /// Notes a finding behind these bytes of the file.
    pub(crate) fn plant_at(&mut self, rule: &'static str, before: &[u8]) {
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        self.planted.push(Planted { path: self.path.clone(), line: Some(line), rule, detail: String::new() });
    }

    /// Notes a finding about the article as a whole.
    pub(crate) fn plant_whole(&mut self, rule: &'static str, detail: impl Into<String>) {
        self.planted.push(Planted { path: self.path.clone(), line: None, rule, detail: detail.into() });
    }
}
