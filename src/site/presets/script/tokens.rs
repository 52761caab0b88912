//! What of a script is no code: comments, strings, templates and regular expressions; and how far brackets reach.

/// The end of white space and comments from `at` on.
pub(super) fn skip_space(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace)
            || text.get(at..).is_some_and(|t| t.starts_with('\u{a0}'))
        {
            at += if bytes[at].is_ascii_whitespace() { 1 } else { '\u{a0}'.len_utf8() };
        }
        let rest = bytes.get(at..).unwrap_or(&[]);
        if rest.starts_with(b"//") {
            at = memchr::memchr(b'\n', rest).map_or(bytes.len(), |end| at + end + 1);
        } else if rest.starts_with(b"/*") {
            at = memchr::memmem::find(&rest[2..], b"*/").map_or(bytes.len(), |end| at + end + 4);
        } else {
            return at;
        }
    }
}

/// The end of the name that stands at `at`; `at` itself if none does.
pub(super) fn name_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let starts = rest.starts_with(|c: char| is_part(c) && !c.is_ascii_digit());
    if starts { rest.find(|c| !is_part(c)).map_or(text.len(), |end| at + end) } else { at }
}

/// The end of the string in `'`, `"` or `` ` `` that begins at `at`, its last quote included.
pub(super) fn string_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let Some(&quote) = bytes.get(at) else { return text.len() };
    let mut at = at + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            byte if byte == quote => return at + 1,
            b'\n' if quote != b'`' => return at,
            b'$' if quote == b'`' && bytes.get(at + 1) == Some(&b'{') => at = bracket_end(text, at + 1) - 1,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The end of the stretch in brackets that begins at `at`, the closing one included.
pub(super) fn bracket_end(text: &str, at: usize) -> usize {
    let mut depth = 0_usize;
    let mut end = text.len();
    walk_code(text, at, |at, byte| {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let done = depth == 0;
        if done {
            end = at + 1;
        }
        !done
    });
    end
}

/// Calls `each` with the place and value of every byte of code from `at` on, until it says no: not with what stands in
/// comments, strings and regular expressions.
pub(super) fn walk_code(text: &str, mut at: usize, mut each: impl FnMut(usize, u8) -> bool) {
    let bytes = text.as_bytes();
    let mut before = b'(';
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\'' | b'"' | b'`' => {
                at = string_end(text, at);
                before = b'"';
                continue;
            }
            b'/' if matches!(bytes.get(at + 1), Some(b'/' | b'*')) => {
                at = skip_space(text, at);
                continue;
            }
            b'/' if b"(,=:[!&|?{};>".contains(&before) => {
                at = pattern_end(text, at);
                before = b'"';
                continue;
            }
            _ => {}
        }
        if !each(at, byte) {
            return;
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        at += 1;
    }
}

/// The end of the regular expression that begins at `at`.
pub(super) fn pattern_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut in_class = false;
    let mut at = at + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return name_end(text, at + 1),
            b'\n' => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The text of a string as it is meant: escapes undone. `None` if it is a template with expressions in it.
pub(super) fn unescaped(written: &str) -> Option<String> {
    let inner = written.get(1..written.len().checked_sub(1)?)?;
    if written.starts_with('`') && inner.contains("${") {
        return None;
    }
    if !inner.contains('\\') {
        return Some(inner.to_owned());
    }
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            (_, Some('n')) => out.push('\n'),
            (_, Some('t')) => out.push('\t'),
            (_, Some('r' | '\n')) => {}
            (_, Some('u')) => {
                let digits: String = chars.by_ref().take(4).collect();
                out.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
            }
            (_, Some(escaped)) => out.push(escaped),
            (c, None) => out.push(c),
        }
    }
    Some(out)
}
