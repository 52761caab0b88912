//! Which article of a cluster should keep the keyword, and why: what the site already says by its links counts most, then
//! what the article itself brings. Clicks from search, and an owner that was named, decide before anything else.

use super::clusters::{Group, Kind};
use super::gsc::SearchData;
use super::topic::Topic;
use crate::catalog::Catalog;
use crate::corpus::ArticleId;

/// An article of a cluster and what speaks for it as the owner.
#[derive(Clone, Debug)]
pub struct Member {
    /// The article.
    pub article: ArticleId,
    /// How many live articles link to it.
    pub inbound: usize,
    /// How many of them do so in running text.
    pub body_inbound: usize,
    /// Link score, 0 to 100.
    pub link_score: f32,
    /// How many words of its own it has; 0 if texts were not read.
    pub words: u32,
    /// Whether an entry article or a hub links to it.
    pub in_hub: bool,
    /// Whether its title has all the words of the keyword.
    pub exact_title: bool,
    /// Clicks from search, where data is given.
    pub clicks: Option<u64>,
    /// How many points it has as owner.
    pub points: f32,
}

/// What the choice is made from.
pub(super) struct Facts<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) topics: &'a [Topic],
    pub(super) words: Option<&'a [u32]>,
    /// Articles that own a keyword by decree.
    pub(super) decreed: &'a [ArticleId],
    pub(super) search: Option<&'a SearchData>,
}

/// The members in path order, the owner, and the reasons for it.
pub(super) fn choose(facts: &Facts<'_>, group: &Group) -> (Vec<Member>, ArticleId, Vec<String>) {
    let mut members: Vec<Member> = group.members.iter().map(|&id| member(facts, group, id)).collect();
    let most = |value: fn(&Member) -> f32, members: &[Member]| members.iter().map(value).fold(0.0, f32::max);
    let (inbound, score, words) = (
        most(|member| member.body_inbound as f32, &members),
        most(|member| member.link_score, &members),
        most(|member| member.words as f32, &members),
    );
    let date = |id: ArticleId| facts.catalog.article(id).metadata.date.as_deref().unwrap_or("");
    let latest = group.members.iter().map(|&id| date(id)).max().unwrap_or("");
    let all_of_one_day = group.members.iter().all(|&id| date(id) == latest);
    let share = |value: f32, most: f32| if most > 0.0 { value / most } else { 0.0 };
    for member in &mut members {
        let article = facts.catalog.article(member.article);
        let one = |says: bool| if says { 1.0 } else { 0.0 };
        let of_no_tool = group.kind == Kind::ToolVariants && facts.topics[member.article.index()].tools.is_empty();
        member.points = 3.0 * share(member.body_inbound as f32, inbound)
            + 2.0 * share(member.link_score, score)
            + 2.0 * share(member.words as f32, words)
            + one(member.exact_title)
            + one(member.in_hub)
            + one(!all_of_one_day && date(member.article) == latest)
            + one(of_no_tool)
            - 10.0 * one(article.metadata.draft);
    }
    let decreed = |member: &Member| facts.decreed.contains(&member.article);
    let rank = |x: &Member, y: &Member| {
        (decreed(x), x.clicks)
            .cmp(&(decreed(y), y.clicks))
            .then_with(|| x.points.total_cmp(&y.points))
            // In a tie the first by path.
            .then_with(|| y.article.cmp(&x.article))
    };
    let owner = members.iter().max_by(|x, y| rank(x, y)).cloned();
    let Some(owner) = owner else { return (members, ArticleId(0), Vec::new()) };
    let reasons = reasons(facts, &owner, &members, latest, all_of_one_day);
    (members, owner.article, reasons)
}

fn member(facts: &Facts<'_>, group: &Group, id: ArticleId) -> Member {
    let catalog = facts.catalog;
    let inbound = catalog.graph().inbound(id);
    let outside = inbound.iter().filter(|edge| group.members.binary_search(&edge.article).is_err());
    let is_hub = |id: ArticleId| {
        let said = catalog.article(id).metadata.content_type.as_deref();
        catalog.is_entry(id) || said.is_some_and(|said| said.eq_ignore_ascii_case("hub"))
    };
    let topic = &facts.topics[id.index()];
    Member {
        article: id,
        inbound: inbound.len(),
        body_inbound: outside.filter(|edge| edge.body > 0).count(),
        link_score: catalog.link_scores().get(id.index()).copied().unwrap_or(0.0),
        words: facts.words.and_then(|words| words.get(id.index()).copied()).unwrap_or(0),
        in_hub: inbound.iter().any(|edge| is_hub(edge.article)),
        exact_title: !topic.keyword.is_empty()
            && topic.keyword.iter().all(|term| topic.title.binary_search(term).is_ok()),
        clicks: facts.search.map(|search| search.clicks(id)),
        points: 0.0,
    }
}

fn reasons(facts: &Facts<'_>, owner: &Member, all: &[Member], latest: &str, one_day: bool) -> Vec<String> {
    let mut reasons = Vec::new();
    let others = || all.iter().filter(|member| member.article != owner.article);
    if facts.decreed.contains(&owner.article) {
        reasons.push("it is named as the owner".to_owned());
    }
    if let Some(clicks) = owner.clicks.filter(|&clicks| clicks > 0) {
        let most = others().filter_map(|member| member.clicks).max().unwrap_or(0);
        reasons.push(format!("{clicks} clicks from search (others at most {most})"));
    }
    if owner.body_inbound > 0 {
        let most = others().map(|member| member.body_inbound).max().unwrap_or(0);
        let noun = if owner.body_inbound == 1 { "article links" } else { "articles link" };
        reasons.push(format!("{} {noun} to it in running text (others at most {most})", owner.body_inbound));
    }
    if others().all(|member| member.link_score < owner.link_score) {
        reasons.push(format!("highest link score ({:.1} of 100)", owner.link_score));
    }
    if others().all(|member| member.words < owner.words) {
        let most = others().map(|member| member.words).max().unwrap_or(0);
        reasons.push(format!("most text of its own ({} words, others at most {most})", owner.words));
    }
    let date = facts.catalog.article(owner.article).metadata.date.as_deref();
    if let Some(date) = date.filter(|date| !one_day && *date == latest) {
        reasons.push(format!("updated last ({date})"));
    }
    if owner.exact_title && others().any(|member| !member.exact_title) {
        reasons.push("its title has the whole keyword".to_owned());
    }
    if owner.in_hub && others().any(|member| !member.in_hub) {
        reasons.push("a hub links to it".to_owned());
    }
    if reasons.is_empty() {
        reasons.push("nothing tells them apart; it is the first by path".to_owned());
    }
    reasons
}
