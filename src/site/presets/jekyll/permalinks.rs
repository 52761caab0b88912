//! From patterns to URL paths: `/:categories/:year/:title:output_ext` and the styles that stand for such patterns.

use super::dates::Moment;

/// What the words of a pattern stand for.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    /// The collection, `posts` among them.
    pub(super) collection: &'a str,
    /// The path without extension: of a document below its collection, of a page the folder alone.
    pub(super) path: &'a str,
    /// The file name without extension.
    pub(super) basename: &'a str,
    /// By hand, or the file name without its date.
    pub(super) slug: &'a str,
    pub(super) categories: &'a [String],
    pub(super) date: Option<Moment>,
    pub(super) output_ext: &'a str,
}

/// The pattern that a style of the configuration stands for, or the pattern itself.
pub(super) fn of_style(style: &str) -> &str {
    match style {
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "date" | "" => "/:categories/:year/:month/:day/:title:output_ext",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        "none" => "/:categories/:title:output_ext",
        pattern => pattern,
    }
}

/// What is put behind the patterns of pages and collections, which follow the style of the posts in that alone.
pub(super) fn suffix(style: &str) -> &'static str {
    match style {
        "pretty" => "/",
        "" | "date" | "ordinal" | "none" => ":output_ext",
        pattern if pattern.ends_with('/') => "/",
        pattern if pattern.ends_with(":output_ext") => ":output_ext",
        _ => "",
    }
}

/// `pattern` with its words filled in, slashes single.
pub(super) fn fill(pattern: &str, words: &Words<'_>) -> String {
    let mut url = String::from("/");
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        url.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let length = rest.bytes().take_while(|b| b.is_ascii_lowercase() || *b == b'_').count();
        let name = &rest[..length];
        // `:year_` is the year and an underscore.
        let known = value(name, words).map(|value| (value, length));
        let known = known.or_else(|| Some((value(name.strip_suffix('_')?, words)?, length - 1)));
        match known {
            Some((value, length)) => {
                url.push_str(&value);
                rest = &rest[length..];
            }
            None => url.push(':'),
        }
    }
    url.push_str(rest);
    while url.contains("//") {
        url = url.replace("//", "/");
    }
    url
}

fn value(name: &str, words: &Words<'_>) -> Option<String> {
    let lower = |categories: &[String], slugged: bool| {
        let mut seen: Vec<String> = Vec::new();
        for category in categories {
            let category = if slugged { slugified(category) } else { category.to_lowercase() };
            if !seen.contains(&category) {
                seen.push(category);
            }
        }
        seen.join("/")
    };
    Some(match name {
        "collection" => words.collection.to_owned(),
        "path" => words.path.to_owned(),
        "basename" => words.basename.to_owned(),
        "name" => slugified(words.basename),
        "title" => pretty(words.slug),
        "slug" => slugified(words.slug),
        "categories" => lower(words.categories, false),
        "slugified_categories" => lower(words.categories, true),
        "output_ext" => words.output_ext.to_owned(),
        name => return words.date.map_or_else(|| is_of_date(name).then(String::new), |date| date.word(name)),
    })
}

/// Whether a word is one of the date, which a page does not have.
fn is_of_date(name: &str) -> bool {
    matches!(name, "year" | "month" | "day" | "i_month" | "i_day" | "short_year" | "y_day" | "week" | "short_day")
}

/// The default slug of Jekyll: lower case, everything but letters and digits as one hyphen.
pub(super) fn slugified(text: &str) -> String {
    hyphened(text, |c| c.is_alphanumeric()).to_lowercase()
}

/// The slug of `:title`: signs that URLs allow stay, and so does the case.
fn pretty(text: &str) -> String {
    hyphened(text, |c| c.is_alphanumeric() || "._~!$&'()+,;=@".contains(c))
}

fn hyphened(text: &str, keeps: impl Fn(char) -> bool) -> String {
    let is_mark = unicode_normalization::char::is_combining_mark;
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if keeps(c) || is_mark(c) {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_filled() {
        let categories = ["North Sea".to_owned()];
        let date = Moment::of_name("2021-9-1");
        let words = Words {
            slug: "Pea Soup & Ham.v2",
            basename: "x",
            path: "a/b",
            categories: &categories,
            date,
            output_ext: ".html",
            ..Words::default()
        };
        assert_eq!(fill(of_style("date"), &words), "/north sea/2021/09/01/Pea-Soup-&-Ham.v2.html");
        assert_eq!(fill("/:slugified_categories/:slug/", &words), "/north-sea/pea-soup-ham-v2/");
        assert_eq!(fill(":year_:path/:basename:unknown", &words), "/2021_a/b/x:unknown");
        assert_eq!(fill(of_style("ordinal"), &Words { date, ..Words::default() }), "/2021/244/");
        assert_eq!(fill("/:categories/:year/:title/", &Words { slug: "p", ..Words::default() }), "/p/");
        assert_eq!((suffix("pretty"), suffix("/x/:title"), suffix("none")), ("/", "", ":output_ext"));
    }
}
