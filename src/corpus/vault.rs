//! What vaults of notes write beside Markdown: comments, and embedded files that are images or not.

use std::ops::Range;

/// Endings of the files that vaults show as images.
const IMAGES: [&str; 8] = ["avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"];

pub(super) fn is_image_name(target: &str) -> bool {
    let path = target.split(['#', '|']).next().unwrap_or("").trim_end_matches('\\').trim();
    path.rsplit_once('.').is_some_and(|(_, end)| IMAGES.iter().any(|known| known.eq_ignore_ascii_case(end)))
}

/// Where comments stand: `%%…%%` within a line, and what stands between two lines of `%%` alone.
pub(super) fn comments(text: &str) -> Vec<Range<usize>> {
    let mut comments = Vec::new();
    let mut block: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        match block {
            Some(from) if line.trim() == "%%" => {
                comments.push(from..end);
                block = None;
            }
            None if line.trim() == "%%" => block = Some(start),
            Some(_) => {}
            None => {
                let marks: Vec<usize> = memchr::memmem::find_iter(line.as_bytes(), "%%").collect();
                let pairs =
                    marks.chunks_exact(2).filter_map(|pair| Some(start + pair.first()?..start + pair.get(1)? + 2));
                comments.extend(pairs);
            }
        }
    }
    comments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_end_in_their_line_or_at_a_line_of_marks() {
        let text = "a %%b%% c %% d\n%% e\n%%\n[[f]]\n%%\ng\n";
        let found: Vec<&str> = comments(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["%%b%%", "%%\n[[f]]\n%%\n"]);
        assert!(is_image_name("a/b.PNG|200") && !is_image_name("b.pdf#page=2") && !is_image_name("Note"));
    }
}
