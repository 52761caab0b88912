//! How sites of a known generator are judged, where the fixtures do not say it: one case a class, the defect that must be told
//! beside what looks alike and is none.

use crate::support::{Audited, Corpus};

fn audit(files: &[(&str, &str)]) -> Audited {
    let corpus = files.iter().fold(Corpus::new(), |corpus, (path, text)| corpus.file(path, text));
    corpus.audit_only(&["dead-link", "dead-fragment", "missing-image"])
}

#[test]
fn hugo_makes_ids_as_blackfriday_did_where_it_is_told_to() {
    let config = "[markup.goldmark.parser]\nautoHeadingIDType = \"blackfriday\"\n";
    let page = "## 3.2 Кодування OBJECT\n\n[alive](#3-2-кодування-object)\n\n[dead](#object)\n\n[dead](#32-кодування-object)\n";
    let html =
        "<h2 id=\"3.2-start\">3.2 Start</h2>\n<a href=\"#3.2-start\">alive</a>\n<a href=\"#3-2-start\">dead</a>\n";
    let audited = audit(&[("hugo.toml", config), ("content/a.md", page), ("content/b.html", html)]);
    assert_eq!(
        audited.findings(),
        ["dead-fragment content/a.md:5", "dead-fragment content/a.md:7", "dead-fragment content/b.html:3"]
    );
}
