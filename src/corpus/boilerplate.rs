//! What stands nearly word for word in many articles (a policy, a checklist, a notice): found by fingerprints of blocks.

use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::Article;
use crate::text::terms::{folded, words};

/// Shorter blocks are not judged: "See also" is no boilerplate.
const SHORTEST: usize = 5;

/// A block is boilerplate from so many articles on, whatever the size of the corpus.
const FEWEST: usize = 4;

/// In so many articles of `all` a block must stand to be boilerplate.
fn enough(all: usize) -> usize {
    FEWEST.max(all.div_ceil(50))
}

/// The fingerprints of the blocks that many articles share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boilerplate(Vec<u64>);

impl Boilerplate {
    /// What was found before.
    pub fn known(fingerprints: &[u64]) -> Self {
        Self(fingerprints.to_vec())
    }

    /// From the fingerprints of every article: those that at least 2 % of the articles have, and at least four.
    pub fn find<'a>(articles: impl IntoIterator<Item = &'a [u64]>) -> Self {
        let (mut all, mut count) = (Vec::new(), 0_usize);
        for fingerprints in articles {
            // Sorted and each once, so a block that an article repeats counts once.
            all.extend_from_slice(fingerprints);
            count += 1;
        }
        all.par_sort_unstable();
        let enough = enough(count);
        let runs = all.chunk_by(|a, b| a == b).filter(|run| run.len() >= enough);
        Self(runs.filter_map(|run| run.first().copied()).collect())
    }

    /// What this is by now that some of `before` articles have changed: only the blocks that these have or had, `touched`, are
    /// counted again among all `articles`.
    pub fn after<'a>(
        mut self,
        before: usize,
        touched: impl IntoIterator<Item = u64>,
        articles: impl Iterator<Item = &'a [u64]> + Clone,
    ) -> Self {
        let now = articles.clone().count();
        if enough(now) != enough(before) {
            return Self::find(articles);
        }
        let mut counts: FxHashMap<u64, usize> = touched.into_iter().map(|print| (print, 0)).collect();
        for print in articles.flatten() {
            if let Some(count) = counts.get_mut(print) {
                *count += 1;
            }
        }
        self.0.retain(|print| !counts.contains_key(print));
        self.0.extend(counts.into_iter().filter(|(_, count)| *count >= enough(now)).map(|(print, _)| print));
        self.0.sort_unstable();
        self
    }

    /// Whether nothing is boilerplate.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a block with this fingerprint is boilerplate.
    pub fn contains(&self, fingerprint: u64) -> bool {
        self.0.binary_search(&fingerprint).is_ok()
    }

    /// The fingerprints, sorted, each once: to compare with those of another day.
    pub fn fingerprints(&self) -> &[u64] {
        &self.0
    }
}

/// What a word counts as where blocks are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordPrint {
    /// Of the word as it is.
    exact: u64,
    /// Of the word with all digits alike.
    alike: u64,
}

impl WordPrint {
    /// That of a word in its folded form.
    pub fn of(folded: &str) -> Self {
        let exact = xxh3_64(folded.as_bytes());
        if !folded.bytes().any(|byte| byte.is_ascii_digit()) {
            return Self { exact, alike: exact };
        }
        let alike: String = folded.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        Self { exact, alike: xxh3_64(alike.as_bytes()) }
    }
}

/// What the words count as that the names of the article's own tools are made of.
pub fn tool_words(article: &Article) -> Vec<WordPrint> {
    let tools = article.metadata.tools.iter();
    tools.flat_map(|tool| words(tool)).map(|word| WordPrint::of(&folded(word.text))).collect()
}

/// The fingerprint of a block: its words, with numbers and the names of the article's tools alike in all articles. `None` if it
/// is too short to be judged. `room` is for work.
pub fn fingerprint(words: impl IntoIterator<Item = WordPrint>, tools: &[WordPrint], room: &mut Vec<u8>) -> Option<u64> {
    room.clear();
    for word in words {
        let is_tool = tools.iter().any(|tool| tool.exact == word.exact);
        room.extend_from_slice(&if is_tool { 0 } else { word.alike }.to_le_bytes());
    }
    (room.len() >= SHORTEST * size_of::<u64>()).then(|| xxh3_64(room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_own_tools_do_not_tell_blocks_apart() {
        let prints = |text: &str| words(text).map(|word| WordPrint::of(&folded(word.text))).collect::<Vec<_>>();
        let of = |text: &str, tool: &str| fingerprint(prints(text), &prints(tool), &mut Vec::new());
        let otter = of("We checked Otter on 3 May 2026.", "otter");
        assert_eq!(otter, of("We checked Clip on 7 May 2025.", "clip"));
        assert_ne!(otter, of("We checked Clip on 7 June 2025.", "clip"));
        assert_eq!(of("Read more here", ""), None);
    }

    #[test]
    fn boilerplate_takes_many_articles() {
        let lists = [[1, 2], [1, 3], [1, 4], [1, 5], [2, 6]];
        let found = Boilerplate::find(lists.iter().map(|list| &list[..]));
        assert_eq!(found.fingerprints(), [1]);
        let now = [[1, 2], [1, 2], [2, 4], [2, 5], [2, 6]];
        let now = now.iter().map(|list| &list[..]);
        assert_eq!(found.after(5, [1, 2, 3, 4, 5], now.clone()), Boilerplate::find(now));
    }
}
