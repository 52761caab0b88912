//! The articles nearest to one, by content and by links.

use super::knowledge::Knowledge;
use super::neighbours::walk;
use super::page::Page;
use super::why::{in_common, shared_words};
use super::{Part, Related, Workspace};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::decisions::Policy;
use crate::similarity::Vector;

/// Candidates that content and links bring up each.
const MOST_EACH: usize = 64;

/// What each part counts; they sum up to 1.
const CONTENT: f32 = 0.6;
const TOPIC: f32 = 0.15;
const LINKS: f32 = 0.15;
const FACTS: f32 = 0.1;

/// The `most` articles nearest to `id`, nearest first.
pub(super) fn related(
    catalog: &Catalog,
    knowledge: &Knowledge,
    id: ArticleId,
    most: usize,
    workspace: &mut Workspace,
) -> Vec<Related> {
    let own = knowledge.vectors.get(id.index());
    let near = knowledge.nearest.to(own, &knowledge.vectors, MOST_EACH, &mut workspace.scratch);
    let walked = walk(knowledge.graph(catalog), id, MOST_EACH, &mut workspace.scratch);
    let closest = walked.first().map_or(1.0, |at| at.weight);
    let mut targets: Vec<ArticleId> = near.iter().chain(&walked).map(|at| ArticleId(at.document)).collect();
    targets.sort_unstable();
    targets.dedup();
    targets.retain(|target| knowledge.reads_with(id, *target));
    let share = |target: ArticleId| {
        let weight = walked.iter().find(|at| at.document == target.0).map_or(0.0, |at| at.weight);
        (weight / closest).sqrt()
    };
    let mut found: Vec<Related> = targets
        .into_iter()
        .map(|target| {
            let content = own.cosine(knowledge.vectors.get(target.index()));
            let facts = f32::from(u8::from(in_common(catalog.article(id), catalog.article(target)).is_some()));
            let parts = vec![
                Part { name: "content", weight: CONTENT * content },
                Part { name: "topic", weight: TOPIC * topic(knowledge, id, target) },
                Part { name: "links", weight: LINKS * share(target) },
                Part { name: "facts", weight: FACTS * facts },
            ];
            Related { article: target, score: parts.iter().map(|part| part.weight).sum(), parts, why: String::new() }
        })
        .collect();
    found.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
    found.truncate(most);
    if let Some(text) = catalog.read_text(id) {
        let page = knowledge.page(catalog, &Policy::default(), id, &text, &knowledge.boilerplate, workspace);
        for related in &mut found {
            related.why = why(catalog, knowledge, id, &page, related.article);
        }
    }
    found
}

/// Cosine of two topics.
fn topic(knowledge: &Knowledge, a: ArticleId, b: ArticleId) -> f32 {
    let (a, b) = (knowledge.topic(a), knowledge.topic(b));
    let length = |topic: &[(_, f32)]| topic.iter().map(|(_, idf)| idf * idf).sum::<f32>().sqrt();
    let lengths = length(a) * length(b);
    if lengths > 0.0 { (Vector(a).cosine(Vector(b)) / lengths).min(1.0) } else { 0.0 }
}

fn why(catalog: &Catalog, knowledge: &Knowledge, a: ArticleId, page: &Page, b: ArticleId) -> String {
    let graph = catalog.graph();
    let mut clauses = Vec::new();
    clauses.extend(in_common(catalog.article(a), catalog.article(b)));
    clauses.extend(shared_words(knowledge, a, b, page));
    let (from, to) = (graph.inbound(a), graph.inbound(b));
    let both = from.iter().filter(|link| to.binary_search_by_key(&link.article, |other| other.article).is_ok()).count();
    match both {
        0 => {}
        1 => clauses.push("one article links to both".to_owned()),
        both => clauses.push(format!("{both} articles link to both")),
    }
    let links = |from: ArticleId, to: ArticleId| graph.outbound(from).iter().any(|link| link.article == to);
    match (links(a, b), links(b, a)) {
        (true, true) => clauses.push("linked both ways".to_owned()),
        (true, false) => clauses.push("linked already".to_owned()),
        (false, true) => clauses.push("it links here".to_owned()),
        (false, false) => {}
    }
    if clauses.is_empty() {
        clauses.push("close in the site's links".to_owned());
    }
    clauses.join("; ")
}
