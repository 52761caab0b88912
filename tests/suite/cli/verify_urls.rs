//! `verify-urls`: what the map and a built site make of each other.

use crate::run::linkwright;
use crate::support::Corpus;

/// Two dated posts and a page, of a site that serves posts below `/blog/` by year.
fn dated() -> Corpus {
    Corpus::new()
        .file("content/index.md", "# Home\n\n[about](/about/)\n")
        .file("content/about.md", "# About\n")
        .file("content/posts/2025-03-01-tea.md", "# Tea\n")
        .file("content/posts/2026-01-31-cocoa.md", "# Cocoa\n")
        .file("dist/index.html", "<p>Home</p>")
        .file("dist/about/index.html", "<p>About</p>")
        .file("dist/blog/2025/tea/index.html", "<p>Tea</p>")
        .file("dist/blog/2026/cocoa/index.html", "<p>Cocoa</p>")
}

#[test]
fn differences_are_listed_and_the_proposed_lines_remove_them() {
    let corpus = dated();
    let run = linkwright(&corpus, &["verify-urls", "content", "--dist", "dist"]);
    assert_eq!(run.code, 1, "{run}");
    for line in [
        "invented: URLs of articles that the built site does not have (2)",
        "  /posts/2025-03-01-tea/  posts/2025-03-01-tea.md",
        "missed: URLs of the built site that the map does not know (2)",
        "  /blog/2026/cocoa/",
        "4 pages: 2 by articles, 0 otherwise; 2 invented, 2 missed, 0 unresolved",
    ] {
        assert!(run.stdout.contains(line), "{line}\n{run}");
    }
    let lines = linkwright(&corpus, &["verify-urls", "content", "--dist", "dist", "--fix-config"]);
    assert_eq!(lines.stdout, "site:\n  permalinks:\n    \"posts/*\": /blog/{year}/{slug}/  # 2 articles\n");
    let corpus = corpus.file("linkwright.yaml", &lines.stdout);
    let run = linkwright(&corpus, &["verify-urls", "content", "--dist", "dist"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("the map agrees with the built site: 4 pages, 4 by articles"), "{run}");
}

#[test]
fn a_sitemap_does_as_well_and_forms_of_addresses_are_told_apart() {
    let sitemap = "<urlset><url><loc>https://a.example/blog/one.html</loc></url>\n\
                   <url><loc>https://a.example/blog/two/</loc></url></urlset>";
    let corpus = Corpus::new()
        .file("content/one.md", "# One\n")
        .file("content/two.md", "# Two\n")
        .file("linkwright.yaml", "site: {base_path: /blog, permalinks: {one.md: /one.html}}\n")
        .file("sitemap.xml", sitemap);
    let run = linkwright(&corpus, &["verify-urls", "content", "--sitemap", "sitemap.xml"]);
    assert_eq!(run.code, 0, "{run}");
    // `/one/` is another page than `/one.html`.
    let corpus = corpus.file("linkwright.yaml", "site: {base_path: /blog}\n");
    let run = linkwright(&corpus, &["verify-urls", "content", "--sitemap", "sitemap.xml", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["invented"], serde_json::json!([{"path": "one.md", "url": "/one/"}]), "{run}");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let corpus = dated().file("empty/readme.txt", "x");
    let run = linkwright(&corpus, &["verify-urls", "content", "--dist", "empty"]);
    assert!(run.code == 2 && run.stderr.contains("there are no pages in empty"), "{run}");
    let run = linkwright(&corpus, &["verify-urls", "content", "--sitemap", "gone.xml"]);
    assert!(run.code == 2 && run.stderr.contains("cannot read gone.xml"), "{run}");
    assert_eq!(linkwright(&corpus, &["verify-urls", "content"]).code, 2);
}
