//! Articles that compete: what is a cluster and what is none, who owns it, what to do, and the commands that tell.

mod edits;
mod redirects;

use linkwright::cannibalization::{Analysis, Request, THRESHOLD, analyse};
use linkwright::catalog::Catalog;
use linkwright::settings::Severity;

use crate::run::linkwright;
use crate::support::Corpus;

/// An article with a title, a keyword unless empty, further front matter, and a text.
fn article(title: &str, keyword: &str, more: &str, text: &str) -> String {
    let keyword = if keyword.is_empty() { String::new() } else { format!("primary_keyword: \"{keyword}\"\n") };
    format!("---\ntitle: \"{title}\"\n{keyword}{more}---\n\n# {title}\n\n{text}\n")
}

/// So many words of a text that has nothing in common with another seed's.
fn words(seed: usize, count: usize) -> String {
    let word = |at: usize| {
        let mut number = (seed * 7919 + at * 104_729) % 9_699_690;
        let mut word = String::new();
        while number > 0 {
            word.push(char::from(b'a' + (number % 23) as u8));
            number /= 23;
        }
        word
    };
    (0..count).map(word).collect::<Vec<_>>().chunks(14).map(|line| line.join(" ") + ".\n").collect()
}

/// Articles on other things, so that words are rare or not as on a real site.
fn site() -> Corpus {
    let subjects =
        ["Roast coffee at home", "Grow basil on a balcony", "Mend a puncture in ten minutes", "Bake rye bread"];
    let more = ["Fold a paper boat", "Repair a wooden chair", "Clean a rain gutter", "Plan a small vegetable garden"];
    subjects.iter().chain(&more).enumerate().fold(Corpus::new(), |corpus, (at, title)| {
        corpus.file(&format!("other-{at}.md"), article(title, &title.to_lowercase(), "", &words(100 + at, 300)))
    })
}

fn found(corpus: &Corpus) -> (Catalog, Analysis) {
    let catalog = corpus.load();
    let analysis = analyse(&catalog, &Request { threshold: THRESHOLD, texts: true, search: None });
    (catalog, analysis)
}

/// `kind owner: others` of every cluster.
fn clusters(corpus: &Corpus) -> Vec<String> {
    let (catalog, analysis) = found(corpus);
    let path = |id| catalog.article(id).path.to_string();
    let told = |cluster: &linkwright::cannibalization::Cluster| {
        let others: Vec<String> = cluster.others().map(path).collect();
        format!("{} {}: {}", cluster.kind.name(), path(cluster.owner), others.join(" "))
    };
    analysis.clusters.iter().map(told).collect()
}

#[test]
fn a_site_of_different_articles_has_no_clusters() {
    assert_eq!(clusters(&site()), [""; 0]);
}

#[test]
fn the_same_keyword_in_other_words_is_a_cluster() {
    let corpus = site()
        .file("a.md", article("How to brew green tea", "brew green tea", "", &words(1, 200)))
        .file("b.md", article("Green tea for beginners", "green tea brewing", "", &words(2, 400)));
    assert_eq!(clusters(&corpus), ["same-keyword a.md: b.md"]);
}

#[test]
fn the_same_title_with_another_tool_is_a_variant() {
    let tool = |name: &str, seed| {
        let title = format!("How to cut podcast clips with {name}");
        article(&title, &title.to_lowercase(), &format!("primary_tool: {name}\n"), &words(seed, 250))
    };
    let corpus =
        site().file("a.md", tool("Otter", 1)).file("b.md", tool("Descript", 2)).file("c.md", tool("Pictory", 3));
    let clusters = clusters(&corpus);
    assert_eq!(clusters.len(), 1);
    assert!(clusters[0].starts_with("tool-variants "), "{clusters:?}");
    assert_eq!(clusters[0].matches(".md").count(), 3);
}

#[test]
fn nearly_the_same_text_is_a_copy_whatever_its_title() {
    let text = words(1, 300);
    let corpus = site()
        .file("a.md", article("Sharpen kitchen knives", "", "", &text))
        .file("b.md", article("Looking after steel blades", "", "", &text.replacen('a', "o", 4)));
    assert_eq!(clusters(&corpus), ["near-duplicate a.md: b.md"]);
}

#[test]
fn a_numbered_series_does_not_compete() {
    let part = |part: usize| {
        let title = format!("Restoring an old motor boat part {part}");
        article(&title, "", "", &words(part, 300))
    };
    assert_eq!(clusters(&site().file("a.md", part(1)).file("b.md", part(2)).file("c.md", part(3))), [""; 0]);
}

