use std::collections::BTreeMap;

use linkwright::catalog::Catalog;
use linkwright::corpus::ArticleId;
use linkwright::decisions::Policy;
use linkwright::suggest::{Knowledge, Options, Suggester, Suggestion};

use super::brewing;
use super::placement::{catalog, id};
use crate::support::Corpus;

fn suggester<'c>(catalog: &'c Catalog, knowledge: &'c Knowledge) -> Suggester<'c> {
    Suggester::new(catalog, knowledge, Options::new(&catalog.settings.suggest, Policy::default()))
}

/// The corpus that comes with the program.
fn sample() -> Catalog {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let settings = linkwright::settings::load(&root.join("linkwright.yaml")).unwrap();
    Catalog::load(&root, &settings, &|| {}).unwrap()
}

fn all(catalog: &Catalog) -> Vec<Vec<Suggestion>> {
    let knowledge = Knowledge::gather(catalog, &Policy::default());
    suggester(catalog, &knowledge).all()
}

#[test]
fn one_thread_finds_what_four_find() {
    let catalog = sample();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| all(&catalog))
    };
    let (one, four) = (with(1), with(4));
    assert!(one.iter().flatten().count() > 10);
    assert_eq!(one, four);
}

#[test]
fn what_is_kept_of_reading_is_as_good_as_reading_again() {
    let catalog = sample();
    let kept = Knowledge::gather_for_all(&catalog, &Policy::default());
    assert_eq!(suggester(&catalog, &kept).all(), all(&catalog));
}

#[test]
fn every_suggestion_keeps_its_promises() {
    let catalog = sample();
    let knowledge = Knowledge::gather(&catalog, &Policy::default());
    let suggester = suggester(&catalog, &knowledge);
    let mut anchors = 0;
    for (source, list) in suggester.all().into_iter().enumerate() {
        let text = catalog.read_text(ArticleId(source as u32)).unwrap_or_default();
        assert!(list.is_sorted_by(|a, b| a.score >= b.score), "best first");
        assert!(list.len() <= catalog.settings.suggest.max_per_page);
        let mut blocks = BTreeMap::new();
        for one in &list {
            assert_eq!(one.source.index(), source);
            assert!((0.0..=1.0).contains(&one.score) && !one.why.is_empty() && one.target != one.source);
            assert!(catalog.is_live(one.target));
            assert!(!catalog.graph().outbound(one.source).iter().any(|link| link.article == one.target));
            let Some(anchor) = &one.anchor else { continue };
            let written = anchor.span.slice(&text).unwrap();
            assert!(written.split_whitespace().eq(anchor.text.split_whitespace()), "{written} {}", anchor.text);
            let sentence = anchor.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(sentence.contains(&anchor.text.split_whitespace().collect::<Vec<_>>().join(" ")), "{sentence}");
            assert_eq!(blocks.insert(anchor.paragraph, &one.id), None, "one a paragraph");
            anchors += 1;
        }
    }
    assert!(anchors >= 3, "{anchors}");
}

#[test]
fn both_ends_of_a_link_tell_of_it() {
    let corpus = brewing();
    let catalog = catalog(&corpus);
    let knowledge = Knowledge::gather(&catalog, &Policy::default());
    let suggester = suggester(&catalog, &knowledge);
    let outgoing: Vec<Suggestion> = suggester.all().into_iter().flatten().filter(|one| one.anchor.is_some()).collect();
    assert!(outgoing.len() >= 3, "{outgoing:?}");
    for one in &outgoing {
        let inbound = suggester.inbound(one.target);
        let same = inbound.iter().find(|other| other.source == one.source).unwrap();
        assert_eq!((&same.id, same.score, &same.why), (&one.id, one.score, &one.why));
    }
}

