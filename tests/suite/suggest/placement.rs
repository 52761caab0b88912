use linkwright::catalog::Catalog;
use linkwright::corpus::ArticleId;
use linkwright::decisions::Policy;
use linkwright::settings::Placement;
use linkwright::suggest::{Knowledge, Options, Suggester, Suggestion};

use super::brewing;
use crate::support::Corpus;

/// The suggestions for an article of `site/`, whatever their score.
fn suggestions(corpus: &Corpus, source: &str, change: impl Fn(&mut Options)) -> Vec<(String, Option<String>)> {
    let catalog = catalog(corpus);
    let policy = Policy::new(&catalog, &linkwright::decisions::Decisions::default()).unwrap();
    let knowledge = Knowledge::gather(&catalog, &policy);
    let mut options = Options::new(&catalog.settings.suggest, policy);
    options.min_score = Some(0.0);
    change(&mut options);
    let suggester = Suggester::new(&catalog, &knowledge, options);
    let found = suggester.outgoing(id(&catalog, source));
    let row = |one: Suggestion| (catalog.article(one.target).path.to_string(), one.anchor.map(|anchor| anchor.text));
    found.into_iter().map(row).collect()
}

pub(super) fn catalog(corpus: &Corpus) -> Catalog {
    let site = corpus.path().join("site");
    let file = site.join("linkwright.yaml");
    let settings = if file.exists() { linkwright::settings::load(&file).unwrap() } else { Default::default() };
    Catalog::load(&site, &settings, &|| {}).unwrap()
}

pub(super) fn id(catalog: &Catalog, path: &str) -> ArticleId {
    catalog.ids().find(|&id| &*catalog.article(id).path == path).unwrap()
}

/// The brewing site with articles about other things: what most articles of a site say names nothing.
fn site() -> Corpus {
    let tools = ["hammers", "ladders", "ropes", "buckets", "brooms", "lamps", "ovens", "chairs"];
    tools.iter().fold(brewing(), |corpus, tool| {
        corpus.file(
            &format!("site/{tool}.md"),
            format!("---\ntitle: All our {tool}\n---\n\nThe {tool} hang in the shed.\n"),
        )
    })
}

/// The words that would link `days.md`, with this text, to `target`. The outer `None`: it is not suggested at all.
fn words(body: &str, target: &str, change: impl Fn(&mut Options)) -> Option<Option<String>> {
    let corpus = site().file("site/days.md", format!("---\ntitle: Days in between\n---\n\n{body}\n"));
    suggestions(&corpus, "days.md", change).into_iter().find(|(path, _)| path == target).map(|(_, words)| words)
}

fn strict(body: &str) -> Option<Option<String>> {
    words(body, "cold.md", |_| {})
}

fn anywhere(body: &str) -> Option<Option<String>> {
    words(body, "cold.md", |options| options.placement = Placement::Any)
}

const NAME: &str = "cold brew concentrate";

/// Texts in which the words stand where no link ever may; each has others about the same, so that the link itself is suggested.
const NEVER: [(&str, &str); 8] = [
    ("heading", "## Cold brew concentrate\n\nIt takes a whole night."),
    ("code", "Ask for `cold brew concentrate` there."),
    ("code block", "Wait.\n\n```text\ncold brew concentrate\n```"),
    ("link", "Some [cold brew concentrate](https://example.org/) takes a whole night."),
    ("linked image", "Some [![cold brew concentrate](a.png)](https://example.org/) takes a whole night."),
    ("comment", "Wait. <!-- cold brew concentrate --> And wait."),
    ("editors only", "## Notes (editors only)\n\nSome cold brew concentrate takes a whole night."),
    ("fields", "**Category:** cold brew concentrate\n**Level:** beginner\n**Tool:** fridge"),
];

/// Texts in which only the limits on sentences, paragraphs and pages keep a link away.
const LIMITED: [(&str, &str); 3] = [
    ("cell of a table", "| What | How long |\n|---|---|\n| Some cold brew concentrate | a whole night |"),
    ("sentence with a link", "Some cold brew concentrate takes [a whole night](https://example.org/) of waiting."),
    (
        "list of links",
        "- [first thing](https://a.example/)\n- [second thing](https://b.example/)\n- cold brew concentrate",
    ),
];

