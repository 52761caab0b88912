//! Reading files as people really leave them: one case a quirk.

use linkwright::corpus::prose::Prose;
use linkwright::corpus::{Article, LinkKind, LinkRole, ProblemKind, article};
use linkwright::settings::Settings;
use proptest::prelude::*;

fn read(path: &str, text: &str) -> Article {
    article(path.to_owned(), text, &Settings::default())
}

fn hrefs(article: &Article) -> Vec<&str> {
    article.links.iter().map(|link| &*link.href).collect()
}

#[test]
fn a_closing_fence_glued_to_the_title_ends_the_block() {
    let read = read("a.md", "---\ntitle: \"A\"\nprimary_tool: \"Otter\"\n---# Heading\n\n[x](b.md)\n");
    assert_eq!(read.metadata.title.as_deref(), Some("A"));
    assert_eq!(&*read.headings[0].text, "Heading");
    assert_eq!((read.headings[0].place.line, read.headings[0].place.column), (4, 4));
    assert!(read.problems.is_empty());
}

#[test]
fn a_byte_order_mark_and_carriage_returns_change_nothing_but_offsets() {
    let read = read("a.md", "\u{feff}---\r\n\r\ntitle: A\r\n---\r\n# H\r\n\r\n[x](b.md)\r\n");
    assert_eq!(read.metadata.title.as_deref(), Some("A"));
    assert_eq!(&*read.headings[0].text, "H");
    assert_eq!((read.links[0].place.line, read.links[0].place.column), (7, 1));
    let bare = self::read("a.md", "\u{feff}# H\n");
    assert_eq!(&*bare.headings[0].text, "H");
}

#[test]
fn a_block_that_is_never_closed_is_told_and_the_body_is_read() {
    let read = read("a.md", "---\ntitle: A\n\n# Heading\n\n[x](b.md)\n");
    assert_eq!(read.metadata.title.as_deref(), Some("A"));
    assert_eq!(hrefs(&read), ["b.md"]);
    assert_eq!(read.problems.len(), 1);
    assert_eq!(read.problems[0].kind, ProblemKind::FrontMatter);
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    let read = read("a.md", "---\n\nSome text and [x](b.md).\n\n---\n\nmore\n");
    assert_eq!(hrefs(&read), ["b.md"]);
    assert_eq!(read.metadata.field_count, 0);
}

#[test]
fn toml_and_json_are_read_like_yaml() {
    let toml = read("a.md", "+++\ntitle = \"T\"\ndate = 2026-02-15\ndraft = true\ntools = [\"A\", \"B\"]\n+++\nx\n");
    assert_eq!(toml.metadata.title.as_deref(), Some("T"));
    assert_eq!(toml.metadata.date.as_deref(), Some("2026-02-15"));
    assert!(toml.metadata.draft);
    assert_eq!(toml.metadata.tools.len(), 2);
    let json = read("a.md", "{\n  \"title\": \"J\",\n  \"tools\": [\"A\"]\n}\n# H\n");
    assert_eq!(json.metadata.title.as_deref(), Some("J"));
    assert_eq!(&*json.headings[0].text, "H");
}

#[test]
fn a_repeated_key_is_told_with_its_line_and_the_first_value_stays() {
    let read = read("a.md", "---\ntitle: A\nstatus: x\ntitle: B\n---\n");
    assert_eq!(read.metadata.title.as_deref(), Some("A"));
    assert_eq!(read.problems[0].place.map(|place| place.line), Some(4));
}

#[test]
fn a_template_variable_is_no_value() {
    let read = read("a.md", "---\nprimary_tool: \"Otter\"\nsecondary_tool: \"{{SECONDARY_TOOL}}\"\n---\n");
    assert_eq!(&*read.metadata.tools[0], "Otter");
    assert_eq!(read.metadata.tools.len(), 1);
    assert_eq!(&*read.variables[0].name, "SECONDARY_TOOL");
}

