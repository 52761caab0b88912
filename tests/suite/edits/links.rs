use linkwright::catalog::Catalog;
use linkwright::corpus::ArticleId;
use linkwright::edits::{LinkWriter, NewLink, Written};
use linkwright::site::Target;
use linkwright::text::Span;

use crate::support::Corpus;

fn id(catalog: &Catalog, path: &str) -> ArticleId {
    catalog.ids().find(|id| &*catalog.article(*id).path == path).unwrap_or_else(|| panic!("no {path}"))
}

/// The text of `from` with links on these anchors to these articles.
fn linked(catalog: &Catalog, from: &str, anchors: &[(&str, &str)]) -> (Written, String) {
    let text = catalog.read_text(id(catalog, from)).unwrap();
    let wanted = |(anchor, to): &(&str, &str)| {
        let at = text.find(anchor).unwrap_or_else(|| panic!("no `{anchor}` in {text}"));
        let plain = anchor.replace(['*', '_'], "").replace("&amp;", "&");
        NewLink { to: id(catalog, to), span: Span::new(at, at + anchor.len()), text: plain }
    };
    let wanted: Vec<NewLink> = anchors.iter().map(wanted).collect();
    let written = LinkWriter::new(catalog).inline(id(catalog, from), &wanted).unwrap();
    let new = written.edits.applied(&text).unwrap();
    (written, new)
}

/// What stands in place of "cold brew", linked to cold.md, in an article that has this link to tea.md.
#[track_caller]
fn as_beside(corpus: Corpus, from: &str, link: &str) -> String {
    let corpus = corpus
        .file("guides/tea.md", "# Tea\n\nMore.\n")
        .file("guides/cold.md", "# Cold brew\n\nMore.\n")
        .file(from, format!("# Here\n\nRead on {link} and take cold brew.\n"));
    let catalog = corpus.load();
    let (_, new) = linked(&catalog, from, &[("cold brew", "guides/cold.md")]);
    new.split("and take ").nth(1).unwrap().trim_end().trim_end_matches('.').to_owned()
}

#[test]
fn a_link_is_written_as_the_others_of_the_article() {
    for (from, link, new) in [
        ("guides/x.md", "[tea](/guides/tea/)", "[cold brew](/guides/cold/)"),
        ("guides/x.md", "[tea](/guides/tea)", "[cold brew](/guides/cold)"),
        ("guides/x.md", "[tea](/guides/tea.html#hot)", "[cold brew](/guides/cold.html)"),
        ("guides/x.md", "[tea](/guides/tea.md)", "[cold brew](/guides/cold.md)"),
        ("guides/x.md", "[tea](tea.md)", "[cold brew](cold.md)"),
        ("guides/x.md", "[tea](./tea.md)", "[cold brew](./cold.md)"),
        ("posts/x.md", "[tea](../guides/tea.md#hot)", "[cold brew](../guides/cold.md)"),
        ("posts/x.md", "[tea](../../guides/tea/)", "[cold brew](../../guides/cold/)"),
        ("posts/deep/x.md", "[[tea]]", "[[cold|cold brew]]"),
        ("posts/x.md", "[[guides/tea|tea]]", "[[guides/cold|cold brew]]"),
        ("guides/x.md", "<a href=\"/guides/tea/\">tea</a>", "[cold brew](/guides/cold/)"),
        ("guides/x.md", "[tea](https://elsewhere.example/)", "[cold brew](/guides/cold/)"),
    ] {
        assert_eq!(as_beside(Corpus::new(), from, link), new, "beside {link} in {from}");
    }
}

#[test]
fn own_hosts_base_paths_and_references_are_kept() {
    let config = |yaml: &str| Corpus::new().file("linkwright.yaml", yaml);
    let own = "[tea](https://www.example.org/guides/tea)";
    let new = as_beside(config("site: {base_url: 'https://example.org'}\n"), "x.md", own);
    assert_eq!(new, "[cold brew](https://www.example.org/guides/cold)");
    let based = as_beside(config("site: {base_path: /blog}\n"), "x.md", "[tea](/blog/guides/tea/)");
    assert_eq!(based, "[cold brew](/blog/guides/cold/)");
    for (link, new) in [
        ("[tea]({{< ref \"/guides/tea.md\" >}})", "[cold brew]({{< ref \"/guides/cold.md\" >}})"),
        ("[tea]({{% relref \"guides/tea#hot\" %}})", "[cold brew]({{% relref \"guides/cold\" %}})"),
    ] {
        assert_eq!(as_beside(Corpus::new(), "posts/x.md", link), new);
    }
    let content = Corpus::new()
        .file("content/guides/tea.md", "# Tea\n")
        .file("content/guides/cold.md", "# Cold brew\n")
        .file("content/x.md", "# X\n\nFirst [tea]({{< relref \"guides/tea.md\" >}}), then cold brew.\n");
    let (_, new) = linked(&content.load(), "content/x.md", &[("cold brew", "content/guides/cold.md")]);
    assert!(new.ends_with("then [cold brew]({{< relref \"guides/cold.md\" >}}).\n"), "{new}");
}

#[test]
fn an_article_without_links_follows_the_site() {
    let site = |link: &str| {
        Corpus::new()
            .file("guides/tea.md", format!("# Tea\n\nSee {link}.\n"))
            .file("guides/cold.md", "# Cold brew\n")
            .file("posts/x.md", "# X\n\nTry cold brew.\n")
    };
    for (link, new) in [
        ("[cold](cold.md)", "[cold brew](../guides/cold.md)"),
        ("[cold](/guides/cold)", "[cold brew](/guides/cold)"),
        ("nothing", "[cold brew](/guides/cold/)"),
    ] {
        let (_, text) = linked(&site(link).load(), "posts/x.md", &[("cold brew", "guides/cold.md")]);
        assert!(text.ends_with(&format!("Try {new}.\n")), "{text}");
    }
}

