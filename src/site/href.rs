//! What an href is by its form alone, before anyone asks whether something is there.

/// The form of an href.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Href<'h> {
    /// Empty, a lone `#`, or a script.
    Placeholder,
    /// `#fragment` of the same article.
    Fragment,
    /// Holds a template call, a variable or an expression.
    Template,
    /// `http(s)://host/path` or `//host/path`.
    Web {
        /// The host, port included.
        host: &'h str,
        /// Path, query and fragment.
        path: &'h str,
    },
    /// Another scheme: `mailto:`, `tel:`, ….
    Scheme,
    /// `/path`.
    Root(&'h str),
    /// `path`, `./path`, `../path`.
    Relative(&'h str),
    /// No URL at all.
    Malformed,
}

/// Tells the form of `href`.
pub(super) fn classify(href: &str) -> Href<'_> {
    let is_trimmed = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let href =
        if is_trimmed(href.as_bytes().first()) && is_trimmed(href.as_bytes().last()) { href } else { href.trim() };
    if href.is_empty() || href == "#" {
        return Href::Placeholder;
    }
    if is_template(href.as_bytes()) {
        return Href::Template;
    }
    if href.starts_with('#') {
        return Href::Fragment;
    }
    if let Some(rest) = href.strip_prefix("//") {
        return web(rest);
    }
    if href.starts_with('/') {
        return Href::Root(href);
    }
    match scheme(href) {
        Some((name, rest)) if name.eq_ignore_ascii_case("http") || name.eq_ignore_ascii_case("https") => {
            rest.strip_prefix("//").map_or(Href::Malformed, web)
        }
        Some((name, _)) if name.eq_ignore_ascii_case("javascript") => Href::Placeholder,
        // A drive letter, `C:\docs`.
        Some((name, _)) if name.len() == 1 => Href::Malformed,
        Some(_) => Href::Scheme,
        None if href.starts_with('\\') => Href::Malformed,
        None => Href::Relative(href),
    }
}

fn is_template(href: &[u8]) -> bool {
    memchr::memchr3(b'{', b'<', b'>', href).is_some() || memchr::memchr(b'}', href).is_some()
}

fn web(rest: &str) -> Href<'_> {
    let end = rest.bytes().position(|b| matches!(b, b'/' | b'?' | b'#')).unwrap_or(rest.len());
    match rest.split_at(end) {
        ("", _) => Href::Malformed,
        (host, path) => Href::Web { host, path },
    }
}

/// The scheme before a colon, if there is one (RFC 3986, section 3.1).
fn scheme(href: &str) -> Option<(&str, &str)> {
    let (name, rest) = href.split_once(':')?;
    let valid = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    valid.then_some((name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_apart() {
        assert_eq!(classify(" "), Href::Placeholder);
        assert_eq!(classify("JavaScript:void(0)"), Href::Placeholder);
        assert_eq!(classify("https://a.example?x"), Href::Web { host: "a.example", path: "?x" });
        assert_eq!(classify("//a.example/b"), Href::Web { host: "a.example", path: "/b" });
        assert_eq!(classify("mailto:a@b.example"), Href::Scheme);
        assert_eq!(classify("a b.md#x"), Href::Relative("a b.md#x"));
        assert_eq!(classify("./a:b.md"), Href::Relative("./a:b.md"));
        assert_eq!(classify("/v/{{VERSION}}/x"), Href::Template);
        assert_eq!(classify("C:\\x"), Href::Malformed);
    }
}
