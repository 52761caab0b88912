//! The names of a script: what it declares, imports and exports. Scopes are not told apart; of two declarations with one
//! name the first counts.

use std::cell::{Cell, OnceCell};

use rustc_hash::FxHashMap;

use super::Value;
use super::expression::Parser;
use super::tokens::{bracket_end, name_end, skip_space, string_end, unescaped, walk_code};
use crate::site::project::Project;
use crate::site::url_path::{join, parent};

/// The name of a script's default export.
pub(super) const DEFAULT: &str = "default";

/// So many values are read for one question; more than any configuration has.
const MOST_VALUES: usize = 50_000;

/// Names lead to names, and files to files, at most so often.
const DEEPEST: usize = 12;

/// What one name of a script means.
#[derive(Clone, Debug)]
enum Binding {
    /// The expression at this offset.
    Here(usize),
    /// The function whose parameters begin at this offset.
    Function(usize),
    /// An export of another file.
    Imported { file: String, export: String },
}

/// The scripts of a project, as far as names lead from one to another.
pub(super) struct Modules<'p> {
    project: &'p Project,
    left: Cell<usize>,
    depth: Cell<usize>,
}

/// One script.
pub(super) struct Module<'p> {
    modules: &'p Modules<'p>,
    pub(super) text: String,
    /// The folder that it lies in.
    folder: String,
    /// Made when the first one is asked for.
    names: OnceCell<FxHashMap<String, Binding>>,
}

impl<'p> Modules<'p> {
    pub(super) fn new(project: &'p Project) -> Self {
        Self { project, left: Cell::new(MOST_VALUES), depth: Cell::new(0) }
    }

    /// What `file` exports under `name`.
    pub(super) fn export(&self, file: &str, name: &str) -> Value {
        let endings = ["", ".ts", ".js", ".mjs", ".mts", ".cjs", ".cts", ".json", "/index.ts", "/index.js"];
        let found = endings.iter().find_map(|ending| self.project.read(&format!("{file}{ending}")));
        let Some(text) = found else { return Value::Unknown };
        let module = Module { modules: self, text, folder: parent(file).to_owned(), names: OnceCell::new() };
        if module.text.trim_start().starts_with(['{', '[']) {
            // JSON names nothing.
            module.names.get_or_init(FxHashMap::default);
            return Parser::new(&module, 0).expression();
        }
        module.value_of(name)
    }

    /// The script `file`, if it is one.
    pub(super) fn open<'m>(&'m self, file: &str) -> Option<Module<'m>> {
        let text = self.project.read(file)?;
        Some(Module { modules: self, text, folder: parent(file).to_owned(), names: OnceCell::new() })
    }

    /// Whether one more value may be read.
    pub(super) fn spend(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }
}

impl Module<'_> {
    /// Whether one more value may be read.
    pub(super) fn spend(&self) -> bool {
        self.modules.spend()
    }

    /// What `name` means in this script.
    pub(super) fn value_of(&self, name: &str) -> Value {
        let names = self.names.get_or_init(|| Names::of(&self.text, &self.folder));
        let Some(binding) = names.get(name) else { return Value::Unknown };
        let depth = &self.modules.depth;
        if depth.get() >= DEEPEST {
            return Value::Unknown;
        }
        depth.set(depth.get() + 1);
        let value = match binding {
            Binding::Here(at) => Parser::new(self, *at).expression(),
            Binding::Function(at) => Parser::new(self, *at).function(),
            Binding::Imported { file, export } => self.modules.export(file, export),
        };
        depth.set(depth.get() - 1);
        value
    }

    /// What `require('…')` gives.
    pub(super) fn required(&self, from: &str) -> Value {
        let depth = &self.modules.depth;
        match file_of(&self.folder, from).filter(|_| depth.get() < DEEPEST) {
            Some(file) => {
                depth.set(depth.get() + 1);
                let value = self.modules.export(&file, DEFAULT);
                depth.set(depth.get() - 1);
                value
            }
            None => Value::Unknown,
        }
    }
}

/// The file of the project that `from` names in a script of `folder`; `None` if it is a package or lies outside.
fn file_of(folder: &str, from: &str) -> Option<String> {
    let mut file = String::new();
    (from.starts_with('.') && join(&mut file, folder, from)).then_some(file)
}

/// Looks a script through for declarations.
struct Names<'t> {
    text: &'t str,
    folder: &'t str,
    found: FxHashMap<String, Binding>,
}

