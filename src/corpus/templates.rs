//! Template calls in a text: `{{VARIABLE}}`, `{{< shortcode >}}`, `{% tag %}`, MDX comments and imports.
//!
//! They are found once a file. Those with spaces or quotes in them would tear a link's target apart
//! (`[x]({{< ref "y" >}})`), so the parser sees them masked, byte for byte, and the target is taken from the original.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use crate::text::{LineIndex, Span};

use super::{Link, LinkKind, LinkRole, Variable};

/// The template calls of one file.
#[derive(Debug, Default)]
pub(super) struct Templates {
    /// In order, disjoint.
    calls: Vec<Call>,
}

#[derive(Debug)]
struct Call {
    span: Range<usize>,
    what: What,
    /// Stands in code, where it means nothing.
    in_code: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// `{{UPPER_CASE}}`: a blank that the writer was to fill.
    Variable,
    /// A call that stands for a link.
    Link,
    /// Any other.
    Other,
}

impl Templates {
    /// Finds the calls in `text`, the whole file.
    pub(super) fn find(text: &str) -> Self {
        let mut calls: Vec<Call> = Vec::new();
        for (open, close) in [("{{", "}}"), ("{%", "%}")] {
            let mut from = 0;
            while let Some(start) = memmem::find(&text.as_bytes()[from..], open.as_bytes()).map(|at| from + at) {
                let Some(length) = text[start..].find(close) else { break };
                let end = start + length + close.len();
                calls.push(Call { span: start..end, what: what(&text[start..end]), in_code: false });
                from = end;
            }
        }
        calls.sort_by_key(|call| call.span.start);
        let mut reached = 0;
        calls.retain(|call| {
            let apart = call.span.start >= reached;
            reached = reached.max(call.span.end);
            apart
        });
        Self { calls }
    }

    /// The first call that overlaps `range` of the file.
    pub(super) fn next_in(&self, range: Range<usize>) -> Option<Range<usize>> {
        let at = self.calls.partition_point(|call| call.span.end <= range.start);
        self.calls.get(at).map(|call| call.span.clone()).filter(|span| span.start < range.end)
    }

    /// Marks what stands in the code at `range` of the file as meaning nothing.
    pub(super) fn leave_out(&mut self, range: Range<usize>) {
        let from = self.calls.partition_point(|call| call.span.end <= range.start);
        for call in self.calls.iter_mut().skip(from).take_while(|call| call.span.start < range.end) {
            call.in_code = true;
        }
    }

    /// The `part` of the file that reads `original`, with what the parser must not see as letters of the same number
    /// of bytes; line ends stay.
    pub(super) fn mask<'t>(&self, part: Range<usize>, original: &'t str, mdx: bool) -> Cow<'t, str> {
        let mut hide: Vec<Range<usize>> = Vec::new();
        let inside = self.calls.iter().filter(|call| part.start <= call.span.start && call.span.end <= part.end);
        for call in inside {
            let span = call.span.start - part.start..call.span.end - part.start;
            let call = original.get(span.clone()).unwrap_or("");
            if call.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '(' | ')' | '|' | '`' | '[' | ']'))
            {
                // The braces stay, so that a masked target still shows that it is a template.
                hide.push(span.start + 2..span.end - 2);
            }
        }
        let mut blank: Vec<Range<usize>> = Vec::new();
        if mdx {
            blank.extend(mdx_comments(original));
            blank.extend(mdx_statements(original));
        }
        if hide.is_empty() && blank.is_empty() {
            return Cow::Borrowed(original);
        }
        let mut bytes = original.as_bytes().to_vec();
        overwrite(&mut bytes, &hide, b'x');
        overwrite(&mut bytes, &blank, b' ');
        // Whole characters were replaced by ASCII, so this is UTF-8; if it ever were not, the original still reads.
        String::from_utf8(bytes).map_or(Cow::Borrowed(original), Cow::Owned)
    }

    /// The unfilled variables, the first place of each, and the calls that stand for links (outside `links`).
    pub(super) fn finish(self, text: &str, lines: &LineIndex<'_>, links: &[Link]) -> (Box<[Variable]>, Vec<Link>) {
        let mut variables: Vec<Variable> = Vec::new();
        let mut template_links = Vec::new();
        for call in self.calls.iter().filter(|call| !call.in_code) {
            let written = text.get(call.span.clone()).unwrap_or("");
            let span = Span::new(call.span.start, call.span.end);
            match call.what {
                What::Variable => {
                    let name = written.trim_matches(['{', '}', ' ']);
                    if !variables.iter().any(|known| *known.name == *name) {
                        variables.push(Variable { name: name.into(), place: lines.place(span) });
                    }
                }
                What::Link if !links.iter().any(|link| holds(link.place.span, span)) => {
                    template_links.push(Link {
                        href: written.into(),
                        text: "".into(),
                        place: lines.place(span),
                        href_span: span,
                        section: 0,
                        kind: LinkKind::Template,
                        role: LinkRole::Body,
                    });
                }
                What::Link | What::Other => {}
            }
        }
        (variables.into(), template_links)
    }
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// What a call is, from its text with the braces.
fn what(call: &str) -> What {
    let inner = call.get(2..call.len() - 2).unwrap_or("").trim_matches(['<', '>', '%', '-', '/', '=']).trim();
    let bare = inner.trim();
    let upper = bare.len() >= 2
        && bare.starts_with(|c: char| c.is_ascii_uppercase())
        && bare.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    if upper && call.starts_with("{{") {
        return What::Variable;
    }
    let name_end = inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(inner.len());
    let name = inner.get(..name_end).unwrap_or("").to_ascii_lowercase();
    let takes_target = ["link=", "href=", "url=", "to="].iter().any(|attribute| inner.contains(attribute));
    let has_argument = name_end < inner.len();
    let named_link = has_argument && ["ref", "link", "url"].iter().any(|word| name.ends_with(word));
    if takes_target || named_link { What::Link } else { What::Other }
}

