//! The parse cache: what a refresh reads, keeps and follows.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use linkwright::corpus::cache::{self, Changes, Refreshed, Table};
use linkwright::corpus::{Article, Corpus as Read};
use linkwright::settings::Settings;

use crate::support::Corpus;

/// Refreshes `old` and says how many files were parsed.
fn refresh(corpus: &Corpus, old: Table) -> (Refreshed, usize) {
    let parsed = AtomicUsize::new(0);
    let prints = |_: &Article, text: &str| {
        parsed.fetch_add(1, Ordering::Relaxed);
        Box::from([text.len() as u64])
    };
    let refreshed = cache::refresh(corpus.path(), &Settings::default(), old, &prints, &|| {}).unwrap();
    let fresh = Read::read(corpus.path(), &Settings::default(), &|| {}).unwrap();
    assert_eq!(format!("{:?}", refreshed.table.corpus().unwrap()), format!("{fresh:?}"));
    (refreshed, parsed.into_inner())
}

fn three() -> Corpus {
    let body = |other: &str| format!("# Page\n\nIt leads to [the other]({other}.md) page.\n");
    Corpus::new().file("a.md", body("b")).file("b.md", body("c")).file("folder/c.md", body("../a")).file("x.png", "")
}

#[test]
fn only_what_changed_is_parsed() {
    let corpus = three();
    let (first, parsed) = refresh(&corpus, Table::default());
    assert_eq!((first.changes, parsed), (Changes { added: 3, ..Changes::default() }, 3));
    let corpus = corpus.file("b.md", "# Other page\n").file("d.md", "# New\n");
    fs::remove_file(corpus.path().join("folder/c.md")).unwrap();
    let (second, parsed) = refresh(&corpus, first.table);
    let expected = Changes { added: 1, changed: 1, removed: 1, unchanged: 1, renamed: 0 };
    assert_eq!((second.changes, parsed, &*second.fresh), (expected, 2, &[1, 2][..]));
    assert_eq!(second.outdated.iter().map(|row| &*row.path).collect::<Vec<_>>(), ["b.md", "folder/c.md"]);
    let (third, parsed) = refresh(&corpus, second.table);
    assert_eq!((third.changes.is_empty(), parsed), (true, 0));
}

#[test]
fn a_renamed_file_and_a_copy_keep_their_record() {
    let corpus = three();
    let (first, _) = refresh(&corpus, Table::default());
    fs::rename(corpus.path().join("a.md"), corpus.path().join("folder/z.md")).unwrap();
    fs::copy(corpus.path().join("b.md"), corpus.path().join("copy.md")).unwrap();
    let (second, parsed) = refresh(&corpus, first.table);
    assert_eq!((second.changes.renamed, second.changes.added, second.changes.removed, parsed), (1, 1, 0, 0));
    // Another extension may mean another parser.
    fs::rename(corpus.path().join("b.md"), corpus.path().join("b.mdx")).unwrap();
    assert_eq!(refresh(&corpus, second.table).1, 1);
}

#[test]
fn a_change_of_the_same_size_within_a_moment_is_seen() {
    let corpus = three();
    let mut table = Table::default();
    for round in 0..20 {
        let corpus =
            fs::write(corpus.path().join("a.md"), format!("# Page {}\n", round % 10)).map(|()| &corpus).unwrap();
        table = refresh(corpus, table).0.table;
    }
}

#[cfg(unix)]
#[test]
fn a_change_behind_old_times_is_seen() {
    let corpus = three();
    let (first, _) = refresh(&corpus, Table::default());
    let file = fs::File::options().write(true).open(corpus.path().join("a.md")).unwrap();
    let modified = file.metadata().unwrap().modified().unwrap();
    fs::write(corpus.path().join("a.md"), fs::read_to_string(corpus.path().join("a.md")).unwrap().to_uppercase())
        .unwrap();
    file.set_modified(modified).unwrap();
    assert_eq!(refresh(&corpus, first.table).0.changes.changed, 1);
}

#[test]
fn assets_count_as_a_difference() {
    let corpus = three();
    let (first, _) = refresh(&corpus, Table::default());
    let corpus = corpus.file("y.png", "");
    let (second, _) = refresh(&corpus, first.table);
    assert!(second.changes.is_empty() && second.differs);
    assert_eq!(second.table.assets, ["x.png".into(), "y.png".into()]);
}
