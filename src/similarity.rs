//! How articles resemble each other in what they say: terms and how rare they are, vectors of weights, nearest articles.
//!
//! A [`Term`] is a stem, known by its hash, so that counting needs no table of strings; a [`TermId`] is its number among those of a
//! corpus. Everything here works on these; who wants to show a word goes back to the text it came from.

mod each;
pub mod minhash;
mod nearest;
mod terms;
mod vectors;
mod vocabulary;

pub use each::{each, each_with};
pub use nearest::{Nearest, Scratch, Weighed, keep_greatest};
pub use terms::{Term, Terms};
pub use vectors::{Rarity, Vector, Vectors};
pub use vocabulary::{Cut, Lookup, Numbering, TermId, Vocabulary};
