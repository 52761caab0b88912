//! GraphML 1.0: <http://graphml.graphdrawing.org/specification.html>.
//!
//! `label` and `weight` are ordinary attributes here; Gephi, yEd and networkx know them by these names.

use std::io::{self, Write};

use super::xml::Escaped;
use super::{Attributes, EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Value, ValueType, View};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#)?;
    declare(out, "node", ("label", ValueType::Text), &NODE_ATTRIBUTES)?;
    declare(out, "edge", ("weight", ValueType::Number), &EDGE_ATTRIBUTES)?;
    writeln!(out, r#"  <graph id="linkwright" edgedefault="directed">"#)?;
    let ids = view.ids();
    for (id, node) in ids.iter().zip(view.nodes()) {
        writeln!(out, r#"    <node id="{}">"#, Escaped(id))?;
        values(out, "node", ("label", Value::Text(node.label)), &node.attributes)?;
        writeln!(out, "    </node>")?;
    }
    for (number, edge) in view.edges().enumerate() {
        let (from, to) = (Escaped(&ids[edge.from]), Escaped(&ids[edge.to]));
        writeln!(out, r#"    <edge id="{number}" source="{from}" target="{to}">"#)?;
        values(out, "edge", ("weight", Value::Whole(edge.weight().into())), &edge.attributes())?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

/// Keys are named for their class too: ids of keys are shared by nodes and edges.
fn declare(
    out: &mut dyn Write,
    class: &str,
    first: (&str, ValueType),
    attributes: &[(&str, ValueType)],
) -> io::Result<()> {
    for (name, kind) in std::iter::once(&first).chain(attributes) {
        let kind = match kind {
            ValueType::Text => "string",
            ValueType::Whole => "int",
            ValueType::Number => "double",
            ValueType::Flag => "boolean",
        };
        writeln!(out, r#"  <key id="{class}-{name}" for="{class}" attr.name="{name}" attr.type="{kind}"/>"#)?;
    }
    Ok(())
}

fn values(
    out: &mut dyn Write,
    class: &str,
    first: (&'static str, Value<'_>),
    attributes: &Attributes<'_>,
) -> io::Result<()> {
    for (name, value) in std::iter::once(&first).chain(attributes) {
        writeln!(out, r#"      <data key="{class}-{name}">{}</data>"#, Escaped(value))?;
    }
    Ok(())
}
