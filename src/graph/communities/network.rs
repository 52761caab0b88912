//! The undirected weighted network that topic clusters are found in, and how it is folded into a smaller one.
//!
//! Weights are whole numbers, so that sums are exact and do not depend on the order they are made in.

use super::super::LinkGraph;

/// A link in running text was chosen for what it says; one in a listing mostly comes with the template.
const BODY_WEIGHT: u32 = 4;
const LIST_WEIGHT: u32 = 1;

/// An undirected weighted network as compressed sparse rows.
pub(super) struct Network {
    starts: Vec<u32>,
    ends: Vec<(u32, u32)>,
    /// The weight inside each node, both directions counted; nodes of a folded network stand for many articles.
    inner: Vec<u64>,
    /// The weight of each node: of its rows and inside it.
    pub(super) strength: Vec<u64>,
}

impl Network {
    /// The links of `graph` without direction. A link weighs by its most telling use, not by how often it is made: a
    /// page that repeats a link in each paragraph is not nearer to its target for that.
    pub(super) fn of(graph: &LinkGraph) -> Self {
        let mut network = Self::empty(graph.len());
        network.ends.reserve_exact(2 * graph.edge_count());
        let weight = |body: u16| if body > 0 { BODY_WEIGHT } else { LIST_WEIGHT };
        for id in graph.ids() {
            // Both rows are sorted: merge them.
            let (mut out, mut into) = (graph.outbound(id), graph.inbound(id));
            loop {
                let end = match (out.first(), into.first()) {
                    (None, None) => break,
                    (a, b) => a.iter().chain(b.iter()).map(|edge| edge.article).min().unwrap_or(id),
                };
                let mut sum = 0;
                for row in [&mut out, &mut into] {
                    if let Some((edge, rest)) = row.split_first().filter(|(edge, _)| edge.article == end) {
                        sum += weight(edge.body);
                        *row = rest;
                    }
                }
                network.ends.push((end.0, sum));
            }
            network.close_row(0);
        }
        network.ends.shrink_to_fit();
        network
    }

    fn empty(nodes: usize) -> Self {
        let mut starts = Vec::with_capacity(nodes + 1);
        starts.push(0);
        Self { starts, ends: Vec::new(), inner: Vec::with_capacity(nodes), strength: Vec::with_capacity(nodes) }
    }

    fn close_row(&mut self, inner: u64) {
        let start = self.starts.last().map_or(0, |&start| start as usize);
        let outer: u64 = self.ends[start..].iter().map(|&(_, weight)| u64::from(weight)).sum();
        self.starts.push(self.ends.len() as u32);
        self.inner.push(inner);
        self.strength.push(inner + outer);
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.strength.len()
    }

    /// The neighbours of a node with the weights between.
    pub(super) fn row(&self, node: usize) -> &[(u32, u32)] {
        &self.ends[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// The weight of the whole network, each link counted from both ends.
    pub(super) fn total(&self) -> u64 {
        self.strength.iter().sum()
    }

    /// The network whose nodes are the groups of `groups`, numbered without gaps below `count`.
    pub(super) fn folded(&self, groups: &[u32], count: usize) -> Self {
        let (starts, members) = members(groups, count);
        let mut network = Self::empty(count);
        let mut weights = vec![0_u64; count];
        for group in 0..count {
            let mut inner = 0;
            let first = network.ends.len();
            for &member in &members[starts[group] as usize..starts[group + 1] as usize] {
                inner += self.inner[member as usize];
                for &(end, weight) in self.row(member as usize) {
                    let to = groups[end as usize];
                    if to as usize == group {
                        inner += u64::from(weight);
                        continue;
                    }
                    if weights[to as usize] == 0 {
                        network.ends.push((to, 0));
                    }
                    weights[to as usize] += u64::from(weight);
                }
            }
            for (to, weight) in &mut network.ends[first..] {
                *weight = u32::try_from(std::mem::take(&mut weights[*to as usize])).unwrap_or(u32::MAX);
            }
            network.close_row(inner);
        }
        network
    }
}

/// The nodes of each group: group `g` has `members[starts[g]..starts[g + 1]]`, in order.
pub(super) fn members(groups: &[u32], count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; count + 1];
    for &group in groups {
        starts[group as usize + 1] += 1;
    }
    for group in 0..count {
        starts[group + 1] += starts[group];
    }
    let mut next = starts.clone();
    let mut members = vec![0; groups.len()];
    for (node, &group) in groups.iter().enumerate() {
        members[next[group as usize] as usize] = node as u32;
        next[group as usize] += 1;
    }
    (starts, members)
}
