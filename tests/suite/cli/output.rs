//! Where output goes and how it looks there: colours, pipes.

use std::process::{Command, Stdio};

use super::runs::with_dead_link;
use crate::run::{command, linkwright};

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let corpus = with_dead_link();
    let audit = |arguments: &[&str]| linkwright(&corpus, &[&["audit", "site"], arguments].concat()).stdout;
    assert!(!audit(&[]).contains('\u{1b}'));
    assert!(!audit(&["--color", "never"]).contains('\u{1b}'));
    assert!(audit(&["--color", "always"]).contains("\u{1b}["));
}

#[test]
fn no_color_and_clicolor_are_respected() {
    let corpus = with_dead_link();
    let audit = |variables: &[(&str, &str)]| {
        let mut command = command(corpus.path());
        command.args(["audit", "site"]).envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(audit(&[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
    assert!(!audit(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).contains('\u{1b}'));
    assert!(!audit(&[("CLICOLOR", "0")]).contains('\u{1b}'));
}

#[test]
fn escape_sequences_in_articles_do_not_reach_the_terminal() {
    let corpus =
        with_dead_link().file("site/evil.md", "# \u{1b}[31mred\n\nSee [\u{1b}]0;title\u{7}](gone\u{1b}[2J.md) now.\n");
    let run = linkwright(&corpus, &["audit", "site", "--limit", "0"]);
    assert!(!run.stdout.contains('\u{1b}'), "{run}");
    let run = linkwright(&corpus, &["audit", "site", "--limit", "0", "--color", "always"]);
    assert!(!run.stdout.contains("\u{1b}]0;") && !run.stdout.contains("\u{1b}[2J"), "{run}");
}

/// `linkwright … | head -1` closes the pipe long before everything is written.
#[test]
fn a_closed_pipe_is_no_error() {
    let corpus = with_dead_link();
    for arguments in [&["audit", "site"][..], &["audit", "site", "--format", "json"], &["rules"], &["--help"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_linkwright"))
            .current_dir(corpus.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]), "{arguments:?}");
    }
}
