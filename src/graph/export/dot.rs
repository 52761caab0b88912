//! DOT, the language of Graphviz: <https://graphviz.org/doc/info/lang.html>.
//!
//! Everything is written as a quoted string. In a label a backslash starts an escape, so backslashes are doubled.

use std::fmt::{self, Display, Write as _};
use std::io::{self, Write};

use super::{Attributes, View};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph linkwright {{\n  charset=\"UTF-8\";\n  node [shape=box];")?;
    let ids = view.ids();
    for (id, node) in ids.iter().zip(view.nodes()) {
        write!(out, "  {} [label={}", Quoted(id), Quoted(node.label))?;
        attributes(out, &node.attributes)?;
        writeln!(out, "];")?;
    }
    for edge in view.edges() {
        let (from, to) = (Quoted(&ids[edge.from]), Quoted(&ids[edge.to]));
        write!(out, "  {from} -> {to} [weight={}", edge.weight())?;
        attributes(out, &edge.attributes())?;
        writeln!(out, "];")?;
    }
    writeln!(out, "}}")
}

/// Attributes under their own names, except `url`: Graphviz reads names in any case and takes `URL` for a link.
fn attributes(out: &mut dyn Write, attributes: &Attributes<'_>) -> io::Result<()> {
    for (name, value) in attributes {
        write!(out, ", {name}={}", Quoted(value))?;
    }
    Ok(())
}

/// A quoted string: quotes and backslashes escaped, line breaks as `\n`, control characters as U+FFFD.
struct Quoted<T>(T);

impl<T: Display> Display for Quoted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        write!(Escaping(f), "{}", self.0)?;
        f.write_char('"')
    }
}

struct Escaping<'f, 'b>(&'f mut fmt::Formatter<'b>);

impl fmt::Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| match c {
            '"' | '\\' => write!(self.0, "\\{c}"),
            '\n' => self.0.write_str("\\n"),
            c if c.is_control() => self.0.write_char('\u{FFFD}'),
            c => self.0.write_char(c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert_eq!(Quoted("a \"b\" c:\\\n\0").to_string(), "\"a \\\"b\\\" c:\\\\\\n\u{FFFD}\"");
    }
}
