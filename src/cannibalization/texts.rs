//! The articles' own texts as numbers: every file is read once more, cut into terms, and what many articles share is taken
//! out. Four bytes a word are kept, so that nothing is read twice.

use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::rarity::Rarity;
use crate::catalog::Catalog;
use crate::corpus::prose::{BlockKind, Prose};
use crate::corpus::{Article, ArticleId};
use crate::similarity::minhash::{Sketch, runs, shingles};
use crate::similarity::{Terms, each};

/// A block is template text if so many articles in a hundred have it …
const TEMPLATE_PERCENT: usize = 4;
/// … and at least so many: a few copies of one article are no template.
const FEWEST_SHARE: usize = 6;
/// Blocks of fewer words are no templates, headings aside.
const SHORTEST_TEMPLATE: usize = 5;
/// With fewer different words of its own an article is a skeleton, and says nothing by its text.
pub(super) const SKELETON: usize = 120;
/// With fewer shingles of their own, two texts are not called copies of each other.
const FEWEST_SHINGLES: usize = 40;
/// A first paragraph of fewer words is no lead but a line of data.
const SHORTEST_LEAD: usize = 12;

/// A text as it was read, template text included.
#[derive(Clone, Debug, Default)]
pub(super) struct Raw {
    /// The words of all blocks, by the lower half of their terms.
    terms: Box<[u32]>,
    blocks: Box<[RawBlock]>,
}

#[derive(Clone, Copy, Debug)]
struct RawBlock {
    /// What it is recognized by; `None` if it is too short to be a template.
    print: Option<u64>,
    /// Where its words end.
    end: u32,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The title once more.
    Title,
    Heading,
    /// A paragraph that could be the lead.
    Paragraph,
    Other,
}

impl Raw {
    /// Reads an article whose file reads `text`.
    pub(super) fn read(article: &Article, text: &str, terms: &mut Terms) -> Self {
        let prose = Prose::read(&article.path, text);
        let language = article.language();
        let mut tools: Vec<u32> = Vec::new();
        for tool in &article.metadata.tools {
            tools.extend(terms.of(tool, language).into_iter().map(|term| term.0 as u32));
        }
        let mut raw: (Vec<u32>, Vec<RawBlock>) = (Vec::with_capacity(prose.text.len() / 6), Vec::new());
        let mut alike: Vec<u8> = Vec::new();
        for block in prose.blocks.iter().filter(|block| !block.is_code()) {
            let text = prose.text_of(block);
            let before = raw.0.len();
            alike.clear();
            terms.each(text, language, |term, word| {
                let term = term.0 as u32;
                raw.0.push(term);
                // Numbers, and the article's own tools, do not tell the sentences of a template apart.
                let is_number = word.text.bytes().any(|byte| byte.is_ascii_digit());
                let normal = if is_number {
                    1
                } else if tools.contains(&term) {
                    2
                } else {
                    term
                };
                alike.extend_from_slice(&normal.to_le_bytes());
            });
            let words = raw.0.len() - before;
            let kind = match block.kind {
                BlockKind::Heading(1) => Kind::Title,
                BlockKind::Heading(_) => Kind::Heading,
                BlockKind::Paragraph if words >= SHORTEST_LEAD && is_sentence(text) => Kind::Paragraph,
                _ => Kind::Other,
            };
            // A heading is a template however short it is.
            let judged = words >= SHORTEST_TEMPLATE || (kind == Kind::Heading && words > 0);
            let print = judged.then(|| xxh3_64(&alike));
            raw.1.push(RawBlock { print, end: raw.0.len() as u32, kind });
        }
        Self { terms: raw.0.into(), blocks: raw.1.into() }
    }

    /// Each block with its words.
    fn blocks(&self) -> impl Iterator<Item = (&RawBlock, &[u32])> {
        let starts = std::iter::once(0).chain(self.blocks.iter().map(|block| block.end));
        starts
            .zip(&self.blocks)
            .map(|(start, block)| (block, self.terms.get(start as usize..block.end as usize).unwrap_or(&[])))
    }
}

/// Lines of data (`Author: …  Updated: 2026-02-15`) do not end as sentences do.
fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')', ' ', '\n']).ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

/// What an article says by itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    terms: Vec<u32>,
    headings: Vec<u32>,
    lead: Vec<u32>,
}

impl Own {
    fn of(raw: &Raw, templates: &Templates) -> Self {
        let mut own = Self::default();
        for (block, terms) in raw.blocks().filter(|(block, _)| !block.print.is_some_and(|print| templates.has(print))) {
            match block.kind {
                // The title is judged by itself.
                Kind::Title => continue,
                Kind::Heading => own.headings.extend(terms),
                Kind::Paragraph if own.lead.is_empty() => own.lead.extend(terms),
                Kind::Paragraph | Kind::Other => {}
            }
            own.terms.extend(terms);
        }
        own
    }

    /// How many words.
    pub(super) fn words(&self) -> usize {
        self.terms.len()
    }

