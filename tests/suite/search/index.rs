//! The index itself: kept in a folder, kept up to date, and answering like a fresh one.

use std::path::Path;

use linkwright::catalog::Catalog;
use linkwright::corpus::boilerplate::Boilerplate;
use linkwright::corpus::prose::Prose;
use linkwright::search::{
    Draft, Durability, IndexWriter, Lexicons, SearchError, SearchIndex, SearchRequest, SearchResponse, Searcher, key,
};

use crate::support::Corpus;

fn open(folder: &Path) -> Result<IndexWriter, SearchError> {
    IndexWriter::open_or_create(folder, Durability::LeftToSystem)
}

fn add(writer: &IndexWriter, catalog: &Catalog, name: &str) {
    add_all(writer, catalog, &[name]);
}

/// Adds these side by side.
fn add_all(writer: &IndexWriter, catalog: &Catalog, names: &[&str]) {
    let lexicons = Lexicons::default();
    let draft = |name: &&str| {
        let id = catalog.ids().find(|&id| &&*catalog.article(id).path == name).unwrap();
        let text = catalog.read_text(id).unwrap();
        Draft::new(catalog.article(id), Prose::read(name, &text), &lexicons)
    };
    writer.add(names.iter().map(draft), &Boilerplate::default()).unwrap();
}

fn answers(searcher: &Searcher) -> Vec<SearchResponse> {
    ["jam", "plum jam ", "\"plum jam\"", "jma ", "boil -plum", "title:jam", "p", "cherry sugar boil "]
        .map(|query| {
            let request = SearchRequest { facets: true, explain: true, ..SearchRequest::new(query) };
            SearchResponse { took_ms: 0.0, ..searcher.search(&request).unwrap() }
        })
        .to_vec()
}

fn pantry(second: &str) -> Corpus {
    let mut corpus = Corpus::new().file("z.md", format!("# Jam\n\n{second}\n"));
    for (number, fruit) in ["plum", "cherry", "apricot", "quince", "plum and cherry"].iter().enumerate() {
        corpus = corpus
            .file(&format!("{number}.md"), format!("# {fruit} jam\n\nBoil the {fruit} jam with {number} of sugar.\n"));
    }
    corpus
}

#[test]
fn an_index_kept_up_to_date_answers_like_a_fresh_one() {
    let (old, new) = (pantry("Of old plums and prunes."), pantry("Of new plums."));
    let (old, new) = (old.load(), new.load());
    let names = ["0.md", "1.md", "2.md", "3.md", "4.md", "z.md"];
    let folder = tempfile::tempdir().unwrap();
    let mut kept = open(folder.path()).unwrap();
    for name in names {
        add(&kept, &old, name);
        kept.commit(name).unwrap();
    }
    for name in ["z.md", "1.md", "z.md"] {
        kept.delete(key(name));
        add(&kept, &new, name);
        kept.commit(name).unwrap();
    }
    let mut fresh = IndexWriter::in_memory().unwrap();
    names.iter().for_each(|name| add(&fresh, &new, name));
    fresh.commit("").unwrap();
    let kept = Searcher::new(SearchIndex::open(folder.path()).unwrap(), new.article_facts()).unwrap();
    let fresh = Searcher::new(SearchIndex::of(&fresh).unwrap(), new.article_facts()).unwrap();
    assert!(answers(&fresh)[0].total >= 6);
    for (kept, fresh) in answers(&kept).iter().zip(answers(&fresh)) {
        assert_eq!(*kept, fresh);
    }
}

#[test]
fn a_writer_killed_in_the_midst_of_a_commit_is_not_in_the_way_of_the_next() {
    let corpus = pantry("x");
    let catalog = corpus.load();
    let folder = tempfile::tempdir().unwrap();
    let mut writer = open(folder.path()).unwrap();
    add_all(&writer, &catalog, &["0.md", "1.md"]);
    writer.commit("first").unwrap();
    let meta = folder.path().join("meta.json");
    let first = std::fs::read(&meta).unwrap();
    let again = |mut writer: IndexWriter, payload: &str| {
        writer.delete(key("0.md"));
        add(&writer, &catalog, "0.md");
        writer.commit(payload).unwrap();
    };
    again(writer, "second");
    // All is written, but for what names it.
    std::fs::write(&meta, first).unwrap();
    again(open(folder.path()).unwrap(), "third");
    let index = SearchIndex::open(folder.path()).unwrap();
    assert_eq!((index.payload(), index.len()), (Some("third"), 2));
}

#[test]
fn an_open_index_stays_as_it_is_and_knows_its_payload() {
    let corpus = pantry("x");
    let catalog = corpus.load();
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(SearchIndex::open(folder.path()), Err(SearchError::Missing)));
    let mut writer = open(folder.path()).unwrap();
    add(&writer, &catalog, "0.md");
    writer.commit("first").unwrap();
    let first = SearchIndex::open(folder.path()).unwrap();
    add(&writer, &catalog, "1.md");
    assert_eq!(SearchIndex::open(folder.path()).unwrap().payload(), Some("first"));
    writer.commit("second").unwrap();
    assert_eq!((first.payload(), first.len()), (Some("first"), 1));
    let second = SearchIndex::open(folder.path()).unwrap();
    assert_eq!((second.payload(), second.len()), (Some("second"), 2));
    assert!(matches!(open(folder.path()), Err(SearchError::Locked)));
    drop(writer);
    assert_eq!(open(folder.path()).unwrap().payload().unwrap().as_deref(), Some("second"));
}

#[test]
fn another_schema_is_no_index_of_ours() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("meta.json"), "{\"damaged\"").unwrap();
    assert!(SearchIndex::open(folder.path()).is_err());
    assert!(open(folder.path()).is_err());
}
