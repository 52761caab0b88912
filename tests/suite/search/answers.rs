//! What an answer holds: order, snippets, facets, explanations, help.

use linkwright::search::{SearchRequest, Sort};

use super::{ask, marked, paths, searcher};
use crate::support::Corpus;

/// Text that says nothing on the matter.
fn filler(words: usize) -> String {
    (0..words).map(|number| format!("w{number} ")).collect()
}

#[test]
fn title_before_heading_before_lead_before_text() {
    let corpus = Corpus::new()
        .file("a-text.md", format!("# One\n\n{}\n\n{} aubergine {}\n", filler(20), filler(20), filler(20)))
        .file("b-lead.md", format!("# Two\n\n{} aubergine\n\n{}\n", filler(20), filler(40)))
        .file("c-heading.md", format!("# Three\n\n{}\n\n## Aubergine\n\n{}\n", filler(20), filler(40)))
        .file("d-title.md", format!("# Aubergine\n\n{}\n\n{}\n", filler(20), filler(40)));
    assert_eq!(paths(&searcher(&corpus), "aubergine "), ["d-title.md", "c-heading.md", "b-lead.md", "a-text.md"]);
}

#[test]
fn words_that_stand_together_come_first() {
    let apart = format!("# A\n\nred {} wine {}\n", filler(30), filler(10));
    let together = format!("# B\n\n{} red wine {}\n", filler(30), filler(10));
    let corpus = Corpus::new().file("apart.md", apart).file("together.md", together);
    assert_eq!(paths(&searcher(&corpus), "red wine "), ["together.md", "apart.md"]);
}

#[test]
fn a_query_that_is_a_title_finds_it_first() {
    let corpus = Corpus::new()
        .file("a.md", format!("# Stock pot\n\n{}\n", filler(60)))
        .file("b.md", "# Stock pot care\n\nA stock pot, the stock pot: care for a stock pot.\n")
        .file("c.md", "# Pots\n\nStock for a pot. A pot of stock. Stock pot. Pot stock.\n");
    assert_eq!(paths(&searcher(&corpus), "pot stock ")[0], "a.md");
}

#[test]
fn links_decide_between_equals() {
    let page = "# Chutney\n\nBoil it.\n";
    let corpus = Corpus::new()
        .file("index.md", "# Home\n\nThe one to read is [this](b.md).\n")
        .file("a.md", page)
        .file("b.md", page);
    assert_eq!(paths(&searcher(&corpus), "chutney "), ["b.md", "a.md"]);
}

#[test]
fn boilerplate_and_code_count_little() {
    let policy = "We test every grinder twice before we write about any grinder.";
    let mut corpus = Corpus::new().file("own.md", "# Coffee\n\nGrind it coarsely, in a grinder of stone.\n");
    for number in 0..6 {
        corpus = corpus.file(&format!("p{number}.md"), format!("# Page {number}\n\nTea {number}.\n\n{policy}\n"));
    }
    let corpus = corpus.file("code.md", "# Code\n\nText.\n\n```\ngrinder grinder grinder\n```\n");
    let searcher = searcher(&corpus);
    let found = ask(&searcher, "grinder ");
    assert_eq!((found.total, &*found.hits[0].path), (8, "own.md"));
    assert!(found.hits[0].score > 3.0 * found.hits[1].score, "{found:#?}");
}

#[test]
fn slips_of_the_fingers_are_forgiven_after_exact_hits() {
    let corpus = Corpus::new()
        .file("exact.md", format!("# Form\n\n{} a mention of percolator\n", filler(50)))
        .file("near.md", "# Percolater\n\nThe percolater, percolater and percolater.\n");
    let searcher = searcher(&corpus);
    assert_eq!(paths(&searcher, "percolator "), ["exact.md", "near.md"]);
    let typo = ask(&searcher, "precolator ");
    assert_eq!(typo.hits[0].path, "exact.md");
    assert_eq!(typo.did_you_mean.as_deref(), Some("percolator "));
    assert_eq!(marked(&typo.hits[0]), ["percolator"]);
    let accents = Corpus::new().file("a.md", "# Gemüse\n\nRüben.\n");
    assert_eq!(ask(&self::searcher(&accents), "gemuuse ").did_you_mean.as_deref(), Some("gemüse "));
    assert_eq!(ask(&searcher, "fxrm ").total, 0);
}

#[test]
fn most_words_will_do_where_no_article_has_all() {
    let corpus = Corpus::new()
        .file("wine.md", "# Red wine\n\nFrom a cellar.\n")
        .file("beer.md", "# Brown beer\n\nFrom a barrel.\n");
    let found = ask(&searcher(&corpus), "how do I store red wine ");
    assert_eq!((found.total, &*found.hits[0].path), (1, "wine.md"));
    assert!(found.notes[0].contains("most telling"), "{found:?}");
}

