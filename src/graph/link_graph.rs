//! The live links between articles as compressed sparse rows, both ways.
//!
//! Every measure reads whole rows in order, so the rows lie in one array each way: eight bytes an edge, no pointers.

use crate::corpus::{ArticleId, LinkRole};

/// One use of a live link between two articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkUse {
    /// The linking article.
    pub from: ArticleId,
    /// The linked article.
    pub to: ArticleId,
    /// In running text or in a listing.
    pub role: LinkRole,
}

/// All links between one pair of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The article at the other end.
    pub article: ArticleId,
    /// Uses in running text.
    pub body: u16,
    /// Uses in listings.
    pub list: u16,
}

/// The live links between articles; self-links and links from or to drafts are left out.
#[derive(Debug, Default)]
pub struct LinkGraph {
    outbound: Rows,
    inbound: Rows,
}

#[derive(Debug, Default)]
struct Rows {
    /// `edges[starts[i]..starts[i + 1]]` are the edges of article `i`, by article.
    starts: Vec<u32>,
    edges: Vec<Edge>,
}

impl Rows {
    fn row(&self, id: ArticleId) -> &[Edge] {
        match self.starts.get(id.index()..id.index() + 2) {
            Some(&[start, end]) => self.edges.get(start as usize..end as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// `uses` sorted by linking, then by linked article, both below `articles`.
    fn build(articles: usize, uses: &[LinkUse]) -> Self {
        let mut starts = vec![0; articles + 1];
        let mut edges: Vec<Edge> = Vec::with_capacity(uses.len());
        for pair in uses.chunk_by(|a, b| (a.from, a.to) == (b.from, b.to)) {
            let body = pair.iter().filter(|link| link.role == LinkRole::Body).count();
            let fit = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
            edges.push(Edge { article: pair[0].to, body: fit(body), list: fit(pair.len() - body) });
            starts[pair[0].from.index() + 1] += 1;
        }
        accumulate(&mut starts);
        edges.shrink_to_fit();
        Self { starts, edges }
    }

    /// The same edges seen from their other ends. Rows are read in order, so the new rows come out sorted.
    fn transposed(&self) -> Self {
        let mut starts = vec![0; self.starts.len()];
        for edge in &self.edges {
            starts[edge.article.index() + 1] += 1;
        }
        accumulate(&mut starts);
        let mut next = starts.clone();
        let mut edges = vec![Edge { article: ArticleId(0), body: 0, list: 0 }; self.edges.len()];
        for row in (0..self.starts.len().saturating_sub(1) as u32).map(ArticleId) {
            for edge in self.row(row) {
                let place = &mut next[edge.article.index()];
                edges[*place as usize] = Edge { article: row, ..*edge };
                *place += 1;
            }
        }
        Self { starts, edges }
    }
}

/// Counts, one place late, to starts.
fn accumulate(starts: &mut [u32]) {
    let mut sum = 0;
    for start in starts {
        sum += *start;
        *start = sum;
    }
}

impl LinkGraph {
    /// Builds the graph of `articles` articles from all uses of live links, in any order. n log n in the uses.
    pub fn build(articles: usize, mut uses: Vec<LinkUse>) -> Self {
        let known = |id: ArticleId| id.index() < articles;
        uses.retain(|link| link.from != link.to && known(link.from) && known(link.to));
        uses.sort_unstable();
        let outbound = Rows::build(articles, &uses);
        drop(uses);
        let inbound = outbound.transposed();
        Self { outbound, inbound }
    }

    /// The articles that `id` links to, in path order.
    pub fn outbound(&self, id: ArticleId) -> &[Edge] {
        self.outbound.row(id)
    }

    /// The articles that link to `id`, in path order.
    pub fn inbound(&self, id: ArticleId) -> &[Edge] {
        self.inbound.row(id)
    }

    /// Every article's number, in path order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = ArticleId> + ExactSizeIterator + use<> {
        (0..self.len() as u32).map(ArticleId)
    }

    /// How many articles the graph has.
    pub fn len(&self) -> usize {
        self.outbound.starts.len().saturating_sub(1)
    }

    /// Whether the graph has no articles.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many pairs of articles are linked.
    pub fn edge_count(&self) -> usize {
        self.outbound.edges.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: u32, to: u32, role: LinkRole) -> LinkUse {
        LinkUse { from: ArticleId(from), to: ArticleId(to), role }
    }

    #[test]
    fn uses_of_one_pair_are_one_edge_seen_from_both_ends() {
        let (body, list) = (LinkRole::Body, LinkRole::List);
        let uses = vec![link(2, 0, list), link(0, 1, body), link(2, 0, body), link(1, 0, list), link(2, 0, body)];
        let graph = LinkGraph::build(4, uses);
        assert_eq!((graph.len(), graph.edge_count()), (4, 3));
        assert_eq!(graph.outbound(ArticleId(2)), [Edge { article: ArticleId(0), body: 2, list: 1 }]);
        let inbound: Vec<u32> = graph.inbound(ArticleId(0)).iter().map(|edge| edge.article.0).collect();
        assert_eq!(inbound, [1, 2]);
        assert_eq!(graph.inbound(ArticleId(0))[1], Edge { article: ArticleId(2), body: 2, list: 1 });
        assert!(graph.outbound(ArticleId(3)).is_empty() && graph.inbound(ArticleId(9)).is_empty());
    }

    #[test]
    fn self_links_and_unknown_articles_are_left_out() {
        let graph = LinkGraph::build(2, vec![link(1, 1, LinkRole::Body), link(0, 7, LinkRole::Body)]);
        assert_eq!(graph.edge_count(), 0);
        assert!(LinkGraph::build(0, Vec::new()).is_empty());
        assert!(LinkGraph::default().outbound(ArticleId(0)).is_empty());
    }
}