#[test]
fn bombs_and_deep_nesting_are_findings() {
    let mut bomb = "---\na: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, of) in [("b", "a"), ("c", "b"), ("d", "c"), ("e", "d"), ("f", "e"), ("g", "f"), ("h", "g")] {
        bomb.push_str(&format!("{name}: &{name} [*{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}]\n"));
    }
    bomb.push_str("---\n[x](y.md)\n");
    let read_bomb = read("a.md", &bomb);
    assert_eq!(hrefs(&read_bomb), ["y.md"]);
    assert_eq!(read_bomb.problems.len(), 1);
    let nested = read("a.md", &format!("---\na: {}\n---\n", "[".repeat(100_000)));
    assert_eq!(nested.problems[0].kind, ProblemKind::FrontMatter);
    assert_eq!(read("a.md", &">".repeat(100_000)).problems.len(), 1);
    assert_eq!(read("a.md", &"[".repeat(100_000)).problems.len(), 1);
}

#[test]
fn raw_html_in_markdown_gives_links_headings_and_ids() {
    let read = read(
        "hub.md",
        "<h1 id=\"top\">Hub</h1>\n<div>\n  <h3><a href=\"/a/\">A</a></h3>\n  <p>Words and words about <a href=\"/b/\">that one</a> here.</p>\n</div>\n",
    );
    assert_eq!(hrefs(&read), ["/a/", "/b/"]);
    assert_eq!(read.links[0].role, LinkRole::List);
    assert_eq!(read.links[1].role, LinkRole::Body);
    assert_eq!(&*read.headings[0].text, "Hub");
    assert_eq!(&*read.ids[0], "top");
}

#[test]
fn code_and_comments_hold_no_links() {
    let read = read(
        "a.md",
        "`[a](a.md)` <!-- [b](b.md) <a href=\"b\">b</a> -->\n\n```\n[c](c.md) https://c.example\n```\n\n<!--\n<a href=\"d\">d</a>\n-->\n",
    );
    assert_eq!(hrefs(&read), Vec::<&str>::new());
}

#[test]
fn every_way_to_write_a_link_is_read() {
    let text = "[a](a.md \"t\") [b][r] [r][] [r] <https://c.example> https://d.example/x_y. ![i](i.png) <a href='e.md'>e</a> [[F|f]]\n\n[r]: r.md\n";
    let read = read("a.md", text);
    assert_eq!(
        hrefs(&read),
        ["a.md", "r.md", "r.md", "r.md", "https://c.example", "https://d.example/x_y", "i.png", "e.md", "F"]
    );
    assert_eq!(read.links[6].kind, LinkKind::Image);
    assert_eq!(read.links[8].kind, LinkKind::Wiki);
}

#[test]
fn shortcodes_in_targets_and_mdx_components_are_links() {
    let hugo = read("a.md", "[x]({{< ref \"y.md\" >}}) and {{< card link=\"/z/\" >}}\n");
    assert_eq!(hrefs(&hugo), ["{{< ref \"y.md\" >}}", "{{< card link=\"/z/\" >}}"]);
    let mdx = read(
        "a.mdx",
        "import X from './x'\n\n<Card href=\"/a/\">\n[b](/b/)\n</Card>\n\n{/* [no](/no/) */}\n\n<Link to=\"/c/\">c</Link>\n",
    );
    assert_eq!(hrefs(&mdx), ["/a/", "/b/", "/c/"]);
}

#[test]
fn what_stands_in_a_link_of_mdx_is_its_text() {
    let text = "<Themed\n  dark={\n    <a href=\"/a/\">\n      <Picture cloud=\"x\" />\n    </a>\n  }\n/>\n\n[<Icon/>](/b/) [<Icon/> Tea](/c/)\n\n\
                <X>\n\t\t<p>\n\t\t\tMake\n\t\t\t<a href=\"/d/\">\n\t\t\t\tan account\n\t\t\t</a>\n\t\t</p>\n</X>\n\n<a href=\"/e/\"><svg></svg></a>\n";
    let read = read("a.mdx", text);
    let texts: Vec<_> = read.links.iter().map(|link| (&*link.href, &*link.text)).collect();
    assert_eq!(texts, [("/a/", "</>"), ("/b/", "</>"), ("/c/", "Tea"), ("/d/", "an account"), ("/e/", "")]);
}

