//! Fixture sites against what the real generators made of them: every URL, every id, every link (`tests/sites/`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use linkwright::audit::{self, Selection};
use linkwright::catalog::Catalog;
use linkwright::corpus::ArticleId;
use linkwright::rules::RULES;
use linkwright::settings::{CONFIG_FILE, Preset, Settings};
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

/// What a fixture says cannot be compared, in `not-compared.tsv` (path, what, which, why): `link` and `id` leave out a row of
/// the record that does not come from the article's own text, `unrecorded` a link that the record lacks (the last one, or the `first …`); `state` leaves
/// open whether a link that is there is alive.
struct NotCompared(Vec<Vec<String>>);

impl NotCompared {
    fn of(name: &str) -> Self {
        let rows = rows(name, "not-compared.tsv");
        assert!(rows.iter().all(|row| row.len() == 4 && !row[3].is_empty()), "{name}: four columns, the last says why");
        Self(rows)
    }

    /// Takes out of `expected` what is named so for an article; naming what is not there is a mistake.
    fn leave_out<T>(&self, path: &str, what: &str, expected: &mut Vec<T>, name: impl Fn(&T) -> &str) {
        for row in
            self.0.iter().filter(|row| row[0] == path && row[1].strip_prefix("first ").unwrap_or(&row[1]) == what)
        {
            let at = match row[1].starts_with("first ") {
                true => expected.iter().position(|one| name(one) == row[2]),
                false => expected.iter().rposition(|one| name(one) == row[2]),
            };
            expected.remove(at.unwrap_or_else(|| panic!("{path}: {what} {} is not there", row[2])));
        }
    }

    /// Leaves the state of links of an article open, the last one of an href for each time it is named.
    fn leave_open(&self, path: &str, expected: &mut [(String, String)]) {
        for row in self.0.iter().filter(|row| row[0] == path && row[1] == "state") {
            let known = |(href, state): &&mut (String, String)| *href == row[2] && !state.ends_with("not compared");
            let Some((_, state)) = expected.iter_mut().rfind(known) else { panic!("{path}: {} is not there", row[2]) };
            *state = format!("{} not compared", state.split(' ').next().unwrap_or(""));
        }
    }
}

/// The files that the generator made pages of. HTML that is copied as it is has been recorded by its URL alone.
fn rendered(name: &str) -> BTreeSet<String> {
    rows(name, "urls.tsv").into_iter().filter(|row| row[1] == "article").map(|row| row[2].clone()).collect()
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
    let of_file =
        |row: &&Vec<String>| matches!(&*row[1], "article" | "static") && is_read(catalog, &row[2]) && !is_hidden(row);
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
    let bare = |url: &str| {
        if name.starts_with("docusaurus") && url != "/" { url.trim_end_matches('/').len() } else { url.len() }
    };
    let line = |path: &str, url: &str| format!("{path} {}", &url[..bare(url)]);
    let expected = own.map(|row| line(&row[2], &row[0])).collect();
    let found = live(catalog).map(|id| line(&catalog.article(id).path, &served(catalog, catalog.url(id))));
    difference(&expected, &found.collect())
}

