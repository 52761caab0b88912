//! The graph of a corpus as it is read from disk: mentions, figures, exports, and that all of it is repeatable.

use linkwright::catalog::Catalog;
use linkwright::graph::{ExportFormat, GraphFacts, TypedGraph, communities, export, graph_stats};

use crate::support::Corpus;

fn corpus() -> Corpus {
    Corpus::new()
        .file("linkwright.yaml", "catalogues: {tools: tools.yaml}\n")
        .file("tools.yaml", "tools: [{name: Clip Pro, category: video}, {name: Clip}]\n")
        .file("index.md", "# Home\n\nStart with [a](a.md) and [b](b.md), then come back for more.\n")
        .file(
            "a.md",
            "---\ntitle: Clip\ntools: [clip]\n---\n# Clip\n\nClip and clip\npro, not Clips. See [Clip](b.md).\n",
        )
        .file("b.md", "---\ntools: [Otter, CLIP]\ncategory: audio\n---\nAn otter beside [a](a.md), in running text.\n")
        .file("lost.md", "Nobody links here; Otter.\n")
        .file("draft.md", "---\ndraft: true\n---\nOtter, Clip, [a](a.md).\n")
}

fn exported(catalog: &Catalog, format: ExportFormat) -> Vec<u8> {
    let facts = GraphFacts { mentions: catalog.mentions(), ..catalog.graph_facts() };
    let mut out = Vec::new();
    export(format, &facts, &TypedGraph::build(&facts), &communities(facts.links), &mut out).unwrap();
    out
}

#[test]
fn mentions_stand_in_running_text_of_live_articles_alone() {
    let corpus = corpus();
    let catalog = corpus.load();
    let mentions = catalog.mentions().unwrap();
    let named = mentions.iter().map(|mention| (&*catalog.article(mention.article).path, mention.tool, mention.count));
    let expected = [("a.md", "Clip Pro", 1), ("a.md", "Clip", 1), ("b.md", "Otter", 1), ("lost.md", "Otter", 1)];
    assert_eq!(named.collect::<Vec<_>>(), expected);
    assert_eq!(Corpus::new().file("a.md", "Clip.").load().mentions(), None);
}

#[test]
fn figures_agree_with_the_audit() {
    let corpus = corpus();
    let catalog = corpus.load();
    let facts = catalog.graph_facts();
    let stats = graph_stats(&facts, &TypedGraph::build(&facts), &communities(facts.links), 10);
    assert_eq!((stats.live, stats.not_live, stats.entries, stats.links), (4, 1, 1, 4));
    assert_eq!(stats.orphans, corpus.audit_only(&["orphan", "draft-fed"]).findings().len());
    assert_eq!(stats.dead_ends, corpus.audit_only(&["dead-end"]).findings().len());
    assert_eq!(stats.tools.iter().map(|row| &*row.name).collect::<Vec<_>>(), ["Clip", "Otter", "Clip Pro"]);
}

#[test]
fn exports_are_the_same_whatever_the_number_of_threads() {
    let corpus = corpus();
    for format in [ExportFormat::Dot, ExportFormat::GraphMl, ExportFormat::Gexf, ExportFormat::Jsonl] {
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| exported(&corpus.load(), format))
        };
        let one = with(1);
        assert!(!one.is_empty());
        assert_eq!(one, with(4));
    }
}
