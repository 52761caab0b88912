//! Lists that a function is applied to.

use super::{Module, Value};

/// What `name`, a call such as `redirects.map`, makes of a known list by a function that picks fields of each item: the items as
/// they are. Configurations do so to hand on a list that lies in another file.
pub(super) fn mapped(module: &Module<'_>, name: &str, arguments: &[Value]) -> Option<Value> {
    let list = module.value_of(name.strip_suffix(".map")?);
    let (Value::List(items), [Value::Function(made)]) = (&list, arguments) else { return None };
    let picked = made.fields();
    let is_there = |field: &str| items.iter().any(|item| item.field(field).is_some());
    (!picked.is_empty() && picked.iter().all(|(field, _)| is_there(field))).then_some(list)
}
