//! How many links an article has, by where they lead: evidence for verdicts about the article as a whole.

use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::site::Target;

use super::links::judged_links;

/// The links of one article by where they lead; images are no links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// All of them.
    pub(super) total: usize,
    /// To other live articles.
    pub(super) articles: usize,
    /// To other sites.
    pub(super) external: usize,
    /// To itself, in most articles to its sections.
    pub(super) own: usize,
    /// To nothing.
    pub(super) dead: usize,
    /// To where nobody can say.
    pub(super) unchecked: usize,
}

impl Tally {
    /// Counts the links of a live article.
    pub(super) fn of(catalog: &Catalog, id: ArticleId) -> Self {
        let mut tally = Self::default();
        for (_, target) in judged_links(catalog, id) {
            tally.total += 1;
            match target {
                Target::Article(to) if to != id && catalog.is_live(to) => tally.articles += 1,
                Target::Article(to) if to == id => tally.own += 1,
                Target::External => tally.external += 1,
                Target::Dead => tally.dead += 1,
                Target::Unchecked(_) => tally.unchecked += 1,
                Target::Article(_) | Target::Asset | Target::Generated | Target::Placeholder => {}
            }
        }
        tally
    }

    /// The kinds in words: "180 to articles, 30 external, 2 dead, 1 other".
    pub(super) fn describe(self) -> String {
        let told = self.articles + self.external + self.own + self.dead + self.unchecked;
        let kinds = [
            (self.articles, "to articles"),
            (self.external, "external"),
            (self.own, "to itself"),
            (self.dead, "dead"),
            (self.unchecked, "unchecked"),
            (self.total - told, "other"),
        ];
        let told = kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{count} {kind}"));
        told.collect::<Vec<_>>().join(", ")
    }
}
