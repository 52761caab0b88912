//! Fingerprints of blocks, made of their terms: what stands in many articles nearly word for word has the same.

use crate::similarity::Term;

/// Shorter blocks are not judged: "See also" is no boilerplate.
const SHORTEST: u32 = 5;

/// Makes the fingerprint of one block, term by term. Numbers and the names of the article's own tools are alike in all articles.
#[derive(Clone, Debug, Default)]
pub(super) struct Print {
    hash: u64,
    count: u32,
}

impl Print {
    /// Goes on with a term, and the word that it stands for, which may be in the name of one of the article's tools.
    pub(super) fn push(&mut self, term: Term, word: &str, is_own_tool: bool) {
        let value = if is_own_tool {
            1
        } else if word.bytes().any(|byte| byte.is_ascii_digit()) {
            2
        } else {
            term.0
        };
        // The multiplier is that of FNV-1a with 64 bits; rotating makes the order count.
        self.hash = (self.hash.rotate_left(5) ^ value).wrapping_mul(0x0100_0000_01B3);
        self.count += 1;
    }

    /// The fingerprint; `None` if the block is too short to be judged.
    pub(super) fn finish(&self) -> Option<u64> {
        (self.count >= SHORTEST).then_some(self.hash)
    }
}
