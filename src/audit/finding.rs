//! One result of one rule at one place, and the list that rules push into.

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::corpus::ArticleId;
use crate::settings::Severity;
use crate::text::{Place, Span};

/// One result of one rule at one place.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's name; set by the engine.
    pub rule: &'static str,
    /// How bad; set by the engine from the rule's level.
    pub severity: Severity,
    /// The article it is about.
    pub article: ArticleId,
    /// Where in the article; `None` when it is about the article as a whole.
    pub place: Option<Place>,
    /// What is wrong, with the numbers behind the verdict; a clause without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The same facts for machines; keys are part of the JSON contract.
    pub data: Facts,
    /// Other places that belong to the verdict.
    pub related: Vec<Related>,
    /// An edit that mends it.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding about the article as a whole.
    pub fn about(article: ArticleId, message: impl Into<String>) -> Self {
        Self {
            rule: "",
            severity: Severity::Note,
            article,
            place: None,
            message: message.into(),
            help: None,
            data: Facts::default(),
            related: Vec::new(),
            fix: None,
        }
    }

    /// A finding at a place in the article.
    pub fn at(article: ArticleId, place: Place, message: impl Into<String>) -> Self {
        Self { place: Some(place), ..Self::about(article, message) }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds one fact for machines.
    #[must_use]
    pub fn datum(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.data.insert(key, value.into());
        self
    }

    /// Adds another place that belongs to the verdict.
    #[must_use]
    pub fn related(mut self, article: ArticleId, place: Option<Place>, label: impl Into<String>) -> Self {
        // Most have one.
        self.related.reserve_exact(1);
        self.related.push(Related { article, place, label: label.into() });
        self
    }

    /// Adds the edit that mends it: `replacement` for the bytes at `span` of the same article.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        let edit = Edit { article: self.article, span, replacement: replacement.into() };
        self.fix = Some(Fix { title: title.into(), edits: vec![edit] });
        self
    }
}

/// Facts by their names, in order of these. A large corpus has tens of thousands of findings with a handful each, for which a
/// map takes three times the room.
#[derive(Clone, Debug, Default)]
pub struct Facts(Vec<(&'static str, Value)>);

impl Facts {
    /// The fact of this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let at = self.0.binary_search_by_key(&name, |(known, _)| known).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    fn insert(&mut self, name: &'static str, value: Value) {
        match self.0.binary_search_by_key(&name, |(known, _)| known) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (name, value)),
        }
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// Another place that belongs to a verdict.
#[derive(Clone, Debug)]
pub struct Related {
    /// The article.
    pub article: ArticleId,
    /// Where in it, if anywhere in particular.
    pub place: Option<Place>,
    /// What it has to do with the finding.
    pub label: String,
}

/// A change that mends a finding, all edits or none.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What the change does.
    pub title: String,
    /// The edits, disjoint.
    pub edits: Vec<Edit>,
}

/// One replacement in one file.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The article.
    pub article: ArticleId,
    /// The bytes that go.
    pub span: Span,
    /// The text that comes.
    pub replacement: String,
}

/// Where rules put what they find, and what they could not judge.
#[derive(Debug, Default)]
pub struct Findings {
    pub(super) found: Vec<Finding>,
    pub(super) not_judged: Vec<String>,
}

impl Findings {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.found.push(finding);
    }

    /// Says that the rule could not judge something, and why; a sentence without a full stop. Said several times it
    /// is told once.
    pub fn not_judged(&mut self, sentence: impl Into<String>) {
        self.not_judged.push(sentence.into());
    }

    /// The findings, in the order they were pushed.
    pub fn into_vec(self) -> Vec<Finding> {
        self.found
    }
}
