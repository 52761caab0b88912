//! Where entries may be put into a script or JSON: behind the bracket of a list or table that is called so, or as a new
//! field of some table. Which place is right, whoever asks finds out by reading the script again.

use super::tokens::walk_code;
use crate::site::presets::redirects::Place;
use crate::site::project::Project;

/// So many tables of a script may take a new field.
const MOST_TABLES: usize = 64;

/// What is sought, and what is put in where it is not there.
pub(in crate::site) struct Added<'a> {
    /// The bracket that opens the list or table of entries.
    pub(in crate::site) open: char,
    /// What it may be called, in lower case.
    pub(in crate::site) names: &'a [&'a str],
    /// How a new one begins, and ends.
    pub(in crate::site) key: &'a str,
    pub(in crate::site) close: &'a str,
}

/// The places in `files` of the project, of which the first may take a new list or table, too.
pub(in crate::site) fn places(
    project: &Project,
    files: &[String],
    added: &Added<'_>,
    entries: &[String],
) -> Vec<Place> {
    let mut places = Vec::new();
    for file in files {
        let Some(text) = project.read_whole(file) else { continue };
        let entries = quoted_as(&text, entries);
        let opened = brackets(&text, added.open).into_iter().filter(|at| is_called(&text[..*at], added.names));
        places.extend(opened.map(|at| Place {
            file: file.clone(),
            at: at + 1,
            text: behind_bracket(&text, at + 1, &entries, ""),
        }));
    }
    let Some((file, text)) = files.first().and_then(|file| Some((file, project.read_whole(file)?))) else {
        return places;
    };
    let entries = quoted_as(&text, entries);
    let whole = [format!("{}{}{}", added.key, NEW_LINES, added.close)];
    let tables = brackets(&text, '{').into_iter().take(MOST_TABLES);
    places.extend(tables.map(|at| {
        let text = behind_bracket(&text, at + 1, &whole, &entries.join(&format!(",{NEW_LINES}")));
        Place { file: file.clone(), at: at + 1, text }
    }));
    places
}

/// Stands for the entries of a new list, each on a line of its own. No URL has this sign; line breaks and indentation
/// are known only where the list goes in.
const NEW_LINES: &str = "\u{1}";

/// Where brackets of a sort open.
fn brackets(text: &str, open: char) -> Vec<usize> {
    let mut found = Vec::new();
    walk_code(text, 0, |at, byte| {
        if char::from(byte) == open {
            found.push(at);
        }
        true
    });
    found
}

/// Whether what stands before a bracket gives it one of the names, or hands it back or out of the script.
fn is_called(before: &str, names: &[&str]) -> bool {
    let line = before.trim_end().rsplit('\n').next().unwrap_or("").to_lowercase();
    let handed_on = ["return", "export default", "module.exports ="];
    let before = line.trim_end_matches(['(', ' ']);
    names.iter().any(|name| line.contains(name)) || handed_on.iter().any(|word| before.ends_with(word))
}

/// Entries in the quotes that most of the script has.
fn quoted_as(text: &str, entries: &[String]) -> Vec<String> {
    let count = |quote: u8| memchr::memchr_iter(quote, text.as_bytes()).count();
    let double = count(b'"') > count(b'\'') && !entries.iter().any(|entry| entry.contains(['"', '\\']));
    entries.iter().map(|entry| if double { entry.replace('\'', "\"") } else { entry.clone() }).collect()
}

/// Entries as they stand behind a bracket at `at`: as lines if what is there stands in lines, else in its line.
fn behind_bracket(text: &str, at: usize, entries: &[String], inner: &str) -> String {
    let rest = text.get(at..).unwrap_or("");
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let is_line_end = rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    let next = rest.trim_start();
    let closes = next.starts_with(['}', ']']);
    if !is_line_end && inner.is_empty() {
        let between = if closes { "" } else { ", " };
        return format!("{}{between}", entries.join(", "));
    }
    let own = indentation(text.get(..at).unwrap_or("").rsplit('\n').next().unwrap_or(""));
    let following = rest.lines().skip(1).find(|line| !line.trim().is_empty()).map_or("", indentation);
    let unit = following.strip_prefix(own).filter(|unit| !unit.is_empty()).unwrap_or("  ");
    let indent = if following.len() > own.len() { following.to_owned() } else { format!("{own}{unit}") };
    let deeper = format!("{end}{indent}{unit}");
    let mut out = String::new();
    for entry in entries {
        let entry = match entry.split_once(NEW_LINES) {
            Some((key, close)) => {
                let inner = inner.replace(NEW_LINES, &deeper);
                format!("{key}{deeper}{inner}{end}{indent}{close}")
            }
            None => entry.clone(),
        };
        out.push_str(&format!("{end}{indent}{entry},"));
    }
    if closes {
        // JSON has no comma behind the last.
        out.pop();
    }
    if !is_line_end {
        out.push_str(end);
        out.push_str(if closes { own } else { &indent });
    }
    out
}

fn indentation(line: &str) -> &str {
    line.get(..line.len() - line.trim_start().len()).unwrap_or("")
}
