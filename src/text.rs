//! Small, pure helpers on text that every layer above shares: where something stands, and how it is compared.

pub mod language;
pub mod lines;
pub mod nearest;
pub mod phrases;
pub mod slug;
pub mod span;
pub mod stems;
pub mod terms;
pub mod words;

pub use lines::Lines;
pub use span::{Place, Span};
