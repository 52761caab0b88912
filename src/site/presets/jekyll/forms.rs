//! What Liquid in a target means, as far as it can be known without running it: `{% post_url %}`, `{% link %}`, and values
//! made of texts, `site.baseurl` and the filters for URLs.

use std::borrow::Cow;

use crate::site::calls::Call;
use crate::site::plan::Form;

/// What `href` is to Jekyll.
pub(super) fn form(href: &str) -> Form<'_> {
    let Some(call) = Call::first(href) else { return Form::Plain };
    if !call.before.is_empty() {
        return Form::Unknown;
    }
    let Some(inner) = href.get(2..href.len() - call.behind.len() - 2) else { return Form::Unknown };
    let inner = inner.trim_matches('-').trim();
    if call.is_statement { statement(inner) } else { value(inner, call.behind) }
}

fn statement(inner: &str) -> Form<'_> {
    let (name, argument) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let argument = argument.trim();
    match name {
        _ if argument.is_empty() || argument.contains("{{") => Form::Unknown,
        "link" => Form::Content(argument.trim_matches(['"', '\'']).into()),
        "post_url" => Form::Post(argument.trim_matches(['"', '\'']).into()),
        _ => Form::Unknown,
    }
}

/// A value and the text behind it.
fn value<'h>(inner: &str, behind: &'h str) -> Form<'h> {
    let (first, filters) = inner.split_once('|').map_or((inner, ""), |(first, filters)| (first.trim(), filters));
    let (mut text, mut below) = match first.trim() {
        "site.baseurl" | "site.github.url" => (String::new(), true),
        "site.url" => (String::new(), false),
        quoted => match unquoted(quoted) {
            Some(text) => (text.to_owned(), false),
            None => return Form::Unknown,
        },
    };
    for filter in filters.split('|').map(str::trim).filter(|filter| !filter.is_empty()) {
        let (name, argument) = filter.split_once(':').map_or((filter, ""), |(name, argument)| (name.trim(), argument.trim()));
        match (name, argument) {
            ("relative_url" | "absolute_url", _) | ("prepend", "site.baseurl" | "site.github.url") => below = true,
            ("prepend", "site.url") | ("strip" | "escape" | "url_encode" | "uri_escape" | "xml_escape", _) => {}
            ("append", argument) if unquoted(argument).is_some() => text.push_str(unquoted(argument).unwrap_or("")),
            ("prepend", argument) if unquoted(argument).is_some() => text.insert_str(0, unquoted(argument).unwrap_or("")),
            _ => return Form::Unknown,
        }
    }
    if text.is_empty() && behind.starts_with(['{']) {
        // `{{ site.url }}{{ site.baseurl }}/x`.
        return form(behind);
    }
    if behind.contains(['{', '}']) {
        return Form::Unknown;
    }
    let url: Cow<'h, str> = if text.is_empty() { behind.into() } else { format!("{text}{behind}").into() };
    if !below || url.contains("://") {
        return Form::Url(if url.is_empty() { "/".into() } else { url });
    }
    Form::Below(if url.starts_with('/') { url } else { format!("/{url}").into() })
}

fn unquoted(text: &str) -> Option<&str> {
    ['"', '\''].iter().find_map(|&quote| text.strip_prefix(quote)?.strip_suffix(quote))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn liquid_is_read_as_far_as_it_says_where_it_leads() {
        let below = |path: &'static str| Form::Below(path.into());
        for (href, expected) in [
            ("{% post_url 2024-01-02-a %}#x", Form::Post("2024-01-02-a".into())),
            ("{% link _docs/a b.md %}", Form::Content("_docs/a b.md".into())),
            ("{{ \"/a/\" | relative_url }}#b", below("/a/#b")),
            ("{{ 'a' | absolute_url }}", below("/a")),
            ("{{ site.baseurl }}/a/", below("/a/")),
            ("{{site.url}}{{site.baseurl}}/a", below("/a")),
            ("{{ site.baseurl }}{% link a.md %}", Form::Content("a.md".into())),
            ("{{ '/a' | prepend: site.baseurl | append: '.html' }}", below("/a.html")),
            ("{{ site.url }}/a", Form::Url("/a".into())),
            ("{{ post.url }}", Form::Unknown),
            ("{{ site.baseurl }}{{ post.url }}", Form::Unknown),
            ("x/{{ site.version }}", Form::Unknown),
            ("/plain/", Form::Plain),
        ] {
            assert_eq!(form(href), expected, "{href}");
        }
    }
}