#[test]
fn an_anchor_in_mdx_is_no_open_link() {
    let text = "<a id=\"inst\"/>\n\n<TabItem value=\"x\">\n## Setup here\n</TabItem>\n\n<a href=\"/a/\">\n\n<TabItem value=\"y\">\n## Next\n</TabItem>\n";
    let read = read("a.mdx", text);
    let headings: Vec<_> = read.headings.iter().map(|heading| &*heading.text).collect();
    assert_eq!(headings, ["Setup here", "Next"]);
}

#[test]
fn text_below_the_marks_of_python_markdown_is_read() {
    let text = "!!! note\n\n    One [a](a.md) and\n    [b](b.md).\n\n    ## In a box\n\n    ???+ tip \"[c](c.md)\"\n        <a href='d.md'>d</a>\n\n        ```\n        [no](no.md)\n        ```\n\n\
                === \"Tab\"\n\n    Then [e](e.md).\n\n        [no](no.md)\n\nSo what???\n\n    [no](no.md)\n";
    let read = read("a.md", text);
    assert_eq!(hrefs(&read), ["a.md", "b.md", "c.md", "d.md", "e.md"]);
    for link in &read.links {
        assert_eq!(link.href_span.slice(text), Some(&*link.href));
    }
    assert_eq!(read.links[0].place.span.slice(text), Some("[a](a.md)"));
    assert!(read.links.iter().take(2).all(|link| link.role == LinkRole::Body));
    assert_eq!(read.headings[0].place.span.slice(text), Some("## In a box"));
    let prose = Prose::read("a.md", text);
    assert_eq!(prose.text_of(&prose.blocks[0]), "note");
    assert_eq!(prose.text_of(&prose.blocks[1]), "One a and b.");
    assert!(prose.blocks.iter().filter(|block| block.is_code()).count() == 3);
}

#[test]
fn a_stem_keeps_its_dots() {
    assert_eq!(read("x/y.audience_beginner.md", "").stem(), "y.audience_beginner");
}

proptest! {
    /// Whatever a file holds, nothing panics, and every span slices to what it claims.
    #[test]
    fn spans_slice_to_what_they_claim(text in "(\\PC|[\\n\\[\\]()<>#*_`{}!|:/\"' -]|---\n|\\[a\\]\\(b c\\)|<a href=\"x\">|\\{\\{X_Y\\}\\}|https://a\\.b/|\\{\\{< ref \"x\" >\\}\\}|\n: |<T a=\"b\">\n){0,60}", extension in "md|mdx|html") {
        let read = read(&format!("a.{extension}"), &text);
        for link in &read.links {
            prop_assert!(link.place.span.slice(&text).is_some());
            let literal = link.href_span.slice(&text);
            if !link.href_span.range().is_empty() && link.kind != LinkKind::Html && !link.kind.is_image() {
                prop_assert_eq!(literal, Some(&*link.href));
            }
        }
        for heading in &read.headings {
            prop_assert!(heading.place.span.slice(&text).is_some());
        }
        for place in read.problems.iter().filter_map(|problem| problem.place) {
            prop_assert!(place.span.slice(&text).is_some());
        }
        for variable in &read.variables {
            prop_assert!(variable.place.span.slice(&text).is_some_and(|slice| slice.contains(&*variable.name)));
        }
    }

    /// The body starts within the file, on a character, behind the block.
    #[test]
    fn the_front_matter_splitter_stays_inside(text in "(---|\\+\\+\\+|\\{|\\}|\n|\r\n|a: b|\"a\": 1|# x|\u{feff}|ü| ){0,30}") {
        if let Some(found) = linkwright::corpus::split_front_matter(&text) {
            prop_assert!(text.is_char_boundary(found.body_start));
            prop_assert!(found.block.slice(&text).is_some());
            prop_assert!(found.block.end as usize <= found.body_start);
        }
    }
}