#[test]
fn issues_of_a_series_do_not_compete_unless_their_text_is_one() {
    let post = |seed: usize| article("What the garden team did this month", "", "", &words(seed, 300));
    let months = |seed| site().file("blog/2026-01-09-garden.md", post(1)).file("blog/2026-02-09-garden.md", post(seed));
    assert_eq!(clusters(&months(2)), [""; 0]);
    assert_eq!(clusters(&months(1)).len(), 1);
    let notes =
        |number: &str, state: &str| article(&format!("Garden planner {number} ({state})"), "", "", &words(1, 300));
    assert_eq!(clusters(&site().file("a.md", notes("13.0.1", "old")).file("b.md", notes("13.1.0", "new"))), [""; 0]);
}

#[test]
fn stubs_and_pages_to_one_pattern_are_no_copies_of_each_other() {
    let with = |titles: [&str; 2], count: usize| {
        let [a, b] = titles.map(|title| article(title, "", "", &words(1, count).replacen("a", title, 1)));
        clusters(&site().file("a.md", a).file("b.md", b)).len()
    };
    assert_eq!(with(["Turn JSON files into tables", "Turn YAML files into tables"], 300), 0);
    assert_eq!(with(["Sharpen kitchen knives", "Looking after steel blades"], 300), 1);
    assert_eq!(with(["Sharpen kitchen knives", "Looking after steel blades"], 60), 0);
}

#[test]
fn names_in_a_reference_are_meant_as_they_are_written() {
    let page = |title: &str| article(title, "", "", &words(1, 300));
    let with = |folder: &str, a: &str, b: &str| {
        clusters(&site().file(&format!("{folder}/a.md"), page(a)).file(&format!("{folder}/b.md"), page(b))).len()
    };
    assert_eq!(with("docs/reference", "Garden shed language", "Garden shed languages"), 0);
    assert_eq!(with("docs/guides", "Garden shed language", "Garden shed languages"), 1);
    assert_eq!(with("docs/reference", "yield* in the garden shed", "yield in the garden shed"), 0);
    assert_eq!(with("docs/reference", "The garden shed language", "Garden shed language"), 1);
}

#[test]
fn a_title_is_not_the_heading_of_the_first_part() {
    let page = |seed| format!("---\nlang: en\n---\n\n## What you need before you begin\n\n{}\n", words(seed, 200));
    assert_eq!(clusters(&site().file("tea.md", page(1)).file("coffee.md", page(2))), [""; 0]);
}

#[test]
fn folders_of_copies_are_versions() {
    let titles = [
        "Water the garden at night",
        "Mend a broken garden gate",
        "Paint an old garden shed",
        "Plant pear trees in rows",
        "Store winter apples dry",
        "Trim a boxwood hedge",
    ];
    let corpus = titles.iter().enumerate().fold(site(), |corpus, (at, title)| {
        let page = article(title, "", "", &words(at + 1, 300));
        let in_folder = |folder: &str| format!("{folder}/page-{at}.md");
        corpus.file(&in_folder("docs"), page.clone()).file(&in_folder("2-edge"), page)
    });
    let (_, analysis) = found(&corpus);
    assert_eq!((analysis.clusters.len(), analysis.other_versions), (0, titles.len()));
}

#[test]
fn variants_are_a_warning_where_more_is_at_stake_than_usual() {
    let tool = |name: &str, seed| {
        article(&format!("Cut podcast clips with {name}"), "", &format!("primary_tool: {name}\n"), &words(seed, 250))
    };
    let severity = |start: &str| {
        let corpus = site().file("a.md", tool("Otter", 1)).file("b.md", tool("Pictory", 2)).file("index.md", start);
        found(&corpus).1.clusters[0].severity
    };
    assert_eq!(severity("# Start\n\nNothing is linked here.\n"), Severity::Note);
    assert_eq!(severity("# Start\n\nCut them [with one](a.md) or [with another](b.md).\n"), Severity::Warning);
}

#[test]
fn another_intent_lowers_the_score() {
    let of = |verb: &str| article(&format!("{verb} bicycle alarm systems in the garage at night"), "", "", "Short.");
    let with = |a: &str, b: &str| clusters(&site().file("a.md", of(a)).file("b.md", of(b))).len();
    assert_eq!((with("Install", "Set up"), with("Install", "Troubleshoot")), (1, 0));
}

#[test]
fn names_of_functions_and_older_versions_are_not_judged() {
    let text = words(1, 300);
    let page = |title: &str| article(title, "", "", &text);
    let corpus = site()
        .file("api/get.md", page("http.get(url)"))
        .file("api/put.md", page("http.put(url)"))
        .file("docs/v1.9/install.md", page("Install the whole thing"))
        .file("docs/v1.10/install.md", page("Install the whole thing"));
    assert_eq!(clusters(&corpus), [""; 0]);
}