/// Whether a file of the fixture is an article of the corpus.
fn is_read(catalog: &Catalog, path: &str) -> bool {
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
    let not_compared = NotCompared::of(name);
    let is_open = |row: &[String]| not_compared.0.iter().any(|open| open[1] == "page" && open[0] == row[0]);
    let compared = |row: &&Vec<String>| !is_read(catalog, &row[2]) && !is_hidden(row) && !is_open(row);
    for row in rows(name, "urls.tsv").iter().filter(compared) {
        // The table holds paths as they are, where a link would have them encoded.
        let target = catalog.site.href(from, &row[0].replace('%', "%25"), &mut scratch);
        let right = match (&*row[1], target) {
            // A page of code, which is no article.
            ("article", Target::Generated) => true,
            // What a program makes is left open.
            ("generated", Target::Unchecked(Unchecked::Program)) => true,
            ("generated", Target::Generated | Target::Asset) => true,
            ("static", Target::Asset) => true,
            ("redirect", Target::Article(to)) => {
                let end = row[2].split('#').next().unwrap_or("");
                let end = end.strip_suffix("index.html").unwrap_or(end);
                !row[2].starts_with('/')
                    || served(catalog, catalog.url(to)).trim_end_matches('/') == end.trim_end_matches('/')
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
    let (rendered, not_compared) = (rendered(name), NotCompared::of(name));
    let mut wrong = String::new();
    for id in live(catalog).filter(|&id| rendered.contains(&*catalog.article(id).path)) {
        let article = catalog.article(id);
        let Some(ids) = catalog.site.heading_ids(article) else { return "the style of ids is not known\n".to_owned() };
        let mut found: Vec<String> = ids.into_iter().filter(|id| !id.is_empty()).collect();
        let mut expected = expected.remove(&*article.path).unwrap_or_default();
        if catalog.site.preset() == Preset::Obsidian {
            // Its links name a heading with its markup or without; the text that is kept has none.
            expected.iter_mut().for_each(|id| *id = id.replace(['*', '`'], ""));
        }
        // Headings of HTML, the ids of which stand in the article.
        expected.retain(|id| found.contains(id) || !article.ids.iter().any(|by_hand| **by_hand == **id));
        // Those of the layout are known for all pages.
        expected.retain(|id| found.contains(id) || !catalog.site.has_template_id(id));
        not_compared.leave_out(&article.path, "id", &mut expected, |id| id);
        not_compared.leave_out(&article.path, "unrecorded id", &mut found, |id| id);
        if found != expected {
            wrong += &format!("{}: {found:?} instead of {expected:?}\n", article.path);
        }
    }
    wrong
}

/// The state of a link to a redirect: alive if there is something at its end.
fn at_the_end_of(url: &str, pages: &BTreeMap<String, (String, String)>) -> &'static str {
    let mut url = url.split(['#', '?']).next().unwrap_or("").to_owned();
    for _ in 0..20 {
        let folder = url.strip_suffix("index.html").unwrap_or(&url).to_owned();
        match pages.get(&url).or_else(|| pages.get(&folder)).or_else(|| pages.get(&format!("{url}/"))) {
            Some((kind, to)) if kind == "redirect" && to.starts_with('/') => {
                url = to.split('#').next().unwrap_or("").to_owned()
            }
            Some(_) => return "alive",
            None => return "dead",
        }
    }
    "dead"
}

/// Every link is dead or alive as it is on the built site.
fn links_agree(name: &str, catalog: &Catalog) -> String {
    let mut expected: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let pages: BTreeMap<String, (String, String)> =
        rows(name, "urls.tsv").into_iter().map(|row| (row[0].clone(), (row[1].clone(), row[2].clone()))).collect();
    let base = catalog.site.base_path().unwrap_or("");
    let not_compared = NotCompared::of(name);
    let page = |url: &str| pages.get(url).or_else(|| pages.get(&format!("{url}/")));
    let leads_away = |url: &str| page(url).is_some_and(|(kind, to)| kind == "redirect" && !to.starts_with('/'));
    for row in rows(name, "links.tsv").iter().filter(|row| row[3] != "external") {
        let kind = row.get(4).map_or("link", |kind| kind);
        let below_base = row[2].strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#']));
        let state = match &*row[3] {
            // Whether another site is there nobody asked.
            "redirect" if leads_away(&row[2]) => continue,
            "redirect" => at_the_end_of(&row[2], &pages),
            // The build holds nothing beside the base path, but another site may be served there. So what names nothing of
            // this site may be left unchecked.
            "dead" if !below_base => "dead or elsewhere",
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
        let mut found: Vec<(String, String)> = catalog
            .links(id)
            .filter(|(_, target)| *target != Target::External)
            // An expression of MDX may be anything.
            .filter(|(link, _)| !(path.ends_with(".mdx") && link.href.starts_with('{')))
            // Where Markdown has no language of templates, a call with blanks makes the link text.
            .filter(|(link, _)| name != "eleventy-plugins" || !link.href.contains("{{ "))
            .map(|(link, target)| {
                let rule = findings.iter().find(|one| one.article == id && one.place == Some(link.place));
                let state = match (rule.map(|one| one.rule), target) {
                    (Some("dead-fragment"), _) => "dead-fragment".to_owned(),
                    (Some(_), _) => "dead".to_owned(),
                    (None, Target::Unchecked(kind)) => format!("unchecked ({})", kind.name()),
                    (None, _) => "alive".to_owned(),
                };
                let kind = if link.kind.is_image() { "image" } else { "link" };
                (link.href.to_string(), format!("{kind} {state}"))
            })
            .collect();
        let mut expected = expected.remove(&**path).unwrap_or_default();
        not_compared.leave_out(path, "unrecorded", &mut found, |(href, _)| href);
        not_compared.leave_out(path, "link", &mut expected, |(href, _)| href);
        not_compared.leave_open(path, &mut expected);
        let mut told = String::new();
        for at in 0..found.len().max(expected.len()) {
            let (found, expected) = (found.get(at), expected.get(at));
            if !agree(found.map(|one| &*one.1), expected.map(|one| &*one.1)) {
                told += &format!("  {found:?} instead of {expected:?}\n");
            }
        }
        if !told.is_empty() {
            wrong += &format!("{path}:\n{told}");
        }
    }
    wrong
}

/// Whether kind and state of a link are what is expected.
fn agree(found: Option<&str>, expected: Option<&str>) -> bool {
    let (Some(found), Some(expected)) = (found, expected) else { return found == expected };
    let (Some((kind, found)), Some((expected_kind, expected))) = (found.split_once(' '), expected.split_once(' '))
    else {
        return false;
    };
    let state = match expected {
        "not compared" => true,
        "dead or elsewhere" => matches!(found, "dead" | "unchecked (outside-corpus)"),
        expected => found == expected,
    };
    kind == expected_kind && state
}

/// Holds one side of a fixture against its expectations; tells what differs.
type Check = fn(&str, &Catalog) -> String;

/// Holds a fixture against its expectations.
fn check(name: &str) {
    let catalog = load(name);
    let checks: [(&str, Check); 4] = [
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
    eleventy: "eleventy",
    eleventy_plugins: "eleventy-plugins",
    hugo: "hugo",
    hugo_ugly: "hugo-ugly",
    mdbook: "mdbook",
    zola: "zola",
    zola_safe: "zola-safe",
    mdbook_plain: "mdbook-plain",
    jekyll: "jekyll",
    jekyll_plain: "jekyll-plain",
    mkdocs: "mkdocs",
    mkdocs_flat: "mkdocs-flat",
    starlight: "starlight",
    nextjs: "nextjs",
    nuxt_content: "nuxt-content",
    obsidian: "obsidian",
}
