//! What MDX has beside Markdown and must not reach the Markdown parser: comments, module statements, and component tags
//! on lines of their own, which would make the Markdown between them a block of HTML.

use std::ops::Range;

use memchr::memmem;

/// The parts of `text` that stand for no text of the page, in no order.
pub(super) fn silent(text: &str) -> Vec<Range<usize>> {
    let mut silent = comments(text);
    silent.extend(lines(text));
    silent.extend(fences(text));
    silent
}

/// `{/* … */}`.
fn comments(text: &str) -> Vec<Range<usize>> {
    let mut comments: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(start) = memmem::find(&text.as_bytes()[from..], b"{/*").map(|at| from + at) {
        let Some(length) = memmem::find(&text.as_bytes()[start..], b"*/}") else { break };
        from = start + length + 3;
        comments.push(start..from);
    }
    comments
}

/// Statements (`import`, `export`: from such a line at the margin to the next blank line) and tags that stand alone on
/// their line, outside fenced code.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut silent: Vec<Range<usize>> = Vec::new();
    let mut kept = Kept::default();
    let mut fences = fences(text).into_iter().peekable();
    let (mut at, mut inside) = (0, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        while fences.next_if(|fence| fence.end <= start).is_some() {}
        if fences.peek().is_some_and(|fence| fence.start <= start) {
            inside = false;
            continue;
        }
        let content = line.trim();
        inside = !content.is_empty() && (inside || is_statement(line));
        if inside || is_silent_tag(content, &mut kept) {
            silent.push(start..at);
        }
    }
    silent
}

/// Fenced code, fences included. MDX knows no indented code, so fences may stand as far in as they like, which Markdown
/// parsers do not see.
pub(super) fn fences(text: &str) -> Vec<Range<usize>> {
    let mut fences: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let mark = content.get(..run_of_marks(content)).unwrap_or("");
        let rest = content.get(mark.len()..).unwrap_or("");
        match open {
            None if mark.len() >= 3 && !(mark.starts_with('`') && rest.contains('`')) => open = Some((at, mark)),
            Some((start, opening)) if rest.is_empty() && mark.starts_with(opening) => {
                fences.push(start..at + line.len());
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    fences.extend(open.map(|(start, _)| start..at));
    fences
}

fn run_of_marks(content: &str) -> usize {
    let first = content.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'));
    first.map_or(0, |first| content.bytes().take_while(|byte| *byte == first).count())
}

/// Tags that were left standing because they may say something about links.
#[derive(Default)]
struct Kept<'t> {
    /// The names of components, so that what closes them is left standing too.
    components: Vec<&'t str>,
    /// Whether a link is open: a component in it stands for its text.
    in_link: bool,
}

impl<'t> Kept<'t> {
    fn open(&mut self, tag: &'t str) {
        if is_component(tag) {
            self.components.push(name(tag));
        }
    }

    /// Whether a component of this name was left standing and is closed now.
    fn close(&mut self, name: &str) -> bool {
        // Bounded, as tags that are never closed pile up.
        let nested = self.components.len().saturating_sub(DEEPEST);
        let open = self.components.iter().skip(nested).rposition(|open| *open == name);
        open.map(|open| self.components.remove(nested + open)).is_some()
    }
}

/// Components do not nest deeper than this.
const DEEPEST: usize = 64;

/// Whether a line is one tag that says nothing about links: `<TabItem label="x">`, `</TabItem>`.
fn is_silent_tag<'t>(line: &'t str, kept: &mut Kept<'t>) -> bool {
    let Some(tag) = line.strip_prefix('<') else {
        // A link does not go on beyond its paragraph.
        kept.in_link &= !(line.is_empty() || line.starts_with('#') || line.contains("</a>"));
        return false;
    };
    let is_anchor = tag.ends_with("/>") || (tag.ends_with('>') && !tag.contains("href"));
    kept.in_link = !line.contains("</a>") && (kept.in_link || (name(tag) == "a" && !is_anchor));
    let Some(inner) = tag.strip_suffix('>') else {
        kept.open(tag);
        return false;
    };
    if let Some(closed) = inner.strip_prefix('/') {
        return !kept.close(closed.trim()) && is_component(closed.trim());
    }
    let alone = !inner.contains(['<', '>']);
    let telling = ["href", "to=", "link", "url", "src", "id=", "name="].iter().any(|word| inner.contains(word));
    if is_component(inner) && alone && !telling && !kept.in_link {
        return true;
    }
    if !inner.ends_with('/') {
        kept.open(inner);
    }
    false
}

fn is_component(tag: &str) -> bool {
    tag.starts_with(|c: char| c.is_ascii_uppercase())
}

fn name(tag: &str) -> &str {
    tag.split([' ', '\t', '>', '/']).next().unwrap_or("")
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