#[test]
fn translations_do_not_compete() {
    let page = |seed| article("Brew green tea at home", "", "", &words(seed, 300));
    let with = |a: &str, b: &str| clusters(&site().file(a, page(1)).file(b, page(2)).file("en/c.md", "# C\n"));
    assert_eq!(with("en/a.md", "en/b.md").len(), 1);
    // Neither is stemmed: to the index they are one language.
    assert_eq!(with("ja/a.md", "ko/a.md"), [""; 0]);
    assert_eq!(with("pt/a.md", "pt-br/a.md"), [""; 0]);
}

#[test]
fn a_folder_beside_another_tells_what_its_pages_are_about() {
    let page = |seed| article("Use instrumentation libraries", "", "", &words(seed, 300));
    let with = |b: &str, seed| clusters(&site().file("go/libraries.md", page(1)).file(b, page(seed)));
    assert_eq!((with("js/libraries.md", 2).len(), with("js/libraries.md", 1).len()), (0, 1));
    assert_eq!(with("go/more-libraries.md", 2).len(), 1);
}

#[test]
fn a_guide_does_not_compete_with_the_reference() {
    let page = |seed| article("Character classes in patterns", "", "", &words(seed, 300));
    let with = |a: &str| clusters(&site().file(a, page(1)).file("docs/reference/b.md", page(2))).len();
    assert_eq!((with("docs/about/a.md"), with("docs/guide/a.md")), (1, 0));
}

#[test]
fn links_decide_the_owner_unless_one_is_named() {
    let members = |more: &str| {
        site()
            .file("a.md", article("How to brew green tea", "brew green tea", more, &words(1, 300)))
            .file("b.md", article("Brewing green tea", "green tea brewing", "", &words(2, 300)))
            .file("c.md", "# Start\n\nWe have written at length on [brewing green tea](b.md) here.\n")
    };
    assert_eq!(clusters(&members("")), ["republished b.md: a.md"]);
    assert_eq!(clusters(&members("owns: [brew green tea]\n")), ["republished a.md: b.md"]);
}

