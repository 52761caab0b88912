//! Who could have a topic in common with anybody, at the cost of one pass over titles and keywords: for audits, which look for
//! topics that are the same and nothing else, and where nearly all articles have one of their own.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::address::{own_title, undated};
use super::lexicon::Lexicon;
use super::tool_names::ToolNames;

use crate::catalog::Catalog;
use crate::corpus::{Article, ArticleId};
use crate::similarity::{Term, Terms, each};
use crate::text::language::Language;

/// What is known beforehand of the words of each language.
#[derive(Default)]
struct Workspace {
    terms: Terms,
    /// Words that only join others, and those of names of tools.
    known: FxHashMap<Language, (Lexicon, FxHashSet<Term>)>,
    key: Vec<u8>,
}

/// Those of the `judged` articles that share their keyword, or title and keyword together, with another, names of tools and
/// glue set aside. Whoever has the same topic is among them, and few others.
pub(super) fn shared(catalog: &Catalog, judged: &[bool], tools: &ToolNames) -> Vec<bool> {
    let ids: Vec<ArticleId> = catalog.ids().filter(|id| judged[id.index()]).collect();
    let keys = each(&ids, |&id, workspace: &mut Workspace| (id, workspace.keys(catalog.article(id), tools)));
    let mut entries: Vec<(u64, ArticleId)> =
        keys.into_iter().flat_map(|(id, keys)| keys.into_iter().flatten().map(move |key| (key, id))).collect();
    entries.par_sort_unstable();
    let mut shared = vec![false; judged.len()];
    for run in entries.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        run.iter().for_each(|(_, id)| shared[id.index()] = true);
    }
    shared
}

impl Workspace {
    /// A key for title and keyword together, and one for the keyword.
    fn keys(&mut self, article: &Article, tools: &ToolNames) -> [Option<u64>; 2] {
        let language = article.language();
        let terms = &mut self.terms;
        let (lexicon, tools) = self.known.entry(language).or_insert_with(|| {
            let lexicon = Lexicon::new(language, terms);
            (lexicon, tools.words().flat_map(|word| terms.of(word, language)).collect())
        });
        let mut all: Vec<Term> = Vec::with_capacity(16);
        let mut add = |text: &str, all: &mut Vec<Term>| {
            terms.each(text, language, |term, _| {
                if !lexicon.is_glue(term) && !tools.contains(&term) {
                    all.push(term);
                }
            });
        };
        let keyword = article.metadata.keyword.as_deref().map(|keyword| {
            add(undated(keyword), &mut all);
            key(2, language, &mut all.clone(), &mut self.key)
        });
        add(undated(own_title(article)), &mut all);
        [Some(key(1, language, &mut all, &mut self.key)), keyword]
    }
}

/// The key of a set of words.
fn key(mark: u8, language: Language, terms: &mut Vec<Term>, bytes: &mut Vec<u8>) -> u64 {
    terms.sort_unstable();
    terms.dedup();
    bytes.clear();
    bytes.push(mark);
    bytes.extend(u32::from(language.mark()).to_le_bytes());
    terms.iter().for_each(|term| bytes.extend(term.0.to_le_bytes()));
    xxh3_64(bytes)
}
