//! Names, phrases, windows and cues on small corpora.

use super::calibration::calibrate;
use super::names::{Naming, names_of, slug};
use super::page::Page;
use super::script::{Buffers, Script};
use super::windows::best_window;
use super::{Knowledge, Options, Workspace, cues};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::corpus::boilerplate::Boilerplate;
use crate::decisions::Policy;
use crate::settings::{Placement, Settings};
use crate::similarity::{Cut, Numbering, TermId};
use crate::text::language::Language;

use super::ledger::{Claim, Ledger, Phrase};
use super::mentions::Mentions;

/// A catalog of files, each a path and its text. The folder is gone when the first is dropped.
fn catalog(files: &[(&str, &str)]) -> (tempfile::TempDir, Catalog) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let catalog = Catalog::load(folder.path(), &Settings::default(), &|| {}).unwrap();
    (folder, catalog)
}

fn id(catalog: &Catalog, path: &str) -> ArticleId {
    catalog.ids().find(|&id| &*catalog.article(id).path == path).unwrap()
}

/// A page, and the numbering of its terms.
fn page(text: &str) -> (Page, Numbering) {
    let (_folder, catalog) = catalog(&[("page.md", text)]);
    let (mut numbering, mut buffers) = (Numbering::default(), Buffers::default());
    let (script, prose) = Script::read(catalog.article(ArticleId(0)), text, &[], &mut numbering, &mut buffers);
    (Page::of(&script, prose, buffers.places.iter().copied(), &Boilerplate::default()), numbering)
}

/// A page of a corpus, read anew.
fn page_in(catalog: &Catalog, knowledge: &Knowledge, text: &str) -> Page {
    let (policy, nothing) = (Policy::default(), Boilerplate::default());
    knowledge.page(catalog, &policy, ArticleId(0), text, &nothing, &mut Workspace::default())
}

/// Articles about tea that link to each other.
fn tea() -> (tempfile::TempDir, Catalog) {
    catalog(&[
        (
            "index.md",
            "# Start\n\nRead the [tea guide](green.md), the [tea guide](black.md) and more on [kettles](kettle.md).\n",
        ),
        ("green.md", "# Green tea\n\n## Water\n\nGreen tea and more tea.\n"),
        ("black.md", "# Black tea\n\nA [tea guide](green.md) and [kettles](kettle.md) say more.\n"),
        ("kettle.md", "# Kettles\n\nThe tea guide tells of kettles for green tea leaves.\n"),
        ("leaves.md", "# Green tea leaves\n\nLeaves of all sorts.\n"),
        ("wells.md", "# Water\n\nDeep wells.\n"),
    ])
}

fn phrase<'l>(catalog: &Catalog, knowledge: &'l Knowledge, text: &str) -> Option<&'l Phrase> {
    let ledger: &Ledger = &knowledge.ledger;
    let terms: Vec<TermId> = page_in(catalog, knowledge, text).tokens.iter().map(|token| token.term).collect();
    let mut found = None;
    ledger.find(terms.iter().copied(), |id, range| {
        if range == (0..terms.len()) {
            found = Some(ledger.phrase(id));
        }
    });
    found
}

fn claim(phrase: &Phrase, target: ArticleId) -> &Claim {
    phrase.claims.iter().find(|claim| claim.target == target).unwrap()
}

#[test]
fn an_article_goes_by_many_names() {
    let text = "---\ntitle: 'Cold brew: a guide for summer (2026)'\nkeyword: cold brew coffee\n---\n\n\
                # How to make cold brew\n\n## Choosing beans\n\n#### Deep down\n";
    let (_folder, catalog) = catalog(&[("posts/2026-01-31-brew-overnight.md", text)]);
    let mut numbering = Numbering::default();
    let names = names_of(&catalog, ArticleId(0), &mut numbering);
    let mut naming = |text: &str| {
        let terms = numbering.of(text, Language::ENGLISH);
        names.iter().find(|(_, phrase)| *phrase == terms).map(|(naming, _)| *naming)
    };
    for (text, expected) in [
        ("Cold brew: a guide for summer (2026)", Some(Naming::Title)),
        ("How to make cold brew", Some(Naming::Title)),
        ("cold brew coffee", Some(Naming::Keyword)),
        ("Cold brew: a guide for summer", Some(Naming::ShortTitle)),
        ("Cold brew", Some(Naming::ShortTitle)),
        ("a guide for summer (2026)", Some(Naming::ShortTitle)),
        ("brew overnight", Some(Naming::Slug)),
        ("Choosing beans", Some(Naming::Heading)),
        ("Deep down", None),
        ("2026 01 31 brew overnight", None),
    ] {
        assert_eq!(naming(text), expected, "{text}");
    }
    assert_eq!(slug(catalog.article(ArticleId(0))), "brew-overnight");
}

#[test]
fn phrases_are_counted_in_articles() {
    let (_folder, catalog) = tea();
    let knowledge = Knowledge::gather(&catalog, &Policy::default());
    let (green, black) = (id(&catalog, "green.md"), id(&catalog, "black.md"));
    let guide = phrase(&catalog, &knowledge, "tea guide").unwrap();
    // A link in two articles, once to both; as text in a third.
    assert_eq!((guide.linked, guide.holding, guide.words), (2, 3, 2));
    assert!((guide.keyphraseness() - 2.0 / 5.0).abs() < 1e-6);
    assert!((claim(guide, green).commonness - 2.0 / 3.0).abs() < 1e-6);
    assert!((claim(guide, black).commonness - 1.0 / 3.0).abs() < 1e-6);
    assert!(phrase(&catalog, &knowledge, "deep wells").is_none());
}