#[test]
fn a_merge_says_what_to_redirect_and_which_links_to_point_elsewhere() {
    let corpus = site()
        .file("site/a.md", article("Brew green tea", "brew green tea", "", &words(1, 300)))
        .file("site/b.md", article("Brew green tea", "brew green tea", "", &words(1, 250)))
        .file("site/c.md", "# Start\n\nAll of it is told [in one place](a.md), some of it [in another](b.md).\n")
        .file("site/d.md", "# More\n\nIt is all told [in one place](a.md) where you can find it.\n");
    let run = linkwright(&corpus, &["cannibalization", ".", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let cluster = &report["clusters"][0];
    assert_eq!((&cluster["owner"], &cluster["action"]), (&"site/a.md".into(), &"merge-and-redirect".into()), "{run}");
    let steps: Vec<(&str, &str)> = cluster["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| (step["step"].as_str().unwrap(), step["path"].as_str().unwrap()))
        .collect();
    assert_eq!(steps, [("redirect", "site/b.md"), ("repoint", "site/c.md")]);
}

#[test]
fn the_report_does_not_depend_on_threads() {
    let tool = |name: &str, seed| article(&format!("Cut podcast clips with {name}"), "", "", &words(seed, 250));
    let corpus = site().file("a.md", tool("Otter", 1)).file("b.md", tool("Otter", 1)).file("c.md", tool("Otter", 2));
    let run = |threads: &str| linkwright(&corpus, &["cannibalization", ".", "--threads", threads]).stdout;
    assert_eq!(run("1"), run("8"));
    assert!(run("1").contains("cluster"));
}

#[test]
fn a_draft_is_held_against_the_corpus() {
    let corpus = site().file("site/a.md", article("How to brew green tea", "brew green tea", "", &words(1, 200)));
    let corpus = corpus
        .file("taken.md", article("Brewing Japanese green tea", "green tea brewing", "", "Not written yet."))
        .file("free.md", article("Prune an apple tree", "prune apple tree", "", "Not written yet."));
    let check = |draft: &str| linkwright(&corpus, &["cannibalization", "site", "--check", draft]);
    let taken = check("taken.md");
    assert_eq!(taken.code, 1, "{taken}");
    assert!(taken.stdout.contains("a.md is written for the same keyword"), "{taken}");
    assert!(taken.stdout.contains("free     japanese"), "{taken}");
    let free = check("free.md");
    assert_eq!(free.code, 0, "{free}");
    let none = check("none.md");
    assert_eq!(none.code, 2, "{none}");
}

#[test]
fn clicks_from_search_decide_the_owner() {
    let export = "Top queries,Page,Clicks,Impressions,CTR,Position\n\
                  green tea,https://example.org/a/,\"1,200\",9000,13%,2.1\n\
                  green tea,https://example.org/b/,3,800,0.4%,9\n\
                  cups,https://example.org/nowhere/,1,2,50%,1\n";
    let corpus = Corpus::new()
        .file("site/a.md", article("Brew green tea", "brew green tea", "", &words(1, 150)))
        .file("site/b.md", article("Brew green tea", "brew green tea", "", &words(2, 400)))
        .file("export.csv", export)
        .file("broken.csv", "a,b\n1,2\n");
    let run = |file: &str| linkwright(&corpus, &["cannibalization", "site", "--gsc", file, "--format", "json"]);
    let with = run("export.csv");
    assert_eq!(with.code, 0, "{with}");
    let report: serde_json::Value = serde_json::from_str(&with.stdout).unwrap();
    assert_eq!(report["clusters"][0]["owner"], "a.md", "{with}");
    assert_eq!(report["clusters"][0]["articles"][0]["clicks"], 1200);
    assert_eq!(report["clusters"][0]["pairs"][0]["signals"]["queries"], 1.0);
    assert!(with.stderr.contains("1 of 3 rows"), "{with}");
    let broken = run("broken.csv");
    assert_eq!(broken.code, 2, "{broken}");
    assert!(broken.stderr.contains("no column `page`"), "{broken}");
}

#[test]
fn the_keyword_map_tells_owners_rivals_and_gaps() {
    let corpus = Corpus::new()
        .file("linkwright.yaml", "corpus: site\ncannibalization: {owns: {oolong tea: c.md}}\n")
        .file("site/a.md", article("Brew green tea", "brew green tea", "", "One."))
        .file("site/b.md", article("Green tea", "Green Tea, brewed", "", "See [green tea](a.md)."))
        .file("site/c.md", article("Oolong", "", "", "Three."));
    let run = linkwright(&corpus, &["keywords", "--csv"]);
    assert_eq!(
        run.stdout,
        "keyword,owner,url,named,inbound,rivals\nbrew green tea,a.md,/a/,no,1,b.md\noolong tea,c.md,/c/,yes,0,\n,c.md,/c/,no,0,\n",
        "{run}"
    );
    let text = linkwright(&corpus, &["keywords"]);
    assert!(text.stdout.contains("2 keywords, 1 with rivals"), "{text}");
}

#[test]
fn a_rule_that_is_off_until_asked_for_runs_when_asked() {
    let text = words(1, 300);
    let corpus =
        site().file("a.md", article("Sharp knives", "", "", &text)).file("b.md", article("Steel", "", "", &text));
    let named =
        |audited: &crate::support::Audited| audited.findings().iter().any(|one| one.starts_with("near-duplicate"));
    assert!(!named(&corpus.audit()));
    assert!(named(&corpus.audit_only(&["near-duplicate"])));
    assert!(named(&corpus.file("linkwright.yaml", "rules: {near-duplicate: note}\n").audit()));
}

/// Two guides that differ in the tool alone, in a folder of their own.
fn variants() -> Corpus {
    let guide = |tool: &str| {
        let more = format!("primary_tool: {tool}\n");
        let text = format!("{}\n\nThen open {tool} and begin.", words(7, 200));
        article(
            &format!("How to score sales leads with {tool}"),
            &format!("score sales leads with {tool}"),
            &more,
            &text,
        )
    };
    site().file("leads-otter.md", guide("Otter")).file("leads-pictory.md", guide("Pictory"))
}

fn guides(corpus: &Corpus) -> [String; 2] {
    ["leads-otter.md", "leads-pictory.md"].map(|name| std::fs::read_to_string(corpus.path().join(name)).unwrap())
}

#[test]
fn a_patch_and_apply_come_to_the_same_and_twice_is_once() {
    let (patched, applied) = (variants(), variants());
    let before = guides(&patched);
    let run = linkwright(&patched, &["cannibalization", ".", "--format", "diff"]);
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(guides(&patched), before, "a patch changes nothing by itself");
    std::fs::write(patched.path().join("links.patch"), &run.stdout).unwrap();
    let git =
        std::process::Command::new("git").current_dir(patched.path()).args(["apply", "links.patch"]).output().unwrap();
    assert!(git.status.success(), "{}\n{}", String::from_utf8_lossy(&git.stderr), run.stdout);
    linkwright(&applied, &["cannibalization", ".", "--apply"]);
    assert_ne!(guides(&applied), before, "a member links to the owner");
    assert_eq!(guides(&applied), guides(&patched));
    linkwright(&applied, &["cannibalization", ".", "--apply"]);
    assert_eq!(guides(&applied), guides(&patched));
}
