//! Globs as `fnmatch` of Ruby and Python has them: `*` and `?` stand for slashes, too.

/// Whether `glob` matches all of `path`.
pub(super) fn matches(glob: &str, path: &str) -> bool {
    let (glob, path) = (glob.as_bytes(), path.as_bytes());
    // Where the last `*` stood, and how much of the path it has taken.
    let (mut at, mut of, mut star) = (0, 0, None);
    while of < path.len() {
        match glob.get(at) {
            Some(b'*') => {
                star = Some((at + 1, of));
                at += 1;
            }
            Some(b'?') => (at, of) = (at + 1, of + 1),
            Some(byte) if *byte == path[of] => (at, of) = (at + 1, of + 1),
            _ => match star {
                Some((behind, taken)) => {
                    star = Some((behind, taken + 1));
                    (at, of) = (behind, taken + 1);
                }
                None => return false,
            },
        }
    }
    glob.get(at..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_are_those_of_fnmatch() {
        for (glob, path, expected) in [
            ("*.bak.md", "a/old.bak.md", true),
            ("docs/*/x", "docs/a/b/x", true),
            ("a?c", "abc", true),
            ("a*", "b", false),
            ("**", "", true),
            ("a", "", false),
        ] {
            assert_eq!(matches(glob, path), expected, "{glob} {path}");
        }
    }
}
