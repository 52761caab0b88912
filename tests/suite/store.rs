//! The index on disk: after whatever happened to files and index, it answers as one made now.

mod damage; // files of the index broken, lost, cut
mod edits; // random edits of the corpus
mod shared; // several writers and readers at once

use std::path::{Path, PathBuf};
use std::time::Duration;

use linkwright::catalog::Catalog;
use linkwright::catalog::store::{self, Notice, Request, Snapshot, StoreError};
use linkwright::search::{SearchRequest, Searcher};
use linkwright::settings::Settings;

use crate::support::Corpus;

/// A corpus with an index beside it.
struct Indexed {
    corpus: Corpus,
    settings: Settings,
    rebuild: bool,
}

type Act = fn(&Request<'_>) -> Result<Snapshot, StoreError>;

impl Indexed {
    /// Nothing yet.
    fn new() -> Self {
        Self { corpus: Corpus::new(), settings: Settings::default(), rebuild: false }
    }

    fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        Self { corpus: self.corpus.file(&format!("content/{path}"), text), ..self }
    }

    fn root(&self) -> PathBuf {
        self.corpus.path().join("content")
    }

    fn folder(&self) -> PathBuf {
        self.corpus.path().join("index")
    }

    /// Acts on the index; the notices that were given come along.
    fn act(&self, act: Act) -> (Result<Snapshot, StoreError>, Vec<String>) {
        let notices = std::cell::RefCell::new(Vec::new());
        let notice = |notice: &Notice| notices.borrow_mut().push(format!("{notice:?}"));
        let snapshot = act(&Request {
            root: &self.root(),
            settings: &self.settings,
            folder: &self.folder(),
            replace: true,
            rebuild: self.rebuild,
            patience: Duration::ZERO,
            progress: &|_| {},
            notice: &notice,
        });
        (snapshot, notices.into_inner())
    }

    fn update(&self) -> Snapshot {
        self.act(store::update).0.expect("the index can be written")
    }

    /// What this snapshot answers.
    fn answers(&self, snapshot: Snapshot) -> String {
        let corpus = snapshot.corpus().expect("records can be read");
        let catalog = Catalog::of(&self.root(), &self.settings, corpus).expect("a catalog can be made");
        let searcher = catalog.searcher(snapshot.index).expect("the index can be searched");
        answers(&catalog, &searcher)
    }

    /// What a fresh look at the corpus answers.
    fn fresh(&self) -> String {
        fresh(&self.root(), &self.settings)
    }

    /// Updates the index and holds its answers against those of a fresh look, and of the commit read back.
    fn check(&self) {
        let (fresh, updated) = (self.fresh(), self.answers(self.update()));
        assert_eq!(updated, fresh, "the updated index against a fresh one");
        let as_is = self.act(store::as_is).0.expect("there is an index");
        assert_eq!(self.answers(as_is), fresh, "the index read back against a fresh one");
    }
}

/// What a fresh look at the corpus answers.
fn fresh(root: &Path, settings: &Settings) -> String {
    let catalog = Catalog::load(root, settings, &|| {}).expect("the corpus can be read");
    answers(&catalog, &catalog.search_in_memory().expect("an index can be made"))
}

/// Records, links, and hits with their scores, as text.
fn answers(catalog: &Catalog, searcher: &Searcher) -> String {
    let mut told = format!("{:#?}\n{:?}\n{:?}\n", catalog.articles, catalog.link_scores(), catalog.not_read);
    for id in catalog.ids() {
        told += &format!("{} {:?}\n", catalog.url(id), catalog.links(id).map(|(_, target)| target).collect::<Vec<_>>());
    }
    for query in ["knife", "policy", "sharpen a dull knife", "cleaning", "\"whet stone\"", "zebra", "notes"] {
        let found = searcher.search(&SearchRequest::new(query)).expect("a query never fails");
        told += &format!("{query}: {} {:#?}\n", found.total, found.hits);
    }
    told
}

