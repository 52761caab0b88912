//! Configuration files in JavaScript and TypeScript, read without running them.
//!
//! What stands there literally is read: objects, lists, texts, `const` values, what files next to it export, the arguments
//! of calls (`defineConfig({…})`), the last value that a function returns. Anything else is [`Value::Unknown`], so that a
//! preset can tell what it does not know from what is not there.

mod calls;
mod expression;
mod module;
pub(in crate::site) mod places;
mod tokens;

pub(super) use calls::{Called, calls};

use crate::site::project::Project;
use crate::site::url_path::{join, parent};

/// A value that stands in a script.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(u64),
    Flag(bool),
    Null,
    List(Vec<Value>),
    /// Fields in order; what is spread into it and cannot be read is a field named [`SPREAD`].
    Table(Vec<(String, Value)>),
    /// A call of something that is not known here, with its arguments.
    Call(String, Vec<Value>),
    /// A function and what it returns.
    Function(Box<Value>),
    #[default]
    Unknown,
}

/// The name of a field that stands for fields which cannot be read.
pub(super) const SPREAD: &str = "...";

impl Value {
    /// What the script `file` of `project` exports by default; what functions return in place of the functions.
    pub(super) fn of_file(project: &Project, file: &str) -> Self {
        module::Modules::new(project).export(file, module::DEFAULT).returned()
    }

    /// What the script `file` of `project` calls `name`, exported or not.
    pub(super) fn named_in(project: &Project, file: &str, name: &str) -> Self {
        module::Modules::new(project).export(file, name).returned()
    }

    /// A function's result; the only argument of a call such as `defineConfig({…})` or `withThis(withThat({…}))`; else the value
    /// itself.
    pub(super) fn returned(self) -> Self {
        match self {
            Self::Function(result) => result.returned(),
            Self::Call(name, arguments) => match &arguments[..] {
                [only @ (Self::Table(_) | Self::Function(_))] => only.clone().returned(),
                [only @ Self::Call(..)] => match only.clone().returned() {
                    table @ Self::Table(_) => table,
                    _ => Self::Call(name, arguments),
                },
                _ => Self::Call(name, arguments),
            },
            other => other,
        }
    }

    /// The value at a path of keys; [`Value::Null`] where there is none.
    pub(super) fn at(&self, path: &[&str]) -> &Self {
        const NOTHING: &Value = &Value::Null;
        path.iter().fold(self, |value, key| value.field(key).unwrap_or(NOTHING))
    }

    /// The field `key` of a table; of several the last one, as the language has it.
    pub(super) fn field(&self, key: &str) -> Option<&Self> {
        self.fields().iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(super) fn fields(&self) -> &[(String, Self)] {
        if let Self::Table(fields) = self { fields } else { &[] }
    }

    pub(super) fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(super) fn flag(&self) -> Option<bool> {
        if let Self::Flag(flag) = self { Some(*flag) } else { None }
    }

    pub(super) fn number(&self) -> Option<u64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The texts of a list, or a lone text.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            other => other.items().iter().filter_map(Self::text).collect(),
        }
    }

    /// The path that a value names: a text, or the last text of `path.resolve(__dirname, './x')`, `new URL('./x', …)` and
    /// the like.
    pub(super) fn path(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Call(name, arguments)
                if ["resolve", "join", "require", "fileURLToPath"].iter().any(|end| name.ends_with(end)) =>
            {
                arguments.iter().rev().find_map(Self::path)
            }
            Self::Call(name, arguments) if name == "URL" => arguments.first()?.text(),
            _ => None,
        }
    }

    /// Whether something stands there that cannot be read.
    pub(super) fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unknown | Self::Call(..) | Self::Function(_))
    }

    /// Calls `visit` with this value and all in it.
    pub(super) fn walk<'v>(&'v self, visit: &mut impl FnMut(&'v Self)) {
        visit(self);
        match self {
            Self::List(items) | Self::Call(_, items) => items.iter().for_each(|item| item.walk(visit)),
            Self::Table(fields) => fields.iter().for_each(|(_, value)| value.walk(visit)),
            Self::Function(result) => result.walk(visit),
            _ => {}
        }
    }
}

/// The script `file`, and those next to it that it imports, sorted.
pub(super) fn with_imports(project: &Project, file: &str) -> Vec<String> {
    let mut files = vec![file.to_owned()];
    let text = project.read(file).unwrap_or_default();
    let imports = |line: &&str| ["import", "require(", "} from"].iter().any(|word| line.contains(word));
    for line in text.lines().filter(imports) {
        let Some(at) = line.find(['"', '\'']) else { continue };
        let quote = line.get(at..=at).unwrap_or("\"");
        let from = line.get(at + 1..).and_then(|rest| rest.split(quote).next()).unwrap_or("");
        let mut path = String::new();
        if from.starts_with('.') && join(&mut path, parent(file), from) {
            let names =
                ["", ".js", ".ts", ".mjs", ".cjs", "/index.js", "/index.ts"].map(|ending| format!("{path}{ending}"));
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            files.extend(project.first_file(&names).map(str::to_owned));
        }
    }
    files.sort();
    files.dedup();
    files
}

#[cfg(test)]
mod tests;
