//! Lists that a function is applied to.

use super::{Module, Value};

/// What `name`, a call such as `redirects.map` with these `arguments`, `written` so, makes of a known list by a function that picks
/// fields of each item (`source: one.source`): the items as they are. Configurations do so to hand on a list that lies in
/// another file.
pub(super) fn mapped(module: &Module<'_>, name: &str, arguments: &[Value], written: &str) -> Option<Value> {
    let list = module.value_of(name.strip_suffix(".map")?);
    let (Value::List(_), [Value::Function(made)]) = (&list, arguments) else { return None };
    let written: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let parameter = written.split("=>").next()?.trim_matches(['(', ')']);
    let is_picked = |(field, value): &(String, Value)| {
        let pick = format!("{field}:{parameter}.{field}");
        let alone = |at: usize| written.get(at + pick.len()..).is_some_and(|rest| rest.starts_with([',', '}']));
        matches!(value, Value::Flag(_)) || written.find(&pick).is_some_and(alone)
    };
    (!made.fields().is_empty() && made.fields().iter().all(is_picked)).then_some(list)
}
