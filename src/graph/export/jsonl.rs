//! JSON lines: one object a line, `"record": "node"` for all nodes first, then `"record": "edge"`. For jq, DuckDB and
//! scripts that should not have to read a whole document.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Attributes, Value, View};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let ids = view.ids();
    for (id, node) in ids.iter().zip(view.nodes()) {
        let head = [("record", Value::Text("node")), ("id", Value::Text(id)), ("label", Value::Text(node.label))];
        line(out, &head, &node.attributes)?;
    }
    for edge in view.edges() {
        let head = [
            ("record", Value::Text("edge")),
            ("source", Value::Text(&ids[edge.from])),
            ("target", Value::Text(&ids[edge.to])),
            ("weight", Value::Whole(edge.weight().into())),
        ];
        line(out, &head, &edge.attributes())?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, head: &[(&'static str, Value<'_>)], attributes: &Attributes<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Object(head, attributes))?;
    writeln!(out)
}

/// The two lists as one object, keys in order.
struct Object<'a>(&'a [(&'static str, Value<'a>)], &'a Attributes<'a>);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len() + self.1.len()))?;
        for (name, value) in self.0.iter().chain(self.1) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Whole(number) => serializer.serialize_u64(*number),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}
