use linkwright::corpus::ArticleId;
use linkwright::edits::LinkWriter;

use crate::support::Corpus;

/// The article x with links to `a` and `b` in its section "Internal links".
#[track_caller]
fn with_section(name: &str, text: &str) -> String {
    let corpus = Corpus::new()
        .file("a.md", "---\ntitle: The *first* [one]\n---\n")
        .file("b.md", "---\ntitle: R&D\n---\n")
        .file(name, text);
    let catalog = corpus.load();
    let from = catalog.ids().last().unwrap();
    let written = LinkWriter::new(&catalog).section(from, "Internal links", &[ArticleId(0), ArticleId(1)]).unwrap();
    assert_eq!(written.left, [], "{text}");
    let new = written.edits.applied(text).unwrap();
    // Once there, nothing more is done.
    std::fs::write(corpus.path().join(name), &new).unwrap();
    let catalog = corpus.load();
    let again = LinkWriter::new(&catalog).section(from, "Internal links", &[ArticleId(0), ArticleId(1)]).unwrap();
    assert_eq!((again.edits.edits().len(), again.left.len()), (0, 2), "{new}");
    new
}

const ITEMS: &str = "- [The \\*first\\* \\[one\\]](/a/)\n- [R\\&D](/b/)\n";

#[test]
fn a_missing_section_comes_last() {
    for (text, between) in [("# X\n\nText.\n", "\n"), ("# X\n\nText.", "\n\n"), ("# X\n\nText.\n\n", ""), ("", "")] {
        assert_eq!(with_section("x.md", text), format!("{text}{between}## Internal links\n\n{ITEMS}"));
    }
    let crlf = "---\r\ntitle: X\r\n---\r\nText.\r\n";
    let items = ITEMS.replace('\n', "\r\n");
    assert_eq!(with_section("x.md", crlf), format!("{crlf}\r\n## Internal links\r\n\r\n{items}"));
}

#[test]
fn a_list_is_continued_in_its_own_way() {
    let before = "# X\n\n## internal  Links\n\nSee:\n\n";
    for (list, behind) in [
        ("- [Start](/)\n", "\n## Next\n\n- [x](/x/)\n"),
        ("* [Start](/),\n  the first page\n", ""),
        ("1. [Start](/)\n2. [Other](https://example.org)\n", "\nMore text.\n"),
        ("- [Start](/)\n  - [Below](/x/)\n", "## Next\n"),
    ] {
        let before = before.replace("internal  Links", "Internal Links");
        let new = with_section("x.md", &format!("{before}{list}{behind}"));
        let marker = list.split(' ').next().unwrap();
        let items: String = if marker == "1." {
            ITEMS.replacen("- [", "3. [", 1).replacen("- [", "4. [", 1)
        } else {
            ITEMS.replace("- [", &format!("{marker} ["))
        };
        let gap = if behind.starts_with('#') { "\n" } else { "" };
        assert_eq!(new, format!("{before}{list}{items}{gap}{behind}"));
    }
}

#[test]
fn a_section_without_a_list_gets_one() {
    let before = "# X\n\n## Internal links\n";
    assert_eq!(with_section("x.md", before), format!("{before}\n{ITEMS}"));
    let next = "\n## Next\n";
    assert_eq!(with_section("x.md", &format!("{before}{next}")), format!("{before}\n{ITEMS}{next}"));
    let prose = format!("{before}\nRead these.\n");
    assert_eq!(with_section("x.md", &format!("{prose}## Next\n")), format!("{prose}\n{ITEMS}\n## Next\n"));
}

#[test]
fn html_gets_html() {
    let page = |inner: &str| format!("<html>\n<body>\n  <p>Text.</p>\n{inner}</body>\n</html>\n");
    let items = "<li><a href=\"/a/\">The *first* [one]</a></li>\n    <li><a href=\"/b/\">R&amp;D</a></li>";
    let new = with_section("x.html", &page("  <h2>Internal links</h2>\n  <ul>\n    <li>x</li>\n  </ul>\n"));
    assert!(new.contains(&format!("    <li>x</li>\n    {items}\n  </ul>\n</body>")), "{new}");
    let new = with_section("x.html", &page(""));
    let items = items.replace("    <li>", "  <li>");
    assert!(new.contains(&format!("<h2>Internal links</h2>\n<ul>\n  {items}\n</ul>\n</body>")), "{new}");
}

/// A file that ends within code would swallow the section.
#[test]
fn a_section_that_would_not_be_one_is_not_written() {
    let corpus = Corpus::new().file("a.md", "# A\n").file("x.md", "# X\n\n```\ncode\n");
    let catalog = corpus.load();
    let written = LinkWriter::new(&catalog).section(ArticleId(1), "Internal links", &[ArticleId(0)]).unwrap();
    assert_eq!((written.edits.edits().len(), written.left.len()), (0, 1));
}