#[test]
fn running_text_takes_a_link() {
    for text in [
        "Some cold brew concentrate takes a whole night.",
        "Some **cold brew concentrate** takes a whole night.",
        "> Some cold brew concentrate takes a whole night.",
        "- Some cold brew concentrate takes a whole night.\n- Then wait for it.",
        "## Notes (editors only)\n\nNothing.\n\n## More\n\nSome cold brew concentrate takes a whole night.",
        "A [night](https://example.org/). Some cold brew concentrate takes as long.",
        "**Category:** cold brew concentrate is what we make.\nWhole sentences follow here, and they go on for a while.",
    ] {
        assert_eq!(strict(text), Some(Some(NAME.to_owned())), "{text}");
    }
}

#[test]
fn no_link_in_headings_code_links_and_notes() {
    for (place, text) in NEVER {
        for (limits, found) in [("strict", strict(text)), ("any", anywhere(text))] {
            assert_ne!(found.flatten().map(|text| text.to_lowercase()), Some(NAME.to_owned()), "{place}, {limits}");
        }
    }
    let front_matter = "---\ntitle: Days in between\ndescription: cold brew concentrate\n---\n\nWait.\n";
    let corpus = site().file("site/days.md", front_matter);
    let found = suggestions(&corpus, "days.md", |options| options.placement = Placement::Any);
    assert!(found.iter().all(|(_, words)| words.as_deref() != Some(NAME)), "{found:?}");
}

#[test]
fn limits_hold_until_they_are_lifted() {
    for (place, text) in LIMITED {
        assert_eq!(strict(text), Some(None), "{place}: a \"see also\"");
        assert_eq!(anywhere(text), Some(Some(NAME.to_owned())), "{place}");
    }
    let (_, sentence) = LIMITED[1];
    let lifted = words(sentence, "cold.md", |options| options.one_per_sentence = false);
    assert_eq!(lifted, Some(Some(NAME.to_owned())));
}

#[test]
fn what_many_articles_say_takes_no_link() {
    let notice = "Every morning we drink some cold brew concentrate before work.";
    let with = |copies: usize| {
        let page = |number: usize| format!("---\ntitle: Morning number {number}\n---\n\n{notice}\n");
        let corpus = (0..copies).fold(site(), |corpus, at| corpus.file(&format!("site/m{at}.md"), page(at)));
        let found = suggestions(&corpus, "m0.md", |_| {});
        found.into_iter().find(|(path, _)| path == "cold.md").and_then(|(_, words)| words)
    };
    assert_eq!(with(2).as_deref(), Some(NAME));
    assert_eq!(with(5), None);
}

#[test]
fn a_paragraph_gets_one_link_and_a_page_so_many() {
    let text = "Keep cold brew concentrate beside the gooseneck kettle guide at hand.";
    let corpus = || site().file("site/days.md", format!("---\ntitle: Days in between\n---\n\n{text}\n"));
    let placed = |change: fn(&mut Options)| {
        suggestions(&corpus(), "days.md", change).into_iter().filter_map(|(_, words)| words).collect::<Vec<_>>()
    };
    assert_eq!(placed(|_| {}).len(), 1);
    assert_eq!(placed(|options| options.one_per_paragraph = false).len(), 2);
    assert_eq!(placed(|options| options.placement = Placement::Any).len(), 2);
    let most = |most: usize| suggestions(&corpus(), "days.md", |options| options.max_per_page = most).len();
    assert!(most(5) >= 2 && most(1) == 1 && most(0) == 0, "{} {} {}", most(5), most(1), most(0));
}

#[test]
fn a_single_word_must_be_rare() {
    let found = |others: usize| {
        let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n\n{text}\n");
        let corpus = site()
            .file("site/gyokuro.md", page("Gyokuro", "It grows in the shade for three weeks."))
            .file("site/days.md", page("Days in between", "In the shade there is gyokuro for us all."));
        let corpus = (0..others).fold(corpus, |corpus, at| {
            let own = ["spring", "summer", "autumn", "winter", "monday", "tuesday", "sunday", "noon"][at];
            let text = format!("On a {own} we like gyokuro.");
            corpus.file(&format!("site/{own}.md"), page(&format!("Our {own}"), &text))
        });
        suggestions(&corpus, "days.md", |options| options.limit = 50).into_iter().find(|(path, _)| path == "gyokuro.md")
    };
    assert_eq!(found(1), Some(("gyokuro.md".to_owned(), Some("gyokuro".to_owned()))));
    assert_eq!(found(8).and_then(|(_, words)| words), None);
}

