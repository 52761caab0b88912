//! Input that nobody writes on purpose, or only to do harm: each a finding or a message, none a panic or a hang.

use std::fmt::Write;
use std::fs;
use std::time::{Duration, Instant};

use linkwright::corpus::{Article, ProblemKind, article};
use linkwright::settings::Settings;

use crate::support::Corpus;

fn read(path: &str, text: &str) -> Article {
    article(path.to_owned(), text, &Settings::default())
}

/// Far above what linear reading takes even unoptimized on a busy machine, far below what quadratic reading takes.
fn within(limit: u64, what: &str, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    assert!(start.elapsed() < Duration::from_secs(limit), "{what} took {:?}", start.elapsed());
}

#[test]
fn files_that_are_no_text_are_findings_at_their_place() {
    let corpus = Corpus::new()
        .file("index.md", "[a](nul.md)")
        .file("nul.md", "# A\n\nb\0c\n")
        .file("latin.md", b"# A\n\ncaf\xe9\n")
        .file("utf16.md", b"\xff\xfe#\0 \0");
    let audited = corpus.audit_only(&["unreadable-article"]);
    assert_eq!(
        audited.findings(),
        ["unreadable-article latin.md:3", "unreadable-article nul.md:3", "unreadable-article utf16.md:1"]
    );
}

#[test]
fn a_huge_file_is_told_and_not_read() {
    let corpus = Corpus::new().file("index.md", "x").file("huge.md", "");
    let huge = fs::File::options().write(true).open(corpus.path().join("huge.md")).unwrap();
    huge.set_len(200 * 1024 * 1024).unwrap();
    within(10, "a sparse file", || {
        let audited = corpus.audit_only(&["unreadable-article"]);
        assert_eq!(audited.places(), ["huge.md"]);
        assert!(audited.messages()[0].contains("200 MiB"), "{:?}", audited.messages());
    });
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_passed_over_or_told() {
    use std::os::unix::fs::symlink;
    let corpus =
        Corpus::new().file("index.md", "[a](a.md)").file("a.md", "x").file("folder.md/b.md", "[x](../gone.md)");
    symlink("..", corpus.path().join("folder.md/loop")).unwrap();
    symlink("gone", corpus.path().join("dangling.md")).unwrap();
    symlink("/etc/passwd", corpus.path().join("out.md")).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(corpus.path().join("pipe.md")).status();
    let audited = corpus.audit_only(&["dead-link", "unreadable-article"]);
    assert_eq!(audited.findings(), ["dead-link folder.md/b.md:1"], "made a FIFO: {fifo:?}");
    assert_eq!(audited.catalog.articles.len(), 3);
    assert_eq!(audited.catalog.not_read.symlinks, 3);
}

#[test]
fn a_file_that_vanishes_between_listing_and_reading_is_told() {
    let corpus = Corpus::new().file("index.md", "x");
    let gone = corpus.path().join("gone.md");
    let read = linkwright::corpus::read_article(&gone, "gone.md".to_owned(), &Settings::default());
    assert_eq!(read.problems[0].kind, ProblemKind::Unreadable);
    assert!(read.problems[0].message.contains("no such file"), "{}", read.problems[0].message);
    let folder = linkwright::corpus::read_article(corpus.path(), "x.md".to_owned(), &Settings::default());
    assert_eq!(folder.problems[0].kind, ProblemKind::Unreadable);
}

#[test]
fn a_file_that_vanishes_before_the_report_costs_its_excerpt_alone() {
    let corpus = Corpus::new().file("index.md", "[x](gone.md)");
    let catalog = corpus.load();
    fs::remove_file(corpus.path().join("index.md")).unwrap();
    assert_eq!(catalog.read_text(linkwright::corpus::ArticleId(0)), None);
}

#[test]
fn deep_nesting_ends_in_a_finding_or_in_time() {
    let deep = 100_000;
    let nested = [
        ">".repeat(deep),
        "[".repeat(deep),
        "- ".repeat(deep),
        "(".repeat(deep),
        "*a ".repeat(deep),
        "`".repeat(deep),
        "<div>".repeat(deep),
        "<a href=x>".repeat(deep),
        "{{".repeat(deep),
        "{{x}}".repeat(deep),
        "{%".repeat(deep),
        "{/*".repeat(deep),
        "[a](".repeat(deep),
        "![".repeat(deep),
        "[[".repeat(deep),
        "<!--".repeat(deep),
        "<!-- linkwright-ignore ".repeat(deep / 4),
        "^a ".repeat(deep),
        "\n: ".repeat(deep),
        "[^1]: ".repeat(deep),
        "| ".repeat(deep),
        "&amp".repeat(deep),
        "<Card>\n".repeat(deep / 4),
        "http://".repeat(deep),
        format!("https://a{}", ")".repeat(deep)),
        (0..2_000).map(|depth| format!("{}- a\n", " ".repeat(depth))).collect(),
    ];
    for text in &nested {
        for path in ["a.md", "a.mdx", "a.html"] {
            let what = format!("{path} of {:?}", text.chars().take(24).collect::<String>());
            within(20, &what, || drop(read(path, text)));
        }
    }
}

#[test]
fn front_matter_that_is_a_bomb_ends_in_a_finding() {
    let nested = |open: &str| format!("---\na: {}\n---\nx\n", open.repeat(100_000));
    for open in ["[", "{a: ", "- ", "? ", "&a *a ", "!!x "] {
        let text = format!("---\n{}\n---\nx\n", open.repeat(60_000));
        within(20, open, || drop(read("a.md", &text)));
        within(20, open, || assert!(!read("a.md", &nested(open)).problems.is_empty(), "{open}"));
    }
    let keys: String = (0..20_000).fold("---\n".to_owned(), |mut block, key| {
        let _ = writeln!(block, "key-{key}: value");
        block
    });
    within(20, "many keys", || drop(read("a.md", &(keys + "---\nx\n"))));
    within(20, "TOML", || {
        assert!(!read("a.md", &format!("+++\na = {}\n+++\n", "[".repeat(100_000))).problems.is_empty())
    });
    within(20, "JSON", || drop(read("a.md", &format!("{{\"a\": {}\n", "[".repeat(100_000)))));
}

#[test]
fn a_line_of_ten_megabytes_is_read() {
    let text = format!("[a](b.md) {} [c](d.md)", "word ".repeat(2 * 1024 * 1024));
    within(60, "a long line", || {
        let corpus = Corpus::new().file("index.md", &text);
        let audited = corpus.audit_only(&["dead-link"]);
        assert_eq!(audited.findings().len(), 2);
    });
}

#[test]
fn a_hundred_thousand_links_in_one_file_take_linear_time() {
    let mut text = String::new();
    for number in 0..100_000 {
        let _ = writeln!(
            text,
            "[link {number}](x{number}.md#a{number}) {{{{< ref \"y{number}\" >}}}} {{{{VAR_{number}}}}} ^b{number}\n"
        );
    }
    within(120, "100,000 links", || {
        let corpus = Corpus::new().file("index.md", &text);
        assert_eq!(corpus.audit().catalog.links(linkwright::corpus::ArticleId(0)).count(), 200_000);
    });
}
