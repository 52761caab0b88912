//! Where the nodes of a neighbourhood are drawn: springs along edges, repulsion between all, the center held still.
//!
//! After Fruchterman and Reingold, "Graph drawing by force-directed placement" (1991). It starts from rings by distance,
//! so the same neighbourhood always looks the same.

use super::Neighbourhood;

/// Steps, fewer for many nodes: the cost is their square.
const WORK: usize = 3_000_000;

/// How strongly everything is pulled to the middle.
const PULL: f32 = 0.15;

/// The square of the distance beyond which nodes do not push each other: parts that no edge connects stay near.
const FAR: f32 = 25.0;

/// One position a node, in units of the usual distance between neighbours; the center of the picture is the origin.
pub fn layout(neighbourhood: &Neighbourhood) -> Vec<(f32, f32)> {
    let nodes = &neighbourhood.nodes;
    let mut places: Vec<(f32, f32)> = nodes.iter().enumerate().map(|(index, (_, depth))| ring(index, *depth)).collect();
    let held = nodes.iter().filter(|(_, depth)| *depth == 0).count() == 1;
    let steps = (WORK / (nodes.len() * nodes.len()).max(1)).clamp(20, 200);
    let edges: Vec<(usize, usize)> = neighbourhood.edges.iter().map(|&(from, to, _)| (from, to)).collect();
    let mut forces = vec![(0.0, 0.0); places.len()];
    for step in 0..steps {
        push_apart(&places, &mut forces);
        pull_together(&places, &edges, &mut forces);
        let warmth = 0.6 * (1.0 - step as f32 / steps as f32) + 0.01;
        for (index, (place, force)) in places.iter_mut().zip(&mut forces).enumerate() {
            if index > 0 || !held {
                // A weak pull to the middle keeps parts that no edge connects in the picture.
                let (x, y) = (force.0 - place.0 * PULL, force.1 - place.1 * PULL);
                let length = x.hypot(y).max(1e-6);
                let by = length.min(warmth) / length;
                *place = (place.0 + x * by, place.1 + y * by);
            }
            *force = (0.0, 0.0);
        }
    }
    places
}

/// The first position: on a ring by distance, turned by the golden angle from the node before.
fn ring(index: usize, depth: u32) -> (f32, f32) {
    let angle = index as f32 * 2.399_963;
    let radius = if index == 0 { 0.0 } else { depth.max(1) as f32 * 1.5 + index as f32 * 0.01 };
    (radius * angle.cos(), radius * angle.sin())
}

fn push_apart(places: &[(f32, f32)], forces: &mut [(f32, f32)]) {
    for (index, &(x, y)) in places.iter().enumerate() {
        let (mut sum_x, mut sum_y) = (0.0, 0.0);
        for (other, &(ox, oy)) in places.iter().enumerate() {
            let (dx, dy) = (x - ox, y - oy);
            let square = (dx * dx + dy * dy).max(0.01);
            if other != index && square < FAR {
                sum_x += dx / square;
                sum_y += dy / square;
            }
        }
        forces[index].0 += sum_x;
        forces[index].1 += sum_y;
    }
}

fn pull_together(places: &[(f32, f32)], edges: &[(usize, usize)], forces: &mut [(f32, f32)]) {
    for &(from, to) in edges {
        let (dx, dy) = (places[to].0 - places[from].0, places[to].1 - places[from].1);
        let length = dx.hypot(dy);
        let (fx, fy) = (dx * length * 0.5, dy * length * 0.5);
        forces[from] = (forces[from].0 + fx, forces[from].1 + fy);
        forces[to] = (forces[to].0 - fx, forces[to].1 - fy);
    }
}