    /// What the text is recognized by, if it is long enough to have a copy.
    fn sketch(&self) -> Option<Sketch> {
        if self.terms.len() < FEWEST_SHINGLES { None } else { Sketch::of(runs(&self.terms)) }
    }
}

/// The blocks that many articles share.
#[derive(Clone, Debug, Default)]
pub(super) struct Templates(Vec<u64>);

impl Templates {
    fn of(raws: &[Raw]) -> Self {
        let mut prints: Vec<u64> = raws
            .par_iter()
            .flat_map_iter(|raw| {
                let mut own: Vec<u64> = raw.blocks.iter().filter_map(|block| block.print).collect();
                own.sort_unstable();
                own.dedup();
                own
            })
            .collect();
        prints.par_sort_unstable();
        let texts = raws.iter().filter(|raw| !raw.blocks.is_empty()).count();
        let enough = FEWEST_SHARE.max((texts * TEMPLATE_PERCENT).div_ceil(100));
        let shared = prints.chunk_by(|a, b| a == b).filter(|run| run.len() >= enough);
        Self(shared.filter_map(|run| run.first().copied()).collect())
    }

    fn has(&self, print: u64) -> bool {
        self.0.binary_search(&print).is_ok()
    }
}

/// The texts of a corpus.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    raws: Vec<Raw>,
    templates: Templates,
    rarity: Rarity<u32>,
    /// What the text is recognized by, by article; `None` if it is too short to have a copy.
    pub(super) sketches: Vec<Option<Sketch>>,
    /// How many words each article has of its own.
    pub(super) words: Vec<u32>,
}

impl Texts {
    /// Reads the articles that `judged` says, by article.
    pub(super) fn read(catalog: &Catalog, judged: &[bool]) -> Self {
        let ids: Vec<ArticleId> = catalog.ids().collect();
        let read = |&id: &ArticleId, terms: &mut Terms| {
            let judged = judged.get(id.index()).is_some_and(|judged| *judged);
            let text = judged.then(|| catalog.read_text(id)).flatten();
            text.map(|text| Raw::read(catalog.article(id), &text, terms)).unwrap_or_default()
        };
        Self::of(each(&ids, read))
    }

    fn of(raws: Vec<Raw>) -> Self {
        let templates = Templates::of(&raws);
        let judge = |raw: &Raw| {
            let own = Own::of(raw, &templates);
            (own.sketch(), own.words() as u32)
        };
        let (sketches, words) = raws.par_iter().map(judge).unzip();
        // A few large counts are merged faster than many small ones.
        let share = raws.len().div_ceil(rayon::current_num_threads() * 2).max(1);
        let counts = raws
            .par_chunks(share)
            .map(|raws| Rarity::of(raws.iter().map(|raw| &*raw.terms).filter(|terms| !terms.is_empty())));
        let rarity = counts.reduce(Rarity::default, Rarity::merge);
        Self { raws, templates, rarity, sketches, words }
    }

    /// The facets of one article's own text.
    pub(super) fn facets(&self, article: usize) -> Facets {
        self.raws.get(article).map_or_else(Facets::default, |raw| self.facets_of(raw))
    }

    /// The facets of a text that is not among these.
    pub(super) fn facets_of(&self, raw: &Raw) -> Facets {
        let own = Own::of(raw, &self.templates);
        Facets {
            lead: self.rarity.vector(own.lead),
            headings: self.rarity.vector(own.headings),
            body: self.rarity.vector(own.terms.clone()),
            terms: own.terms,
            shingles: OnceLock::new(),
        }
    }

    /// The facets of these articles.
    pub(super) fn facets_of_all(&self, articles: &[u32]) -> FxHashMap<u32, Facets> {
        articles.par_iter().map(|&article| (article, self.facets(article as usize))).collect()
    }

    /// The words of each article with the article's number, template text included, for looking words up.
    pub(super) fn each(&self) -> impl ParallelIterator<Item = (u32, &[u32])> {
        self.raws.par_iter().enumerate().map(|(at, raw)| (at as u32, &*raw.terms))
    }

    /// How rare words are in these texts.
    pub(super) fn rarity(&self) -> &Rarity<u32> {
        &self.rarity
    }
}

/// What is compared of two texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Facets {
    /// The words of its own in order.
    terms: Vec<u32>,
    shingles: OnceLock<Vec<u64>>,
    pub(super) lead: Vec<(u32, f32)>,
    pub(super) headings: Vec<(u32, f32)>,
    pub(super) body: Vec<(u32, f32)>,
}

impl Facets {
    /// Whether there is too little to judge by.
    pub(super) fn is_skeleton(&self) -> bool {
        self.body.len() < SKELETON
    }

    /// The shingles of the text; none of one that is too short to be a copy. Few pairs ask for them.
    pub(super) fn shingles(&self) -> &[u64] {
        self.shingles.get_or_init(|| {
            let found = shingles(&self.terms);
            if found.len() < FEWEST_SHINGLES { Vec::new() } else { found }
        })
    }
}