#[test]
fn orphans_get_their_best_sources() {
    let catalog = sample();
    let knowledge = Knowledge::gather(&catalog, &Policy::default());
    let suggester = suggester(&catalog, &knowledge);
    let orphans = suggester.orphans();
    let targets: Vec<ArticleId> = orphans.iter().map(|(target, _)| *target).collect();
    assert!(targets.is_sorted() && !targets.is_empty());
    for id in catalog.ids() {
        let body = catalog.graph().inbound(id).iter().filter(|link| link.body > 0).count();
        let is_weak = catalog.is_live(id) && body <= 1 && !catalog.is_entry(id) && !catalog.article(id).is_partial;
        assert_eq!(targets.contains(&id), is_weak, "{}", catalog.article(id).path);
    }
    let mut sources = 0;
    for (target, list) in &orphans {
        assert!(list.len() <= 3 && list.is_sorted_by(|a, b| a.score >= b.score));
        assert!(list.iter().all(|one| one.target == *target));
        sources += list.len();
    }
    assert!(sources > targets.len() / 2, "{sources} for {}", targets.len());
}

#[test]
fn related_articles_are_near_both_ways() {
    let corpus = brewing().file("site/draft.md", "---\ntitle: Water hardness at home\ndraft: true\n---\n\nMinerals.\n");
    let catalog = catalog(&corpus);
    let knowledge = Knowledge::gather(&catalog, &Policy::default());
    let suggester = suggester(&catalog, &knowledge);
    let steep = id(&catalog, "steep.md");
    let related = suggester.related(steep, 10);
    assert!(related.len() >= 3 && related.is_sorted_by(|a, b| a.score >= b.score), "{related:?}");
    for one in &related {
        let sum: f32 = one.parts.iter().map(|part| part.weight).sum();
        assert!((sum - one.score).abs() < 1e-5 && (0.0..=1.001).contains(&one.score), "{one:?}");
        assert!(one.article != steep && catalog.is_live(one.article), "{one:?}");
    }
    assert_eq!(suggester.related(steep, 1), related[..1]);
}

#[test]
fn messy_files_give_the_right_bytes() {
    let bom = "\u{feff}---\r\ntitle: Days in between\r\n---\r\n\r\nSome **cold brew\r\nconcentrate** takes a whole night.\r\n\r\n\
               Fill it with the gooseneck kettle guide at hand.\r\n";
    let glued = "---\ntitle: Glued days\n---# Glued days\n\nKeep ```a\ncold brew concentrate\n\nSome cold brew concentrate here.\n";
    let hub = "<div><ul><li><a href=\"/cold/\">Cold brew concentrate</a></li><li><a href='/water/'>Water</a></ul>\n\
               <p>Get the gooseneck kettle guide for cold brew concentrate.</p></div>\n";
    let corpus = Corpus::new();
    let corpus = ["index.md", "steep.md", "water.md", "kettles.md", "cold.md"].iter().fold(corpus, |corpus, name| {
        let text = std::fs::read_to_string(brewing().path().join("site").join(name)).unwrap();
        corpus.file(&format!("site/{name}"), text)
    });
    let corpus =
        corpus.file("site/bom.md", bom).file("site/glued.md", glued).file("site/hub.html", hub).file("site/e.md", "");
    let catalog = catalog(&corpus);
    let all = all(&catalog);
    let anchors = |path: &str| -> Vec<(String, String)> {
        let source = id(&catalog, path);
        let text = std::fs::read_to_string(corpus.path().join("site").join(path)).unwrap();
        let placed = all[source.index()].iter().filter_map(|one| Some((one, one.anchor.as_ref()?)));
        let row = |(one, anchor): (&Suggestion, &linkwright::suggest::Anchor)| {
            let target = catalog.article(one.target).path.to_string();
            (target, anchor.span.slice(&text).unwrap().to_owned())
        };
        placed.map(row).collect()
    };
    let found = anchors("bom.md");
    assert!(found.contains(&("cold.md".to_owned(), "cold brew\r\nconcentrate".to_owned())), "{found:?}");
    assert!(found.contains(&("kettles.md".to_owned(), "gooseneck kettle guide".to_owned())), "{found:?}");
    let found = anchors("hub.html");
    assert!(!found.iter().any(|(target, _)| target == "cold.md" || target == "water.md"), "{found:?}");
    assert_eq!(found, [("kettles.md".to_owned(), "gooseneck kettle guide".to_owned())]);
    assert!(anchors("glued.md").iter().all(|(_, words)| words != "a"), "{:?}", anchors("glued.md"));
    assert!(anchors("e.md").is_empty());
}
