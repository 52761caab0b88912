//! The sections of the page, in the order of the page.

use std::io::{self, Write};

use super::table::Column::{Number, Text};
use super::table::{end, grouped, percent, shown, start, table};
use crate::graph::{ArticleRow, CategoryRow, GraphStats, HubEvidence};

/// The widest a title or path gets, in characters.
const WIDE: usize = 56;
/// Bars of the histogram are this long at most.
const BAR: usize = 40;

pub(super) fn size(stats: &GraphStats, out: &mut dyn Write) -> io::Result<()> {
    let not_live = match stats.not_live {
        0 => String::new(),
        count => format!("{} more are drafts or could not be read", grouped(count)),
    };
    let links = format!(
        "{} per article; {} uses in running text, {} in listings",
        stats.mean_outbound,
        grouped(stats.body_uses as usize),
        grouped(stats.list_uses as usize)
    );
    let weak = format!("the largest has {} of the articles", percent(stats.weak_parts.largest_share));
    let rows = [
        ("live articles", stats.live, &*not_live),
        ("entry articles", stats.entries, "where readers come in"),
        ("links between articles", stats.links, &links),
        ("orphans", stats.orphans, "no inbound link"),
        ("list-only", stats.list_only, "linked from listings, never from running text"),
        ("islands", stats.islands, "linked, but out of reach from the entry articles"),
        ("dead ends", stats.dead_ends, "no link to another article"),
        ("separate parts", stats.weak_parts.count, &weak),
        ("largest loop", stats.strong_parts.largest, "articles that all lead to one another"),
    ];
    let rows = rows.map(|(name, count, note)| [name.to_owned(), grouped(count), note.to_owned()]);
    writeln!(out, "SIZE\n{}", table([("", Text), ("", Number), ("", Text)], rows))
}

pub(super) fn reach(stats: &GraphStats, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "CLICKS FROM AN ENTRY ARTICLE")?;
    if stats.entries == 0 {
        return writeln!(out, "  No entry article is known; name some under `site.entry` in linkwright.yaml.\n");
    }
    let depths = &stats.depths;
    let rows = [
        ("0", depths.entries),
        ("1", depths.one),
        ("2", depths.two),
        ("3", depths.three),
        (">3", depths.deeper),
        ("unreachable", depths.unreachable),
    ];
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let rows = rows.map(|(label, count)| {
        let bar = "▇".repeat((count * BAR).div_ceil(most));
        [label.to_owned(), grouped(count), percent(count as f64 / stats.live as f64), bar]
    });
    write!(out, "{}", table([("", Number), ("", Number), ("", Number), ("", Text)], rows))?;
    let far = depths.deeper + depths.unreachable;
    if far > 0 {
        let share = percent(far as f64 / stats.live as f64);
        writeln!(out, "  Deeper than three clicks or out of reach: {} ({share}). Link them from hubs.", grouped(far))?;
    }
    writeln!(out)
}

pub(super) fn link_score(stats: &GraphStats, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "LINK SCORE")?;
    writeln!(out, "  Where readers who follow links end up (PageRank, best = 100).")?;
    writeln!(out, "  Inbound links are spread {} (Gini {:.2}).\n", evenness(stats.inbound_gini), stats.inbound_gini)?;
    writeln!(out, "{}", articles("top", &stats.top))?;
    if !stats.bottom.is_empty() {
        writeln!(out, "{}", articles("bottom", &stats.bottom))?;
    }
    Ok(())
}

fn evenness(gini: f64) -> &'static str {
    match gini {
        ..0.3 => "evenly",
        ..0.5 => "as on most well-linked sites",
        ..0.7 => "unevenly: a few articles have most of them",
        _ => "very unevenly: nearly all go to a few articles, and the rest are hard to find",
    }
}

fn articles(heading: &str, rows: &[ArticleRow]) -> String {
    let rows = rows.iter().map(|row| {
        let place = if row.url.is_empty() { &row.path } else { &row.url };
        [format!("{:.1}", row.link_score), grouped(row.inbound), start(&row.title, WIDE), end(place, WIDE)]
    });
    table([("score", Number), ("inbound", Number), (heading, Text), ("", Text)], rows)
}

pub(super) fn tools(stats: &GraphStats, out: &mut dyn Write) -> io::Result<()> {
    if stats.tools.is_empty() {
        return Ok(());
    }
    writeln!(out, "TOOLS ({})", shown(stats.tools.len(), stats.tool_count))?;
    let known = stats.tools.iter().any(|row| row.mentions.is_some());
    let rows = stats.tools.iter().map(|row| {
        let mentions = row.mentions.map(|count| grouped(count as usize)).unwrap_or_default();
        [start(&row.name, WIDE), grouped(row.articles), grouped(row.inbound), mentions]
    });
    let mentions = (if known { "mentions" } else { "" }, Number);
    writeln!(out, "{}", table([("tool", Text), ("articles", Number), ("links to them", Number), mentions], rows))
}

pub(super) fn categories(stats: &GraphStats, out: &mut dyn Write) -> io::Result<()> {
    if stats.categories.is_empty() {
        return Ok(());
    }
    writeln!(out, "CATEGORIES ({})", shown(stats.categories.len(), stats.category_count))?;
    let rows = stats.categories.iter().map(|row| [start(&row.name, WIDE), grouped(row.articles), hub(row)]);
    write!(out, "{}", table([("category", Text), ("articles", Number), ("hub", Text)], rows))?;
    match stats.categories_without_hub {
        0 => {}
        1 => writeln!(out, "  One category has no hub: no entry article brings its articles together.")?,
        count => writeln!(
            out,
            "  {} categories have no hub: no entry article brings their articles together.",
            grouped(count)
        )?,
    }
    writeln!(out)
}

fn hub(row: &CategoryRow) -> String {
    let Some(hub) = &row.hub else { return "none".to_owned() };
    let why = match hub.evidence {
        HubEvidence::Category => "in the category",
        HubEvidence::Name => "named like it",
        HubEvidence::Links => "by its links",
    };
    let place = if hub.url.is_empty() { &hub.path } else { &hub.url };
    format!("{} ({why}; links {} of them)", end(place, WIDE), grouped(hub.linked))
}

pub(super) fn communities(stats: &GraphStats, out: &mut dyn Write) -> io::Result<()> {
    if stats.communities.is_empty() {
        return Ok(());
    }
    writeln!(out, "TOPIC CLUSTERS ({})", shown(stats.communities.len(), stats.community_count))?;
    let verdict = if stats.modularity >= 0.3 {
        "the links group the articles by topic"
    } else {
        "the links hardly group the articles: most topics link everywhere"
    };
    writeln!(
        out,
        "  Articles that link each other more than chance would; modularity {:.2}: {verdict}.\n",
        stats.modularity
    )?;
    let rows = stats.communities.iter().map(|row| {
        let category = match (&row.category, row.category_share) {
            (Some(name), Some(share)) => format!("{} ({})", start(name, WIDE / 2), percent(share)),
            _ => String::new(),
        };
        [grouped(row.size), percent(row.internal_share), start(&row.name, WIDE), category]
    });
    let header = [("articles", Number), ("links inside", Number), ("most linked article", Text), ("category", Text)];
    write!(out, "{}", table(header, rows))
}