#[test]
fn snippets_show_the_best_place_with_every_form_marked() {
    let text = format!(
        "# Knife\n\n{}\n\n{} Then we sharpened the knife on some wet stones, which takes a while, and more. {}\n\n{}\n",
        filler(80),
        filler(30),
        filler(30),
        filler(80)
    );
    let searcher = searcher(&Corpus::new().file("a.md", text));
    let found = ask(&searcher, "sharpen knife sto");
    assert_eq!(marked(&found.hits[0]), ["sharpened", "knife", "stones"]);
    assert!(found.hits[0].snippet.starts_with('…') && found.hits[0].snippet.ends_with('…'), "{found:?}");
    assert!(found.hits[0].snippet.chars().count() < 260);
    assert_eq!(found.hits[0].title_highlights, [[0, 5]]);
}

#[test]
fn facets_count_all_hits_and_values_however_written() {
    let mut corpus = Corpus::new();
    for number in 0..12 {
        let category = if number % 3 == 0 { "baking" } else { "Baking" };
        corpus = corpus.file(
            &format!("{number:02}.md"),
            format!("---\ncategory: {category}\ntools: [T{number}]\n---\n# Dough {number}\n"),
        );
    }
    let request = SearchRequest { facets: true, limit: 2, ..SearchRequest::new("dough") };
    let found = searcher(&corpus).search(&request).unwrap();
    let facets = found.facets.unwrap();
    let category = facets.iter().find(|facet| facet.name == "category").unwrap();
    assert_eq!((&*category.values[0].value, category.values[0].count), ("Baking", 12));
    let tool = facets.iter().find(|facet| facet.name == "tool").unwrap();
    assert_eq!((tool.values.len(), tool.distinct), (10, 12));
}

#[test]
fn parts_of_a_score_add_up_to_it() {
    let corpus = Corpus::new()
        .file("index.md", "# Red wine\n\nSee [the wine](a.md), which is redder.\n")
        .file("a.md", "# Wine\n\nA red wine, and another wine.\n");
    let request = SearchRequest { explain: true, ..SearchRequest::new("red wine") };
    let found = searcher(&corpus).search(&request).unwrap();
    assert_eq!(found.total, 2);
    for hit in &found.hits {
        let sum: f32 = hit.explain.as_ref().unwrap().iter().map(|part| part.score).sum();
        assert!((sum - hit.score).abs() < 0.01, "{sum} is not {}: {hit:#?}", hit.score);
    }
}

#[test]
fn hits_are_sorted_and_paged_as_asked() {
    let page = |title: &str, date: &str| format!("---\ntitle: {title}\ndate: {date}\n---\nJam.\n");
    let corpus = Corpus::new()
        .file("a.md", page("Plum", "2026-01-01"))
        .file("b.md", page("apricot", "2026-03-01"))
        .file("c.md", "---\ntitle: Cherry\n---\nJam.\n");
    let searcher = searcher(&corpus);
    let sorted = |sort, offset, limit| {
        let request = SearchRequest { sort, offset, limit, ..SearchRequest::new("jam") };
        let found = searcher.search(&request).unwrap();
        (found.total, found.hits.into_iter().map(|hit| hit.path).collect::<Vec<_>>())
    };
    assert_eq!(sorted(Sort::Updated, 0, 10), (3, ["b.md", "a.md", "c.md"].map(str::to_owned).to_vec()));
    assert_eq!(sorted(Sort::Title, 0, 10), (3, ["b.md", "c.md", "a.md"].map(str::to_owned).to_vec()));
    assert_eq!(sorted(Sort::Title, 1, 1), (3, vec!["c.md".to_owned()]));
    assert_eq!(sorted(Sort::Relevance, 5, 1), (3, vec![]));
}

#[test]
fn an_empty_answer_says_what_to_leave_out() {
    let corpus = Corpus::new()
        .file("a.md", "---\ncategory: sweet\n---\n# Jam\n\nBoil the plum jam.\n")
        .file("b.md", "---\ncategory: sour\n---\n# Pickles\n\nIn brine.\n");
    let searcher = searcher(&corpus);
    let found = ask(&searcher, "jam category:sour");
    assert_eq!((found.total, found.instead.len()), (0, 1));
    assert_eq!((&*found.instead[0].query, found.instead[0].total), ("jam", 1));
    assert_eq!(found.instead[0].without, "category:sour");
    assert_eq!(ask(&searcher, "\"jam plum\"").instead[0].query, "jam plum");
}
