use linkwright::catalog::FindError;

use crate::support::Corpus;

fn corpus() -> Corpus {
    Corpus::new()
        .file("index.md", "# Home\n")
        .file("posts/green-tea.md", "---\ntitle: Green Tea\nslug: grüner-tee\n---\n")
        .file("posts/black-tea.md", "# Black tea\n")
        .file("posts/index.md", "# Posts\n")
        .file("notes/black-tea.md", "# Notes\n")
        .file("notes/kettles.md", "# All About Kettles\n")
}

#[test]
fn an_article_is_found_by_whatever_names_it() {
    let corpus = corpus();
    let catalog = corpus.load();
    let absolute = corpus.path().join("notes/kettles.md");
    for (name, path) in [
        ("posts/green-tea.md", "posts/green-tea.md"),
        ("./posts/green-tea.md", "posts/green-tea.md"),
        (absolute.to_str().unwrap(), "notes/kettles.md"),
        ("/posts/grüner-tee/", "posts/green-tea.md"),
        ("https://example.org/posts/black-tea/?x#y", "posts/black-tea.md"),
        ("/", "index.md"),
        ("Grüner-Tee", "posts/green-tea.md"),
        ("green-tea", "posts/green-tea.md"),
        ("Green tea", "posts/green-tea.md"),
        ("kettle", "notes/kettles.md"),
        ("about kett", "notes/kettles.md"),
        ("posts/black", "posts/black-tea.md"),
    ] {
        assert_eq!(catalog.find(name).map(|id| &*catalog.article(id).path), Ok(path), "{name}");
    }
}

#[test]
fn what_may_be_several_is_listed_and_what_is_none_has_a_neighbour() {
    let catalog = corpus().load();
    let Err(FindError::Ambiguous { candidates, total, .. }) = catalog.find("black-tea") else { panic!("ambiguous") };
    assert_eq!((candidates, total), (vec!["notes/black-tea.md".to_owned(), "posts/black-tea.md".to_owned()], 2));
    let told = catalog.find("posts/gren-tea.md").unwrap_err().to_string();
    assert_eq!(told, "there is no article `posts/gren-tea.md`\n  help: did you mean `posts/green-tea.md`?");
    assert!(catalog.find("ketles").unwrap_err().to_string().ends_with("did you mean `notes/kettles.md`?"));
    assert_eq!(
        catalog.find("zzzzzzzzzzzz").unwrap_err(),
        FindError::Unknown { name: "zzzzzzzzzzzz".into(), near: None }
    );
    assert!(catalog.find("").is_err() && catalog.find(&"x/".repeat(4000)).is_err());
}
