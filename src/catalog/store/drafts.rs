//! Documents that were made while their articles were read, kept until it is known what many articles share. Without them a
//! first index would read and parse everything twice.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::catalog::search::is_indexed;
use crate::corpus::Article;
use crate::corpus::prose::Prose;
use crate::search::{Draft, Lexicons, key};

/// So many bytes are kept; beyond that, articles are read again.
const MOST: usize = 1 << 30;

/// Drafts by the key of their article.
#[derive(Default)]
pub(super) struct Drafts {
    kept: Mutex<Kept>,
    lexicons: Lexicons,
}

#[derive(Default)]
struct Kept {
    drafts: FxHashMap<u64, Draft>,
    bytes: usize,
}

impl Drafts {
    /// The draft of an article whose file reads `text`.
    pub(super) fn draft(&self, article: &Article, text: &str) -> Draft {
        Draft::new(article, Prose::read(&article.path, text), &self.lexicons)
    }

    /// The fingerprints of an article that was read, whose draft is kept.
    pub(super) fn fingerprints(&self, article: &Article, text: &str) -> Box<[u64]> {
        if !is_indexed(article) {
            return Box::default();
        }
        let draft = self.draft(article, text);
        let prints = draft.fingerprints().into();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.bytes + draft.size() <= MOST {
            kept.bytes += draft.size();
            kept.drafts.insert(key(&article.path), draft);
        }
        prints
    }

    /// The draft of an article of this path, if it is there; it is no longer kept.
    pub(super) fn take(&self, path: &str) -> Option<Draft> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).drafts.remove(&key(path))
    }
}
