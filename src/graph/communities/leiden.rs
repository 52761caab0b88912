//! The Leiden method for communities: Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected
//! communities" (Scientific Reports 9:5233, 2019), maximizing modularity.
//!
//! Each round moves nodes to the neighbouring community that gains most, splits every community into well-connected
//! groups, and folds the groups into the nodes of a smaller network. Where the paper draws a group at random, the best
//! one is taken and ties go to the lower number, so that the result depends on the links alone.

use std::collections::VecDeque;

use super::network::{Network, members};

/// The community of each node, numbered without gaps in the order of their first nodes.
pub(super) fn leiden(whole: &Network) -> Vec<u32> {
    let mut small;
    let mut network = whole;
    let mut node_of: Vec<u32> = (0..network.len() as u32).collect();
    let mut communities: Vec<u32> = node_of.clone();
    let total = network.total();
    loop {
        move_nodes(network, total, &mut communities);
        let count = renumber(&mut communities);
        if count == network.len() {
            break;
        }
        let mut groups = refine(network, total, &communities, count);
        let mut group_count = renumber(&mut groups);
        if group_count == network.len() {
            // Nothing is well connected enough to start from: fold the communities as they are.
            (groups, group_count) = (communities.clone(), count);
        }
        let mut folded = vec![0; group_count];
        for (&group, &community) in groups.iter().zip(&communities) {
            folded[group as usize] = community;
        }
        communities = folded;
        for node in &mut node_of {
            *node = groups[*node as usize];
        }
        small = network.folded(&groups, group_count);
        network = &small;
    }
    let mut result: Vec<u32> = node_of.into_iter().map(|node| communities[node as usize]).collect();
    renumber(&mut result);
    result
}

/// Moves nodes until none gains by moving. Only the neighbours of what moved are looked at again.
fn move_nodes(network: &Network, total: u64, communities: &mut [u32]) {
    let mut strength = vec![0_u64; network.len()];
    for (node, &community) in communities.iter().enumerate() {
        strength[community as usize] += network.strength[node];
    }
    let mut queue: VecDeque<u32> = (0..network.len() as u32).collect();
    let mut queued = vec![true; network.len()];
    let mut near = Near::new(network.len());
    while let Some(node) = queue.pop_front() {
        let node = node as usize;
        queued[node] = false;
        let (own, weight) = (communities[node], network.strength[node]);
        strength[own as usize] -= weight;
        near.collect(network.row(node).iter().map(|&(end, weight)| (communities[end as usize], weight)));
        let pull = weight as f64 / total as f64;
        let gain = |to: u64, community: u32| to as f64 - pull * strength[community as usize] as f64;
        let mut best = (gain(near.weight(own), own), own);
        for (community, to) in near.iter() {
            let gain = gain(to, community);
            if gain > best.0 || (gain == best.0 && best.1 != own && community < best.1) {
                best = (gain, community);
            }
        }
        strength[best.1 as usize] += weight;
        if best.1 != own {
            communities[node] = best.1;
            for &(end, _) in network.row(node) {
                if communities[end as usize] != best.1 && !queued[end as usize] {
                    queued[end as usize] = true;
                    queue.push_back(end);
                }
            }
        }
    }
}

/// Splits each community into groups that hang together well: nodes join groups of their own community, each node
/// once, and only if both sides are tied to the community at least as closely as chance would tie them.
fn refine(network: &Network, total: u64, communities: &[u32], count: usize) -> Vec<u32> {
    let mut groups: Vec<u32> = (0..network.len() as u32).collect();
    let mut strength = network.strength.clone();
    // The weight between each group and the rest of its community.
    let mut ties: Vec<u64> = vec![0; network.len()];
    for (node, tie) in ties.iter_mut().enumerate() {
        let own = network.row(node).iter().filter(|(end, _)| communities[*end as usize] == communities[node]);
        *tie = own.map(|&(_, weight)| u64::from(weight)).sum();
    }
    let mut alone = vec![true; network.len()];
    let mut near = Near::new(network.len());
    let (starts, members) = members(communities, count);
    for community in 0..count {
        let nodes = &members[starts[community] as usize..starts[community + 1] as usize];
        let whole: u64 = nodes.iter().map(|&node| network.strength[node as usize]).sum();
        let tied = |strength: u64, tie: u64| tie as f64 >= strength as f64 * (whole - strength) as f64 / total as f64;
        for &node in nodes {
            let node = node as usize;
            let weight = network.strength[node];
            if !alone[node] || !tied(weight, ties[node]) {
                continue;
            }
            let same = network.row(node).iter().filter(|(end, _)| communities[*end as usize] as usize == community);
            near.collect(same.map(|&(end, weight)| (groups[end as usize], weight)));
            let mut best = (0.0, node as u32, 0);
            for (group, to) in near.iter() {
                let gain = to as f64 - weight as f64 * strength[group as usize] as f64 / total as f64;
                let better = gain > best.0 || (gain == best.0 && gain > 0.0 && group < best.1);
                if better && tied(strength[group as usize], ties[group as usize]) {
                    best = (gain, group, to);
                }
            }
            let (_, group, to) = best;
            if group as usize != node {
                groups[node] = group;
                alone[group as usize] = false;
                strength[group as usize] += weight;
                ties[group as usize] = ties[group as usize] + ties[node] - 2 * to;
            }
        }
    }
    groups
}

/// Numbers groups without gaps in the order of their first nodes, and returns how many there are. Every label is below
/// the number of nodes.
fn renumber(labels: &mut [u32]) -> usize {
    let mut number = vec![u32::MAX; labels.len()];
    let mut count = 0;
    for label in labels {
        let known = &mut number[*label as usize];
        if *known == u32::MAX {
            *known = count;
            count += 1;
        }
        *label = *known;
    }
    count as usize
}

/// The weights from one node to the groups around it; kept between nodes so that nothing is allocated for each.
struct Near {
    weights: Vec<u64>,
    groups: Vec<u32>,
}

impl Near {
    fn new(groups: usize) -> Self {
        Self { weights: vec![0; groups], groups: Vec::new() }
    }

    fn collect(&mut self, links: impl Iterator<Item = (u32, u32)>) {
        for group in self.groups.drain(..) {
            self.weights[group as usize] = 0;
        }
        for (group, weight) in links {
            if self.weights[group as usize] == 0 {
                self.groups.push(group);
            }
            self.weights[group as usize] += u64::from(weight);
        }
    }

    fn weight(&self, group: u32) -> u64 {
        self.weights[group as usize]
    }

    fn iter(&self) -> impl Iterator<Item = (u32, u64)> {
        self.groups.iter().map(|&group| (group, self.weights[group as usize]))
    }
}
