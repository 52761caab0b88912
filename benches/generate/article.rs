//! One article in the format of the kind of site this tool began with: front matter, an editors' section, prose, lists,
//! a FAQ, a list of internal links, a checklist. One in forty is messy in ways that must not matter to an audit.

use super::links::Links;
use super::page::{Page, Piece};
use super::plan::{Plan, Planned, Role};
use super::prose::Writer;
use super::random::Random;
use super::words::{CATEGORIES, capitalized};

/// Bytes that the sections after the main one take up, about.
const CLOSING: usize = 2_200;

/// What is odd about an article's file.
#[derive(Default)]
struct Mess {
    bom: bool,
    crlf: bool,
    glued: bool,
    /// Which of the three template variables were never filled in.
    unfilled: [bool; 3],
}

impl Mess {
    fn draw(role: Role, random: &mut Random) -> Mess {
        if !random.one_in(40) || !matches!(role, Role::Plain | Role::Orphan) {
            return Mess::default();
        }
        let mut flip = || random.one_in(2);
        let mess = Mess { bom: flip(), crlf: flip(), glued: flip(), unfilled: [flip(), flip(), flip()] };
        // Never nothing at all.
        if mess.bom || mess.crlf || mess.glued { mess } else { Mess { glued: true, ..mess } }
    }
}

/// The bytes of article `index` and what is planted in it. `size` is the length to aim at.
pub(crate) fn write(plan: &Plan, index: usize, size: usize) -> (Vec<u8>, Page) {
    let planned = &plan.articles[index];
    let mut random = Random::lane(plan.seed, (4 << 40) + index as u64);
    let size = size * random.between(60, 140) / 100;
    let mess = Mess::draw(planned.role, &mut random);
    let links = Links::draw(plan, index, &mut random);
    let (tool, other_tool) = plan.lexicon.tools_at(planned.tool);
    let mut writer = Writer { lexicon: &plan.lexicon, category: planned.category, tool, other_tool, random };
    let mut page = Page::new(format!("articles/{}.md", planned.stem));
    front_matter(&mut page, planned, &mess, &mut writer);
    opening(&mut page, planned, &mut writer);
    main_content(&mut page, links.body, size.saturating_sub(CLOSING), &mut writer);
    closing(&mut page, &links.list, &mess, &mut writer);
    for definition in &links.definitions {
        page.line(definition);
    }
    plant_role(&mut page, planned);
    let mut bytes = encode(&page.text, &mess);
    if planned.role == Role::Unreadable {
        // A lone byte of Latin-1, or a NUL.
        let place = bytes.len() / 2;
        bytes[place] = if writer.random.one_in(2) { 0xe9 } else { 0 };
        page.plant_at("unreadable-article", &bytes[..place]);
    }
    (bytes, page)
}

fn front_matter(page: &mut Page, planned: &Planned, mess: &Mess, writer: &mut Writer) {
    let Planned { title, keyword, content_type, date, role, .. } = planned;
    let fault = if *role == Role::Malformed { writer.random.between(1, 3) } else { 0 };
    let category = CATEGORIES[planned.category];
    if fault == 3 {
        page.plant("malformed-front-matter", "the block is never closed");
    }
    page.line(&format!("---\ntitle: \"{title}\"\ncontent_type: \"{content_type}\"\ncategory: \"{category}\""));
    if fault == 1 {
        page.plant("malformed-front-matter", "a key stands twice");
        page.line("category: \"unsorted\"");
    }
    match fault {
        2 => {
            page.plant("malformed-front-matter", "not YAML");
            page.line(&format!("primary_keyword: {keyword}: second"));
        }
        _ => page.line(&format!("primary_keyword: \"{keyword}\"")),
    }
    page.line(&format!("primary_tool: \"{}\"", writer.tool));
    if mess.unfilled[0] {
        page.plant("unfilled-variable", "SECONDARY_TOOL");
        page.line("secondary_tool: \"{{SECONDARY_TOOL}}\"");
    } else {
        page.line(&format!("secondary_tool: \"{}\"", writer.other_tool));
    }
    page.line(&format!("last_updated: \"{date}\""));
    let draft_as = if *role == Role::Draft { writer.random.between(1, 3) } else { 0 };
    page.line(["status: \"filled\"", "status: \"draft\"", "draft: true", "published: false"][draft_as]);
    match fault {
        3 => page.line(""),
        _ if mess.glued => page.text.push_str("---"),
        _ => page.line("---\n"),
    }
}

