//! The metadata block at the top of a file: found (`split`), parsed into plain values (`value`, `yaml`), and
//! understood under linkwright's own names (`metadata`).
//!
//! Whatever is wrong with it is a problem of the article, never the end of reading: the body is read all the same.

mod flat_yaml;
mod generator_keys;
mod metadata;
mod split;
mod value;
mod yaml;

use crate::settings::Settings;
use crate::text::{Lines, Span};

use super::{Metadata, Problem, ProblemKind};
use split::Format;
pub use split::{FrontMatter, split};
use value::{Entries, Fault};

/// A block larger than this is not parsed; real ones have some hundred bytes.
const LARGEST: usize = 256 * 1024;

/// What the front matter says, and where the body starts.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) metadata: Metadata,
    pub(super) body_start: usize,
    pub(super) problems: Vec<Problem>,
}

/// Reads the front matter of `text`, the whole file.
pub(super) fn parse(text: &str, lines: &Lines<'_>, settings: &Settings) -> Parsed {
    let Some(found) = split(text) else {
        return Parsed { body_start: text.len() - text.trim_start_matches('\u{feff}').len(), ..Parsed::default() };
    };
    let mut problems = Vec::new();
    let mut problem = |span: Span, message: String| {
        problems.push(Problem { kind: ProblemKind::FrontMatter, message, place: Some(lines.place(span)) });
    };
    if !found.closed {
        problem(found.fence, format!("the front matter is never closed by `{}`", found.format.fence()));
    }
    let block = text.get(found.block.range()).unwrap_or("");
    let base = found.block.start as usize;
    let flat = (found.format == Format::Yaml).then(|| flat_yaml::entries(block)).flatten();
    if let Some(entries) = flat {
        return Parsed { metadata: metadata::understand(&entries, settings), body_start: found.body_start, problems };
    }
    let repeats = if found.format == Format::Yaml { yaml::duplicate_keys(block) } else { Vec::new() };
    let single = (!repeats.is_empty()).then(|| yaml::without_lines(block, &repeats));
    let entries = entries(found.format, single.as_deref().unwrap_or(block)).unwrap_or_else(|fault| {
        problem(line_of(block, base, fault.at), fault.message);
        Entries::new()
    });
    for &(at, key, first) in &repeats {
        let first = lines.place(Span::new(base + first, base + first)).line;
        problem(line_of(block, base, at), format!("the key `{key}` stands twice, first on line {first}"));
    }
    Parsed { metadata: metadata::understand(&entries, settings), body_start: found.body_start, problems }
}

fn entries(format: Format, block: &str) -> Result<Entries<'_>, Fault> {
    if block.len() > LARGEST {
        return Err(Fault { at: 0, message: format!("the front matter is larger than {} KiB", LARGEST / 1024) });
    }
    match format {
        Format::Yaml => yaml::entries(block),
        Format::Toml => value::from_toml(block),
        Format::Json => value::from_json(block),
    }
}

/// The line of `block` around the offset `at`, as a span of the file.
fn line_of(block: &str, base: usize, at: usize) -> Span {
    let at = (0..=at.min(block.len())).rev().find(|&at| block.is_char_boundary(at)).unwrap_or(0);
    let start = block[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = block[at..].find('\n').map_or(block.len(), |newline| at + newline);
    let line = block.get(start..end).unwrap_or("").trim_end();
    Span::new(base + start, base + start + line.len())
}
