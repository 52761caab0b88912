//! How articles resemble each other in what they say: terms and how rare they are, vectors of weights, nearest articles.
//!
//! A [`Term`] is a stem, known by its hash, so that counting needs no table of strings. Everything here
//! works on terms; who wants to show a word goes back to the text it came from.

mod each;
pub mod minhash;
mod nearest;
mod terms;
mod vectors;

pub use each::each;
pub use nearest::{Nearest, Scratch, Weighed};
pub use terms::{Term, Terms};
pub use vectors::{Rarity, Vector, Vectors};