fn opening(page: &mut Page, planned: &Planned, writer: &mut Writer) {
    let Planned { title, keyword, content_type, date, category, .. } = planned;
    page.line(&format!("# {title}\n\n**Content type:** {content_type}  \n**Category:** {}  ", CATEGORIES[*category]));
    page.line(&format!("**Primary keyword:** {keyword}  \n**Last updated:** {date}  "));
    page.section("## Verification policy (editors only)");
    page.line("Go through these points before the article goes live:\n");
    page.items([
        "**Facts:** Prices, limits and dates stand here only with a source that a reader can open.".to_owned(),
        "**Sources:** Each figure names the study or the page that it comes from.".to_owned(),
        format!("**Tools:** What is said about {} agrees with its current documentation.", writer.tool),
        "**Legal:** Somebody has read the disclosure and found it right.".to_owned(),
    ]);
    page.section("## Introduction");
    let introduction = writer.paragraph(3);
    page.line(&introduction);
    page.section("## What you need to know first");
    page.items((0..3).map(|_| writer.statement()));
}

/// Paragraphs, most with a link, until the page is `size` long and every link has its place.
fn main_content(page: &mut Page, links: Vec<Piece>, size: usize, writer: &mut Writer) {
    page.section("## Main content");
    let mut links = links.into_iter();
    for round in 0.. {
        if links.as_slice().is_empty() && page.text.len() >= size {
            break;
        }
        if round % 4 == 0 && (round == 0 || page.text.len() < size) {
            let heading = capitalized(&writer.keyword());
            page.line(&format!("### {heading}\n"));
            page.items((0..2).map(|_| writer.condition()));
            page.line("");
        }
        let mut sentences = Vec::new();
        if page.text.len() < size {
            let length = writer.random.between(1, 3);
            sentences.push(writer.paragraph(length));
        }
        if let Some(Piece { markup, findings }) = links.next() {
            sentences.push(writer.linking(&markup));
            for (rule, detail) in findings {
                page.plant(rule, detail);
            }
        }
        page.line(&sentences.join(" "));
        page.line("");
    }
    if writer.random.one_in(30) {
        page.line("```markdown\n[not a link](/articles/an-example-in-code/)\n```\n");
        page.line("<!-- [nor is this](/articles/a-link-in-a-comment/) -->\n");
    }
}

fn closing(page: &mut Page, list: &[String], mess: &Mess, writer: &mut Writer) {
    page.line("## Step-by-step workflow (practical)\n");
    for step in 1..=4 {
        let sentence = writer.condition();
        page.line(&format!("{step}. {sentence}"));
    }
    page.section("## When NOT to use this");
    page.items((0..2).map(|_| writer.condition()));
    page.section("## FAQ");
    for number in 1..=3 {
        let (question, answer) = (writer.question(), writer.statement());
        page.line(&format!("{number}. **{question}**  \n   {answer}\n"));
    }
    page.section("## Tools mentioned");
    page.items([format!("[{}](https://www.{}.example/)", writer.tool, writer.tool.to_lowercase())]);
    if mess.unfilled[0] {
        page.line("- {{SECONDARY_TOOL}}");
    }
    if !list.is_empty() {
        page.section("## Internal links");
        page.items(list.iter().cloned());
    }
    let blocks = [
        ("## CTA", "CTA_BLOCK", "Try the workflow with one campaign this week."),
        ("## Disclosure", "AFFILIATE_DISCLOSURE", "Some links pay us a commission; the advice is the same without it."),
    ];
    for ((heading, variable, text), unfilled) in blocks.into_iter().zip(&mess.unfilled[1..]) {
        page.section(heading);
        if *unfilled {
            page.plant("unfilled-variable", variable);
            page.line(&format!("{{{{{variable}}}}}"));
        } else {
            page.line(text);
        }
    }
    page.section("## Pre-publish checklist");
    page.items(["[ ] No variable of the template is left", "[ ] Links point to live articles"].map(String::from));
    page.line("");
}

/// Notes the finding that a role is, where it is one about the article as a whole.
fn plant_role(page: &mut Page, planned: &Planned) {
    match planned.role {
        Role::Orphan => page.plant_whole("orphan", ""),
        Role::DraftFed => page.plant_whole("draft-fed", ""),
        Role::DeadEnd => page.plant_whole("dead-end", ""),
        Role::Draft => page.plant_whole("draft", ""),
        Role::Plain | Role::Malformed | Role::Unreadable | Role::Duplicate => {}
    }
}

fn encode(text: &str, mess: &Mess) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() + 8);
    if mess.bom {
        bytes.extend_from_slice("\u{feff}".as_bytes());
    }
    if mess.crlf {
        bytes.extend_from_slice(text.replace('\n', "\r\n").as_bytes());
    } else {
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes
}
