//! `init`: what it writes is read again and means the same as detecting it.

use super::runs::with_dead_link;
use crate::run::linkwright;
use crate::support::Corpus;

/// A corpus whose `posts/` is served at `/blog/`, on a host of its own, with a tool catalogue beside it.
fn served_elsewhere() -> Corpus {
    let post = |title: &str, links: &str| {
        format!("---\ntitle: {title}\nstatus: filled\nauthor: A\n---\n# {title}\n\n{links}\n")
    };
    let links =
        "See [one](/blog/one/), [two](/blog/two/), [three](/blog/three/) and [four](/blog/four/) of this series.";
    let own = "See [one](https://www.example.org/blog/one/) and [two](https://www.example.org/blog/two/) on our site.";
    Corpus::new()
        .file("content/index.md", post("Start", links))
        .file("content/posts/one.md", post("One", own))
        .file("content/posts/two.md", post("Two", links))
        .file("content/posts/three.md", post("Three", own))
        .file("content/posts/four.md", post("Four", links))
        .file("data/tools.yaml", "tools:\n  - name: Pictory\n  - name: Descript\n")
}

#[test]
fn what_is_detected_is_written_and_read_again() {
    let corpus = served_elsewhere();
    let before = linkwright(&corpus, &["audit", "content", "--format", "json"]);
    let run = linkwright(&corpus, &["init"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("wrote linkwright.yaml from 5 articles in `content`"), "{run}");
    let yaml = std::fs::read_to_string(corpus.path().join("linkwright.yaml")).unwrap();
    insta::assert_snapshot!("init", yaml);
    let after = linkwright(&corpus, &["audit", "--format", "json"]);
    let findings = |run: &str| {
        let report: serde_json::Value = serde_json::from_str(run).unwrap();
        (report["findings"].clone(), report["summary"].clone(), report["corpus"]["links"].clone())
    };
    assert_eq!(findings(&before.stdout), findings(&after.stdout), "{after}");
}

#[test]
fn every_suggestion_in_a_comment_is_valid() {
    let corpus = served_elsewhere();
    let yaml = linkwright(&corpus, &["init", "--stdout"]).stdout;
    // A suggestion is a comment that is YAML when uncommented: a key, or an item of a list. Prose has capitals.
    let uncommented = |line: &str| {
        let body = line.trim_start().strip_prefix("# ")?;
        let key = body.trim_start().split_once(':').map_or("", |(key, _)| key);
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || "_-".contains(c));
        let indent = &line[..line.len() - line.trim_start().len()];
        (is_key || body.trim_start().starts_with("- ")).then(|| format!("{indent}{body}"))
    };
    let full: Vec<String> = yaml.lines().map(|line| uncommented(line).unwrap_or_else(|| line.to_owned())).collect();
    let full = full.join("\n");
    assert!(full.contains("\n  entry:\n    - index.md\n") && full.contains("\n  weak-inbound:"), "{full}");
    let corpus = corpus.file("linkwright.yaml", &full);
    let run = linkwright(&corpus, &["audit", "--fail-on", "never"]);
    assert_eq!(run.code, 0, "{run}\n{full}");
}

#[test]
fn a_file_that_is_there_is_not_overwritten() {
    let corpus = with_dead_link().file("linkwright.yaml", "# mine\n");
    let run = linkwright(&corpus, &["init", "site"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("`--force` overwrites it"), "{run}");
    let read = || std::fs::read_to_string(corpus.path().join("linkwright.yaml")).unwrap();
    assert_eq!(read(), "# mine\n");
    assert!(linkwright(&corpus, &["init", "site", "--stdout"]).stdout.contains("corpus: site\n"));
    assert_eq!(read(), "# mine\n");
    assert_eq!(linkwright(&corpus, &["init", "site", "--force"]).code, 0);
    assert!(read().contains("corpus: site\n"));
}

#[test]
fn a_broken_file_can_be_replaced() {
    let corpus = with_dead_link().file("linkwright.yaml", "nonsense: [\n");
    assert_eq!(linkwright(&corpus, &["init", "site", "--force"]).code, 0);
}
