//! The answer as a page for people: title, path and snippet of each hit, what was found marked.

use std::io::{self, Write};

use anstyle::Style;

use crate::report::text::style::{BOLD, DIM, HELP, MARK};
use crate::search::{Facet, Hit, SearchRequest, SearchResponse};

/// Writes the answer as text.
pub fn write(response: &SearchResponse, request: &SearchRequest, out: &mut dyn Write) -> io::Result<()> {
    for (hit, number) in response.hits.iter().zip(request.offset + 1..) {
        write_hit(hit, number, out)?;
    }
    for facet in response.facets.iter().flatten().filter(|facet| !facet.values.is_empty()) {
        write_facet(facet, out)?;
    }
    if response.facets.is_some() && response.total > 0 {
        writeln!(out)?;
    }
    for note in &response.notes {
        writeln!(out, "{}", shown(note))?;
    }
    write_help(response, out)?;
    write!(out, "{BOLD}{}{BOLD:#}", verdict(response))?;
    let to = request.offset + response.hits.len();
    if response.hits.len() < response.total && !response.hits.is_empty() {
        write!(out, ", {} to {to} shown", request.offset + 1)?;
    } else if response.hits.is_empty() && response.total > 0 && request.limit > 0 {
        write!(out, ", fewer than --offset {}", request.offset)?;
    }
    writeln!(out)
}

/// Writes how many articles were found, and no more.
pub fn write_verdict(response: &SearchResponse, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", verdict(response))
}

fn verdict(response: &SearchResponse) -> String {
    match response.total {
        0 => "Nothing found".to_owned(),
        1 => "1 article found".to_owned(),
        total => format!("{total} articles found"),
    }
}

fn write_hit(hit: &Hit, number: usize, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{DIM}{number:>3}{DIM:#}  {BOLD}")?;
    write_marked(&hit.title, &hit.title_highlights, BOLD, out)?;
    writeln!(out, "{BOLD:#}")?;
    let score = format!("score {:.2}, link score {:.0}", hit.score, hit.link_score);
    writeln!(out, "     {}  {DIM}{}  {score}{DIM:#}", shown(&hit.path), shown(&hit.url))?;
    if !hit.snippet.is_empty() {
        write!(out, "     ")?;
        write_marked(&hit.snippet, &hit.highlights, Style::new(), out)?;
        writeln!(out)?;
    }
    for part in hit.explain.iter().flatten() {
        writeln!(out, "     {DIM}{:>8.3}  {}: {}{DIM:#}", part.score, shown(&part.what), shown(&part.how))?;
    }
    writeln!(out)
}

/// Writes a text in the style `base` with the places, in characters, that are to stand out.
fn write_marked(text: &str, places: &[[usize; 2]], base: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut places = places.iter().copied().peekable();
    let mut inside = false;
    for (at, c) in text.chars().enumerate() {
        if inside && places.peek().is_some_and(|place| place[1] <= at) {
            write!(out, "{MARK:#}{base}")?;
            inside = false;
            places.next();
        }
        if !inside && places.peek().is_some_and(|place| place[0] == at) {
            write!(out, "{MARK}")?;
            inside = true;
        }
        write!(out, "{}", if c.is_control() { ' ' } else { c })?;
    }
    if inside {
        write!(out, "{MARK:#}")?;
    }
    Ok(())
}

fn write_facet(facet: &Facet, out: &mut dyn Write) -> io::Result<()> {
    let values = facet.values.iter().map(|value| format!("{} ({})", shown(&value.value), value.count));
    let more = facet.distinct.saturating_sub(facet.values.len());
    let more = if more > 0 { format!(", {more} more") } else { String::new() };
    writeln!(out, "{BOLD}{:<9}{BOLD:#} {}{more}", facet.name, values.collect::<Vec<_>>().join(", "))
}

fn write_help(response: &SearchResponse, out: &mut dyn Write) -> io::Result<()> {
    if let Some(meant) = &response.did_you_mean {
        writeln!(out, "{HELP}help{HELP:#}: did you mean `{}`?", shown(meant))?;
    }
    for instead in &response.instead {
        let (without, total) = (shown(&instead.without), instead.total);
        let articles = if total == 1 { "is 1 article".to_owned() } else { format!("are {total} articles") };
        writeln!(out, "{HELP}help{HELP:#}: without {without} there {articles}: `{}`", shown(&instead.query))?;
    }
    Ok(())
}

/// Text of an article or a query, harmless on a terminal.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
