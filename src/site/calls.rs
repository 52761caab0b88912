//! Template calls in a target, cut into words: `{{< ref "a.md" >}}#top`, `{% post_url 2026-01-01-a %}`,
//! `{{ "/x/" | url }}`, `{{ site.baseurl }}/x`.

use std::borrow::Cow;

/// A target that holds a template call, and what stands around it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call<'h> {
    /// The text before the call.
    pub(super) before: &'h str,
    /// The words of the call, its name first.
    pub(super) words: Vec<Word<'h>>,
    /// The text behind it: a fragment, the rest of a path.
    pub(super) behind: &'h str,
    /// Whether it is a statement, `{% … %}`, rather than a value or shortcode.
    pub(super) is_statement: bool,
}

/// A word of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'h> {
    /// The name of a named argument: `link` of `link="/x"`.
    pub(super) name: &'h str,
    /// Without the quotes around it.
    pub(super) text: &'h str,
    /// Whether it stood in quotes.
    pub(super) quoted: bool,
}

impl<'h> Call<'h> {
    /// The first call in `href`; `None` if it has none.
    pub(super) fn first(href: &'h str) -> Option<Self> {
        let (start, close) = match (href.find("{{"), href.find("{%")) {
            (Some(value), statement) if statement.is_none_or(|statement| value < statement) => (value, "}}"),
            (_, Some(statement)) => (statement, "%}"),
            _ => return None,
        };
        let inner = href.get(start + 2..)?;
        let end = inner.find(close)?;
        let marks: &[char] = &['<', '>', '%', '-', ' ', '\t', '\n', '\r'];
        Some(Self {
            before: href.get(..start)?,
            words: words(inner.get(..end)?.trim_matches(marks).trim_end_matches('/')),
            behind: inner.get(end + 2..)?,
            is_statement: close == "%}",
        })
    }

    /// The name of what is called; empty if the call is just a value in quotes.
    pub(super) fn name(&self) -> &'h str {
        self.words.first().filter(|word| !word.quoted && word.name.is_empty()).map_or("", |word| word.text)
    }

    /// The first argument without a name.
    pub(super) fn argument(&self) -> Option<&'h str> {
        self.words.iter().skip(1).find(|word| word.name.is_empty()).map(|word| word.text)
    }

    /// The argument of this name.
    pub(super) fn named(&self, name: &str) -> Option<&'h str> {
        self.words.iter().skip(1).find(|word| word.name.eq_ignore_ascii_case(name)).map(|word| word.text)
    }

    /// `text` with what stands behind the call.
    pub(super) fn with_behind(&self, text: &'h str) -> Cow<'h, str> {
        if self.behind.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(format!("{text}{}", self.behind)) }
    }
}

/// Words apart by white space, commas, parentheses and pipes; those in quotes whole.
fn words(mut rest: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '|');
    loop {
        rest = rest.trim_start_matches(apart);
        let Some(first) = rest.chars().next() else { return words };
        if is_quote(first) {
            let (text, behind) = quoted(rest, first);
            words.push(Word { name: "", text, quoted: true });
            rest = behind;
            continue;
        }
        let end = rest.find(|c: char| apart(c) || c == '=' || is_quote(c)).unwrap_or(rest.len());
        let (text, behind) = rest.split_at(end);
        let value = behind.trim_start().strip_prefix('=').map(str::trim_start);
        match value.and_then(|value| value.chars().next().map(|first| (value, first))) {
            Some((value, first)) if is_quote(first) => {
                let (inner, behind) = quoted(value, first);
                words.push(Word { name: text, text: inner, quoted: true });
                rest = behind;
            }
            Some((value, _)) => {
                let end = value.find(apart).unwrap_or(value.len());
                let (inner, behind) = value.split_at(end);
                words.push(Word { name: text, text: inner, quoted: false });
                rest = behind;
            }
            None => {
                words.push(Word { name: "", text, quoted: false });
                rest = behind.trim_start_matches('=');
            }
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}

/// What stands between the quote that `rest` begins with and the next one like it, and what stands behind.
fn quoted(rest: &str, quote: char) -> (&str, &str) {
    let inner = rest.get(quote.len_utf8()..).unwrap_or("");
    inner.split_once(quote).unwrap_or((inner, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_cut_into_words() {
        let call = Call::first("{{< relref path=\"a b.md\" lang='de' >}}#top").unwrap();
        assert_eq!((call.name(), call.named("path"), call.named("lang")), ("relref", Some("a b.md"), Some("de")));
        assert_eq!((call.behind, &*call.with_behind("x")), ("#top", "x#top"));
        let call = Call::first("{% post_url 2026-01-01-a %}").unwrap();
        assert_eq!((call.name(), call.argument(), call.is_statement), ("post_url", Some("2026-01-01-a"), true));
        let call = Call::first("{{ '/x/' | url }}").unwrap();
        assert_eq!((call.name(), call.words[0].text, call.words[1].text), ("", "/x/", "url"));
        let call = Call::first("/v/{{ site.baseurl }}/x").unwrap();
        assert_eq!((call.before, call.name(), call.behind), ("/v/", "site.baseurl", "/x"));
        assert_eq!(Call::first("{{domxref(\"Window\")}}").unwrap().argument(), Some("Window"));
        assert_eq!(Call::first("{{% card link=/x %}}").unwrap().named("link"), Some("/x"));
        assert_eq!(Call::first("plain"), None);
    }
}
