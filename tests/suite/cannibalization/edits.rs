//! Clusters that are merged: redirects as aliases of the owner, links led to it, by patch or at once, and twice is once.

use std::process::Command;

use super::{article, site, words};
use crate::run::{Run, linkwright};
use crate::support::Corpus;

/// The owner by decree, with `more` in its front matter, its copy, and articles that link to the copy in every way there is.
fn copies(more: &str) -> Corpus {
    let (text, more) = (words(1, 300), format!("owns: [brew green tea]\n{more}"));
    site()
        .file("tea/brew.md", article("Brew green tea", "brew green tea", &more, &text))
        .file("tea/again.md", article("Brewing green tea", "green tea brewing", "", &text))
        .file("index.md", "# Start\n\nAll of it is told [at length](tea/brew.md), and [more](tea/brew.md) of it.\n")
        .file("inline.md", "# Inline\n\nTold in [another place](tea/again.md \"Again\"), and [by URL](/tea/again/).\n")
        .file("named.md", "# Named\n\nTold [here][tea] and [there][tea].\n\n[tea]: tea/again.md\n")
        .file("tags.md", "# Tags\n\nTold in <a class=\"x\" href=\"/tea/again/\">another place</a>.\n")
        .file("part.md", "# Part\n\nTold in [a part](tea/again.md#brewing-green-tea) of it.\n")
}

const FILES: [&str; 7] = ["tea/brew.md", "tea/again.md", "index.md", "inline.md", "named.md", "tags.md", "part.md"];

fn texts(corpus: &Corpus) -> Vec<String> {
    FILES.iter().map(|name| std::fs::read_to_string(corpus.path().join(name)).unwrap()).collect()
}

pub(super) fn apply(corpus: &Corpus) -> Run {
    let run = linkwright(corpus, &["cannibalization", ".", "--apply"]);
    assert_eq!(run.code, 0, "{run}");
    run
}

pub(super) fn patch(corpus: &Corpus) -> Run {
    let run = linkwright(corpus, &["cannibalization", ".", "--format", "diff"]);
    assert_eq!(run.code, 0, "{run}");
    std::fs::write(corpus.path().join("links.patch"), &run.stdout).unwrap();
    run
}

pub(super) fn git_apply(corpus: &Corpus) {
    let git = Command::new("git").current_dir(corpus.path()).args(["apply", "links.patch"]).output().unwrap();
    assert!(git.status.success(), "{}", String::from_utf8_lossy(&git.stderr));
}

#[test]
fn links_to_a_copy_are_led_to_the_owner_and_its_url_is_an_alias() {
    let corpus = copies("");
    let run = apply(&corpus);
    assert!(run.stderr.contains("1 article is redirected but still there"), "{run}");
    let [brew, again, index, inline, named, tags, _] = texts(&corpus).try_into().unwrap();
    assert!(brew.contains("aliases:\n  - /tea/again/\n---\n"), "{brew}");
    assert_eq!(again, texts(&copies(""))[1], "the copy itself is a person's to delete");
    assert_eq!(index, texts(&copies(""))[2]);
    assert!(inline.contains("[another place](/tea/brew/ \"Again\"), and [by URL](/tea/brew/)."), "{inline}");
    assert!(named.contains("[here][tea] and [there][tea].\n\n[tea]: tea/brew.md\n"), "{named}");
    assert!(tags.contains("class=\"x\" href=\"/tea/brew/\">another place"), "{tags}");
}

#[test]
fn aliases_go_where_the_front_matter_has_them() {
    let has = |more: &str| {
        let corpus = copies(more);
        apply(&corpus);
        texts(&corpus).swap_remove(0)
    };
    assert!(has("aliases: [/old/]\n").contains("aliases: [/old/, /tea/again/]\n"));
    assert!(has("aliases: []\n").contains("aliases: [/tea/again/]\n"));
    assert!(has("aliases:\n- /old/\n").contains("aliases:\n- /old/\n- /tea/again/\n"));
    assert!(has("redirect_from:\n    - /old/\n").contains("redirect_from:\n    - /old/\n    - /tea/again/\n"));
    assert!(has("aliases: \"/old/\"\n").contains("aliases: [\"/old/\", /tea/again/]\n"));
    let known = has("aliases: [/tea/again]\n");
    assert!(known.contains("aliases: [/tea/again]\n"), "{known}");
    // What cannot be written without reading it as YAML would is told and left.
    let odd = copies("aliases: &old /old/\n");
    let run = apply(&odd);
    assert!(run.stderr.contains("not written: tea/brew.md"), "{run}");
    assert_eq!(texts(&odd)[0], texts(&copies("aliases: &old /old/\n"))[0]);
}

#[test]
fn a_patch_of_a_merge_is_what_is_applied_and_twice_is_once() {
    for more in ["", "aliases: [/old/]\n"] {
        let (patched, applied) = (copies(more), copies(more));
        let before = texts(&patched);
        patch(&patched);
        assert_eq!(texts(&patched), before, "a patch changes nothing by itself");
        git_apply(&patched);
        apply(&applied);
        assert_ne!(texts(&applied), before);
        assert_eq!(texts(&applied), texts(&patched));
        let once = texts(&applied);
        assert!(apply(&applied).stdout.contains("Nothing was changed"));
        assert_eq!(texts(&applied), once);
        assert_eq!(patch(&patched).stdout, "", "nothing is left to patch");
        assert_eq!(texts(&patched), once);
    }
}

#[test]
fn links_that_may_not_be_touched_are_told_and_left() {
    let corpus = copies("").file("linkwright.yaml", "suggest: {nolink: [inline.md]}\n");
    let before = texts(&corpus);
    let run = apply(&corpus);
    assert!(run.stderr.contains("not written: inline.md"), "{run}");
    assert_eq!(texts(&corpus)[3], before[3]);
    assert_ne!(texts(&corpus)[4], before[4]);
}

#[test]
fn a_redirect_is_written_as_the_generator_reads_it() {
    let brew = |corpus: &Corpus| std::fs::read_to_string(corpus.path().join("tea/brew.md")).unwrap();
    let jekyll = copies("").file("_config.yml", "title: Tea\n");
    apply(&jekyll);
    assert!(brew(&jekyll).contains("redirect_from:\n  - /tea/again"), "{}", brew(&jekyll));
}
