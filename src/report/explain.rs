//! A rule's documentation, laid out for a terminal: headings in bold, example files indented under their names.

use std::io::{self, Write};

use super::text::style::{BOLD, DIM, of};
use crate::audit::{Entry, OptionValue};
use crate::settings::Level;

/// Writes what rule `entry` is, `level` being what it is set to.
pub fn explain(entry: &Entry, level: Level, out: &mut dyn Write) -> io::Result<()> {
    let meta = entry.rule.meta();
    let (now, style) = match level {
        Level::Off => ("off", DIM),
        Level::At(severity) => (severity.name(), of(severity)),
    };
    write!(out, "{BOLD}{}{BOLD:#}  {style}{now}{style:#}", entry.name)?;
    if level != Level::At(meta.severity) {
        write!(out, " (default: {})", meta.severity.name())?;
    }
    writeln!(out, "  {DIM}family {}, since {}{DIM:#}\n", entry.family, meta.since)?;
    write_markdown(&entry.docs(), out)?;
    if !meta.options.is_empty() && !entry.docs().contains("## Options") {
        writeln!(out, "\n{BOLD}Options{BOLD:#}\n")?;
        for option in meta.options {
            let default = match option.default {
                OptionValue::Number(number) => number.to_string(),
                OptionValue::Phrases(phrases) => format!("[{}]", phrases.join(", ")),
            };
            writeln!(out, "- `{}` (default {default}): {}", option.name, option.help)?;
        }
    }
    Ok(())
}

/// The Markdown of rule files is plain: paragraphs, `##` headings, lists and fenced blocks whose info string names a
/// file. Paragraphs and lists read well as they are.
fn write_markdown(markdown: &str, out: &mut dyn Write) -> io::Result<()> {
    let (mut in_fence, mut after_fence) = (false, false);
    for line in markdown.trim_end().lines() {
        if let Some(info) = line.strip_prefix("```") {
            in_fence = !in_fence;
            if let Some(file) = info.split_whitespace().nth(1).filter(|_| in_fence) {
                writeln!(out, "  {DIM}{file}{DIM:#}")?;
            }
        } else if in_fence {
            writeln!(out, "{}", format!("    {line}").trim_end())?;
        } else {
            if after_fence && !line.is_empty() {
                writeln!(out)?;
            }
            write_prose(line, out)?;
        }
        after_fence = line == "```" && !in_fence;
    }
    Ok(())
}

fn write_prose(line: &str, out: &mut dyn Write) -> io::Result<()> {
    match line.strip_prefix('#') {
        Some(heading) => writeln!(out, "{BOLD}{}{BOLD:#}", heading.trim_start_matches('#').trim()),
        None => writeln!(out, "{line}"),
    }
}