/// Every way to write a link leads where it should, whatever the names.
#[test]
fn what_is_written_leads_there() {
    let names = ["a b.md", "ż(1) 100%.md", "what: a guide.md", "R&D {x}.md", "q?#.md", "日 本.md"];
    let mut corpus = Corpus::new().file("p/tea.md", "# Tea\n");
    for name in names {
        corpus = corpus.file(&format!("p/{name}"), "# X\n");
    }
    for (at, link) in ["[t](/p/tea/)", "[t](tea.md)", "[t](../tea/)", "[[tea]]"].iter().enumerate() {
        corpus = corpus.file(&format!("p/from{at}.md"), format!("{link} and one two three four five six\n"));
    }
    let catalog = corpus.load();
    for at in 0..4 {
        let words = ["one", "two", "three", "four", "five", "six"];
        let anchors: Vec<(String, String)> =
            words.iter().zip(names).map(|(word, name)| ((*word).to_owned(), format!("p/{name}"))).collect();
        let anchors: Vec<(&str, &str)> = anchors.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let from = format!("p/from{at}.md");
        let (written, text) = linked(&catalog, &from, &anchors);
        assert_eq!(written.left, [], "{text}");
        let article = linkwright::corpus::article(from.clone(), &text, &catalog.settings);
        let reached = |link| match catalog.site.resolve(id(&catalog, &from), link, &mut String::new()) {
            Target::Article(to) => catalog.article(to).path.to_string(),
            target => panic!("{target:?} in {text}"),
        };
        let reached: Vec<String> = article.links.iter().skip(1).map(reached).collect();
        assert_eq!(reached, anchors.iter().map(|(_, to)| *to).collect::<Vec<_>>(), "{text}");
    }
}

const AROUND: &str = "\u{feff}# X\r\n\r\nSome **cold brew** and _iced tea_ with R&amp;D notes, `green tea` too.\r\n\
     \r\n| a | b |\r\n|---|---|\r\n| black tea | x |\r\n\r\n<div>\r\n<p>Then mint tea.</p>\r\n</div>\r\n\r\n\
     A **bold start then** plain end, [a link with oolong](/x/) and https://example.org/sencha here";

#[test]
fn a_link_breaks_nothing_around_it() {
    let corpus = (b'a'..=b'h').fold(Corpus::new().file("x.md", AROUND), |corpus, name| {
        corpus.file(&format!("{}.md", char::from(name)), "# Y\n")
    });
    let catalog = corpus.load();
    let good = [
        ("cold brew", "a.md", "**[cold brew](/a/)**"),
        ("_iced tea_", "b.md", "[_iced tea_](/b/)"),
        ("R&amp;D notes", "c.md", "[R&amp;D notes](/c/)"),
        ("black tea", "d.md", "| [black tea](/d/) |"),
        ("mint tea", "e.md", "<a href=\"/e/\">mint tea</a>"),
    ];
    for (anchor, to, shown) in good {
        let (written, text) = linked(&catalog, "x.md", &[(anchor, to)]);
        assert!(text.contains(shown), "{text}");
        assert_eq!(written.left, []);
    }
    let (_, text) = linked(&catalog, "x.md", &[("bold start then** plain", "g.md")]);
    assert!(text.contains("A [**bold start then** plain](/g/) end"), "{text}");
    for anchor in ["start then** plain", "oolong", "sencha", "# X\r\n\r\nSome"] {
        let (written, text) = linked(&catalog, "x.md", &[(anchor, "f.md"), ("plain end", "f.md")]);
        assert_eq!(written.left.len(), 1, "{anchor}: {text}");
        assert!(text.replace("[plain end](/f/)", "plain end") == AROUND || !text.contains("/f/"), "{text}");
    }
    let all: Vec<(&str, &str)> = good.iter().map(|(anchor, to, _)| (*anchor, *to)).collect();
    let (written, text) = linked(&catalog, "x.md", &all);
    assert_eq!((written.written.len(), written.left.len()), (5, 0), "{text}");
    assert!(good.iter().all(|(_, _, shown)| text.contains(shown)) && text.starts_with('\u{feff}'), "{text}");
    assert_eq!(text.matches("\r\n").count(), AROUND.matches("\r\n").count());
}

#[test]
fn whole_html_files_get_html() {
    let page =
        "<html><body><h1>X</h1><p>Have a cold brew &amp; tea, or see <a href=\"tea.html\">tea</a>.</p></body></html>";
    let corpus = Corpus::new().file("x.html", page).file("tea.html", page).file("cold.html", page);
    let (_, text) = linked(&corpus.load(), "x.html", &[("cold brew &amp; tea", "cold.html")]);
    assert!(text.contains("a <a href=\"cold.html\">cold brew &amp; tea</a>, or"), "{text}");
}

#[test]
fn what_is_linked_already_is_left() {
    let corpus = Corpus::new().file("x.md", "See [tea](tea.md), more tea.\n").file("tea.md", "# Tea\n");
    let (written, _) = linked(&corpus.load(), "x.md", &[("more tea", "tea.md")]);
    assert_eq!((written.written.len(), written.left.len()), (0, 1));
    assert_eq!(written.edits.edits(), []);
}
