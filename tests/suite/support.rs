//! Corpora on disk, made for one test, and audits of them.

use std::fs;
use std::path::Path;

use linkwright::audit::{self, Audit, Finding, Selection};
use linkwright::catalog::Catalog;
use linkwright::rules::RULES;
use linkwright::settings::{CONFIG_FILE, Settings};

/// A corpus in a temporary folder; gone when dropped.
pub(crate) struct Corpus {
    folder: tempfile::TempDir,
}

impl Corpus {
    /// An empty corpus.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    /// Adds a file; `linkwright.yaml` is the configuration.
    #[must_use]
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("the folder can be made");
        fs::write(file, text).expect("the file can be written");
        self
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The configuration, or the defaults.
    pub(crate) fn settings(&self) -> Settings {
        let file = self.path().join(CONFIG_FILE);
        if file.exists() {
            linkwright::settings::load(&file).expect("a valid configuration")
        } else {
            Settings::default()
        }
    }

    /// Reads the corpus.
    pub(crate) fn load(&self) -> Catalog {
        Catalog::load(self.path(), &self.settings(), &|| {}).expect("the corpus can be read")
    }

    /// Audits it with all rules, as configured.
    pub(crate) fn audit(&self) -> Audited {
        self.audit_only(&[])
    }

    /// Audits it with these rules or families alone.
    pub(crate) fn audit_only(&self, only: &[&str]) -> Audited {
        let only: Vec<String> = only.iter().map(|&name| name.to_owned()).collect();
        let selection = Selection::new(RULES, &self.settings().rules, &[], &only).expect("known rules");
        let catalog = self.load();
        let audit = audit::run(&catalog, RULES, &selection);
        Audited { catalog, audit }
    }
}

/// An audit and what it was made of.
pub(crate) struct Audited {
    pub(crate) catalog: Catalog,
    pub(crate) audit: Audit,
}

impl Audited {
    /// `path:line` of a finding, or `path` where it is about the article as a whole.
    pub(crate) fn place(&self, finding: &Finding) -> String {
        let path = &self.catalog.article(finding.article).path;
        finding.place.map_or_else(|| path.to_string(), |place| format!("{path}:{}", place.line))
    }

    /// The places of all findings, in order.
    pub(crate) fn places(&self) -> Vec<String> {
        self.audit.findings.iter().map(|finding| self.place(finding)).collect()
    }

    /// `rule place` of all findings, in order.
    pub(crate) fn findings(&self) -> Vec<String> {
        self.audit.findings.iter().map(|finding| format!("{} {}", finding.rule, self.place(finding))).collect()
    }

    /// The messages of all findings, in order.
    pub(crate) fn messages(&self) -> Vec<&str> {
        self.audit.findings.iter().map(|finding| &*finding.message).collect()
    }
}
