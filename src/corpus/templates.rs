//! Template calls in a text: `{{VARIABLE}}`, `{{< shortcode >}}`, `{% tag %}`, MDX comments and imports.
//!
//! They are found once a file. Those with spaces or quotes in them would tear a link's target apart
//! (`[x]({{< ref "y" >}})`), so the parser sees them masked, byte for byte, and the target is taken from the original.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use rustc_hash::FxHashSet;

use crate::text::{Lines, Span};

use super::{Link, LinkKind, LinkRole, Variable, callouts, mdx};

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
    /// A call that begins code which a later one ends.
    OpensCode,
    /// A call that ends code.
    ClosesCode,
    /// Any other.
    Other,
}

impl Templates {
    /// Finds the calls in `text`, the whole file.
    pub(super) fn find(text: &str) -> Self {
        let mut calls: Vec<Call> = Vec::new();
        let bytes = text.as_bytes();
        // Most texts have none, which one look for a brace tells.
        let first = memchr::memchr(b'{', bytes).unwrap_or(bytes.len());
        for kind in CALLS.iter().filter(|_| first < bytes.len()) {
            let mut from = first;
            while let Some(start) = kind.open.find(&bytes[from..]).map(|at| from + at) {
                let Some(length) = kind.close.find(&bytes[start..]) else { break };
                let end = start + length + kind.close.needle().len();
                calls.push(Call { span: start..end, what: what(&text[start..end]), in_code: false });
                from = end;
            }
        }
        if calls.is_empty() {
            return Self::default();
        }
        calls.sort_by_key(|call| call.span.start);
        let mut reached = 0;
        calls.retain(|call| {
            let apart = call.span.start >= reached;
            reached = reached.max(call.span.end);
            apart
        });
        let mut literal = false;
        for call in &mut calls {
            match statement(&text[call.span.clone()]) {
                Some("raw") => literal = true,
                Some("endraw") => literal = false,
                _ => call.in_code |= literal,
            }
        }
        let mut found = Self { calls };
        for code in found.code_between(0..text.len()) {
            found.leave_out(code);
        }
        found
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
        let comments = COMMENT_MARK.find(original.as_bytes()).is_some() && super::markdown::has_wikilinks(original);
        // MDX has no indented code.
        let marks = if mdx { Vec::new() } else { callouts::marks(original) };
        if self.calls.is_empty() && !mdx && !comments && marks.is_empty() {
            return Cow::Borrowed(original);
        }
        let mut hide: Vec<Range<usize>> = Vec::new();
        let from = self.calls.partition_point(|call| call.span.start < part.start);
        for call in self.calls.iter().skip(from).take_while(|call| call.span.end <= part.end) {
            let span = call.span.start - part.start..call.span.end - part.start;
            let call = original.get(span.clone()).unwrap_or("");
            if tears_targets(call) {
                // The braces stay, so that a masked target still shows that it is a template.
                hide.push(span.start + 2..span.end - 2);
            }
        }
        let mut blank = self.code_between(part.clone());
        blank.iter_mut().for_each(|code| *code = code.start - part.start..code.end - part.start);
        if mdx {
            blank.extend(mdx::silent(original));
        }
        if comments {
            blank.extend(super::vault::comments(original));
        }
        if hide.is_empty() && blank.is_empty() && marks.is_empty() {
            return Cow::Borrowed(original);
        }
        let mut bytes = original.as_bytes().to_vec();
        overwrite(&mut bytes, &hide, b'x');
        overwrite(&mut bytes, &blank, b' ');
        callouts::overwrite(&mut bytes, &marks);
        // Whole characters were replaced by ASCII, so this is UTF-8; if it ever were not, the original still reads.
        String::from_utf8(bytes).map_or(Cow::Borrowed(original), Cow::Owned)
    }

    /// What stands in `part` of the file between calls that open and close code (`{{< highlight go >}}`).
    fn code_between(&self, part: Range<usize>) -> Vec<Range<usize>> {
        let mut code = Vec::new();
        let mut open = None;
        let from = self.calls.partition_point(|call| call.span.start < part.start);
        for call in self.calls.iter().skip(from).take_while(|call| call.span.end <= part.end) {
            match (call.what, open) {
                // One that is never closed stood for itself.
                (What::OpensCode, _) => open = Some(call.span.end),
                (What::ClosesCode, Some(start)) => {
                    code.push(start..call.span.start);
                    open = None;
                }
                _ => {}
            }
        }
        code
    }

