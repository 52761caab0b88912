//! What each article says, as terms: the only reading of the whole corpus that suggestions need.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::accepted::{accepted, unlink};
use super::prints::{Print, tool_terms};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::corpus::boilerplate::Boilerplate;
use crate::corpus::prose::Prose;
use crate::decisions::Policy;
use crate::similarity::each;
use crate::similarity::{Term, Terms};

/// An article counts its title as if it stood in the text so often.
const TITLE_COUNTS: u16 = 2;

/// The terms of an article in order, block by block.
#[derive(Clone, Debug, Default)]
pub(super) struct Gist {
    terms: Vec<Term>,
    title: Vec<Term>,
    /// Where each block's terms end, and its fingerprint if it is long enough to have one.
    blocks: Vec<(u32, Option<u64>)>,
}

impl Gist {
    /// The gists of all live articles; others have empty ones.
    pub(super) fn read_all(catalog: &Catalog, policy: &Policy) -> Vec<Self> {
        let ids: Vec<ArticleId> = catalog.ids().collect();
        each(&ids, |id, terms| Self::read(catalog, policy, *id, terms))
    }

    fn read(catalog: &Catalog, policy: &Policy, id: ArticleId, terms: &mut Terms) -> Self {
        let article = catalog.article(id);
        if !catalog.is_live(id) || article.is_partial {
            return Self::default();
        }
        let Some(text) = catalog.read_text(id) else { return Self::default() };
        let mut prose = Prose::read(&article.path, &text);
        unlink(&mut prose, &accepted(catalog, policy, id));
        let (language, tools) = (article.language(), tool_terms(article, terms));
        let mut gist = Self { title: terms.of(article.title(), language), ..Self::default() };
        for block in prose.blocks.iter().filter(|block| !block.is_code()) {
            let text = prose.text_of(block);
            let mut print = Print::new(&tools);
            terms.each(text, language, |term, word| {
                print.push(term, word.text);
                gist.terms.push(term);
            });
            gist.blocks.push((gist.terms.len() as u32, print.finish()));
        }
        gist
    }

    /// The blocks that many articles share.
    pub(super) fn boilerplate(gists: &[Self]) -> Boilerplate {
        let prints = |gist: &Self| {
            let mut prints: Vec<u64> = gist.blocks.iter().filter_map(|(_, print)| *print).collect();
            prints.sort_unstable();
            prints.dedup();
            prints
        };
        let lists: Vec<Vec<u64>> = gists.par_iter().map(prints).collect();
        Boilerplate::find(lists.iter().map(Vec::as_slice))
    }

    /// The terms of each block that is the article's own.
    pub(super) fn own_blocks<'g>(&'g self, boilerplate: &'g Boilerplate) -> impl Iterator<Item = &'g [Term]> {
        let mut start = 0;
        self.blocks.iter().filter_map(move |&(end, print)| {
            let terms = self.terms.get(start..end as usize);
            start = end as usize;
            terms.filter(|_| !print.is_some_and(|print| boilerplate.contains(print)))
        })
    }

    /// How often each term of its own text and title occurs, in the order of terms.
    pub(super) fn counts(&self, boilerplate: &Boilerplate) -> Vec<(Term, u16)> {
        let mut counts: FxHashMap<Term, u16> = FxHashMap::default();
        let mut add = |term: Term, times: u16| {
            let count = counts.entry(term).or_default();
            *count = count.saturating_add(times);
        };
        self.own_blocks(boilerplate).flatten().for_each(|term| add(*term, 1));
        self.title.iter().for_each(|term| add(*term, TITLE_COUNTS));
        let mut counts: Vec<(Term, u16)> = counts.into_iter().collect();
        counts.sort_unstable_by_key(|(term, _)| *term);
        counts
    }
}