impl<'t> Names<'t> {
    fn of(text: &'t str, folder: &'t str) -> FxHashMap<String, Binding> {
        let mut names = Self { text, folder, found: FxHashMap::default() };
        let mut starts = Vec::new();
        let mut in_name = false;
        walk_code(text, 0, |at, byte| {
            let part = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii();
            if part && !in_name && b"cdefilmv".contains(&byte) {
                starts.push(at);
            }
            in_name = part || byte == b'.';
            true
        });
        for at in starts {
            let end = name_end(text, at);
            match text.get(at..end) {
                Some("const" | "let" | "var") => names.declared(end),
                Some("function") => names.function(end),
                Some("class") => names.class(at, end),
                Some("import") => names.imported(end),
                Some("export") => names.exported(end),
                Some("module" | "exports") => names.assigned(end),
                _ => {}
            }
        }
        names.found
    }

    fn add(&mut self, name: &str, binding: Binding) {
        self.found.entry(name.to_owned()).or_insert(binding);
    }

    fn word(&self, at: usize) -> (&'t str, usize) {
        let start = skip_space(self.text, at);
        let end = name_end(self.text, start);
        (self.text.get(start..end).unwrap_or(""), end)
    }

    /// `name[: Type] = expression`.
    fn declared(&mut self, at: usize) {
        let (name, end) = self.word(at);
        if name.is_empty() {
            return;
        }
        let mut value = None;
        walk_code(self.text, end, |at, byte| {
            let next = self.text.as_bytes().get(at + 1);
            if byte == b'=' && !matches!(next, Some(b'=' | b'>')) {
                value = Some(at + 1);
            }
            value.is_none() && byte != b';'
        });
        if let Some(value) = value {
            self.add(name, Binding::Here(value));
        }
    }

    /// `name(…) {…}`.
    fn function(&mut self, at: usize) {
        let (name, end) = self.word(at);
        if !name.is_empty() {
            self.add(name, Binding::Function(end));
        }
    }

    /// `class name {…}`.
    fn class(&mut self, at: usize, end: usize) {
        let (name, _) = self.word(end);
        if !matches!(name, "" | "extends") {
            self.add(name, Binding::Here(at));
        }
    }

    /// `export default expression`; what else is exported is declared at the same time.
    fn exported(&mut self, at: usize) {
        let (word, end) = self.word(at);
        if word == DEFAULT {
            self.add(DEFAULT, Binding::Here(end));
        }
    }

    /// `module.exports = expression`, `exports.name = expression`.
    fn assigned(&mut self, at: usize) {
        let rest = self.text.get(at..).unwrap_or("");
        let rest = rest.strip_prefix(".exports").or_else(|| rest.strip_prefix(".default")).unwrap_or(rest).trim_start();
        if let Some(member) = rest.strip_prefix('.') {
            let (name, value) = member.split_at(name_end(member, 0));
            if let Some(value) = value.trim_start().strip_prefix('=').filter(|value| !value.starts_with('=')) {
                self.add(name, Binding::Here(self.text.len() - value.len()));
            }
            return;
        }
        if let Some(value) = rest.strip_prefix('=').filter(|value| !value.starts_with('=')) {
            self.add(DEFAULT, Binding::Here(self.text.len() - value.len()));
        }
    }

    /// `a, { b, c as d } from '…'`.
    fn imported(&mut self, at: usize) {
        let text = self.text;
        let mut names: Vec<(String, String)> = Vec::new();
        let (mut word, mut end) = self.word(at);
        if word == "type" {
            return;
        }
        if !word.is_empty() && word != "from" {
            names.push((word.to_owned(), DEFAULT.to_owned()));
            at_comma(text, &mut end);
        }
        let open = skip_space(text, end);
        if text.as_bytes().get(open) == Some(&b'{') {
            end = bracket_end(text, open);
            for one in text.get(open + 1..end.saturating_sub(1)).unwrap_or("").split(',') {
                let (export, name) = one.trim().split_once(" as ").unwrap_or((one.trim(), one.trim()));
                names.push((name.trim().to_owned(), export.trim().to_owned()));
            }
        }
        (word, end) = self.word(end);
        let start = skip_space(text, end);
        if word != "from" || !matches!(text.as_bytes().get(start), Some(b'\'' | b'"')) {
            return;
        }
        let from = text.get(start..string_end(text, start)).and_then(unescaped).unwrap_or_default();
        let Some(file) = file_of(self.folder, &from) else { return };
        for (name, export) in names {
            self.add(&name, Binding::Imported { file: file.clone(), export });
        }
    }
}

/// Goes on behind a comma, if one comes next.
fn at_comma(text: &str, at: &mut usize) {
    let next = skip_space(text, *at);
    if text.as_bytes().get(next) == Some(&b',') {
        *at = next + 1;
    }
}
