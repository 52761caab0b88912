//! Targets and texts made safe for where they are put: Markdown, HTML, tables.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What would end a target or mean something else in Markdown, HTML, a template or a URL.
const IN_TARGET: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path as a target, in Markdown and HTML alike. Letters of any script stay readable.
pub(super) fn target(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut plain = 0;
    // The encoder takes all that is not ASCII, too, so it is given what is ASCII alone.
    for (at, c) in path.char_indices().filter(|(_, c)| !c.is_ascii() && !c.is_whitespace() && !c.is_control()) {
        out.extend(utf8_percent_encode(path.get(plain..at).unwrap_or(""), &IN_TARGET));
        out.push(c);
        plain = at + c.len_utf8();
    }
    out.extend(utf8_percent_encode(path.get(plain..).unwrap_or(""), &IN_TARGET));
    let first = out.split('/').next().unwrap_or("");
    // What stands before a colon would be a scheme.
    if first.contains(':') { format!("./{out}") } else { out }
}

/// Plain text as Markdown that means it, on one line.
pub(super) fn markdown(text: &str) -> String {
    let characters: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, &c) in characters.iter().enumerate() {
        let beside = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| c.is_alphanumeric());
        let within_word = beside(at.checked_sub(1)) && beside(Some(at + 1));
        let special = matches!(c, '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '&' | '{' | '|' | '~' | '$')
            || (c == '_' && !within_word);
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Plain text as HTML, on one line.
pub(super) fn html(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_hold_nothing_that_ends_them() {
        assert_eq!(target("a b/ż(1)&2.md"), "a%20b/ż%281%29%262.md");
        assert_eq!(target("what: a guide.md"), "./what:%20a%20guide.md");
        assert_eq!(target("/50%/c#/"), "/50%25/c%23/");
        assert_eq!(target("日\u{3000}本"), "日%E3%80%80本");
    }

    #[test]
    fn texts_mean_themselves() {
        assert_eq!(markdown("a_b *x*  [y]\n<z> _q"), r"a_b \*x\* \[y\] \<z\> \_q");
        assert_eq!(html("R&D <b> \"x\""), "R&amp;D &lt;b&gt; &quot;x&quot;");
    }
}
