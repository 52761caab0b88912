//! The pages around the articles: a home page, the hubs of each category as raw HTML cards inside Markdown, the second
//! file of a duplicate URL, and the tool catalogue.

use std::fmt::Write;

use super::page::Page;
use super::plan::{Plan, Role};
use super::random::Random;
use super::words::{CATEGORIES, capitalized};

/// Cards on one hub page.
const CARDS: usize = 200;

/// A file's path in the corpus and its text.
pub(crate) type File = (String, String);

/// Every page that is no article of the plan; the planted duplicates' findings go to `planted`.
pub(crate) fn write(plan: &Plan, planted: &mut Vec<super::truth::Planted>) -> Vec<File> {
    let mut files = vec![("index.md".to_owned(), home(plan)), ("tools.yaml".to_owned(), catalogue(plan))];
    for category in 0..CATEGORIES.len() {
        files.extend((1..=pages(plan, category)).map(|page| hub(plan, category, page)));
    }
    for (index, planned) in plan.articles.iter().enumerate() {
        if planned.role == Role::Duplicate {
            let path = format!("articles/{}/index.md", planned.stem);
            let mut page = Page::new(path.clone());
            second(&mut page, plan, index);
            planted.append(&mut page.planted);
            files.push((path, page.text));
        }
    }
    files
}

fn pages(plan: &Plan, category: usize) -> usize {
    plan.listed[category].len().div_ceil(CARDS)
}

fn name(category: usize) -> String {
    capitalized(&CATEGORIES[category].replace('-', " "))
}

fn home(plan: &Plan) -> String {
    let mut text = "---\ntitle: \"Home\"\n---\n\n# Home\n\nAll that we have written, by topic.\n".to_owned();
    for (category, slug) in CATEGORIES.iter().enumerate() {
        let name = name(category);
        let _ = write!(text, "\n## {name}\n\n");
        for page in 1..=pages(plan, category) {
            let _ = writeln!(text, "- [{name}, page {page}](/hubs/{slug}-{page}/)");
        }
    }
    text
}

fn catalogue(plan: &Plan) -> String {
    let mut text = "tools:\n".to_owned();
    for (place, tool) in plan.lexicon.tools.iter().enumerate() {
        let site = tool.to_lowercase();
        let category = CATEGORIES[place % CATEGORIES.len()];
        let _ = write!(text, "  - name: \"{tool}\"\n    category: \"{category}\"\n");
        let _ = writeln!(text, "    affiliate_link: \"https://www.{site}.example/?partner=1\"");
    }
    text
}

/// One hub page. It has no blank line between cards: one would end the HTML block.
fn hub(plan: &Plan, category: usize, page: usize) -> File {
    let (slug, name) = (CATEGORIES[category], name(category));
    let mut text = format!("---\ntitle: \"{name}, page {page}\"\ncontent_type: \"hub\"\ncategory: \"{slug}\"\n---\n\n");
    let _ = writeln!(text, "<h1>{name}</h1>\n<p>Guides and reviews about {name}.</p>\n<div class=\"grid gap-6\">");
    for index in plan.listed[category].iter().skip((page - 1) * CARDS).take(CARDS) {
        let planned = &plan.articles[*index];
        let (url, title, date) = (planned.url(), &planned.title, &planned.date);
        let _ = write!(
            text,
            "    <div class=\"card rounded-lg shadow-md p-6\">\n        \
             <h3 class=\"text-xl mb-2\"><a href=\"{url}\" class=\"text-gray-900\">{title}</a></h3>\n        \
             <p class=\"text-sm mb-4\">{date}</p>\n        \
             <a href=\"{url}\" class=\"button px-4 py-2\">Read more</a>\n    </div>\n"
        );
    }
    text.push_str("</div>\n");
    if page < pages(plan, category) {
        let _ = writeln!(text, "<p><a href=\"/hubs/{slug}-{}/\">{name}, page {}</a></p>", page + 1, page + 1);
    }
    (format!("hubs/{slug}-{page}.md"), text)
}

/// The second file that answers to an article's URL. It links to the first by its file, so that neither is an orphan.
fn second(page: &mut Page, plan: &Plan, index: usize) {
    let planned = &plan.articles[index];
    let mut random = Random::lane(plan.seed, (5 << 40) + index as u64);
    page.line(&format!("---\ntitle: \"{}\"\ncategory: \"{}\"\n---\n", planned.title, CATEGORIES[planned.category]));
    page.line(&format!("# {}\n", planned.title));
    page.line(&format!(
        "This page was moved here from [the file of the same name](../{}.md) and never tidied.\n",
        planned.stem
    ));
    page.items(plan.targets(index, 4, &mut random).into_iter().map(|target| {
        let target = &plan.articles[target];
        format!("[{}]({})", target.title, target.url())
    }));
    page.plant_whole("duplicate-url", planned.url());
}
