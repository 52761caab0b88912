//! Redirects in the files that hosts go by, where such a file is there: `_redirects`, `netlify.toml`, `vercel.json`.

use super::NewRedirect;
use crate::site::presets::redirects::Place;
use crate::site::presets::script::places::{Added, places as in_script};
use crate::site::project::{Project, joined};

/// Where the redirects might be put.
pub(super) fn places(project: &Project, folders: &[String], wanted: &[NewRedirect]) -> Vec<Place> {
    let mut places = Vec::new();
    for folder in folders {
        let file = joined(folder, "_redirects");
        places.extend(project.read_whole(&file).map(|text| in_lines(file, &text, wanted)));
    }
    if let Some(text) = project.read_whole("netlify.toml") {
        let end = line_end(&text);
        let block = |one: &NewRedirect| {
            let (from, to) = whole(one);
            format!("{end}[[redirects]]{end}from = \"{from}\"{end}to = \"{to}\"{end}status = 301{end}")
        };
        let first = if text.is_empty() || text.ends_with('\n') { "" } else { end };
        let blocks: String = wanted.iter().map(block).collect();
        places.push(Place { file: "netlify.toml".to_owned(), at: text.len(), text: format!("{first}{blocks}") });
    }
    let entry = |one: &NewRedirect| {
        let (from, to) = whole(one);
        format!("{{ \"source\": \"{from}\", \"destination\": \"{to}\", \"permanent\": true }}")
    };
    let entries: Vec<String> = wanted.iter().map(entry).collect();
    let added = Added { open: '[', names: &["redirects"], key: "\"redirects\": [", close: "]" };
    places.extend(in_script(project, &["vercel.json".to_owned()], &added, &entries));
    places
}

/// A redirect as a line of `_redirects`.
pub(super) fn line(one: &NewRedirect) -> String {
    let (from, to) = whole(one);
    format!("{from} {to} 301")
}

/// The URL paths of a redirect, with the base path.
fn whole(one: &NewRedirect) -> (String, String) {
    (format!("{}{}", one.base, one.from), format!("{}{}", one.base, one.to))
}

/// The lines go before the first one that stands for more than one URL, as the first that fits counts.
fn in_lines(file: String, text: &str, wanted: &[NewRedirect]) -> Place {
    let end = line_end(text);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let from = line.split_whitespace().next().unwrap_or("");
        if from.starts_with('/') && from.contains(['*', ':']) {
            break;
        }
        at += line.len();
    }
    let first = if at > 0 && !text[..at].ends_with('\n') { end } else { "" };
    let lines: String = wanted.iter().map(|one| format!("{}{end}", line(one))).collect();
    Place { file, at, text: format!("{first}{lines}") }
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
