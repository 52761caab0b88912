//! What a rule is: a unit struct with a default severity, its options, and one of two hooks.

use super::{Findings, OptionSpec, Options};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::settings::Severity;

/// One check. A rule implements the hook it needs; the other does nothing.
pub trait Rule: Sync {
    /// What the rule is by default.
    fn meta(&self) -> Meta;

    /// Whether the rule is off until the configuration or the command line asks for it: it costs more than an audit should, or
    /// not every site wants it.
    fn on_request(&self) -> bool {
        false
    }

    /// Looks at one article. Called in parallel for every article, drafts included; most rules skip those by
    /// `check.catalog.is_live(id)`.
    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        let _ = (check, id, findings);
    }

    /// Looks at the corpus as a whole. Called once.
    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let _ = (check, findings);
    }
}

/// What a rule is by default.
#[derive(Clone, Copy, Debug)]
pub struct Meta {
    /// The severity of its findings unless the configuration says otherwise.
    pub severity: Severity,
    /// What `linkwright.yaml` may set: `rules: {weak-inbound: {min: 3}}`.
    pub options: &'static [OptionSpec],
    /// The version that brought it.
    pub since: &'static str,
}

/// What a rule sees while it runs.
#[derive(Debug)]
pub struct Check<'a> {
    /// Everything loaded.
    pub catalog: &'a Catalog,
    /// The rule's options, defaults filled in.
    pub options: &'a Options,
}

/// One line of the registry.
pub struct Entry {
    /// The rule's name, kebab case, stating the defect.
    pub name: &'static str,
    /// The family it belongs to: the folder of its file.
    pub family: &'static str,
    /// The text of the rule's file; its `//!` block is the rule's documentation.
    pub source: &'static str,
    /// The rule.
    pub rule: &'static dyn Rule,
}

impl Entry {
    /// The documentation: the `//!` block of the rule's file as Markdown.
    pub fn docs(&self) -> String {
        let lines = self.source.lines().take_while(|line| line.starts_with("//!"));
        let mut docs = String::new();
        for line in lines {
            let line = line.trim_start_matches("//!");
            docs.push_str(line.strip_prefix(' ').unwrap_or(line));
            docs.push('\n');
        }
        docs
    }

    /// The first line of the documentation: what the rule reports.
    pub fn summary(&self) -> &'static str {
        self.source.lines().next().unwrap_or("").trim_start_matches("//!").trim()
    }
}
