//! The URL space: which URL paths an article answers to, and which article a URL means.

mod target;

pub use target::{Target, Unchecked, fragment};

use crate::corpus::ArticleId;

/// The URL map of a corpus.
#[derive(Debug, Default)]
pub struct Site {}

impl Site {
    /// The existing URL path nearest to a dead `href` of article `from`, if one is near enough to be meant.
    pub fn nearest_url(&self, from: ArticleId, href: &str) -> Option<&str> {
        let _ = (from, href);
        None
    }

    /// What was inferred rather than configured, a sentence each.
    pub fn inferred(&self) -> &[String] {
        &[]
    }
}
