//! Permalink patterns: `/:year/:month/:slug/`, which section or kind of page has which, and what stands for each word.

use serde_json::Value;

use super::config::Config;
use super::facts::Date;
use super::globs;
use super::paths::{cleaned, urlized};

/// The patterns of a site; the first that is meant for a page holds.
#[derive(Debug, Default)]
pub(super) struct Permalinks(Vec<Rule>);

#[derive(Debug)]
struct Rule {
    kind: &'static str,
    /// A glob of paths.
    path: String,
    pattern: String,
}

/// Kinds of pages that patterns are for.
const KINDS: [&str; 5] = ["page", "section", "taxonomy", "term", "home"];

/// What a pattern is filled with.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    pub(super) kind: &'a str,
    /// The path as links call it, without a slash before it.
    pub(super) logical: &'a str,
    pub(super) date: Option<Date>,
    pub(super) title: &'a str,
    pub(super) slug: Option<&'a str>,
    /// The file's name without extension, or its bundle's; as written.
    pub(super) name: &'a str,
    /// The path of the section that it is in, cut into folders.
    pub(super) sections: &'a [&'a str],
    /// What the sections above are called, each by its slug or title.
    pub(super) section_names: &'a [String],
}

impl Permalinks {
    pub(super) fn read(config: &Config) -> Self {
        let mut rules = Vec::new();
        for (key, value) in config.table(&["permalinks"]) {
            match (value, KINDS.into_iter().find(|kind| kind == key)) {
                (Value::String(pattern), _) => {
                    rules.extend(["page", "term"].map(|kind| Rule::of(kind, key, pattern)));
                }
                (Value::Object(table), Some(kind)) => {
                    let texts = table.iter().filter_map(|(section, pattern)| Some((section, pattern.as_str()?)));
                    rules.extend(texts.map(|(section, pattern)| Rule::of(kind, section, pattern)));
                }
                _ => {}
            }
        }
        // The map has no order of its own; the nearest section holds.
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.path.len()));
        for table in config.tables(&["permalinks"]) {
            let Some(pattern) = table.get("pattern").and_then(Value::as_str) else { continue };
            let target = |key: &str| table.get("target").and_then(|target| target.get(key)?.as_str());
            let path = target("path").unwrap_or("/**").to_lowercase();
            let meant = |kind: &&str| target("kind").is_none_or(|glob| globs::matches(&glob.to_lowercase(), kind));
            let each = KINDS.into_iter().filter(meant);
            rules.extend(each.map(|kind| Rule { kind, path: path.clone(), pattern: pattern.to_owned() }));
        }
        Self(rules)
    }

    /// The path that the pattern for a page gives it, with no slash before it.
    pub(super) fn of(&self, parts: &Parts<'_>) -> Option<String> {
        let path = format!("/{}", parts.logical);
        let rule = self.0.iter().find(|rule| rule.kind == parts.kind && globs::matches(&rule.path, &path))?;
        Some(cleaned(&filled(&rule.pattern, parts)))
    }
}

impl Rule {
    fn of(kind: &'static str, section: &str, pattern: &str) -> Self {
        let section = section.trim_matches(['/', ' ']).to_lowercase();
        let path = if section.is_empty() { "/*".to_owned() } else { format!("/{{{section},{section}/**}}") };
        Self { kind, path, pattern: pattern.to_owned() }
    }
}

/// `pattern` with its words replaced.
pub(super) fn filled(pattern: &str, parts: &Parts<'_>) -> String {
    let pattern = pattern.replace("\\:", "\0");
    let mut out = String::new();
    let mut rest = pattern.as_str();
    while let Some((before, word)) = rest.split_once(':') {
        out.push_str(before);
        let end = word.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(word.len());
        let (name, behind) = word.split_at(end);
        let cut = behind.strip_prefix('[').and_then(|inner| inner.split_once(']'));
        let (cut, behind) = cut.map_or((None, behind), |(cut, behind)| (Some(cut), behind));
        out.push_str(&value(name, cut, parts));
        rest = behind;
    }
    out.push_str(rest);
    out.replace('\0', ":")
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What stands for a word of a pattern. Without a date, the year is the first.
fn value(name: &str, cut: Option<&str>, parts: &Parts<'_>) -> String {
    let (year, month, day) = parts.date.unwrap_or((1, 1, 1));
    let civil = jiff::civil::Date::new(year, month, day).ok();
    let formatted = |format: &str| civil.map(|date| date.strftime(format).to_string()).unwrap_or_default();
    let slug_or = |other: &str| urlized(parts.slug.unwrap_or(other));
    let cut_to = |list: &[&str]| cut.map_or_else(|| list.join("/"), |cut| sliced(list, cut).join("/"));
    let names: Vec<&str> = parts.section_names.iter().map(String::as_str).collect();
    match name {
        "year" => year.to_string(),
        "2006" => format!("{year:04}"),
        "month" | "01" => format!("{month:02}"),
        "day" | "02" => format!("{day:02}"),
        "monthname" | "January" => MONTHS.get(month as usize - 1).copied().unwrap_or("").to_owned(),
        "weekday" => civil.map(|date| date.weekday().to_sunday_zero_offset().to_string()).unwrap_or_default(),
        "weekdayname" | "Monday" => formatted("%A"),
        "yearday" => civil.map(|date| date.day_of_year().to_string()).unwrap_or_default(),
        "1" => month.to_string(),
        "2" => day.to_string(),
        "06" => formatted("%y"),
        "Jan" => formatted("%b"),
        "Mon" => formatted("%a"),
        "section" => parts.sections.first().copied().unwrap_or("").to_owned(),
        "sectionslug" => names.first().copied().unwrap_or("").to_owned(),
        "sections" => cut_to(parts.sections),
        "sectionslugs" => cut_to(&names),
        "title" => urlized(parts.title),
        "slug" => slug_or(parts.title),
        "filename" | "contentbasename" => urlized(parts.name),
        "slugorfilename" | "slugorcontentbasename" => slug_or(parts.name),
        _ => String::new(),
    }
}

/// `[1:]`, `[:2]`, `[last]`, `[0]` of a list; what lies outside is nothing.
fn sliced<'l>(list: &'l [&'l str], cut: &str) -> &'l [&'l str] {
    let number = |text: &str| match text {
        "last" => list.len().saturating_sub(1),
        text => text.parse().unwrap_or(0),
    };
    match cut.split_once(':') {
        Some((from, to)) => {
            let to = if to.is_empty() { list.len() } else { number(to).min(list.len()) };
            list.get(number(from)..to).unwrap_or(&[])
        }
        None => {
            let at = number(cut);
            list.get(at..=at).unwrap_or(&[])
        }
    }
}
