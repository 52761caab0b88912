//! Which tools each article mentions. Bodies are not kept, so every file is read again; only who asks pays for that.

use rayon::prelude::*;

use super::Catalog;
use crate::corpus::{ArticleId, split_front_matter};
use crate::graph::{Mention, MentionFinder, ToolEntry, count_mentions, tool_names};
use crate::text::Span;

impl Catalog {
    /// The mentions of tools in all live articles, in path order; `None` if the corpus knows no tool. Front matter,
    /// headings and links are left out.
    pub fn mentions(&self) -> Option<Vec<Mention<'_>>> {
        let names = tool_names(&self.articles, &self.tool_entries());
        if names.is_empty() {
            return None;
        }
        let finder = MentionFinder::new(names.iter().copied());
        let live: Vec<ArticleId> = self.ids().filter(|&id| self.is_live(id)).collect();
        let counted = live.into_par_iter().flat_map_iter(|article| {
            let counts =
                self.read_text(article).map(|text| count_mentions(&text, &self.skipped(article, &text), &finder));
            let named = counts.into_iter().flatten();
            named.map(|(name, count)| (article, name, count)).collect::<Vec<_>>()
        });
        let mentions: Vec<(ArticleId, usize, u32)> = counted.collect();
        Some(mentions.into_iter().map(|(article, name, count)| Mention { article, tool: names[name], count }).collect())
    }

    /// The tool catalogue as the graph takes it.
    pub(super) fn tool_entries(&self) -> Vec<ToolEntry<'_>> {
        self.tools.iter().map(|tool| ToolEntry { name: &tool.name, category: tool.category.as_deref() }).collect()
    }

    /// What is no running text, or is linked already.
    fn skipped(&self, id: ArticleId, text: &str) -> Vec<Span> {
        let article = self.article(id);
        let front_matter = split_front_matter(text).map(|block| Span::new(0, block.body_start));
        let headings = article.headings.iter().map(|heading| heading.place.span);
        let links = article.links.iter().map(|link| link.place.span);
        front_matter.into_iter().chain(headings).chain(links).collect()
    }
}
