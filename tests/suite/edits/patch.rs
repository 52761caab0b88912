use std::path::Path;
use std::process::Command;

use linkwright::edits::{EditError, FileEdits, TextEdit, write_patch};
use linkwright::text::Span;
use proptest::prelude::*;

use super::edits;

fn patch(file: &FileEdits, text: &str, folder: &str) -> String {
    let mut out = Vec::new();
    write_patch(file, text, folder, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What `git apply` makes of `text` at `path` in `folder`.
fn by_git(folder: &Path, path: &str, text: &str, patch: &str) -> String {
    let file = folder.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, text).unwrap();
    let patch_file = folder.join("the.patch");
    std::fs::write(&patch_file, patch).unwrap();
    let run = Command::new("git").current_dir(folder).args(["apply", "the.patch"]).output().expect("git is there");
    assert!(run.status.success(), "{}\n{patch}", String::from_utf8_lossy(&run.stderr));
    std::fs::read_to_string(file).unwrap()
}

#[track_caller]
fn git_agrees(path: &str, text: &str, changes: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = edits(path, text, changes);
    let patch = patch(&file, text, "content");
    let applied = by_git(folder.path(), &format!("content/{path}"), text, &patch);
    assert_eq!(Some(applied), file.applied(text), "{patch}");
    patch
}

#[test]
fn a_patch_shows_the_lines_that_change_and_three_around_them() {
    let lines: String = (1..=30).map(|line| format!("line {line} of the text\n")).collect();
    let patch = git_agrees("a.md", &lines, &[("line 5 of", "LINE 5 of"), ("line 12 of", "l. 12 of"), ("line 28 ", "")]);
    insta::assert_snapshot!("patch", patch);
}

#[test]
fn git_takes_every_kind_of_text() {
    git_agrees("crlf.md", "\u{feff}---\r\ntitle: x\r\n---\r\nSee tea.\r\nNo more\r\n", &[("tea", "[tea](/tea/)")]);
    git_agrees("end.md", "one\ntwo tea", &[("tea", "[tea](/tea/)")]);
    git_agrees("joined.md", "one\ntwo\nthree\nfour\n", &[("two\n", ""), ("e\nf", "e f")]);
    git_agrees("returns.md", "one\rtwo\nthree\r\rfour\n", &[("four", "4")]);
    git_agrees("form.md", "one\u{c}\ntwo\u{2028}three\u{85}\n", &[("three", "3")]);
    git_agrees("all.md", "one\n", &[("one\n", "")]);
    git_agrees("less.md", "one\ntwo\n", &[("two\n", "two")]);
}

#[test]
fn git_takes_every_kind_of_name() {
    for path in
        ["with space.md", "źdźbło/日本.md", "end .md", "tab\there.md", "quo\"te.md", "back\\slash.md", "-x/a b/c.md"]
    {
        git_agrees(path, "see tea\n", &[("tea", "[tea](/tea/)")]);
    }
}

#[test]
fn lines_are_put_in_at_the_start_the_end_and_into_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |at: usize, new: &str| vec![TextEdit { span: Span::new(at, at), replacement: new.to_owned() }];
    for (text, edits) in [
        ("", at(0, "a\n")),
        ("one\n", at(0, "zero\n")),
        ("one\n", at(4, "two\n")),
        ("one", at(3, "\ntwo\n")),
        ("one\n\ntwo\n", at(4, "x\n")),
        ("one\n", at(4, "two")),
    ] {
        let file = FileEdits::new("x.md", text, edits).unwrap();
        let patch = patch(&file, text, "");
        let applied = by_git(folder.path(), "x.md", text, &patch);
        assert_eq!(Some(applied), file.applied(text), "{patch}");
        let taken_out = patch.lines().filter(|line| line.starts_with('-') && !line.starts_with("---")).count();
        assert_eq!(taken_out, usize::from(text == "one"), "lines that stay are not touched\n{patch}");
    }
}

#[test]
fn nothing_is_written_for_another_text_or_for_no_change() {
    let file = edits("a.md", "see tea\n", &[("tea", "tea")]);
    assert_eq!(patch(&file, "see tea\n", ""), "");
    assert_eq!(patch(&edits("a.md", "see tea\n", &[("tea", "x")]), "see tea \n", ""), "");
}

#[test]
fn edits_that_overlap_or_do_not_fit_are_refused() {
    let edit = |start, end| TextEdit { span: Span::new(start, end), replacement: "x".to_owned() };
    let new = |edits| FileEdits::new("a.md", "zażółć", edits).map(drop);
    assert_eq!(new(vec![edit(0, 2), edit(1, 2)]), Err(EditError::Overlap { path: "a.md".into(), at: 1 }));
    assert_eq!(new(vec![edit(1, 1), edit(1, 1)]), Err(EditError::Overlap { path: "a.md".into(), at: 1 }));
    assert_eq!(new(vec![edit(0, 2), edit(2, 4)]), Ok(()));
    assert_eq!(new(vec![edit(3, 4)]), Err(EditError::OutOfText { path: "a.md".into(), at: 3 }));
    assert_eq!(new(vec![edit(2, 40)]), Err(EditError::OutOfText { path: "a.md".into(), at: 2 }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn git_agrees_on_any_text(
        text in "([a-c]{0,3}\r?\n|ł\n){0,24}[a-c]{0,2}",
        places in prop::collection::vec((0_usize..100, 0_usize..9, "([xa]{0,2}\n?){0,2}"), 1..6),
    ) {
        let cut = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let mut edits: Vec<TextEdit> = Vec::new();
        for (at, length, new) in places {
            let (start, end) = (cut(at), cut(at + length));
            let apart = |edit: &TextEdit| edit.span.range().end < start || end < edit.span.range().start;
            if edits.iter().all(apart) {
                edits.push(TextEdit { span: Span::new(start, end), replacement: new });
            }
        }
        let file = FileEdits::new("a.md", &text, edits).unwrap();
        let patch = patch(&file, &text, "");
        let new = file.applied(&text).unwrap();
        if patch.is_empty() {
            prop_assert_eq!(new, text);
        } else {
            let folder = tempfile::tempdir().unwrap();
            // An empty file is none for git, so there is always one line more.
            prop_assume!(!text.is_empty());
            prop_assert_eq!(by_git(folder.path(), "a.md", &text, &patch), new, "{}", patch);
        }
    }
}
