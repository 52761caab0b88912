//! What kinds of Markdown differ in about headings: attributes in braces, and headings without a blank behind the `#`.
//!
//! The parser reads one kind; which kind the generator reads is not known here, so what it would need is kept.

use std::ops::Range;

use super::Heading;

/// The attributes of the heading at `range` of `text`: those behind it, if the parser found some, and those on the line
/// below it, after a line end.
pub(super) fn attributes(text: &str, range: &Range<usize>, by_hand: bool) -> String {
    let mut attributes = String::new();
    if by_hand {
        let line = text.get(range.clone()).and_then(|heading| heading.lines().next()).unwrap_or("");
        attributes.push_str(line.rfind('{').and_then(|at| line.get(at..)).unwrap_or("").trim_end());
    }
    let whole_line = text.get(range.clone()).is_some_and(|heading| heading.ends_with('\n'));
    let behind = text.get(range.end..).unwrap_or("");
    let next = behind.strip_prefix("\r\n").or(behind.strip_prefix('\n'));
    let below = if whole_line { behind } else { next.unwrap_or("") };
    let line = below.lines().next().unwrap_or("").trim();
    if line.starts_with("{:") && line.ends_with('}') {
        attributes.push('\n');
        attributes.push_str(line);
    }
    attributes
}

/// The lines of the paragraph at `range` of `text` that are headings without a blank, such as `##Setup`.
pub(super) fn tight(text: &str, range: &Range<usize>) -> Vec<(Range<usize>, Heading)> {
    let mut found = Vec::new();
    let has_mark = |paragraph: &&str| memchr::memchr(b'#', paragraph.as_bytes()).is_some();
    let Some(paragraph) = text.get(range.clone()).filter(has_mark) else { return found };
    let mut at = range.start;
    for line in paragraph.split_inclusive('\n') {
        let written = line.trim_end();
        let title = written.trim_start_matches('#');
        let level = written.len() - title.len();
        if (1..=6).contains(&level) && !title.is_empty() {
            let title = title.trim_end_matches('#').trim().replace(['*', '`'], "");
            let heading = Heading { text: title.into(), level: level as u8, ..Heading::default() };
            found.push((at..at + written.len(), heading));
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_stand_behind_and_below() {
        let text = "## A {: .big #x}\n{: #y }\ntext";
        assert_eq!(attributes(text, &(0..17), true), "{: .big #x}\n{: #y }");
        assert_eq!(attributes("## A\n\n{: #y}", &(0..5), false), "");
    }

    #[test]
    fn lines_without_a_blank_may_be_headings() {
        let text = "##One #\n#tag\nplain # text\n";
        let titles: Vec<_> = tight(text, &(0..text.len())).into_iter().map(|(_, heading)| heading.text).collect();
        assert_eq!(titles, ["One".into(), "tag".into()] as [Box<str>; 2]);
    }
}