#[test]
fn settings_that_change_how_files_read_make_the_index_anew() {
    let mut indexed =
        Indexed::new().file("a.md", "---\nname: Named\nstate: off\n---\n# A knife\n").file("b.md", "# B\n");
    indexed.check();
    indexed.settings.fields.title = linkwright::settings::Names::One("name".to_owned());
    let (snapshot, notices) = indexed.act(store::as_is);
    assert!(matches!(snapshot, Err(StoreError::Unusable(_))), "{notices:?}");
    let (snapshot, notices) = indexed.act(store::update);
    assert_eq!((snapshot.unwrap().changes.added, &*notices), (2, &["Rebuilding(Settings)".to_owned()][..]));
    indexed.check();
    // What is applied after reading does not.
    indexed.settings.drafts.include = true;
    assert_eq!(indexed.update().rebuilt, None);
}

#[test]
fn an_index_of_another_corpus_is_replaced_only_when_told() {
    let indexed = Indexed::new().file("a.md", "# A\n").file("below/b.md", "# B\n");
    indexed.update();
    let below = |replace| {
        let root = indexed.root().join("below");
        let settings = Settings::default();
        let folder = indexed.folder();
        let (rebuild, patience) = (false, Duration::ZERO);
        let (progress, notice) = (&|_| {}, &|_: &Notice| {});
        store::refresh(&Request {
            root: &root,
            settings: &settings,
            folder: &folder,
            replace,
            rebuild,
            patience,
            progress,
            notice,
        })
    };
    assert!(matches!(below(false), Err(StoreError::Unusable(store::Reason::Corpus(_)))));
    assert_eq!(indexed.update().changes.unchanged, 2);
    assert_eq!(below(true).unwrap().table.rows.len(), 1);
}

#[test]
fn rebuilding_gives_the_same_answers() {
    let mut indexed = Indexed::new().file("a.md", "# A knife\n").file("b.md", "# B knife\n");
    indexed.check();
    indexed.rebuild = true;
    let snapshot = indexed.update();
    assert_eq!((snapshot.rebuilt.as_ref(), snapshot.changes.added), (Some(&store::Reason::Asked), 2));
    indexed.check();
}

#[test]
fn an_index_inside_the_corpus_is_no_part_of_it() {
    let indexed = Indexed::new().file("a.md", "# A\n");
    let (root, settings) = (indexed.root(), Settings::default());
    let before = fresh(&root, &settings);
    let inside = root.join("index");
    let (progress, notice) = (&|_| {}, &|_: &Notice| {});
    let (replace, rebuild, patience) = (true, false, Duration::ZERO);
    for _ in 0..2 {
        let folder = &inside;
        let root = &root;
        let settings = &settings;
        let request = Request { root, settings, folder, replace, rebuild, patience, progress, notice };
        let snapshot = store::update(&request).unwrap();
        assert_eq!(indexed.answers(snapshot), before);
    }
}

#[test]
fn changes_are_kept_beside_the_table_until_there_are_many() {
    let text = |number: usize| format!("# Knife {number}\n\nA text about cleaning the knife of number {number}.\n");
    let policy = "\nThis policy of ours stands in many of these articles.\n";
    let mut indexed = (0..64).fold(Indexed::new(), |indexed, number| {
        let policy = if number % 30 == 0 { policy } else { "" };
        indexed.file(&format!("{number:02}.md"), text(number) + policy)
    });
    indexed.update();
    let tables = |indexed: &Indexed| {
        let names = std::fs::read_dir(indexed.folder()).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with("articles-")).count()
    };
    assert_eq!(tables(&indexed), 1);
    let mut most = 1;
    for step in 0..10 {
        let name = format!("{:02}.md", 7 * step % 64);
        indexed = match step % 5 {
            // Makes the policy boilerplate, and later no longer.
            0 | 1 => indexed.file(&name, text(step) + policy),
            2 => indexed.file(&format!("new-{step}.md"), text(step)),
            3 => {
                std::fs::rename(indexed.root().join(&name), indexed.root().join(format!("moved-{step}.md"))).unwrap();
                indexed
            }
            _ => {
                std::fs::remove_file(indexed.root().join("00.md").with_file_name(name)).unwrap();
                indexed
            }
        };
        indexed.check();
        most = most.max(tables(&indexed));
    }
    assert_eq!(most, 2);
    assert_eq!(indexed.update().changes.unchanged, indexed.update().table.rows.len());
}
