//! What a query means: one case a feature of the language.

use proptest::prelude::*;

use super::{ask, paths, searcher};
use crate::support::Corpus;

fn kitchen() -> Corpus {
    Corpus::new()
        .file(
            "knives.md",
            "---\ntitle: Sharpening knives\ncategory: Tools\ntype: guide\ntools: [Whetstone, Clip Pro]\nlast_updated: 2026-02-10\nstatus: published\n---\n# Sharpening knives\n\nA dull bread knife slips. Sharpen it on a stone.\n",
        )
        .file(
            "bread.md",
            "---\ntitle: Baking bread\ncategory: Baking\ntype: guide\nlast_updated: 2025-12-31\nprimary_keyword: sourdough starter\n---\n# Baking bread\n\nCut it with a knife that saws; the bread is hot.\n\n## Slicing\n\nThinly.\n",
        )
        .file(
            "de/messer.md",
            "---\ntitle: Messer schärfen\ncategory: Tools\n---\n# Messer schärfen\n\nDie Küchenmesser der Häuser in Łódź.\n",
        )
        .file("pl/artykul.md", "---\ntitle: Noże\n---\nPisz o tym w artykułach o nożach.\n")
        .file("draft.md", "---\ntitle: Secret knife\nstatus: draft\n---\nA knife.\n")
}

#[test]
fn words_are_found_in_every_inflection_and_all_must_be_there() {
    let searcher = searcher(&kitchen());
    assert_eq!(paths(&searcher, "knife "), ["knives.md", "bread.md"]);
    assert_eq!(paths(&searcher, "knives sharpened "), ["knives.md"]);
    assert_eq!(paths(&searcher, "haus "), ["de/messer.md"]);
    assert_eq!(paths(&searcher, "artykułami "), ["pl/artykul.md"]);
}

#[test]
fn accents_and_case_do_not_matter() {
    let searcher = searcher(&kitchen());
    for query in ["schärfen ", "scharfen ", "SCHÄRFEN ", "lodz ", "Łódź "] {
        assert_eq!(paths(&searcher, query), ["de/messer.md"], "{query}");
    }
}

#[test]
fn the_last_word_may_be_incomplete() {
    let searcher = searcher(&kitchen());
    assert_eq!(paths(&searcher, "bread sour"), ["bread.md"]);
    assert_eq!(ask(&searcher, "\"sour\"").total, 0);
    assert_eq!(ask(&searcher, "sour ").total, 0);
}

#[test]
fn quotes_want_words_side_by_side() {
    let searcher = searcher(&kitchen());
    assert_eq!(paths(&searcher, "\"bread knife\""), ["knives.md"]);
    assert_eq!(paths(&searcher, "title:\"baking bread\""), ["bread.md"]);
    assert_eq!(ask(&searcher, "\"knife bread\"").total, 0);
}

#[test]
fn a_minus_leaves_out() {
    let searcher = searcher(&kitchen());
    assert_eq!(paths(&searcher, "knife -baking"), ["knives.md"]);
    assert_eq!(paths(&searcher, "knife -\"bread knife\""), ["bread.md"]);
    assert_eq!(paths(&searcher, "knife -category:tools"), ["bread.md"]);
}

#[test]
fn fields_narrow_where_words_are_looked_for() {
    let searcher = searcher(&kitchen());
    assert_eq!(paths(&searcher, "title:bread"), ["bread.md"]);
    assert_eq!(paths(&searcher, "heading:slicing"), ["bread.md"]);
    assert_eq!(paths(&searcher, "keyword:sourdough"), ["bread.md"]);
}

#[test]
fn filters_go_by_metadata() {
    let searcher = searcher(&kitchen());
    let found = |query: &str| {
        let mut found = paths(&searcher, query);
        found.sort();
        found
    };
    assert_eq!(found("tool:whetstone"), ["knives.md"]);
    assert_eq!(found("tool:\"clip pro\""), ["knives.md"]);
    assert_eq!(found("category:tools"), ["de/messer.md", "knives.md"]);
    assert_eq!(found("category:tools,baking type:guide"), ["bread.md", "knives.md"]);
    assert_eq!(found("lang:de-AT"), ["de/messer.md"]);
    assert_eq!(found("status:published"), ["knives.md"]);
    assert_eq!(found("path:de/"), ["de/messer.md"]);
    assert_eq!(found("path:**/a*.md"), ["pl/artykul.md"]);
    assert_eq!(found("updated:2026"), ["knives.md"]);
    assert_eq!(found("updated:<2026-01-01"), ["bread.md"]);
    assert_eq!(found("knife updated:2025-12..2026-02"), ["bread.md", "knives.md"]);
}

#[test]
fn what_is_odd_is_searched_as_words_and_noted() {
    let searcher = searcher(&kitchen());
    let odd = ask(&searcher, "foo:knife");
    assert!(odd.notes[0].contains("`foo:` is no filter"), "{odd:?}");
    assert!(ask(&searcher, "updated:someday").notes[0].contains("no date"));
    assert!(ask(&searcher, "category:tool5").notes[0].contains("did you mean `category:Tools`?"));
    assert!(ask(&searcher, "!!!").notes[0].contains("no word"));
    assert!(ask(&searcher, &"knife ".repeat(100)).notes.len() >= 2);
    assert_eq!(ask(&searcher, "").total, 4);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is typed, there is an answer, and its places lie within its texts.
    #[test]
    fn every_query_has_an_answer(query in "(\\PC|knife|bread|title:|tool:|path:|updated:|-|\"|\\*|[|:><=. ]){0,24}") {
        thread_local!(static SEARCHER: linkwright::search::Searcher = searcher(&kitchen()));
        SEARCHER.with(|searcher| {
            for hit in ask(searcher, &query).hits {
                let length = hit.snippet.chars().count();
                assert!(hit.highlights.iter().all(|[start, end]| start < end && *end <= length), "{hit:?}");
            }
        });
    }
}
