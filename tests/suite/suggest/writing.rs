use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::brewing;
use crate::run::{command, linkwright, linkwright_in};
use crate::support::Corpus;

/// All files of a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

fn articles(corpus: &Corpus) -> BTreeMap<String, Vec<u8>> {
    files(&corpus.path().join("site")).into_iter().filter(|(name, _)| name.ends_with(".md")).collect()
}

const ALL: [&str; 4] = ["suggest", "--all", "--corpus", "site"];

#[test]
fn a_patch_and_apply_come_to_the_same() {
    let (patched, applied) = (brewing(), brewing());
    let before = articles(&patched);
    let run = linkwright(&patched, &[&ALL[..], &["--format", "diff"]].concat());
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(articles(&patched), before, "a patch changes nothing by itself");
    fs::write(patched.path().join("links.patch"), &run.stdout).unwrap();
    let git = Command::new("git").current_dir(patched.path()).args(["apply", "links.patch"]).output().unwrap();
    assert!(git.status.success(), "{}\n{}", String::from_utf8_lossy(&git.stderr), run.stdout);
    let run = linkwright(&applied, &[&ALL[..], &["--apply"]].concat());
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(articles(&patched), articles(&applied));
    let steep = String::from_utf8(articles(&applied)["steep.md"].clone()).unwrap();
    assert!(steep.contains("[water hardness at home](/water/) with a strip"), "{steep}");
}

#[test]
fn applying_twice_changes_nothing() {
    let section = ["suggest", "steep", "--corpus", "site", "--section", "Internal links"];
    for what in [&ALL[..], &section] {
        let corpus = brewing();
        let arguments = [what, &["--apply"]].concat();
        linkwright(&corpus, &arguments);
        let (once, decisions) = (articles(&corpus), files(&corpus.path().join("site")));
        assert!(decisions.contains_key("linkwright.decisions.yaml"));
        let run = linkwright(&corpus, &arguments);
        assert_eq!((run.code, run.stdout.as_str()), (0, "No link was written\n"), "{what:?} {run}");
        assert_eq!(articles(&corpus), once, "{what:?}");
        assert_eq!(files(&corpus.path().join("site")), decisions);
    }
}

#[test]
fn a_section_takes_what_has_no_sentence() {
    let corpus = brewing();
    let run = linkwright(&corpus, &["suggest", "steep", "--section", "Internal links", "--apply", "--corpus", "site"]);
    assert_eq!(run.code, 0, "{run}");
    let text = fs::read_to_string(corpus.path().join("site/steep.md")).unwrap();
    let section = text.split("\n## Internal links\n\n").nth(1).unwrap_or_else(|| panic!("{text}"));
    for item in ["- [Water hardness at home](/water/)\n", "- [Cold brew concentrate](/cold/)\n"] {
        assert!(section.contains(item), "{text}");
    }
    assert!(section.lines().all(|line| line.starts_with("- [")), "{text}");
}

#[test]
fn a_patch_for_a_corpus_elsewhere_says_where_it_belongs() {
    let corpus = brewing();
    fs::create_dir(corpus.path().join("other")).unwrap();
    let run =
        linkwright_in(&corpus.path().join("other"), &["suggest", "steep", "--corpus", "../site", "--format", "diff"]);
    assert!(run.stderr.contains("the patch is to be applied in `../site`"), "{run}");
    assert!(run.stdout.contains("\n--- a/steep.md\n"), "{run}");
}

/// A file size limit of nothing is what a full disk looks like.
#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing() {
    let corpus = brewing();
    let before = files(&corpus.path().join("site"));
    let binary = env!("CARGO_BIN_EXE_linkwright");
    let script = format!("trap '' XFSZ; ulimit -f 0; exec '{binary}' {} --apply 2>&1 | cat", ALL.join(" "));
    let output = assert_cmd::Command::new("sh").current_dir(corpus.path()).args(["-c", &script]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("all files are as they were"), "{told}");
    assert_eq!(files(&corpus.path().join("site")), before);
    let run = linkwright(&corpus, &[&ALL[..], &["--apply"]].concat());
    assert_eq!(run.code, 0, "and there is room again: {run}");
}

/// `trap` and the pipe of the test above hide the exit code.
#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_an_error() {
    let corpus = brewing();
    let file = corpus.path().join("site/steep.md");
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    let before = articles(&corpus);
    let output = command(corpus.path()).args(ALL).arg("--apply").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("`steep.md` is write-protected; nothing was written"), "{told}");
    assert_eq!(articles(&corpus), before);
}

/// What a run wrote counts towards the limit of its paragraph in the next one.
#[test]
fn a_second_run_leaves_the_paragraphs_of_the_first_alone() {
    let text = "---\ntitle: Brewing days\n---\n\nFill a gooseneck kettle guide in hand, and keep some cold brew concentrate.\n";
    let corpus = brewing().file("site/days.md", text);
    let run = || linkwright(&corpus, &["suggest", "days", "--corpus", "site", "--apply"]);
    assert!(run().stdout.ends_with("1 link written in 1 article\n"), "{}", run());
    assert_eq!(run().stdout, "No link was written\n");
}
