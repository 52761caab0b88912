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

/// A site whose articles name each other in sentences and as items of lists.
fn listing(articles: usize) -> Corpus {
    let first = ["amber", "birch", "cobalt", "dune", "ember", "fjord", "grove"];
    let second = ["lantern", "harbor", "kettle", "mirror", "orchard"];
    let name = |at: usize| {
        let at = at % articles;
        format!("{} {} {}", first[at % first.len()], second[at % second.len()], second[(at * 3 + 1) % second.len()])
    };
    (0..articles).fold(Corpus::new(), |corpus, at| {
        let near = name(at + 1);
        // More of them than a page may get links: what is forgotten makes room for others.
        let items: String = (2..11).map(|step| format!("- {}\n", name(at + step))).collect();
        let text = format!(
            "---\ntitle: {}\n---\n\nWe saw the {near} on day {at}.\n\n{items}- Mend the {near} in May\n\n\
             Back to [number {at}](/n{}/).\n",
            name(at),
            (at * 7 + 2) % articles
        );
        corpus.file(&format!("site/n{at}.md"), text)
    })
}

fn sample() -> Corpus {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut folders = vec![root.clone()];
    let mut corpus = Corpus::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = Path::new("site").join(path.strip_prefix(&root).unwrap());
                corpus = corpus.file(name.to_str().unwrap(), fs::read(&path).unwrap());
            }
        }
    }
    corpus
}

/// What was written is read as if it were not there: words that became links in sentences and as whole items, and items that
/// came with their links.
#[test]
fn whole_sites_take_the_same_links_once() {
    for (site, make) in [("sample", sample as fn() -> Corpus), ("lists", || listing(35))] {
        for section in [&[][..], &["--section", "Internal links"]] {
            let corpus = make();
            let arguments = [&ALL[..], &["--apply"], section].concat();
            let first = linkwright(&corpus, &arguments);
            assert!(first.stdout.contains(" links written in "), "{site} {first}");
            let second = linkwright(&corpus, &arguments);
            assert_eq!(
                (second.code, second.stdout.as_str()),
                (0, "No link was written\n"),
                "{site} {section:?} {second}"
            );
        }
    }
}