    /// Whether text that is kept elsewhere is inserted into `text`, the whole file: by a call that says so, by one of the
    /// sort that makes Markdown (`{{% … %}}`) on a line of its own, or by a snippet mark or an import of Markdown.
    pub(super) fn insert_text(&self, text: &str, mdx: bool) -> bool {
        let marks = if mdx { &MDX_IMPORTS[..] } else { &SNIPPET_MARK[..] };
        let marked = |mark: &Finder<'_>| mark.find_iter(text.as_bytes()).any(|at| is_insertion(text, at));
        self.calls_insert_text(text) || marks.iter().any(marked)
    }

    fn calls_insert_text(&self, text: &str) -> bool {
        let meant = || self.calls.iter().filter(|call| !call.in_code);
        let written = |call: &Call| text.get(call.span.clone()).unwrap_or("");
        let closing = |call: &Call| written(call).strip_prefix("{{%")?.trim_start().strip_prefix('/').map(first_word);
        let closed: OnceCell<FxHashSet<&str>> = OnceCell::new();
        let is_closed = |name: &str| closed.get_or_init(|| meant().filter_map(closing).collect()).contains(name);
        let inserts = |call: &Call| {
            let word = written(call).get(2..).unwrap_or("").trim_start_matches(['<', '%', '-', '#', ' ', '/']);
            let name = first_word(word);
            let alone = written(call).starts_with("{{%") && stands_alone(text, &call.span);
            (alone && !is_closed(name)) || is_inserting(name)
        };
        meant().any(inserts)
    }

