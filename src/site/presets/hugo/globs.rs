//! The globs of Hugo's configuration: `**`, `*`, `?` and `{a,b}`, against paths with a slash before them.

/// Whether `glob` matches all of `path`.
pub(super) fn matches(glob: &str, path: &str) -> bool {
    alternatives(glob).iter().any(|glob| simple(glob.as_bytes(), path.as_bytes()))
}

/// A glob takes no more than so many forms; the others are left out.
const MOST: usize = 64;

/// `a{b,c}` as `ab` and `ac`.
fn alternatives(glob: &str) -> Vec<String> {
    let mut open = vec![glob.to_owned()];
    let mut plain = Vec::new();
    while let Some(glob) = open.pop() {
        match group(&glob) {
            Some((before, inner, behind)) if open.len() < MOST => {
                open.extend(inner.iter().map(|choice| format!("{before}{choice}{behind}")));
            }
            _ => plain.push(glob),
        }
    }
    plain
}

/// The text before the first group, its choices, and the text behind it.
fn group(glob: &str) -> Option<(&str, Vec<&str>, &str)> {
    let start = glob.find('{')?;
    let inner = glob.get(start + 1..)?;
    let (mut depth, mut from, mut choices) = (0, 0, Vec::new());
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                choices.push(inner.get(from..at)?);
                return Some((glob.get(..start)?, choices, inner.get(at + 1..)?));
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                choices.push(inner.get(from..at)?);
                from = at + 1;
            }
            _ => {}
        }
    }
    None
}

fn simple(glob: &[u8], path: &[u8]) -> bool {
    match glob {
        [] => path.is_empty(),
        [b'*', b'*', rest @ ..] => (0..=path.len()).any(|at| simple(rest, &path[at..])),
        [b'*', rest @ ..] => {
            let end = path.iter().position(|b| *b == b'/').unwrap_or(path.len());
            (0..=end).any(|at| simple(rest, &path[at..]))
        }
        [b'?', rest @ ..] => path.first().is_some_and(|b| *b != b'/') && simple(rest, &path[1..]),
        [first, rest @ ..] => path.first() == Some(first) && simple(rest, &path[1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_whole_paths() {
        assert!(matches("/{posts,posts/**}", "/posts/a/b") && matches("/{posts,posts/**}", "/posts"));
        assert!(!matches("/{posts,posts/**}", "/postscript"));
        assert!(
            matches("{,/**}/_includes{,/**}", "/docs/_includes/x") && matches("{,/**}/_includes{,/**}", "/_includes")
        );
        assert!(matches("/*", "/about") && !matches("/*", "/a/b") && matches("/a?c", "/abc"));
    }
}
