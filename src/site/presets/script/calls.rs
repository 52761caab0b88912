//! Calls of methods, where a configuration is made by calling them: `config.addPassthroughCopy('img')`.

use super::Value;
use super::expression::Parser;
use super::module::Modules;
use super::tokens::{name_end, skip_space, walk_code};
use crate::site::project::Project;

/// One call.
#[derive(Debug)]
pub(in crate::site::presets) struct Called {
    /// What is called, as written from its last dot on.
    pub(in crate::site::presets) name: String,
    /// The arguments, as far as they can be read.
    pub(in crate::site::presets) arguments: Vec<Value>,
    /// The first argument as written, if it is a name.
    pub(in crate::site::presets) first_name: String,
    /// How many braces are open there; more than one stand for a condition or another function.
    pub(in crate::site::presets) depth: usize,
}

/// The calls of any of `names` in the script `file`, in order; `a.b` is `b` of an `a`.
pub(in crate::site::presets) fn calls(project: &Project, file: &str, names: &[&str]) -> Vec<Called> {
    let modules = Modules::new(project);
    let Some(module) = modules.open(file) else { return Vec::new() };
    let text = &module.text;
    // Most scripts call none of them.
    let methods = || names.iter().map(|name| name.rsplit('.').next().unwrap_or(name));
    if !methods().any(|method| text.contains(method)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut depth, mut in_name) = (0_usize, false);
    walk_code(text, 0, |at, byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let part = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii();
        if part && !in_name {
            let end = name_end(text, at);
            let name = text.get(at..end).unwrap_or("");
            let before = text.get(..at).unwrap_or("");
            let is_one = |known: &&str| match known.rsplit_once('.') {
                Some((receiver, method)) => method == name && before.trim_end_matches('.').ends_with(receiver),
                None => *known == name,
            };
            if text.get(end..).is_some_and(|rest| rest.starts_with('(')) && names.iter().any(is_one) {
                found.push((at, end, depth));
            }
        }
        in_name = part;
        true
    });
    let call = |(at, end, depth): (usize, usize, usize)| {
        let first = skip_space(text, end + 1);
        let arguments = match Parser::new(&module, at).expression() {
            Value::Call(_, arguments) => arguments,
            _ => Vec::new(),
        };
        Called {
            name: text.get(at..end).unwrap_or("").to_owned(),
            arguments,
            first_name: text.get(first..name_end(text, first)).unwrap_or("").to_owned(),
            depth,
        }
    };
    found.into_iter().map(call).collect()
}
