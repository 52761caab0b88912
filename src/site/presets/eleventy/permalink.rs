//! Permalinks: the template evaluated as far as it asks for what is known, and the address without one.

use crate::site::calls::{Call, Word};
use crate::site::presets::eleventy::data::is_dated;
use crate::text::slug;

/// The address of a template at `path` below the folder of input, its ending cut off.
pub(super) fn by_path(stem: &str) -> String {
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let own = folder.rsplit('/').next().unwrap_or(folder);
    match (name == "index" || (!folder.is_empty() && name == own), folder.is_empty()) {
        (true, true) => "/".to_owned(),
        (true, false) => format!("/{folder}/"),
        (false, _) => format!("/{stem}/"),
    }
}

/// `page.fileSlug`: the name without a date in front; for an index that of its folder.
pub(super) fn file_slug(stem: &str) -> &str {
    let mut segments = stem.rsplit('/');
    let name = segments.next().unwrap_or(stem);
    let name = if name == "index" { segments.next().unwrap_or("") } else { name };
    undated(name)
}

fn undated(name: &str) -> &str {
    if is_dated(name) { name.get(11..).unwrap_or(name) } else { name }
}

/// `page.filePathStem`.
fn path_stem(stem: &str) -> String {
    match stem.rsplit_once('/') {
        Some((folder, name)) => format!("/{folder}/{}", undated(name)),
        None => format!("/{}", undated(stem)),
    }
}

/// The URL path that a permalink says.
pub(super) fn as_url(permalink: &str) -> String {
    let path = permalink.trim().trim_start_matches('/');
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(path))
}

/// `template` with its calls evaluated; `variable` knows what names mean. Else what stands before the first call that cannot
/// be.
pub(super) fn evaluate(
    template: &str,
    stem: &str,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<String, String> {
    let mut done = String::new();
    let mut rest = template;
    while let Some(call) = Call::first(rest) {
        done.push_str(call.before);
        let value = (!call.is_statement).then(|| value(&call, stem, variable)).flatten();
        match value {
            Some(value) => done.push_str(&value),
            None => return Err(done),
        }
        rest = call.behind;
    }
    done.push_str(rest);
    Ok(done)
}

/// The value of `{{ name | filter | filter(argument) }}`.
fn value(call: &Call<'_>, stem: &str, variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let (first, filters) = call.words.split_first()?;
    let mut value = match first.text {
        text if first.quoted => text.to_owned(),
        "page.fileSlug" => file_slug(stem).to_owned(),
        "page.filePathStem" => path_stem(stem),
        name => variable(name)?,
    };
    let mut filters = filters.iter().peekable();
    while let Some(filter) = filters.next() {
        let mut arguments = Vec::new();
        while let Some(argument) = filters.next_if(|word| is_argument(word)) {
            arguments.push(argument.text);
        }
        value = filtered(filter.text.trim_end_matches(':'), &value, &arguments)?;
    }
    Some(value)
}

fn is_argument(word: &Word<'_>) -> bool {
    word.quoted || matches!(word.text, "true" | "false") || word.text.parse::<u32>().is_ok()
}

/// A value behind a filter; `None` if the filter is not known.
fn filtered(filter: &str, value: &str, arguments: &[&str]) -> Option<String> {
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse::<usize>().ok());
    Some(match filter {
        "slugify" | "slug" => slug::slugify(value),
        "lower" | "downcase" => value.to_lowercase(),
        "upper" | "upcase" => value.to_uppercase(),
        "trim" | "strip" => value.trim().to_owned(),
        "safe" | "url" | "string" => value.to_owned(),
        "dateToRfc3339" | "date_to_xmlschema" => format!("{}T00:00:00Z", date(value)?),
        "date" => formatted(date(value)?, arguments.first()?)?,
        "truncate" => {
            let end =
                arguments.get(if arguments.get(1).is_some_and(|a| matches!(*a, "true" | "false")) { 2 } else { 1 });
            let kept: String = value.chars().take(number(0)?).collect();
            if kept.len() == value.len() { kept } else { format!("{kept}{}", end.unwrap_or(&"...")) }
        }
        "slice" => value.chars().skip(number(0)?).take(number(1)?).collect(),
        "replace" => value.replace(arguments.first()?, arguments.get(1)?),
        _ => return None,
    })
}

/// The date that a text begins with.
fn date(value: &str) -> Option<&str> {
    value.get(..10).filter(|date| is_dated(&format!("{date}-x")))
}

/// A date by the letters of `strftime` that stand for numbers.
fn formatted(date: &str, format: &str) -> Option<String> {
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let formatted = format.replace("%Y", year).replace("%m", month).replace("%d", day);
    (!formatted.contains('%')).then_some(formatted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_evaluated_as_far_as_known() {
        let variable = |name: &str| match name {
            "title" => Some("A & B".to_owned()),
            "page.date" => Some("2022-02-03".to_owned()),
            _ => None,
        };
        let of = |template| evaluate(template, "posts/2024-01-02-tea", &variable);
        assert_eq!(of("/x/{{ title | slugify }}/").as_deref(), Ok("/x/a-and-b/"));
        assert_eq!(of("{{ page.fileSlug }}/{{ page.date | date: '%Y/%m' }}/").as_deref(), Ok("tea/2022/02/"));
        assert_eq!(of("/{{ page.date | dateToRfc3339 | truncate(4, true, '') }}/").as_deref(), Ok("/2022/"));
        assert_eq!(of("/y/{{ author.name | slugify }}/"), Err("/y/".to_owned()));
        assert_eq!(of("/z/{% if a %}b{% endif %}"), Err("/z/".to_owned()));
    }

    #[test]
    fn without_a_permalink_the_path_counts() {
        for (stem, url) in
            [("index", "/"), ("a/index", "/a/"), ("a/Pear/Pear", "/a/Pear/"), ("a/2024-03-01-x", "/a/2024-03-01-x/")]
        {
            assert_eq!(by_path(stem), url);
        }
        assert_eq!(
            (as_url("404.html"), as_url("/x/index.html"), as_url("x/")),
            ("/404.html".into(), "/x/".into(), "/x/".into())
        );
        assert_eq!((file_slug("a/2024-01-02-b/index"), file_slug("index")), ("b", ""));
    }
}
