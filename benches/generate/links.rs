//! The links of one article: which there are, how they are spelled, and the defects among them.

use super::page::Piece;
use super::plan::{Defect, Plan, Planned, Role};
use super::random::Random;

/// Headings that every article has, as the fragments that mean them.
const FRAGMENTS: [&str; 5] =
    ["introduction", "what-you-need-to-know-first", "main-content", "when-not-to-use-this", "faq"];
const VAGUE: [&str; 3] = ["click here", "here", "read more"];

/// The links of one article, the ones in running text apart from the ones in its list.
pub(crate) struct Links {
    pub(crate) body: Vec<Piece>,
    pub(crate) list: Vec<String>,
    /// Definitions for the end of the file, where a body link is a reference.
    pub(crate) definitions: Vec<String>,
}

impl Links {
    /// Draws the links of article `index`.
    pub(crate) fn draw(plan: &Plan, index: usize, random: &mut Random) -> Links {
        let planned = &plan.articles[index];
        let mut links = Links { body: Vec::new(), list: Vec::new(), definitions: Vec::new() };
        if planned.role == Role::DeadEnd {
            links.body.push(clean("[the questions at the end](#faq)".to_owned()));
            links.body.push(clean("[this survey](https://www.example.org/survey?id=7)".to_owned()));
            return links;
        }
        let mut targets = plan.targets(index, random.between(8, 16) + planned.defects.len(), random);
        for defect in &planned.defects {
            // A target of its own, so that no descriptive link elsewhere in the article excuses a vague one.
            if let Some(target) = targets.pop() {
                links.body.push(defective(plan, planned, *defect, target, random));
            }
        }
        let listed = targets.split_off(targets.len() - targets.len() * 2 / 5);
        for target in targets {
            links.add_body(&plan.articles[target], random);
        }
        for target in listed.into_iter().chain(planned.feeds.iter().copied()) {
            let target = &plan.articles[target];
            links.list.push(format!("[{}]({})", target.title, target.url()));
        }
        random.shuffle(&mut links.body);
        links
    }

    fn add_body(&mut self, target: &Planned, random: &mut Random) {
        let href = href(target, random);
        let text = if random.one_in(4) { &target.title } else { &target.keyword };
        let markup = match random.below(60) {
            0 => {
                let label = format!("more-{}", self.definitions.len() + 1);
                self.definitions.push(format!("[{label}]: {href}"));
                format!("[{text}][{label}]")
            }
            1 => format!("<a href=\"{href}\">{text}</a>"),
            2 => format!("[![{text}](https://images.example.org/{}.png)]({href})", target.date),
            3 => format!("[**{text}**]({href} \"{}\")", target.content_type),
            _ => format!("[{text}]({href})"),
        };
        self.body.push(clean(markup));
    }
}

/// A URL that the target answers to: nearly always the plain one.
fn href(target: &Planned, random: &mut Random) -> String {
    let stem = &target.stem;
    if target.role == Role::Duplicate {
        return target.url();
    }
    match random.below(120) {
        0..10 => format!("/articles/{stem}/#{}", random.pick(&FRAGMENTS)),
        10..13 => format!("/articles/{stem}"),
        13..16 => format!("{stem}.md"),
        16..18 => format!("/articles/{stem}.html"),
        18..20 => format!("/articles/{stem}/?ref=newsletter"),
        20 => format!("./{stem}.md#faq"),
        _ => target.url(),
    }
}

fn clean(markup: String) -> Piece {
    Piece { markup, findings: Vec::new() }
}

/// A link with a defect, made from a target that is fine.
fn defective(plan: &Plan, from: &Planned, defect: Defect, target: usize, random: &mut Random) -> Piece {
    let chosen = &plan.articles[target];
    let (rule, href, text) = match defect {
        Defect::DeadLink => ("dead-link", plan.dead_url(target, random), chosen.keyword.as_str()),
        Defect::DeadFragment if random.one_in(3) => {
            ("dead-fragment", "#results-of-the-test".to_owned(), chosen.keyword.as_str())
        }
        Defect::DeadFragment if chosen.role == Role::Duplicate => {
            ("dead-fragment", "#frequent-questions".to_owned(), chosen.keyword.as_str())
        }
        Defect::DeadFragment => {
            ("dead-fragment", format!("{}#frequent-questions", chosen.url()), chosen.keyword.as_str())
        }
        Defect::Placeholder => {
            let href = random.pick(&["#", "", "javascript:void(0)"]);
            let text = if href == "#" && random.one_in(2) { "here" } else { chosen.keyword.as_str() };
            ("placeholder-link", href.to_owned(), text)
        }
        Defect::SelfLink => ("self-link", from.url(), from.keyword.as_str()),
        Defect::LinkToDraft => {
            let draft = &plan.articles[random.pick(&plan.drafts)];
            ("link-to-draft", draft.url(), draft.keyword.as_str())
        }
        Defect::VagueAnchor => ("vague-anchor", chosen.url(), random.pick(&VAGUE)),
        Defect::EmptyAnchor => ("empty-anchor", chosen.url(), ""),
    };
    let markup = if defect == Defect::EmptyAnchor && random.one_in(2) {
        format!("<a href=\"{href}\"></a>")
    } else {
        format!("[{text}]({href})")
    };
    let mut findings = vec![(rule, href)];
    if defect == Defect::VagueAnchor {
        findings = vec![(rule, text.to_owned())];
    } else if text == "here" {
        findings.push(("vague-anchor", text.to_owned()));
    }
    Piece { markup, findings }
}
