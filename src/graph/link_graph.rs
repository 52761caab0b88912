//! The live links between articles as compressed sparse rows, both ways.

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

    /// `uses` sorted by the row's article, then by the other end.
    fn build(articles: usize, uses: &[LinkUse], ends: fn(&LinkUse) -> (ArticleId, ArticleId)) -> Self {
        let mut starts = vec![0; articles + 1];
        let mut edges: Vec<Edge> = Vec::with_capacity(uses.len());
        let mut last = None;
        for link in uses {
            let (row, other) = ends(link);
            if last != Some((row, other)) {
                edges.push(Edge { article: other, body: 0, list: 0 });
                last = Some((row, other));
                if let Some(end) = starts.get_mut(row.index() + 1) {
                    *end = edges.len() as u32;
                }
            }
            if let Some(edge) = edges.last_mut() {
                let count = if link.role == LinkRole::Body { &mut edge.body } else { &mut edge.list };
                *count = count.saturating_add(1);
            }
        }
        let mut reached = 0;
        for start in &mut starts {
            reached = reached.max(*start);
            *start = reached;
        }
        edges.shrink_to_fit();
        Self { starts, edges }
    }
}

impl LinkGraph {
    /// Builds the graph of `articles` articles from all uses of live links, in any order. n log n in the uses.
    pub fn build(articles: usize, mut uses: Vec<LinkUse>) -> Self {
        uses.retain(|link| link.from != link.to);
        uses.sort_unstable();
        let outbound = Rows::build(articles, &uses, |link| (link.from, link.to));
        uses.sort_unstable_by_key(|link| (link.to, link.from, link.role));
        let inbound = Rows::build(articles, &uses, |link| (link.to, link.from));
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