#[test]
fn a_title_owns_what_is_a_mere_heading_elsewhere() {
    let (_folder, catalog) = tea();
    let knowledge = Knowledge::gather(&catalog, &Policy::default());
    let water = phrase(&catalog, &knowledge, "water").unwrap();
    let (wells, green) = (claim(water, id(&catalog, "wells.md")), claim(water, id(&catalog, "green.md")));
    assert_eq!((wells.naming, green.naming), (Naming::Title, Naming::Heading));
    assert!(water.is_owned_by_another(green) && !water.is_owned_by_another(wells));
    assert!((wells.share - 1.0).abs() < 1e-6 && (green.share - 0.5).abs() < 1e-6);
}

#[test]
fn accepted_links_are_not_counted() {
    let (_folder, catalog) = tea();
    let mut decisions = crate::decisions::Decisions::default();
    decisions.set_written("black.md", "green.md", false);
    let policy = Policy::new(&catalog, &decisions).unwrap();
    let knowledge = Knowledge::gather(&catalog, &policy);
    let guide = phrase(&catalog, &knowledge, "tea guide").unwrap();
    assert_eq!((guide.linked, guide.holding), (1, 3));
    let (black, green) = (id(&catalog, "black.md"), id(&catalog, "green.md"));
    let links = |to: ArticleId| knowledge.graph(&catalog).outbound(black).iter().any(|link| link.article == to);
    assert!(!links(green) && links(id(&catalog, "kettle.md")));
}

#[test]
fn a_longer_name_hides_a_shorter_one() {
    let (_folder, catalog) = tea();
    let knowledge = Knowledge::gather(&catalog, &Policy::default());
    let mention = |text: &str| {
        let mentions = Mentions::of(ArticleId(0), &page_in(&catalog, &knowledge, text), &knowledge);
        mentions.target(id(&catalog, "green.md").0).map(|mention| mentions.named(mention)[0].0)
    };
    let clear = |text: &str| {
        let mentions = Mentions::of(ArticleId(0), &page_in(&catalog, &knowledge, text), &knowledge);
        mentions.places().iter().any(|place| place.is_clear && place.tokens().len() == 2)
    };
    assert!(clear("Drink green tea daily.") && !clear("Dry green tea leaves daily."));
    assert!(clear("Dry green tea leaves, then drink green tea."));
    assert!(mention("Drink green tea daily.") > mention("Dry green tea leaves daily."));
}

#[test]
fn the_tightest_window_within_a_block_is_found() {
    let found = |text: &str| {
        let (page, mut numbering) = page(text);
        let weights = [("moon", 2.0), ("garden", 2.0), ("rare", 1.0)];
        let weighed = |(word, weight)| (numbering.of(word, Language::ENGLISH)[0], weight);
        let mut topic: Vec<(TermId, f32)> = weights.map(weighed).into();
        topic.sort_unstable_by_key(|(term, _)| *term);
        best_window(&page, &topic).map(|window| {
            let span = page.span_of(window.tokens.start as usize..window.tokens.end as usize).unwrap();
            (span.slice(&page.prose.text).unwrap().to_owned(), (window.coverage * 10.0).round() as u32)
        })
    };
    assert_eq!(found("A garden under a moon, then a moon garden."), Some(("moon garden".to_owned(), 8)));
    assert_eq!(found("The moon.\n\nA garden."), Some(("moon".to_owned(), 4)));
    assert_eq!(found("The [moon](a.md) `garden` is rare."), Some(("rare".to_owned(), 2)));
    assert_eq!(found("Nothing here."), None);
}

#[test]
fn announced_places_suit_better() {
    let fit = |text: &str| {
        let (page, mut numbering) = page(text);
        let kettle = numbering.of("kettle", Language::ENGLISH)[0];
        let at = page.tokens.iter().position(|token| token.term == kettle).unwrap() as u32;
        cues::fit(&page, &(at..at + 1), "Kettle")
    };
    let plain = fit("We own a kettle today.");
    assert!((plain - 1.0).abs() < 1e-6, "{plain}");
    assert!(fit("For more, see the kettle today.") > plain);
    assert!(fit("There is a kettle guide.") > plain);
    assert!(fit("We own a Kettle today.") > plain);
    assert!((fit("Now see.\n\nKnown kettle.") - plain).abs() < 1e-6, "not across paragraphs");
}

#[test]
fn scores_are_raised_within_bounds() {
    let (_folder, catalog) = tea();
    let knowledge = Knowledge::gather(&catalog, &Policy::default());
    let options = Options::new(&catalog.settings.suggest, Policy::default());
    let raised = calibrate(&catalog, &knowledge, &options);
    assert!((raised - knowledge.raised).abs() < 1e-6, "what was raised before makes no difference");
    assert!((0.0..=4.0).contains(&raised), "{raised}");
    let lonely: Vec<(String, String)> =
        (0..9).map(|at| (format!("n{at}.md"), format!("# Number {at}{at}\n\nWord{at} by itself.\n"))).collect();
    let lonely: Vec<(&str, &str)> = lonely.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (_folder, catalog) = self::catalog(&lonely);
    let knowledge = Knowledge::gather(&catalog, &Policy::default());
    let mut options = Options::new(&catalog.settings.suggest, Policy::default());
    options.placement = Placement::Any;
    let all = super::Suggester::new(&catalog, &knowledge, options).all();
    assert!((0.0..=4.0).contains(&knowledge.raised), "{}", knowledge.raised);
    assert!(all.iter().flatten().all(|one| one.score < 0.5), "what nothing speaks for stays low: {all:?}");
}
