//! The redirects of the plugin of that name: from Markdown file to Markdown file or URL.

use serde_yaml::Value;

use super::{CONFIGS, Config};
use crate::site::presets::redirects::Place;
use crate::site::project::Project;
use crate::site::url_path::strip_extension;

/// Those of a project: from a URL path, to a URL.
pub(in crate::site::presets) fn all(project: &Project) -> Vec<(String, String)> {
    Config::read(project).map(|config| of(&config)).unwrap_or_default()
}

pub(super) fn of(config: &Config) -> Vec<(String, String)> {
    let maps = config.options("plugins", "redirects").and_then(|options| options.get("redirect_maps"));
    let pairs = maps.and_then(Value::as_mapping).into_iter().flatten();
    let folders = config.has_folders();
    let pair = |(from, to): (&Value, &Value)| {
        let (from, to) = (from.as_str()?, to.as_str()?);
        Some((url(from, folders), if to.contains("://") { to.to_owned() } else { url(to, folders) }))
    };
    pairs.filter_map(pair).collect()
}

/// The URL path of a Markdown file.
fn url(path: &str, folders: bool) -> String {
    let (path, fragment) = path.split_once('#').map_or((path, String::new()), |(path, id)| (path, format!("#{id}")));
    let stem = strip_extension(path).unwrap_or(path);
    let stem = ["index", "README"].iter().find_map(|name| stem.strip_suffix(name)).unwrap_or(stem);
    let end = if stem.is_empty() || stem.ends_with('/') {
        ""
    } else if folders {
        "/"
    } else {
        ".html"
    };
    format!("/{stem}{end}{fragment}")
}

/// Where lines might be put: below `redirect_maps`, or below the plugin's name.
pub(in crate::site::presets) fn places(project: &Project, lines: &[String]) -> Vec<Place> {
    let main = project.first_file(&CONFIGS).into_iter().map(str::to_owned);
    let files: Vec<String> = main.flat_map(|file| Config::files(project, &file)).collect();
    let below = |key: &str| {
        let in_file = |file: &String| Some(in_yaml(file, &project.read_whole(file)?, key, lines));
        files.iter().filter_map(in_file).flatten().collect::<Vec<Place>>()
    };
    [below("redirect_maps"), below("redirects")].concat()
}

fn in_yaml(file: &str, text: &str, key: &str, lines: &[String]) -> Vec<Place> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut places = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let bare = line.trim();
        let item = bare.strip_prefix("- ").map_or(bare, str::trim);
        let name = item.split(" #").next().unwrap_or("").trim();
        if name.strip_suffix(':').unwrap_or(name) != key {
            continue;
        }
        let own = line.len() - line.trim_start().len();
        let behind = text.get(at..).unwrap_or("");
        let next = behind.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        let next = next.map_or(0, |line| line.len() - line.trim_start().len());
        // What belongs to an item of a list stands further in than its name.
        let least = own + if bare.starts_with("- ") { 4 } else { 2 };
        let indent = " ".repeat(if next > own { next } else { least });
        // A name without a colon has nothing below it yet.
        let line_end = if line.ends_with('\n') { "" } else { end };
        let mut new = String::new();
        let mut place = at;
        if !name.ends_with(':') {
            place = at - (line.len() - line.trim_end().len());
            new.push_str(&format!(":{end}"));
        } else {
            new.push_str(line_end);
        }
        if key == "redirects" {
            new.push_str(&format!("{indent}redirect_maps:{end}"));
            lines.iter().for_each(|line| new.push_str(&format!("{indent}  {line}{end}")));
        } else {
            lines.iter().for_each(|line| new.push_str(&format!("{indent}{line}{end}")));
        }
        if !name.ends_with(':') && line.ends_with('\n') {
            // The line's own end comes behind.
            new.truncate(new.len() - end.len());
        }
        places.push(Place { file: file.to_owned(), at: place, text: new });
    }
    places
}
