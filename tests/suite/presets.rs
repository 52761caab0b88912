//! Fixture sites against what the real generators made of them: every URL, every id, every link (`tests/sites/`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use linkwright::audit::{self, Selection};
use linkwright::catalog::Catalog;
use linkwright::corpus::{Article, ArticleId, LinkKind};
use linkwright::rules::RULES;
use linkwright::settings::{CONFIG_FILE, Settings};
use linkwright::site::{Target, Unchecked};

/// The folder of one fixture.
fn site(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name)
}

fn load(name: &str) -> Catalog {
    let source = site(name).join("source");
    let config = source.join(CONFIG_FILE);
    let settings = if config.exists() { linkwright::settings::load(&config).unwrap() } else { Settings::default() };
    Catalog::load(&source, &settings, &|| {}).unwrap()
}

/// The rows of a file of expectations.
fn rows(name: &str, file: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(site(name).join("expected").join(file)).unwrap_or_default();
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// Lines that stand on one side alone, marked as a diff does.
fn difference(expected: &BTreeSet<String>, found: &BTreeSet<String>) -> String {
    let missing = expected.difference(found).map(|line| format!("- {line}\n"));
    missing.chain(found.difference(expected).map(|line| format!("+ {line}\n"))).collect()
}

fn live(catalog: &Catalog) -> impl Iterator<Item = ArticleId> {
    catalog.ids().filter(|&id| catalog.is_live(id))
}

fn served(catalog: &Catalog, url: &str) -> String {
    format!("{}{url}", catalog.site.base_path().unwrap_or(""))
}

/// Every article has the URL that the generator gave it, and what it left out is not live.
fn urls_agree(name: &str, catalog: &Catalog) -> String {
    let rows = rows(name, "urls.tsv");
    let of_file = |row: &&Vec<String>| matches!(&*row[1], "article" | "static") && is_article(catalog, &row[2]);
    let ids: BTreeMap<&str, ArticleId> = live(catalog).map(|id| (&*catalog.article(id).path, id)).collect();
    let mut scratch = String::new();
    // Where a page is served in several languages, the other addresses lead to it, too. Docusaurus links to `/x` and
    // writes `x/index.html`, so that the built site does not tell which of its addresses end in a slash.
    let is_other = |row: &Vec<String>, scratch: &mut String| {
        let Some(&id) = ids.get(&*row[2]) else { return false };
        let url = row[0].split('/').map(encoded).collect::<Vec<_>>().join("/");
        let own = served(catalog, catalog.url(id)).trim_end_matches('/') == row[0].trim_end_matches('/');
        !own && catalog.site.href(id, &url, scratch) == Target::Article(id)
    };
    let own = rows.iter().filter(of_file).filter(|row| !is_other(row, &mut scratch));
    let bare = |url: &str| if name.starts_with("docusaurus") && url != "/" { url.trim_end_matches('/').len() } else { url.len() };
    let line = |path: &str, url: &str| format!("{path} {}", &url[..bare(url)]);
    let expected = own.map(|row| line(&row[2], &row[0])).collect();
    let found = live(catalog).map(|id| line(&catalog.article(id).path, &served(catalog, catalog.url(id))));
    difference(&expected, &found.collect())
}

/// Whether a file of the fixture is an article of the corpus.
fn is_article(catalog: &Catalog, path: &str) -> bool {
    catalog.articles.iter().any(|article| &*article.path == path)
}

/// A segment of a URL as links spell it.
fn encoded(segment: &str) -> String {
    segment.replace('%', "%25").replace(' ', "%20").replace('#', "%23").replace('?', "%3F")
}

/// Pages without a source and redirects are known.
fn pages_without_source_are_known(name: &str, catalog: &Catalog) -> String {
    let Some(from) = live(catalog).next() else { return "no article is live\n".to_owned() };
    let mut scratch = String::new();
    let mut wrong = String::new();
    for row in rows(name, "urls.tsv").iter().filter(|row| !is_article(catalog, &row[2])) {
        // The table holds paths as they are, where a link would have them encoded.
        let target = catalog.site.href(from, &row[0].replace('%', "%25"), &mut scratch);
        let right = match (&*row[1], target) {
            // Pages of components, which are no articles.
            ("article", Target::Generated) => true,
            // What a program makes is not known, and not claimed to be.
            (_, Target::Unchecked(Unchecked::Program)) => true,
            ("generated", Target::Generated | Target::Asset) => true,
            ("static", Target::Asset) => true,
            ("redirect", Target::Article(to)) => {
                !row[2].starts_with('/') || served(catalog, catalog.url(to)) == row[2].split('#').next().unwrap_or("")
            }
            ("redirect", Target::External | Target::Generated | Target::Asset | Target::Dead) => true,
            _ => false,
        };
        if !right {
            wrong += &format!("{} {}: {target:?}\n", row[1], row[0]);
        }
    }
    wrong
}

/// Every heading has the id that the generator gave it.
fn ids_agree(name: &str, catalog: &Catalog) -> String {
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows(name, "ids.tsv") {
        expected.entry(row[0].clone()).or_default().push(row[1].clone());
    }
    let mut wrong = String::new();
    for id in live(catalog) {
        let article = catalog.article(id);
        let Some(ids) = catalog.site.heading_ids(article) else { return "the style of ids is not known\n".to_owned() };
        let found: Vec<String> = ids.into_iter().filter(|id| !id.is_empty()).collect();
        let mut expected = expected.remove(&*article.path).unwrap_or_default();
        // Headings of HTML, the ids of which stand in the article.
        expected.retain(|id| found.contains(id) || !article.ids.iter().any(|by_hand| **by_hand == **id));
        // Those of the layout; those of text that is kept elsewhere and inserted.
        expected.retain(|id| !catalog.site.has_template_id(id));
        let agree = if article.inserts_text { is_within(&found, &expected) } else { found == expected };
        if !agree && !is_bare(article, &expected) {
            wrong += &format!("{}: {found:?} instead of {expected:?}\n", article.path);
        }
    }
    wrong
}

/// Every link is dead or alive as it is on the built site.
fn links_agree(name: &str, catalog: &Catalog) -> String {
    let mut expected: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in rows(name, "links.tsv").iter().filter(|row| row[3] != "external") {
        let kind = row.get(4).map_or("link", |kind| kind);
        expected.entry(row[0].clone()).or_default().push((row[1].clone(), format!("{kind} {}", row[3])));
    }
    let only = ["dead-link", "dead-fragment", "missing-image", "link-to-draft"].map(str::to_owned);
    let selection = Selection::new(RULES, &BTreeMap::new(), &[], &only).unwrap();
    let findings = audit::run(catalog, RULES, &selection).findings;
    let mut wrong = String::new();
    for id in live(catalog) {
        let path = &catalog.article(id).path;
        let found: Vec<(String, String)> = catalog
            .links(id)
            .filter(|(_, target)| *target != Target::External)
            .map(|(link, target)| {
                let rule = findings.iter().find(|one| one.article == id && one.place == Some(link.place));
                let state = match (rule.map(|one| one.rule), target) {
                    (Some("dead-fragment"), _) => "dead-fragment".to_owned(),
                    (Some(_), _) => "dead".to_owned(),
                    (None, Target::Unchecked(kind)) => format!("unchecked ({})", kind.name()),
                    (None, _) => "alive".to_owned(),
                };
                let kind = if link.kind == LinkKind::Image { "image" } else { "link" };
                (link.href.to_string(), format!("{kind} {state}"))
            })
            .collect();
        let expected = expected.remove(&**path).unwrap_or_default();
        let article = catalog.article(id);
        if is_bare(article, &expected) {
            continue;
        }
        let agrees = |(found, expected): (&(String, String), &(String, String))| {
            let (kind, state) = expected.1.split_once(' ').unwrap();
            found.1 == expected.1
                || found.1 == format!("{kind} unchecked (program)")
                || (state == "redirect" && found.1.starts_with(kind) && !found.1.contains('('))
        };
        // Expressions may be anything; links of inserted text and of the front matter are not those of the body.
        let found: Vec<(String, String)> = found.into_iter().filter(|(href, _)| !href.starts_with('{')).collect();
        let text = fs::read_to_string(site(name).join("source").join(&**path)).unwrap();
        let front = text.split("\n---").next().unwrap();
        let part = article.inserts_text || text.contains("={") || front.contains("link:");
        let agree = match part {
            true => {
                let mut rest = expected.iter();
                found.iter().all(|one| rest.any(|other| agrees((one, other))))
            }
            false => found.len() == expected.len() && found.iter().zip(&expected).all(agrees),
        };
        if !agree {
            wrong += &format!("{path}:\n");
            for at in 0..found.len().max(expected.len()) {
                let (found, expected) = (found.get(at), expected.get(at));
                if !found.zip(expected).is_some_and(agrees) {
                    wrong += &format!("  {found:?} instead of {expected:?}\n");
                }
            }
        }
    }
    wrong
}

/// Whether the items stand in the others in this order.
fn is_within(items: &[String], others: &[String]) -> bool {
    let mut rest = others.iter();
    items.iter().all(|item| rest.any(|other| other == item))
}

/// Whether the built page has nothing that was recorded: a HTML file that is no page of the generator's own layout.
fn is_bare<T>(article: &Article, expected: &[T]) -> bool {
    expected.is_empty() && article.path.ends_with(".html")
}

/// Holds a fixture against its expectations.
fn check(name: &str) {
    let catalog = load(name);
    let checks: [(&str, fn(&str, &Catalog) -> String); 4] = [
        ("urls", urls_agree),
        ("pages without a source", pages_without_source_are_known),
        ("ids", ids_agree),
        ("links", links_agree),
    ];
    let wrong: String = checks
        .iter()
        .map(|(what, check)| (what, check(name, &catalog)))
        .filter(|(_, wrong)| !wrong.is_empty())
        .map(|(what, wrong)| format!("{what}:\n{wrong}"))
        .collect();
    assert!(wrong.is_empty(), "{name}: {:?}\n{wrong}", catalog.site.inferred());
}

macro_rules! fixtures {
    ($($name:ident: $folder:literal),* $(,)?) => {
        $(#[test]
        fn $name() {
            check($folder);
        })*
    };
}

fixtures! {
    astro: "astro",
    astro_base: "astro-base",
    docusaurus: "docusaurus",
    docusaurus_root: "docusaurus-root",
    hugo: "hugo",
    hugo_ugly: "hugo-ugly",
    mdbook: "mdbook",
    mdbook_plain: "mdbook-plain",
    mkdocs: "mkdocs",
    mkdocs_flat: "mkdocs-flat",
    starlight: "starlight",
}