fn overwrite(bytes: &mut [u8], ranges: &[Range<usize>], with: u8) {
    for range in ranges {
        for byte in bytes.get_mut(range.clone()).unwrap_or(&mut []) {
            if *byte != b'\n' && *byte != b'\r' {
                *byte = with;
            }
        }
    }
}

/// `{/* … */}`.
fn mdx_comments(text: &str) -> Vec<Range<usize>> {
    let starts = memmem::find_iter(text.as_bytes(), "{/*");
    starts.filter_map(|start| Some(start..start + text.get(start..)?.find("*/}")? + 3)).collect()
}

/// `import` and `export` statements: from such a line at the margin to the next blank line, outside fenced code.
fn mdx_statements(text: &str) -> Vec<Range<usize>> {
    let mut statements: Vec<Range<usize>> = Vec::new();
    let (mut at, mut fenced, mut inside) = (0, false, false);
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if !inside && (content.starts_with("```") || content.starts_with("~~~")) {
            fenced = !fenced;
        }
        inside = !content.is_empty() && (inside || (!fenced && is_statement(line)));
        if inside {
            statements.push(at..at + line.len());
        }
        at += line.len();
    }
    statements
}

/// Whether a line at the margin starts an ES module statement rather than a sentence.
fn is_statement(line: &str) -> bool {
    let import = line.strip_prefix("import ").is_some_and(|rest| {
        let rest = rest.trim();
        rest.starts_with(['{', '"', '\'', '*']) || rest.contains(" from ") || rest.ends_with('{')
    });
    let export = line.strip_prefix("export ").is_some_and(|rest| {
        ["const ", "default ", "let ", "var ", "function ", "{", "*", "async ", "class "]
            .iter()
            .any(|word| rest.starts_with(word))
    });
    import || export
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_text_keeps_its_length_and_lines() {
        let text = "a [x]({{< ref \"ü y\" >}})\n{{< card\n link=\"/z\" >}}";
        let masked = Templates::find(text).mask(0..text.len(), text, false);
        assert_eq!(masked.len(), text.len());
        assert_eq!(masked.matches('\n').count(), 2);
        assert!(masked.starts_with("a [x]({{xxx"));
    }

    #[test]
    fn calls_are_told_apart() {
        assert_eq!(what("{{CTA_BLOCK}}"), What::Variable);
        assert_eq!(what("{{< ref \"a.md\" >}}"), What::Link);
        assert_eq!(what("{{domxref(\"Window\")}}"), What::Link);
        assert_eq!(what("{{< card link=\"/a\" >}}"), What::Link);
        assert_eq!(what("{% if page %}"), What::Other);
        assert_eq!(what("{{ site.url }}"), What::Other);
    }
}
