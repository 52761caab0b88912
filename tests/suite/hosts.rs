//! Which host is the site's own, where nothing but links tells, and what is not said where even they do not.

use crate::support::Corpus;

/// Articles that link one another, all by absolute URLs, and one of them what is not there.
fn linked_absolutely(path: impl Fn(&str) -> String, url: impl Fn(&str) -> String) -> Corpus {
    let names: Vec<String> = (0..12).map(|number| format!("tea-{number}")).collect();
    let mut corpus = Corpus::new().file(&path("gone-by"), format!("[gone]({})", url("tea-13")));
    for (at, name) in names.iter().enumerate() {
        let next = &names[(at + 1) % names.len()];
        corpus = corpus.file(&path(name), format!("[next]({}) [code](https://github.com/a/b/tree/main/x)", url(next)));
    }
    corpus
}

#[test]
fn absolute_links_alone_tell_host_and_mount() {
    let absolute = |name: &str| format!("https://www.example.org/blog/{name}/");
    let audited = linked_absolutely(|name| format!("posts/{name}.md"), absolute).audit_only(&["dead-link"]);
    assert_eq!(audited.findings(), ["dead-link posts/gone-by.md:1"]);
    assert_eq!(audited.catalog.site.mounts().len(), 1);
    assert_eq!(audited.catalog.link_counts().internal, 13);
}

#[test]
fn a_site_that_articles_came_from_is_another_one() {
    let old = |name: &str| format!("https://old.example.org/blog/{name}/");
    let mut corpus = linked_absolutely(|name| format!("posts/{name}.md"), old);
    for number in 0..5 {
        corpus =
            corpus.file(&format!("posts/{number}.md"), format!("[still there]({})", old(&format!("left-{number}"))));
    }
    assert!(corpus.audit_only(&["dead-link"]).findings().is_empty());
}

#[test]
fn files_shown_by_a_forge_are_not_the_site() {
    let shown = |name: &str| format!("https://github.com/a/b/tree/main/posts/{name}");
    let audited = linked_absolutely(|name| format!("posts/{name}/README.md"), shown).audit_only(&["dead-link"]);
    assert!(audited.findings().is_empty() && audited.catalog.site.mounts().is_empty());
}

#[test]
fn structure_is_not_judged_where_urls_are_not_those_of_files() {
    let url = |name: &str| format!("https://example.org/docs/tea/{name}");
    let audited =
        linked_absolutely(|name| format!("content/tea/concepts/{name}/{name}.md"), url).audit_only(&["structure"]);
    assert!(audited.findings().is_empty(), "{:?}", audited.findings());
    assert_eq!(audited.audit.not_judged.len(), 1);
    // Another site with such pages is no reason where articles do link one another.
    let mut corpus = linked_absolutely(|name| format!("content/tea/concepts/{name}/{name}.md"), url);
    for number in 0..5 {
        corpus = corpus.file(&format!("{number}.md"), "[a](0.md) [b](1.md) [c](2.md) [d](3.md)");
    }
    assert!(!corpus.audit_only(&["structure"]).findings().is_empty());
}

/// Posts that link one another as they lie, and other sites in the same breath.
fn beside(own: impl Fn(usize) -> String, elsewhere: impl Fn(usize) -> String) -> Corpus {
    (0..14).fold(Corpus::new().file("index.md", "[first](posts/0.md)"), |corpus, number| {
        let text = format!("[next]({}) {}", own((number + 1) % 14), elsewhere(number));
        corpus.file(&format!("posts/{number}.md"), text)
    })
}

#[test]
fn posts_that_stand_elsewhere_as_well_do_not_make_that_their_site() {
    let crosspost = |number| format!("[first there](https://medium.com/@me/{number})");
    for own in [(|number| format!("/posts/{number}/")) as fn(usize) -> String, |number| format!("{number}.md")] {
        let audited = beside(own, crosspost).audit_only(&["dead-link", "orphan", "self-link"]);
        assert!(audited.findings().is_empty() && audited.catalog.site.mounts().is_empty(), "{:?}", audited.findings());
    }
    let original = |number| {
        format!(
            "[original](https://docs.up.org/en/posts/{number}) [more](https://docs.up.org/en/posts/only-there-{number})"
        )
    };
    let audited = beside(|number| format!("{number}.md"), original).audit_only(&["dead-link", "self-link"]);
    assert!(audited.findings().is_empty(), "{:?}", audited.findings());
}
