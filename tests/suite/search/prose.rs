//! The running text of an article, and that every character of it is led back to the file.

use linkwright::corpus::prose::{BlockKind, Prose};
use linkwright::text::Span;
use proptest::prelude::*;

fn blocks(path: &str, text: &str) -> Vec<(BlockKind, String)> {
    let prose = Prose::read(path, text);
    prose.blocks.iter().map(|block| (block.kind, prose.text_of(block).to_owned())).collect()
}

fn texts(path: &str, text: &str) -> Vec<String> {
    blocks(path, text).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn markdown_gives_its_blocks_without_markup() {
    let text = "---\ntitle: T\n---\n# A *b* `c` {#d}\n\nSome **bold**\ntext &amp; a [link](x.md).\n\n- one\n- two\n  - three\n\n| h | i |\n|---|---|\n| j | k |\n\n> quoted\n\n```\ncode here\n```\n<!-- no -->\n";
    let expected = [
        (BlockKind::Heading(1), "A b c"),
        (BlockKind::Paragraph, "Some bold text & a link."),
        (BlockKind::Item, "one"),
        (BlockKind::Item, "two"),
        (BlockKind::Item, "three"),
        (BlockKind::Cell, "h"),
        (BlockKind::Cell, "i"),
        (BlockKind::Cell, "j"),
        (BlockKind::Cell, "k"),
        (BlockKind::Paragraph, "quoted"),
        (BlockKind::Code, "code here"),
    ];
    assert_eq!(blocks("a.md", text), expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn html_in_markdown_and_alone_gives_text() {
    let html =
        "<style>p{}</style><h2>Head</h2><p>One <a href=x>two</a> &amp; three</p><ul><li>item</li></ul><pre>code</pre>";
    let expected = ["Head", "One two & three", "item", "code"];
    assert_eq!(texts("a.html", html), expected);
    assert_eq!(texts("a.md", &format!("<div>{html}</div>\n")), expected);
}

#[test]
fn template_calls_show_what_readers_see() {
    let text = "The {{domxref(\"Window.open()\", \"open\")}} of a {{< glossary_tooltip text=\"Pod\" term_id=\"pod\" >}} is {{% note %}}here.\n";
    assert_eq!(texts("a.md", text), ["The open of a Pod is here."]);
    assert_eq!(texts("a.md", "One {{< card\nlink=\"/x\" >}}\nand {{% a\n\nb %}} two.\n"), ["One and", "two."]);
}

#[test]
fn mdx_components_hold_markdown() {
    let text = "import X from './x'\n\n<Card>\n  Some **bold** words\n</Card>\n\n{/* gone */}\n\nLast `line`\n";
    assert_eq!(texts("a.mdx", text), ["Some bold words", "Last line"]);
}

#[test]
fn places_lead_back_to_the_file() {
    let text = "---\ntitle: T\n---\n> A *dull* knife\n> slips &amp; cuts.\n";
    let prose = Prose::read("a.md", text);
    let of = |part: &str| {
        let start = prose.text.find(part).unwrap();
        prose.source(Span::new(start, start + part.len())).and_then(|span| span.slice(text))
    };
    assert_eq!(of("knife"), Some("knife"));
    assert_eq!(of("dull knife"), Some("dull* knife"));
    assert_eq!(of("knife slips"), Some("knife\n> slips"));
    assert_eq!(of("slips & cuts"), Some("slips &amp; cuts"));
}

proptest! {
    /// Pieces cover the text without gaps but line breaks, and literal ones read as the file does.
    #[test]
    fn literal_pieces_read_as_the_file_does(text in "(\\PC|[\\n\\[\\]()<>#*_`{}!|:/\"' &;-]|&amp;|<p>|</p>|<a href=x>|\\{\\{x \"y\"\\}\\}|\\{\\{|\\}\\}|- |> |```\n){0,50}", mdx in any::<bool>()) {
        let prose = Prose::read(if mdx { "a.mdx" } else { "a.md" }, &text);
        let white = |text: &str| text.replace(['\n', '\r', '\t'], " ");
        let mut at = 0;
        for piece in &prose.pieces {
            let between = prose.text.get(at..piece.span.start as usize).unwrap();
            prop_assert!(between.chars().all(|c| c == '\n'), "{between:?}");
            let (shown, source) = (piece.span.slice(&prose.text).unwrap(), piece.source.slice(&text).unwrap());
            if shown.len() == source.len() && !source.contains('&') {
                prop_assert_eq!(white(shown), white(source));
            }
            at = piece.span.end as usize;
        }
        for block in &prose.blocks {
            prop_assert!(!prose.text_of(block).contains('\n'));
        }
    }
}
