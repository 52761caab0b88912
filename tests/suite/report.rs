//! The text report over a small corpus that has some of everything, as people see it.

use crate::run::linkwright;
use crate::support::Corpus;

fn corpus() -> Corpus {
    let long = "This sentence fills the paragraph with words that nobody needs. ".repeat(8);
    Corpus::new()
        .file(
            "site/index.md",
            format!("# Start\n\n{long}Then see the [guide to tea](guides/te.md) for more. {long}\n\n- [Tea](guides/tea.md)\n- [Cups](guides/cups.md#sizs)\n"),
        )
        .file("site/guides/tea.md", "---\ntitle: Tea\n---\n# Tea\n\nRead [more](#) or ask\n[somebody who\nknows](https://example.com/).\n\n![Pot](pot.png)\n")
        .file("site/guides/cups.md", "# Cups\n\n## Sizes\n\nPut [日本茶](tea.md) in, {{CTA_BLOCK}} as [said elsewhere](gone/too.md).\n")
        .file("site/guides/lonely.md", "# Lonely\n\nNobody links here, though it links to [tea](tea.md) and [cups](cups.md).\n")
        .file("site/guides/alone.md", "# Alone\n\nNobody links here either. <!-- linkwright-ignore -->\n[Click here](tea.md)\n")
}

#[test]
fn the_report_reads_well() {
    let run = linkwright(&corpus(), &["audit", "site"]);
    assert_eq!(run.code, 1, "{run}");
    insta::assert_snapshot!("report", run.stdout);
}

#[test]
fn a_clean_report_still_says_what_was_not_checked() {
    let run = linkwright(&corpus(), &["audit", "site", "--only", "duplicate-url"]);
    assert_eq!(run.code, 0, "{run}");
    insta::assert_snapshot!("report-clean", run.stdout);
}

/// A rule that does not run and an article that it could not look into anyway are told.
#[test]
fn what_no_rule_looked_into_is_told() {
    let corpus = corpus().file("site/bad.md", b"\xff").file("site/soon.md", "---\ndraft: true\n---\n");
    let run = linkwright(&corpus, &["audit", "site", "--only", "dead-fragment"]);
    assert!(run.stdout.contains("1  articles that cannot be read as text"), "{run}");
    assert!(run.stdout.contains("1  drafts (`--drafts` counts them as live)"), "{run}");
    assert!(run.stdout.contains("rules that are off or were not asked for"), "{run}");
}

/// Of thousands of findings the first of each rule are shown, and rendering takes no time worth mentioning.
#[test]
fn thousands_of_findings_stay_readable() {
    let mut corpus = Corpus::new().file("site/index.md", "# Start\n");
    for number in 0..50 {
        let links: String =
            (0..100).map(|link| format!("See [page {link}](gone-{number}-{link}.md) as well.\n\n")).collect();
        corpus = corpus.file(&format!("site/a{number:02}.md"), links);
    }
    let run = linkwright(&corpus, &["audit", "site", "--fail-on", "never"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("dead-link") && run.stdout.contains("5,000"), "{run}");
    assert!(run.stdout.lines().count() < 250, "{run}");
}
