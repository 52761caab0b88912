//! Several writers and readers at once.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use linkwright::catalog::store;

use super::Indexed;
use crate::run::linkwright;
use crate::support::Corpus;

fn indexed() -> Indexed {
    let indexed = Indexed::new().file("a.md", "# A knife\n").file("b.md", "# Cleaning\n");
    indexed.update();
    indexed
}

#[test]
fn while_another_writes_a_command_goes_on_in_memory() {
    let indexed = indexed();
    let lock = File::options().write(true).open(indexed.folder().join(".lock")).unwrap();
    lock.lock().unwrap();
    assert!(matches!(indexed.act(store::update).0, Err(store::StoreError::Locked(_))));
    let (snapshot, notices) = indexed.act(store::refresh);
    assert!(notices.iter().any(|notice| notice.starts_with("InMemory(Locked")), "{notices:?}");
    let snapshot = snapshot.unwrap();
    assert!(snapshot.index.is_some(), "nothing changed, so the index on disk is right");
    assert_eq!(indexed.answers(snapshot), indexed.fresh());
    let indexed = indexed.file("c.md", "# Another knife\n");
    let snapshot = indexed.act(store::refresh).0.unwrap();
    assert!(snapshot.index.is_none() && snapshot.changes.added == 1);
    assert_eq!(indexed.answers(snapshot), indexed.fresh());
    drop(lock);
    indexed.check();
}

/// The number of articles that a state of the corpus has is told by every one of them, so a mix would show.
#[test]
fn a_reader_sees_one_state_or_the_other() {
    let indexed = Indexed::new();
    let root = indexed.root();
    fs::create_dir_all(&root).unwrap();
    let write = |round: usize| {
        for number in 0..=round % 5 {
            fs::write(root.join(format!("{number}.md")), format!("# Knife of round {round}\n")).unwrap();
        }
        for number in round % 5 + 1..5 {
            drop(fs::remove_file(root.join(format!("{number}.md"))));
        }
    };
    write(0);
    indexed.update();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = || {
            let mut read = 0;
            while !done.load(Ordering::Relaxed) {
                let snapshot = indexed.act(store::as_is).0.expect("a reader always finds an index");
                let articles = snapshot.corpus().unwrap().articles;
                let titles: Vec<&str> = articles.iter().map(|article| article.title()).collect();
                let round: usize = titles[0].rsplit(' ').next().unwrap().parse().unwrap();
                assert!(titles.iter().all(|title| *title == titles[0]), "{titles:?}");
                assert_eq!((titles.len(), snapshot.index.unwrap().len()), (round % 5 + 1, round % 5 + 1));
                read += 1;
            }
            read
        };
        let readers: Vec<_> = (0..2).map(|_| scope.spawn(reader)).collect();
        for round in 1..25 {
            write(round);
            indexed.update();
        }
        done.store(true, Ordering::Relaxed);
        for reader in readers {
            assert!(reader.join().unwrap() > 0);
        }
    });
    indexed.check();
}

#[test]
fn processes_that_index_at_once_leave_one_good_index() {
    let indexed = indexed().file("c.md", "# Third knife\n");
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_linkwright"));
        command.current_dir(indexed.corpus.path());
        command.args(["index", "content", "--index", "index"]).stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let children: Vec<_> = (0..4).map(|_| start()).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    indexed.check();
}

#[test]
fn only_who_asks_for_an_index_leaves_one() {
    let corpus =
        Corpus::new().file("content/a.md", "# A\n\nSee [b](b.md) for more of it.\n").file("content/b.md", "# B\n");
    let there = || corpus.path().join("index").exists();
    assert_eq!(linkwright(&corpus, &["audit", "content", "--fail-on", "never"]).code, 0);
    let run = linkwright(&corpus, &["audit", "content", "--no-refresh"]);
    assert_eq!((run.code, there()), (2, false), "{run}");
    assert!(run.stderr.contains("help: `linkwright index`"), "{run}");
    let run = linkwright(&corpus, &["index", "content"]);
    assert!(run.code == 0 && there() && run.stdout.contains("2 articles (2 added)"), "{run}");
    let audit = |arguments: &[&str]| {
        let run = linkwright(&corpus, &[&["audit", "content", "--fail-on", "never"], arguments].concat());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        run.stdout
    };
    let with_index = audit(&[]);
    assert_eq!(with_index, audit(&["--no-refresh"]));
    // The audit brings the index up to date by itself, and `--no-refresh` does not look.
    let corpus = &corpus;
    fs::write(corpus.path().join("content/c.md"), "# C\n").unwrap();
    assert_eq!(audit(&["--no-refresh"]), with_index);
    assert_ne!(audit(&[]), with_index);
    let run = linkwright(corpus, &["index", "content", "--format", "json"]);
    assert!(run.stdout.contains("\"unchanged\": 3"), "{run}");
    // Another corpus is not put into it, and a folder with other files never becomes an index.
    fs::create_dir(corpus.path().join("other")).unwrap();
    fs::write(corpus.path().join("other/x.md"), "# X\n").unwrap();
    assert_eq!(linkwright(corpus, &["audit", "other", "--quiet", "--fail-on", "never"]).stderr, "");
    assert!(linkwright(corpus, &["index", "content"]).stdout.contains("3 unchanged"));
    let run = linkwright(corpus, &["audit", "other", "--index", "content"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("is no index of linkwright"), "{run}");
}