    /// The unfilled variables, the first place of each, and the calls that stand for links (outside `links`).
    pub(super) fn finish(self, text: &str, lines: &Lines<'_>, links: &[Link]) -> (Box<[Variable]>, Vec<Link>) {
        if self.calls.is_empty() {
            return Default::default();
        }
        let mut variables: Vec<Variable> = Vec::new();
        let mut known: FxHashSet<&str> = FxHashSet::default();
        let mut template_links = Vec::new();
        let mut around = links.iter().peekable();
        let mut reached = 0;
        for call in self.calls.iter().filter(|call| !call.in_code) {
            let written = text.get(call.span.clone()).unwrap_or("");
            let span = Span::new(call.span.start, call.span.end);
            // Links stand in the order of their starts, so the furthest end so far tells whether one holds the call.
            while let Some(link) = around.next_if(|link| link.place.span.start <= span.start) {
                reached = reached.max(link.place.span.end);
            }
            match call.what {
                What::Variable => {
                    let name = written.trim_matches(['{', '}', ' ']);
                    if known.insert(name) {
                        variables.push(Variable { name: name.into(), place: lines.place(span) });
                    }
                }
                What::Link if reached < span.end => {
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
                What::Link | What::OpensCode | What::ClosesCode | What::Other => {}
            }
        }
        (variables.into(), template_links)
    }
}

/// The name of a Liquid statement, `{% name … %}`.
fn statement(call: &str) -> Option<&str> {
    call.strip_prefix("{%")?.trim_start_matches('-').split_whitespace().next()
}

/// How one notation opens and closes a call. Made once: a searcher costs more to make than a small file to search.
struct Notation {
    open: Finder<'static>,
    close: Finder<'static>,
}

static CALLS: LazyLock<[Notation; 2]> = LazyLock::new(|| {
    [("{{", "}}"), ("{%", "%}")].map(|(open, close)| Notation { open: Finder::new(open), close: Finder::new(close) })
});

static MDX_IMPORTS: LazyLock<[Finder<'static>; 4]> =
    LazyLock::new(|| [".mdx'", ".mdx\"", ".md'", ".md\""].map(Finder::new));

/// What opens and closes a comment in a vault.
static COMMENT_MARK: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("%%"));

static SNIPPET_MARK: LazyLock<[Finder<'static>; 1]> = LazyLock::new(|| [Finder::new("--8<--")]);

/// Whether a call has anything in it that ends the target of a link.
fn tears_targets(call: &str) -> bool {
    let tears = |byte: u8| matches!(byte, b'\t'..=b'\r' | b' ' | b'"' | b'<' | b'(' | b')' | b'|' | b'`' | b'[' | b']');
    call.bytes().any(tears) || (!call.is_ascii() && call.contains(char::is_whitespace))
}

/// Parts of the names of calls that insert text kept elsewhere.
const INSERTING: [&str; 6] = ["include", "shared", "readfile", "snippet", "partial", "import"];

/// Whether a name has one of these parts.
fn is_inserting(name: &str) -> bool {
    let begins = |at: usize| name.get(at..).is_some_and(|rest| INSERTING.iter().any(|part| rest.starts_with(part)));
    name.bytes().enumerate().any(|(at, byte)| matches!(byte, b'i' | b'p' | b'r' | b's') && begins(at))
}

fn first_word(call: &str) -> &str {
    call.split([' ', '\t', '\n', '\r', '%', '>', '}', '"']).next().unwrap_or("")
}

/// Whether nothing else stands on the lines of `span`.
fn stands_alone(text: &str, span: &Range<usize>) -> bool {
    let before = text.get(..span.start).unwrap_or("").trim_end_matches([' ', '\t']);
    let behind = text.get(span.end..).unwrap_or("").trim_start_matches([' ', '\t', '\r']);
    (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'))
}

/// Whether the line around `at` inserts a file: a snippet mark, or an import of Markdown.
fn is_insertion(text: &str, at: usize) -> bool {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let line = text.get(start..).unwrap_or("");
    text.get(at..).is_some_and(|rest| rest.starts_with("--8<--")) || line.starts_with("import ")
}

/// What a call is, from its text with the braces.
fn what(call: &str) -> What {
    let is_sign = |byte: u8| matches!(byte, b'<' | b'>' | b'%' | b'-' | b'/' | b'=');
    let bare = call.get(2..call.len() - 2).unwrap_or("");
    let start = bare.bytes().take_while(|byte| is_sign(*byte)).count();
    let end = bare.len() - bare.bytes().rev().take_while(|byte| is_sign(*byte)).count();
    let inner = bare.get(start..end).unwrap_or("").trim();
    let upper = inner.len() >= 2
        && inner.starts_with(|c: char| c.is_ascii_uppercase())
        && inner.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    if upper && call.starts_with("{{") {
        return What::Variable;
    }
    let code = |name: &str| name.starts_with("highlight") || name.starts_with("code");
    // `{% set code %}…{% endset %}` keeps code, to show it later.
    let sets_code = || inner.strip_prefix("set ").is_some_and(|name| code(name.trim_start()) && !name.contains('='));
    if call.starts_with("{{<") || call.starts_with("{{%") || call.starts_with("{%") {
        let closing = call.get(3..).unwrap_or("").trim_start();
        let closes = closing.strip_prefix('/').or(closing.strip_prefix("end"));
        if closes.is_some_and(|name| code(name.trim_start())) || inner == "endset" {
            return What::ClosesCode;
        }
        let closed = call.ends_with("/>}}") || call.ends_with("/%}}");
        if (code(inner) || sets_code()) && !closed {
            return What::OpensCode;
        }
    }
    let name_end = inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(inner.len());
    let name = inner.get(..name_end).unwrap_or("").as_bytes();
    let takes_target = || ["link=", "href=", "url=", "to="].iter().any(|attribute| inner.contains(attribute));
    let takes_target = memchr::memchr(b'=', inner.as_bytes()).is_some() && takes_target();
    let ends_with =
        |word: &str| name.len() >= word.len() && name[name.len() - word.len()..].eq_ignore_ascii_case(word.as_bytes());
    let named_link = name_end < inner.len() && ["ref", "link", "url"].into_iter().any(ends_with);
    if takes_target || named_link { What::Link } else { What::Other }
}

/// Overwrites `ranges` but for line ends and the indentation behind them, which decides what block a line belongs to.
fn overwrite(bytes: &mut [u8], ranges: &[Range<usize>], with: u8) {
    for range in ranges {
        let mut indents = false;
        for byte in bytes.get_mut(range.clone()).unwrap_or(&mut []) {
            let line_end = matches!(*byte, b'\n' | b'\r');
            indents = line_end || (indents && matches!(*byte, b' ' | b'\t'));
            if !indents {
                *byte = with;
            }
        }
    }
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
        assert_eq!(what("{{< highlight go >}}"), What::OpensCode);
        assert_eq!(what("{{< / highlight >}}"), What::ClosesCode);
        assert_eq!(what("{% endhighlight %}"), What::ClosesCode);
        assert_eq!(what("{% if page %}"), What::Other);
        assert_eq!(what("{{ site.url }}"), What::Other);
        let text = "{% link a.md %}\n{% highlight x %}\n{% raw %}\n{% link b.md %}\n{% endraw %}\n{% endhighlight %}\n";
        let calls = Templates::find(text).calls;
        assert_eq!(calls.iter().map(|call| call.in_code).collect::<Vec<_>>(), [false, false, true, true, true, false]);
    }
}
