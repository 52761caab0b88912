//! Where the front matter ends and the body begins, in files as people really leave them.

use crate::text::Span;

/// The notation of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// A `{` object at the very top.
    Json,
}

impl Format {
    /// What closes a block of this format.
    pub fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
            Self::Json => "}",
        }
    }
}

/// A front-matter block found at the top of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// Its notation.
    pub format: Format,
    /// The opening fence.
    pub fence: Span,
    /// The block between the fences, or the whole object in JSON.
    pub block: Span,
    /// Where the body starts.
    pub body_start: usize,
    /// Whether a closing fence was found.
    pub closed: bool,
}

/// Finds the front matter of `text`, the whole file; `None` if it has none.
///
/// A byte-order mark and blank lines may stand before the opening fence. The closing fence may have text glued to it
/// (`---# Title`), which belongs to the body. A block that is never closed ends before its first line that cannot
/// belong to it. A `---` that is followed by no key is a rule, not a fence.
pub fn split(text: &str) -> Option<FrontMatter> {
    let content = text.trim_start_matches('\u{feff}').trim_start();
    let start = text.len() - content.len();
    let format = match content.as_bytes() {
        [b'-', b'-', b'-', ..] => Format::Yaml,
        [b'+', b'+', b'+', ..] => Format::Toml,
        [b'{', ..] => return split_json(text, start),
        _ => return None,
    };
    let (first, rest) = content.split_once('\n')?;
    if first.trim_end() != format.fence() {
        return None;
    }
    if is_rule(rest, format) {
        return None;
    }
    let fence = Span::new(start, start + 3);
    let block_start = text.len() - rest.len();
    let mut at = block_start;
    for line in rest.split_inclusive('\n') {
        if let Some(body_start) = closes(format, line) {
            let block = Span::new(block_start, at);
            return Some(FrontMatter { format, fence, block, body_start: at + body_start, closed: true });
        }
        at += line.len();
        if at - block_start > super::LARGEST {
            break;
        }
    }
    unclosed(text, format, fence, block_start)
}

/// Whether the opening line is a rule in a text rather than a fence: a blank line follows, and then no key.
fn is_rule(rest: &str, format: Format) -> bool {
    let mut lines = rest.lines();
    if lines.next().is_some_and(|line| !line.trim().is_empty()) {
        return false;
    }
    let next = lines.find(|line| !line.trim().is_empty());
    next.is_some_and(|line| !is_key(line, format) && !line.starts_with('#') && closes(format, line).is_none())
}

/// If `line` closes a block, the offset in it where the body starts.
fn closes(format: Format, line: &str) -> Option<usize> {
    let tail = line.strip_prefix(format.fence());
    match tail {
        Some(tail) if tail.trim().is_empty() => Some(line.len()),
        Some(tail) if format == Format::Yaml && !tail.starts_with('-') => Some(3),
        _ if format == Format::Yaml && line.trim_end() == "..." => Some(line.len()),
        _ => None,
    }
}

/// A block without an end: the lines that look like metadata belong to it.
fn unclosed(text: &str, format: Format, fence: Span, block_start: usize) -> Option<FrontMatter> {
    let rest = text.get(block_start..)?;
    let lines = rest.split_inclusive('\n');
    let belongs = |line: &&str| {
        let blank = line.trim().is_empty();
        blank || is_key(line, format) || line.starts_with([' ', '\t']) || line.starts_with("- ")
    };
    let block: &str = rest.get(..lines.take_while(belongs).map(str::len).sum())?;
    if !block.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| is_key(line, format)) {
        return None;
    }
    let end = block_start + block.trim_end().len();
    Some(FrontMatter { format, fence, block: Span::new(block_start, end), body_start: end, closed: false })
}

fn is_key(line: &str, format: Format) -> bool {
    let sign = if format == Format::Yaml { ':' } else { '=' };
    let Some((key, _)) = line.split_once(sign) else { return false };
    let key = key.trim_end().trim_matches('"');
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// JSON front matter is an object at the top whose first key is quoted; it ends where the object does.
fn split_json(text: &str, start: usize) -> Option<FrontMatter> {
    let object = text.get(start..)?;
    if !object.get(1..)?.trim_start().starts_with('"') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(object).into_iter::<serde::de::IgnoredAny>();
    let read = values.next().is_some_and(|value| value.is_ok());
    let length = if read { values.byte_offset() } else { object.find("\n}").map_or(0, |at| at + 2) };
    let closed = length > 0;
    let end = if closed { start + length } else { start + object.find("\n\n").unwrap_or(object.len()) };
    let (fence, block) = (Span::new(start, start + 1), Span::new(start, end));
    Some(FrontMatter { format: Format::Json, fence, block, body_start: end, closed })
}
