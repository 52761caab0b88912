//! URL paths as keys: one spelling for all the ways a link may write the same place.
//!
//! `/docs/Setup/`, `docs/Setup.md`, `/docs/Setup/index.html` and `/docs/%53etup` all have the key `docs/Setup`: no
//! slash at the ends, percent-encoding undone, composed Unicode, no extension of an article, no `index`. Case is kept:
//! on the web it matters.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The path part of an href: without query and fragment.
pub(super) fn path_of(href: &str) -> &str {
    memchr::memchr2(b'?', b'#', href.as_bytes()).and_then(|end| href.get(..end)).unwrap_or(href)
}

/// Percent-encoding undone and Unicode composed. Bytes that are no UTF-8 stay encoded.
pub(super) fn decode(path: &str) -> Cow<'_, str> {
    let decoded = if memchr::memchr(b'%', path.as_bytes()).is_some() {
        percent_decode_str(path).decode_utf8().unwrap_or(Cow::Borrowed(path))
    } else {
        Cow::Borrowed(path)
    };
    compose(decoded)
}

/// Unicode composed (NFC), so that a name typed on one system finds the file made on another.
pub(super) fn compose(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Writes `path`, joined to `folder` if it is not empty, to `out` as plain segments: `.`, `..` and empty ones resolved.
/// `false` if `..` leads out of the root.
pub(super) fn join(out: &mut String, folder: &str, path: &str) -> bool {
    out.clear();
    out.push_str(folder);
    let plain = path.strip_prefix('/').unwrap_or(path);
    let plain = plain.strip_suffix('/').unwrap_or(plain);
    if is_resolved(plain) {
        if !out.is_empty() && !plain.is_empty() {
            out.push('/');
        }
        out.push_str(plain);
        return true;
    }
    append(out, path)
}

/// Writes a URL `path`, seen from `folder`, to `out` as [`join`] does; what leads out of the root stays there, as browsers
/// have it.
pub(super) fn join_url(out: &mut String, folder: &str, path: &str) {
    if !join(out, folder, path) {
        out.clear();
        out.push_str(folder);
        for segment in path.split('/') {
            append(out, segment);
        }
    }
}

/// Appends the segments of `path`; `false` where `..` leads out of the root.
fn append(out: &mut String, path: &str) -> bool {
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." if out.is_empty() => return false,
            ".." => out.truncate(out.rfind('/').unwrap_or(0)),
            segment => {
                if !out.is_empty() {
                    out.push('/');
                }
                out.push_str(segment);
            }
        }
    }
    true
}

/// Whether no segment of `path` is empty, `.` or `..`; a hidden one counts as one of these, to be looked at closely.
fn is_resolved(path: &str) -> bool {
    let bytes = path.as_bytes();
    let starts_segment = |at: usize| !matches!(bytes.get(at), Some(b'/' | b'.'));
    starts_segment(0) && memchr::memchr_iter(b'/', bytes).all(|slash| starts_segment(slash + 1))
}

/// Extensions that articles have in sources or on a site.
const EXTENSIONS: [&str; 6] = ["md", "html", "mdx", "htm", "markdown", "mdown"];

/// No extension of an article is longer than this, its dot included.
const LONGEST_EXTENSION: usize = ".markdown".len();

/// The key of a joined path: without an article's extension and without `index`.
pub(super) fn key(path: &str) -> &str {
    let stem = strip_extension(path).unwrap_or(path);
    if stem.ends_with("index") && matches!(last(stem), "index" | "_index") { parent(stem) } else { stem }
}

/// `path` without an article's extension, if it has one.
pub(super) fn strip_extension(path: &str) -> Option<&str> {
    let bytes = path.as_bytes();
    let end = bytes.get(bytes.len().saturating_sub(LONGEST_EXTENSION)..)?;
    let dot = bytes.len() - end.len() + end.iter().rposition(|b| *b == b'.')?;
    let (stem, extension) = (path.get(..dot)?, path.get(dot + 1..)?);
    EXTENSIONS.contains(&extension).then_some(stem)
}

/// Whether `path` names a source file, rather than a page of the site.
pub(super) fn is_source(path: &str) -> bool {
    strip_extension(path).is_some() && !path.ends_with(".html") && !path.ends_with(".htm")
}

/// The folder a key lies in; empty for the root.
pub(super) fn parent(key: &str) -> &str {
    memchr::memrchr(b'/', key.as_bytes()).and_then(|slash| key.get(..slash)).unwrap_or("")
}

/// The last segment of a key.
pub(super) fn last(key: &str) -> &str {
    memchr::memrchr(b'/', key.as_bytes()).and_then(|slash| key.get(slash + 1..)).unwrap_or(key)
}

/// A key as the URL path that reports print: `/docs/Setup/`.
pub(super) fn to_url(key: &str) -> String {
    if key.is_empty() { "/".to_owned() } else { ["/", key, "/"].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spellings_have_one_key() {
        let mut out = String::new();
        for path in
            ["/docs/Setup/", "docs/Setup.md", "/docs/./x/../Setup/index.html", "//docs/%53etup", "docs/Setup/_index.md"]
        {
            assert!(join(&mut out, "", &decode(path)));
            assert_eq!(key(&out), "docs/Setup", "{path}");
        }
        assert!(!join(&mut out, "a", "../../b"));
        assert_eq!(key("x.audience_beginner.md"), "x.audience_beginner");
        assert_eq!(decode("caf%C3%A9"), decode("cafe\u{301}"));
        assert_eq!(decode("%FF"), "%FF");
    }
}
