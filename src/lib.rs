//! linkwright keeps the internal links of a content site healthy and well chosen, from its source files.
//!
//! Data flows one way: [`corpus`] reads files into article records, [`site`] says what each link means, [`graph`]
//! measures how articles hang together, [`catalog`] holds all of it read-only, [`edits`] changes files, [`audit`] runs the [`rules`] over it,
//! [`report`] turns the findings into bytes, and [`server`] answers over HTTP. ARCHITECTURE.md draws the layers and walks one article through them.

pub mod audit;
pub mod cannibalization;
pub mod catalog;
pub mod cli;
pub mod corpus;
pub mod decisions;
pub mod edits;
pub mod graph;
pub mod report;
pub mod rules;
pub mod search;
pub mod server;
pub mod settings;
pub mod similarity;
pub mod site;
pub mod suggest;
pub mod text;
pub mod verify;
