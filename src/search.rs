//! Full-text search over the articles of a corpus. tantivy keeps the terms and stays inside this module; what a query
//! means, how hits are ranked and how snippets are cut is ours.
//!
//! Building: a [`Draft`] is one article's text (made in parallel, by the caller), its words numbered by [`Lexicons`]; once the
//! fingerprints of all are known, so is the [`Boilerplate`](crate::corpus::boilerplate::Boilerplate) that stands in many articles.
//! An [`IndexWriter`] takes drafts, in memory or in a folder, and [`IndexWriter::commit`] makes everything since the last commit
//! visible at once, together with a payload of the caller's.
//!
//! Asking: a [`SearchIndex`] is one commit, opened; [`ArticleFacts`] is what is known of the articles beside their text
//! (metadata, URL, link score); a [`Searcher`] puts the two together and answers [`SearchRequest`]s. All of them are
//! `Send + Sync` and never change, so a server shares them and swaps in new ones.
//!
//! ```
//! use linkwright::corpus::article;
//! use linkwright::corpus::boilerplate::Boilerplate;
//! use linkwright::corpus::prose::Prose;
//! use linkwright::search::{ArticleFacts, Draft, IndexWriter, Lexicons, SearchIndex, SearchRequest, Searcher};
//!
//! let text = "# Sharpening knives\n\nA dull knife slips.\n";
//! let articles = [article("knives.md".to_owned(), text, &linkwright::settings::Settings::default())];
//! let mut writer = IndexWriter::in_memory()?;
//! let draft = Draft::new(&articles[0], Prose::read("knives.md", text), &Lexicons::default());
//! writer.add([draft], &Boilerplate::default())?;
//! writer.commit("what I must know when I open it again")?;
//! let index = SearchIndex::of(&writer)?;
//! let searcher = Searcher::new(index, ArticleFacts::new(&articles, &["/knives/"], &[true], &[50.0]))?;
//! let found = searcher.search(&SearchRequest::new("sharpening knive"))?;
//! assert_eq!((found.total, &*found.hits[0].path), (1, "knives.md"));
//! # Ok::<(), linkwright::search::SearchError>(())
//! ```
//!
//! Answers depend on the articles alone: not on how the index is cut into segments, what was deleted from it, or how many threads
//! wrote it. So an index that was kept up to date answers exactly as a fresh one.

mod beginnings;
mod check;
mod directory;
mod document;
mod error;
mod facets;
mod facts;
mod fields;
mod filter;
mod finding;
mod gone;
mod index;
mod inversion;
mod lexicon;
mod matching;
mod proximity;
mod query;
mod request;
mod response;
mod scoring;
mod searcher;
mod segment;
mod snippet;
mod title_cover;
#[cfg(test)]
mod tokenizer;
mod variants;
mod view;
mod writer;

pub use check::check;
pub use document::{Draft, key};
pub use error::SearchError;
pub use facts::ArticleFacts;
pub use index::SearchIndex;
pub use lexicon::Lexicons;

pub use request::{SearchRequest, Sort};
pub use response::{Facet, FacetValue, Hit, Instead, ScorePart, SearchResponse};
pub use searcher::Searcher;
pub use writer::{Durability, IndexWriter, share};

/// Raised whenever the schema or the analysis changes, so that an index of another version is built anew.
pub const SCHEMA_VERSION: u32 = 1;
