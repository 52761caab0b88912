//! URLs that stand in text without any markup. The parser reports none, so they are found by their `://`.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::{FindIter, Finder};

/// Made once: a searcher costs more to make than a small file to search.
static SCHEME: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("://"));

/// Finds bare URLs in one text, from front to back.
pub(super) struct BareUrls<'s> {
    text: &'s str,
    /// Offsets of `://`, those still ahead.
    schemes: FindIter<'s, 'static>,
    next: Option<usize>,
    /// Where the last URL ended; one inside another (an archive's) is part of it.
    reached: usize,
}

impl<'s> BareUrls<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        let mut schemes = SCHEME.find_iter(text.as_bytes());
        let next = schemes.next();
        Self { text, schemes, next, reached: 0 }
    }

    /// The next URL that starts in `range`, whose text is outside code and links. Ranges come in ascending order.
    /// A URL may reach beyond `range`, since the parser splits text at `_` and `&`.
    pub(super) fn next_in(&mut self, range: &Range<usize>) -> Option<Range<usize>> {
        while let Some(scheme) = self.next {
            if scheme >= range.end {
                return None;
            }
            self.next = self.schemes.next();
            if scheme < range.start || scheme < self.reached {
                continue;
            }
            if let Some(start) = start_of_scheme(self.text, scheme).filter(|&start| start >= range.start) {
                let end = end_of_url(self.text, scheme + 3);
                if end > scheme + 3 {
                    self.reached = end;
                    return Some(start..end);
                }
            }
        }
        None
    }
}

/// Where `http` or `https` before the `://` at `scheme` starts, if it stands where GFM makes a link: where a line or a cell
/// begins, behind white space or a mark of emphasis, in parentheses, right behind a link, code or a tag.
fn start_of_scheme(text: &str, scheme: usize) -> Option<usize> {
    let before = text.get(..scheme)?;
    let start = ["https", "http"].iter().find_map(|name| before.strip_suffix(name).map(str::len))?;
    let before = text.get(..start)?.chars().next_back();
    let apart = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '(' | ')' | '`' | '>' | '|');
    before.is_none_or(apart).then_some(start)
}

/// Where the URL ends: at white space, at markup, or before punctuation that closes a sentence.
fn end_of_url(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    let mark = |c: char| matches!(c, '<' | '>' | '"' | '`' | '|' | '[' | ']' | '{' | '}' | '\\');
    // Chinese and Japanese put no space behind `。` and the like.
    let wide = |c: char| matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}');
    let stop = |c: char| c.is_whitespace() || mark(c) || wide(c);
    let mut url = rest.get(..rest.find(stop).unwrap_or(rest.len())).unwrap_or("");
    let opened = url.matches('(').count();
    let mut closed = url.matches(')').count();
    loop {
        let last = url.chars().next_back();
        match last {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '’' | '”') => {}
            Some(')') if closed > opened => closed -= 1,
            _ => return from + url.len(),
        }
        url = url.get(..url.len() - last.map_or(0, char::len_utf8)).unwrap_or("");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        let mut urls = BareUrls::new(text);
        std::iter::from_fn(|| urls.next_in(&(0..text.len()))).map(|range| &text[range]).collect()
    }

    #[test]
    fn sentence_punctuation_is_not_part_of_a_url() {
        assert_eq!(
            all("See https://a.example/x_y?z=1&q=2. Or (http://b.example/p(q))!"),
            ["https://a.example/x_y?z=1&q=2", "http://b.example/p(q)"]
        );
        assert_eq!(all("https://a.example/web/https://b.example/ x"), ["https://a.example/web/https://b.example/"]);
        assert_eq!(
            all("见 https://a.example/x.html。 多 https://b.example/（x）"),
            ["https://a.example/x.html", "https://b.example/"]
        );
        assert_eq!(all("见：https://a.example/x \"https://b.example/\""), Vec::<&str>::new());
        assert_eq!(all("[a](b)https://a.example/"), ["https://a.example/"]);
        assert_eq!(all("|https://a.example/|*https://b.example/*"), ["https://a.example/", "https://b.example/"]);
        assert_eq!(all("ftp://a xhttps://b https://"), Vec::<&str>::new());
    }
}
