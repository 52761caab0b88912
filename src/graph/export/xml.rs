//! Escaping for the XML formats.

use std::fmt::{self, Display, Write};

/// Text as the value of an attribute or as the content of an element. White space other than the plain space is written
/// as a reference, since parsers would fold it; characters that XML 1.0 does not allow at all, not even as references,
/// become U+FFFD.
pub(super) struct Escaped<T>(pub(super) T);

impl<T: Display> Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

struct Escaping<'f, 'b>(&'f mut fmt::Formatter<'b>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| match c {
            '&' => self.0.write_str("&amp;"),
            '<' => self.0.write_str("&lt;"),
            '>' => self.0.write_str("&gt;"),
            '"' => self.0.write_str("&quot;"),
            '\t' | '\n' | '\r' => write!(self.0, "&#{};", c as u32),
            '\0'..'\u{20}' | '\u{FFFE}' | '\u{FFFF}' => self.0.write_char('\u{FFFD}'),
            c => self.0.write_char(c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_forbidden_characters_are_escaped() {
        assert_eq!(
            Escaped("a<b> & \"c\"\n\u{1}\u{FFFE}é").to_string(),
            "a&lt;b&gt; &amp; &quot;c&quot;&#10;\u{FFFD}\u{FFFD}é"
        );
        assert_eq!(Escaped(1.5).to_string(), "1.5");
    }
}
