//! The words of a value as tantivy takes them: each in its folded form, and at the same position its stem where that is
//! another one. A stem carries its language's mark, so that it is never taken for a word, nor for a stem of another language.

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::language::Language;
use crate::text::stems::Stems;
use crate::text::terms::{Words, words};

/// The name under which an index knows it.
pub(super) const NAME: &str = "linkwright";

/// Cuts and stems. A clone starts with an empty memory.
#[derive(Default)]
pub(super) struct WordTokenizer {
    stems: FxHashMap<Language, Stems>,
    token: Token,
}

impl Clone for WordTokenizer {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let (language, text) = Language::unmark(text);
        self.token.reset();
        let stems = self.stems.entry(language).or_insert_with(|| Stems::new(language));
        WordStream { words: words(text), mark: language.mark(), stems, token: &mut self.token, stem: String::new() }
    }
}

/// The tokens of one value.
pub(super) struct WordStream<'a> {
    words: Words<'a>,
    mark: char,
    stems: &'a mut Stems,
    token: &'a mut Token,
    /// The stem to be given next; empty if there is none.
    stem: String,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if !self.stem.is_empty() {
            std::mem::swap(&mut self.token.text, &mut self.stem);
            self.stem.clear();
            return true;
        }
        let Some(word) = self.words.next() else { return false };
        let forms = self.stems.forms(word.text);
        self.token.text.clear();
        self.token.text.push_str(&forms.folded);
        if let Some(stem) = &forms.stem {
            self.stem.push(self.mark);
            self.stem.push_str(stem);
        }
        self.token.position = word.position as usize;
        (self.token.offset_from, self.token.offset_to) = (word.start, word.end());
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
