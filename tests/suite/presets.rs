//! Fixture sites against what the real generators made of them: every URL, every id, every link (`tests/sites/`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use linkwright::audit::{self, Selection};
use linkwright::catalog::Catalog;
use linkwright::corpus::{ArticleId, LinkKind};
use linkwright::rules::RULES;
use linkwright::settings::{CONFIG_FILE, Preset, Settings};
use linkwright::site::Target;

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

/// Whether a fixture says, in `not-compared.tsv` (path, what, which, why), that it is left open whether a link is alive.
fn leaves_open(name: &str, path: &str, href: &str) -> bool {
    rows(name, "not-compared.tsv").iter().any(|row| row[0] == path && row[1] == "state" && row[2] == href)
}

/// The files that the generator made pages of. HTML that is copied as it is has been recorded by its URL alone.
fn rendered(name: &str) -> BTreeSet<String> {
    rows(name, "urls.tsv").into_iter().filter(|row| row[1] == "article").map(|row| row[2].clone()).collect()
}

/// Whether linkwright reads the file of a row as an article. Pages made of templates and scripts are known by their URL alone,
/// as generated ones are.
fn is_read(row: &[String]) -> bool {
    let endings = [".md", ".mdx", ".markdown", ".html", ".htm"];
    matches!(&*row[1], "article" | "static") && endings.iter().any(|ending| row[2].ends_with(ending))
}

/// Hidden files are no articles of linkwright, whatever a generator takes them for.
fn is_hidden(row: &[String]) -> bool {
    row[2].split('/').any(|name| name.starts_with('.'))
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
    let of_file = |row: &&Vec<String>| is_read(row) && !is_hidden(row);
    let expected = rows.iter().filter(of_file).map(|row| format!("{} {}", row[2], row[0])).collect();
    let found = live(catalog).map(|id| format!("{} {}", catalog.article(id).path, served(catalog, catalog.url(id))));
    difference(&expected, &found.collect())
}

/// Pages without a source and redirects are known.
fn pages_without_source_are_known(name: &str, catalog: &Catalog) -> String {
    let Some(from) = live(catalog).next() else { return "no article is live\n".to_owned() };
    let mut scratch = String::new();
    let mut wrong = String::new();
    for row in rows(name, "urls.tsv").iter().filter(|row| !is_read(row)) {
        let target = catalog.site.href(from, &row[0], &mut scratch);
        let right = match (&*row[1], target) {
            ("generated" | "article", Target::Generated | Target::Asset) => true,
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
    let rendered = rendered(name);
    let mut wrong = String::new();
    for id in live(catalog).filter(|&id| rendered.contains(&*catalog.article(id).path)) {
        let article = catalog.article(id);
        let Some(ids) = catalog.site.heading_ids(article) else { return "the style of ids is not known\n".to_owned() };
        let found: Vec<String> = ids.into_iter().filter(|id| !id.is_empty()).collect();
        let mut expected = expected.remove(&*article.path).unwrap_or_default();
        if catalog.site.preset() == Preset::Obsidian {
            // Its links name a heading with its markup or without; the text that is kept has none.
            expected.iter_mut().for_each(|id| *id = id.replace(['*', '`'], ""));
        }
        // Headings of HTML, the ids of which stand in the article.
        expected.retain(|id| found.contains(id) || !article.ids.iter().any(|by_hand| **by_hand == **id));
        if found != expected {
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
        let state = match &*row[3] {
            _ if leaves_open(name, &row[0], &row[1]) => "not compared",
            "redirect" => "alive",
            state => state,
        };
        expected.entry(row[0].clone()).or_default().push((row[1].clone(), format!("{kind} {state}")));
    }
    let only = ["dead-link", "dead-fragment", "missing-image", "link-to-draft"].map(str::to_owned);
    let selection = Selection::new(RULES, &BTreeMap::new(), &[], &only).unwrap();
    let findings = audit::run(catalog, RULES, &selection).findings;
    let rendered = rendered(name);
    let mut wrong = String::new();
    for id in live(catalog).filter(|&id| rendered.contains(&*catalog.article(id).path)) {
        let path = &catalog.article(id).path;
        let found: Vec<(String, String)> = catalog
            .links(id)
            .filter(|(_, target)| *target != Target::External)
            // Where Markdown has no language of templates, a call with blanks makes the link text.
            .filter(|(link, _)| name != "eleventy-plugins" || !link.href.contains("{{ "))
            .map(|(link, target)| {
                let rule = findings.iter().find(|one| one.article == id && one.place == Some(link.place));
                let state = match (rule.map(|one| one.rule), target) {
                    _ if leaves_open(name, path, &link.href) => "not compared".to_owned(),
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
        let states = |list: &[(String, String)]| list.iter().map(|(_, state)| state.clone()).collect::<Vec<_>>();
        if states(&found) != states(&expected) {
            wrong += &format!("{path}:\n");
            for at in 0..found.len().max(expected.len()) {
                let (found, expected) = (found.get(at), expected.get(at));
                if found.map(|one| &one.1) != expected.map(|one| &one.1) {
                    wrong += &format!("  {found:?} instead of {expected:?}\n");
                }
            }
        }
    }
    wrong
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
    eleventy: "eleventy",
    eleventy_plugins: "eleventy-plugins",
    hugo: "hugo",
    hugo_ugly: "hugo-ugly",
    mdbook: "mdbook",
    mdbook_plain: "mdbook-plain",
    mkdocs: "mkdocs",
    mkdocs_flat: "mkdocs-flat",
    nextjs: "nextjs",
    nuxt_content: "nuxt-content",
    obsidian: "obsidian",
}
