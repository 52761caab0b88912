//! GEXF 1.3, the format of Gephi: <https://gexf.net/schema.html>.
//!
//! Edges carry a `kind`, which lets Gephi keep two sorts of edge between the same nodes apart (an article that is about
//! a tool and mentions it).

use std::io::{self, Write};

use super::xml::Escaped;
use super::{Attributes, EDGE_ATTRIBUTES, NODE_ATTRIBUTES, ValueType, View};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<gexf xmlns="http://gexf.net/1.3" version="1.3">"#)?;
    writeln!(out, "  <meta>\n    <creator>linkwright</creator>\n  </meta>")?;
    writeln!(out, r#"  <graph defaultedgetype="directed" mode="static">"#)?;
    declare(out, "node", &NODE_ATTRIBUTES)?;
    declare(out, "edge", &EDGE_ATTRIBUTES)?;
    let ids = view.ids();
    writeln!(out, "    <nodes>")?;
    for (id, node) in ids.iter().zip(view.nodes()) {
        writeln!(out, r#"      <node id="{}" label="{}">"#, Escaped(id), Escaped(node.label))?;
        values(out, &node.attributes)?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (number, edge) in view.edges().enumerate() {
        writeln!(
            out,
            r#"      <edge id="{number}" source="{}" target="{}" kind="{}" weight="{}">"#,
            Escaped(&ids[edge.from]),
            Escaped(&ids[edge.to]),
            edge.relation.name(),
            edge.weight()
        )?;
        values(out, &edge.attributes())?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

fn declare(out: &mut dyn Write, class: &str, attributes: &[(&str, ValueType)]) -> io::Result<()> {
    writeln!(out, r#"    <attributes class="{class}" mode="static">"#)?;
    for (name, kind) in attributes {
        let kind = match kind {
            ValueType::Text => "string",
            ValueType::Whole => "integer",
            ValueType::Number => "double",
            ValueType::Flag => "boolean",
        };
        writeln!(out, r#"      <attribute id="{name}" title="{name}" type="{kind}"/>"#)?;
    }
    writeln!(out, "    </attributes>")
}

fn values(out: &mut dyn Write, attributes: &Attributes<'_>) -> io::Result<()> {
    writeln!(out, "        <attvalues>")?;
    for (name, value) in attributes {
        writeln!(out, r#"          <attvalue for="{name}" value="{}"/>"#, Escaped(value))?;
    }
    writeln!(out, "        </attvalues>")
}