#[test]
fn a_phrase_belongs_to_the_article_with_that_title() {
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n\n{text}\n");
    let text = "Waiting costs nothing. Some cold brew concentrate takes a whole night.";
    let other = "Leaves rest in a jar.\n\n## Cold brew concentrate\n\nShake the jar of rested leaves.";
    let corpus = |other: &str| {
        site()
            .file("site/jars.md", page("Jars for rested leaves", other))
            .file("site/days.md", page("Days in between", text))
    };
    let found = suggestions(&corpus(other), "days.md", |_| {});
    let anchors: Vec<_> = found.iter().filter(|(_, words)| words.as_deref() == Some(NAME)).collect();
    assert_eq!(anchors.len(), 1, "{found:?}");
    assert_eq!(anchors[0].0, "cold.md");
    // Where no article has that title, the heading names it.
    let renamed = corpus(other).file("site/cold.md", page("Night work", "Twelve hours in the fridge."));
    let found = suggestions(&renamed, "days.md", |_| {});
    assert!(found.contains(&("jars.md".to_owned(), Some(NAME.to_owned()))), "{found:?}");
}

#[test]
fn denied_words_are_no_anchor() {
    let text = "---\ntitle: Days in between\n---\n\nSome cold brew concentrate takes a whole night.\n";
    let corpus = || site().file("site/days.md", text);
    let denied = corpus().file("site/linkwright.yaml", "suggest: {deny: ['COLD brew  concentrate']}\n");
    let anchor = |corpus: &Corpus| {
        suggestions(corpus, "days.md", |_| {}).into_iter().find(|(path, _)| path == "cold.md").and_then(|row| row.1)
    };
    assert_eq!(anchor(&corpus()).as_deref(), Some(NAME));
    assert_ne!(anchor(&denied).as_deref(), Some(NAME));
}

#[test]
fn readers_are_not_led_to_drafts_and_other_languages() {
    let with = |front_matter: &str| {
        let target = format!("---\ntitle: Cold brew concentrate\n{front_matter}\n---\n\nTwelve hours in the fridge.\n");
        let corpus = site().file("site/cold.md", target);
        suggestions(&corpus, "steep.md", |_| {}).iter().any(|(path, _)| path == "cold.md")
    };
    assert!(with("keyword: night") && with("lang: en") && with("draft: false"));
    assert!(!with("draft: true") && !with("lang: de"));
}

#[test]
fn rivals_are_not_led_to_each_other() {
    let page = |tool: &str, field: &str, other: &str| {
        let text = format!("Grind finer. Others say: how to dial in espresso with {other} takes longer.");
        format!("---\ntitle: How to dial in espresso with {tool}\n{field}: {tool}\n---\n\n{text}\n")
    };
    let found = |field: &str| {
        let corpus = site()
            .file("site/how-to-dial-in-espresso-with-grindolo.md", page("Grindolo", field, "Pressfern"))
            .file("site/how-to-dial-in-espresso-with-pressfern.md", page("Pressfern", field, "Grindolo"));
        let source = "how-to-dial-in-espresso-with-grindolo.md";
        let target = "how-to-dial-in-espresso-with-pressfern.md";
        let catalog = catalog(&corpus);
        let knowledge = Knowledge::gather(&catalog, &Policy::default());
        let suggester =
            Suggester::new(&catalog, &knowledge, Options::new(&catalog.settings.suggest, Policy::default()));
        let related = suggester.related(id(&catalog, source), 5);
        assert!(related.iter().any(|one| &*catalog.article(one.article).path == target), "{related:?}");
        suggestions(&corpus, source, |_| {}).iter().any(|(path, _)| path == target)
    };
    assert!(found("subtitle"), "without tools they are articles like any other");
    assert!(!found("primary_tool"));
}

