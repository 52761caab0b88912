//! The clusters for people: what is most at stake first, each with its articles, the owner marked, why they compete, and
//! what to do.

use std::io::{self, Write};

use super::CannibalizationReport;
use crate::cannibalization::{Cluster, Kind, Pair, Step, own_title};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::report::Tally;
use crate::report::tally::{counted, grouped};
use crate::report::text::style::{BOLD, DIM, GOOD, HELP, MARK, of};

/// How many clusters are shown without `--limit`.
const DEFAULT_LIMIT: usize = 20;
/// How many articles of a cluster are shown, and how many steps.
const MOST: usize = 8;

/// Writes the report.
pub fn write(report: &CannibalizationReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let clusters = &report.analysis.clusters;
    let limit = match report.limit.unwrap_or(DEFAULT_LIMIT) {
        0 => usize::MAX,
        limit => limit,
    };
    for (at, cluster) in clusters.iter().take(limit).enumerate() {
        write_cluster(report.catalog, at + 1, cluster, out)?;
    }
    if let Some(more) = clusters.len().checked_sub(limit).filter(|&more| more > 0) {
        let more = counted(more, "more cluster");
        writeln!(out, "{DIM}… and {more} with less at stake; `--limit 0` lists all{DIM:#}\n")?;
    }
    write_verdict(report, out)
}

/// Writes the verdict alone.
pub fn write_verdict(report: &CannibalizationReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let analysis = report.analysis;
    let judged = counted(analysis.judged, "article");
    let clusters = &analysis.clusters;
    if clusters.is_empty() {
        writeln!(out, "{GOOD}no articles compete{GOOD:#} among {judged}")?;
    } else {
        let tally = Tally::count(clusters.iter().map(|cluster| cluster.severity));
        let style = clusters.iter().map(|cluster| cluster.severity).max().map_or(GOOD, of);
        let members: usize = clusters.iter().map(|cluster| cluster.members.len()).sum();
        writeln!(
            out,
            "{style}{}{style:#} of {} among {judged}: {}",
            counted(clusters.len(), "cluster"),
            counted(members, "competing article"),
            tally.words()
        )?;
        writeln!(out, "{DIM}{}{DIM:#}", kinds(clusters))?;
    }
    if analysis.other_versions > 0 {
        let others = grouped(analysis.other_versions);
        writeln!(out, "{DIM}{others} articles stand for older versions of another and were not judged{DIM:#}")?;
    }
    Ok(())
}

/// "3 tool-variants, 1 republished".
fn kinds(clusters: &[Cluster]) -> String {
    let all = [Kind::SameKeyword, Kind::Republished, Kind::NearDuplicate, Kind::ToolVariants, Kind::OverlappingIntent];
    let count = |kind: &Kind| clusters.iter().filter(|cluster| cluster.kind == *kind).count();
    let some = all.iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0);
    some.map(|(kind, count)| format!("{count} {}", kind.name())).collect::<Vec<_>>().join(", ")
}

fn write_cluster(catalog: &Catalog, number: usize, cluster: &Cluster, out: &mut dyn Write) -> io::Result<()> {
    let style = of(cluster.severity);
    let about = cluster.pairs.iter().max_by(|a, b| a.score.total_cmp(&b.score));
    let title = line(own_title(catalog.article(cluster.owner)), 90);
    writeln!(out, "{BOLD}{number}. {title}{BOLD:#}")?;
    writeln!(
        out,
        "   {style}{}{style:#} {DIM}·{DIM:#} {} {DIM}·{DIM:#} {} {DIM}·{DIM:#} score {:.2}",
        cluster.kind.name(),
        counted(cluster.members.len(), "article"),
        match cluster.inbound() {
            0 => "no links in".to_owned(),
            links => format!("{} in", counted(links, "link")),
        },
        cluster.score(),
    )?;
    let mut order: Vec<_> = cluster.members.iter().collect();
    order.sort_by_key(|member| (member.article != cluster.owner, member.article));
    let width = order.iter().take(MOST).map(|member| path(catalog, member.article).chars().count()).max().unwrap_or(0);
    for member in order.iter().take(MOST) {
        let (path, owner) = (path(catalog, member.article), member.article == cluster.owner);
        let (mark, style) = if owner { ("owner", MARK) } else { ("     ", DIM) };
        let keyword = catalog.article(member.article).metadata.keyword.as_deref().unwrap_or("–");
        writeln!(
            out,
            "   {style}{mark}{style:#}  {path:<width$}  {:>4} in  {:>5.1} link score  {:>5} words  {DIM}{}{DIM:#}",
            member.inbound,
            member.link_score,
            member.words,
            line(keyword, 48),
        )?;
    }
    if order.len() > MOST {
        writeln!(out, "          {DIM}… and {} more{DIM:#}", order.len() - MOST)?;
    }
    if let Some(pair) = about {
        writeln!(out, "   {DIM}why{DIM:#}    {}", evidence(pair))?;
    }
    writeln!(out, "   {DIM}owner{DIM:#}  {}", cluster.reasons.join("; "))?;
    writeln!(out, "   {HELP}do{HELP:#}     {}: {}", cluster.action.name(), cluster.why)?;
    for step in cluster.steps.iter().take(MOST) {
        writeln!(out, "          {DIM}{}{DIM:#}", step_line(catalog, step))?;
    }
    if cluster.steps.len() > MOST {
        writeln!(out, "          {DIM}… and {} more steps{DIM:#}", cluster.steps.len() - MOST)?;
    }
    writeln!(out)
}

/// The signals of the closest pair in words.
pub(super) fn evidence(pair: &Pair) -> String {
    signals(&pair.signals)
}

/// Signals in words, what says most first come first.
pub(super) fn signals(signals: &crate::cannibalization::Signals) -> String {
    let word = |name: &str| match name {
        "topic" => Some("topic"),
        "lead" => Some("lead"),
        "headings" => Some("headings"),
        "body" => Some("text"),
        "copied" => Some("copied"),
        "search" => Some("search"),
        "anchors" => Some("anchors"),
        "queries" => Some("queries"),
        "keyword" => Some("keyword"),
        _ => None,
    };
    let mut parts: Vec<String> = Vec::new();
    for (name, value) in signals.named() {
        if let Some(word) = word(name) {
            parts.push(format!("{word} {value:.2}"));
        }
    }
    for (set, told) in [
        (signals.other_tools, "they name different tools"),
        (signals.other_intent, "they are for different things"),
        (signals.other_numbers, "only numbers differ"),
        (signals.other_names, "they name different things"),
    ] {
        if set {
            parts.push(told.to_owned());
        }
    }
    parts.join(" · ")
}

fn step_line(catalog: &Catalog, step: &Step) -> String {
    match step {
        Step::Redirect { from, to } => format!("redirect {} → {}", catalog.url(*from), catalog.url(*to)),
        Step::Canonical { from, to } => format!("in {} name {} as canonical", path(catalog, *from), catalog.url(*to)),
        Step::Repoint { article, place, to, .. } => {
            format!("re-point the link at {}:{} to {}", path(catalog, *article), place.line, catalog.url(*to))
        }
        Step::AddLink { from, to } => format!("link from {} to {}", path(catalog, *from), catalog.url(*to)),
    }
}

fn path(catalog: &Catalog, id: ArticleId) -> &str {
    &catalog.article(id).path
}

/// Text on one line, its beginning: a title must not break the page or drive the terminal.
pub(in crate::report) fn line(text: &str, width: usize) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match text.char_indices().nth(width) {
        None => text,
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("").trim_end()),
    }
}
