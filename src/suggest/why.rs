//! The evidence for a link in a line that an editor understands.

use super::knowledge::Knowledge;
use super::ledger::Claim;
use super::mentions::Mentions;
use super::names::Naming;
use super::page::Page;
use crate::catalog::Catalog;
use crate::corpus::{Article, ArticleId};
use crate::similarity::TermId;

/// Clauses in one line.
const MOST_CLAUSES: usize = 3;

/// Shorter words, and those that a larger share of the articles hold, tell nobody what two articles have in common.
const FEWEST_LETTERS: usize = 4;
const COMMON_SHARE: f32 = 0.3;

/// Words that both articles share, in one line.
const MOST_SHARED: usize = 3;

/// Why `page` should link to `target`. `near` are the articles most similar to the source.
pub(super) fn why(
    catalog: &Catalog,
    knowledge: &Knowledge,
    source: ArticleId,
    page: &Page,
    mentions: &Mentions,
    near: &[ArticleId],
    target: ArticleId,
) -> String {
    let mut clauses = Vec::new();
    clauses.extend(named(knowledge, mentions, target));
    clauses.extend(linked_by(catalog, knowledge, near, target));
    clauses.extend(in_common(catalog.article(source), catalog.article(target)));
    if clauses.len() < MOST_CLAUSES {
        clauses.extend(shared_words(knowledge, source, target, page));
    }
    let links_back = || knowledge.graph(catalog).outbound(target).iter().any(|link| link.article == source);
    if clauses.len() < MOST_CLAUSES && links_back() {
        clauses.push("it links here".to_owned());
    }
    if clauses.is_empty() {
        clauses.push("close in the site's links".to_owned());
    }
    clauses.join("; ")
}

/// How the best phrase in the text names the target.
fn named(knowledge: &Knowledge, mentions: &Mentions, target: ArticleId) -> Option<String> {
    mentions.named(mentions.target(target.0)?).iter().find_map(|(_, id)| {
        let phrase = knowledge.ledger.phrase(*id);
        let claim: &Claim = phrase.claims.iter().find(|claim| claim.target == target)?;
        // A heading alone says little, and what another article owns says nothing.
        if phrase.is_owned_by_another(claim) || (claim.naming == Naming::Heading && claim.links == 0) {
            return None;
        }
        let what = match claim.naming {
            Naming::Title => "its title stands in the text",
            Naming::Keyword => "its keyword stands in the text",
            Naming::ShortTitle => "part of its title stands in the text",
            Naming::Slug => "the name in its URL stands in the text",
            Naming::Heading => "one of its headings stands in the text",
            Naming::Anchor => "the text has words that links to it use",
        };
        Some(match claim.links {
            0 => what.to_owned(),
            1 => format!("{what}, and 1 article links to it with these words"),
            links => format!("{what}, and {links} articles link to it with these words"),
        })
    })
}

fn linked_by(catalog: &Catalog, knowledge: &Knowledge, near: &[ArticleId], target: ArticleId) -> Option<String> {
    let inbound = knowledge.graph(catalog).inbound(target);
    let links = near.iter().filter(|id| inbound.binary_search_by_key(*id, |link| link.article).is_ok()).count();
    match links {
        0 => None,
        1 => Some("a similar article links to it".to_owned()),
        links => Some(format!("{links} similar articles link to it")),
    }
}

/// A tool or category that both have.
pub(super) fn in_common(a: &Article, b: &Article) -> Option<String> {
    let shared = |a: &[Box<str>], b: &[Box<str>]| a.iter().find(|value| b.contains(value)).cloned();
    let tool = shared(&a.metadata.tools, &b.metadata.tools).map(|tool| format!("same tool {tool}"));
    tool.or_else(|| shared(&a.metadata.categories, &b.metadata.categories).map(|name| format!("same category {name}")))
}

/// The words that bring two articles together most.
pub(super) fn shared_words(knowledge: &Knowledge, a: ArticleId, b: ArticleId, page: &Page) -> Option<String> {
    let (own, other) = (knowledge.vectors.get(a.index()).0, knowledge.vectors.get(b.index()).0);
    let most = COMMON_SHARE * knowledge.vectors.len() as f32;
    let mut shared: Vec<(f32, TermId)> = Vec::new();
    let mut rest = other;
    for (term, weight) in own {
        while let [first, others @ ..] = rest
            && first.0 < *term
        {
            rest = others;
        }
        if let Some(other) = rest.first().filter(|other| other.0 == *term)
            && knowledge.rarity.frequency(*term) as f32 <= most
        {
            shared.push((weight * other.1, *term));
        }
    }
    shared.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let word = |term: &TermId| {
        let word = page.first_of(*term)?.span.slice(&page.prose.text)?;
        let says_something = word.chars().count() >= FEWEST_LETTERS && word.chars().all(char::is_alphabetic);
        says_something.then(|| word.to_lowercase())
    };
    let words: Vec<String> = shared.iter().take(12).filter_map(|(_, term)| word(term)).take(MOST_SHARED).collect();
    (!words.is_empty()).then(|| format!("shares {}", words.join(", ")))
}
