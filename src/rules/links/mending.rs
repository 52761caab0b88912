//! How a target is rewritten: only the part that is wrong changes, the rest stays as its author wrote it.

use crate::corpus::{Link, LinkKind};
use crate::site::fragment;
use crate::text::Span;
use crate::text::nearest::may_be_within;

/// Where to write another target for `link`; `None` if the target does not stand in the file as a URL.
pub(super) fn href_span(link: &Link) -> Option<Span> {
    let is_url = matches!(link.kind, LinkKind::Markdown | LinkKind::Html | LinkKind::Auto);
    (is_url && link.href_span.end > link.href_span.start).then_some(link.href_span)
}

/// Where the fragment of `link` stands, without its `#`; `None` if the file spells the target differently.
pub(super) fn fragment_span(link: &Link) -> Option<Span> {
    let span = href_span(link)?;
    let id = fragment(&link.href)?;
    let literal = span.range().len() == link.href.len() && link.href.ends_with(id);
    literal.then(|| Span { start: span.end - Span::new(id.len(), id.len()).start, end: span.end })
}

/// `href` with the path of `url`; host, query and fragment stay.
pub(super) fn with_path(href: &str, url: &str) -> String {
    let rest = href.find(['?', '#']).map_or("", |at| &href[at..]);
    let host = href.find("://").map_or("", |scheme| {
        let path = href[scheme + 3..].find(['/', '?', '#']).map_or(href.len(), |at| scheme + 3 + at);
        &href[..path]
    });
    let mut mended = String::from(host);
    for c in url.chars() {
        match c {
            ' ' => mended.push_str("%20"),
            '(' => mended.push_str("%28"),
            ')' => mended.push_str("%29"),
            '"' => mended.push_str("%22"),
            '<' => mended.push_str("%3C"),
            '>' => mended.push_str("%3E"),
            c => mended.push(c),
        }
    }
    mended.push_str(rest);
    mended
}

/// Whether `url` is so near to `href` that it can only be what was meant: the same last segment but for case,
/// extension and date, or a slip of at most two letters in a long one.
pub(super) fn is_surely(href: &str, url: &str) -> bool {
    let (meant, found) = (last_segment(href), last_segment(url));
    if meant.is_empty() || found.is_empty() {
        return false;
    }
    // Most are told apart by a look at their letters, which costs next to nothing.
    let is_slip = || may_be_within(&meant, &found, 2) && strsim::damerau_levenshtein(&meant, &found) <= 2;
    meant == found || (meant.chars().count() >= 8 && is_slip())
}

/// The last segment of a path, folded to what matters: lower case, no extension of a page, no date before it.
fn last_segment(href: &str) -> String {
    let path = href.split(['?', '#']).next().unwrap_or("");
    let segment = path.trim_end_matches('/').rsplit('/').next().unwrap_or("").to_lowercase();
    let stem = [".mdx", ".md", ".html", ".htm"].iter().find_map(|end| segment.strip_suffix(end)).unwrap_or(&segment);
    let name = stem.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    if name.is_empty() { stem.to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_path_changes() {
        assert_eq!(with_path("https://example.org/a?x=1#y", "/b/"), "https://example.org/b/?x=1#y");
        assert_eq!(with_path("../a.md#y", "/b (c)/"), "/b%20%28c%29/#y");
    }

    #[test]
    fn only_a_near_certain_guess_is_sure() {
        assert!(is_surely("/blog/2023-01-02-Setup-Guide.html", "/guides/setup-guide/"));
        assert!(is_surely("/setup-giude/", "/setup-guide/"));
        assert!(!is_surely("/cats/", "/cars/"));
        assert!(!is_surely("/2023-01/", "/2024-01/"));
    }
}