#[test]
fn dates_and_bare_numbers_are_no_anchors() {
    let with = |text: &str| {
        let corpus = site()
            .file("site/news.md", "---\ntitle: November 2025\n---\n\nWhat happened at the shop.\n")
            .file("site/mill.md", "---\ntitle: Mill 1.31\n---\n\nA mill that grinds.\n")
            .file("site/days.md", format!("---\ntitle: Days in between\n---\n\n{text}\n"));
        let found = suggestions(&corpus, "days.md", |_| {});
        found.into_iter().filter_map(|(_, words)| words).collect::<Vec<_>>()
    };
    assert_eq!(with("We began to roast in November 2025 with more than 1.31 of the lot."), [""; 0]);
    assert_eq!(with("We bought the Mill 1.31 for the shop."), ["Mill 1.31"]);
    // Another version of it is not what the article is about.
    assert!(!with("We bought the Mill 1.94.31 for the shop.").contains(&"Mill 1.94.31".to_owned()));
}

#[test]
fn words_that_name_no_page_by_themselves_are_no_anchors() {
    let anchor = |target: &str, text: &str| {
        let corpus = site()
            .file("site/guide.md", target)
            .file("site/roads.md", "---\ntitle: Roads\n---\n\nAll of it stands in [the inquiry](guide.md).\n")
            .file("site/days.md", format!("---\ntitle: Days in between\n---\n\n{text}\n"));
        let found = suggestions(&corpus, "days.md", |_| {});
        found.into_iter().find(|(path, _)| path == "guide.md").and_then(|(_, words)| words)
    };
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n\n{text}\n");
    // One link's words, of which only one means something.
    let inquiry = page("What roasters said in 2020", "They said a lot.");
    assert_eq!(anchor(&inquiry, "The inquiry took a week."), None);
    // A title, in the sentence of another year, cut out of a quotation, or a link elsewhere on the page.
    let text = |sentence: &str| anchor(&page("Coffee inquiry 2020", "They said a lot."), sentence);
    assert_eq!(text("The coffee inquiry 2020 took a week.").as_deref(), Some("coffee inquiry 2020"));
    assert_eq!(text("As in 2019, the coffee inquiry took a week."), None);
    assert_eq!(text("They call it \"our coffee inquiry 2020\".").as_deref(), Some("coffee inquiry 2020"));
    let linked = "The coffee inquiry 2020 took a week.\n\nSee [coffee inquiry 2020](https://else.example/).";
    assert_eq!(text(linked), None);
    // Headings of level 1 under a title in the front matter head parts; one of several pages names none.
    let parts = page("Autumn at the shop", "# Roasting drums\n\nTurn.\n\n# Sieves and scales\n\nShake.");
    let sentence = "We oiled the sieves and scales again.";
    assert_eq!(anchor(&parts, sentence).as_deref(), Some("sieves and scales"));
    let shared = |corpus: Corpus| {
        suggestions(&corpus, "days.md", |_| {}).into_iter().filter_map(|(_, words)| words).collect::<Vec<_>>()
    };
    let days = page("Days in between", sentence);
    let both = site().file("site/guide.md", parts.clone()).file("site/days.md", days);
    assert!(shared(both.file("site/spring.md", parts.replace("Autumn", "Spring"))).is_empty());
}

#[test]
fn a_page_links_to_one_variant_that_of_its_own_tool_first() {
    let guide = |tool: &str| {
        format!(
            "---\ntitle: Dial in fresh espresso with {tool}\nprimary_tool: {tool}\n---\n\nUse {tool} and grind finer.\n"
        )
    };
    let found = |tool: &str, text: &str| {
        let page = format!("---\ntitle: Days in between\nprimary_tool: {tool}\n---\n\n{text}\n");
        let corpus = site()
            .file("site/dial-in-with-grindolo.md", guide("Grindolo"))
            .file("site/dial-in-with-pressfern.md", guide("Pressfern"))
            .file("site/days.md", page);
        let all = suggestions(&corpus, "days.md", |options| options.placement = Placement::Any);
        all.into_iter().map(|(path, _)| path).filter(|path| path.starts_with("dial-in")).collect::<Vec<_>>()
    };
    let text = "To dial in fresh espresso you grind finer and wait.";
    assert_eq!(found("Grindolo", text), ["dial-in-with-grindolo.md"]);
    assert_eq!(found("Pressfern", text), ["dial-in-with-pressfern.md"]);
    let linked = format!("{text} Somebody told it [with a press](dial-in-with-pressfern.md).");
    assert_eq!(found("Grindolo", &linked), [""; 0]);
}
