//! One article as the index takes it.

use xxhash_rust::xxh3::xxh3_64;

use super::fields::FieldId;
use super::lexicon::{Lexicon, Lexicons, Shared};
use crate::corpus::Article;
use crate::corpus::boilerplate::{Boilerplate, WordPrint, tool_words};
use crate::corpus::prose::{Block, BlockKind, Prose};
use crate::text::Span;
use crate::text::language::Language;
use crate::text::terms::BLOCK_GAP;

/// What parts a document's own text from what stands beside it in the stored text.
pub(super) const ASIDE: char = '\u{1E}';

/// The key of the article at `path`.
pub fn key(path: &str) -> u64 {
    xxh3_64(path.as_bytes())
}

/// A document before it is known which of its blocks many articles share. Made while an article is read, so that nothing has
/// to be read, parsed or cut into words twice.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The article's [`key`].
    pub(super) key: u64,
    pub(super) language: Language,
    /// What its words are numbers of.
    pub(super) lexicon: Shared,
    /// The words of all parts, one after the other.
    pub(super) words: Box<[u32]>,
    /// What is stored of it: the text of the blocks, then that of the name.
    text: String,
    parts: Box<[Part]>,
}

/// A part of a draft: a stretch of text that has words. None is empty.
#[derive(Clone, Copy, Debug)]
struct Part {
    /// Its fingerprint; 0 if it has none.
    print: u64,
    /// Where it is stored; nowhere unless it is a block or the name.
    span: Span,
    /// Where its words end.
    end: u32,
    /// How many positions it takes.
    extent: u32,
    kind: Kind,
}

/// As far as fields go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Title,
    Keyword,
    /// A tool or a category.
    About,
    Code,
    Heading,
    Paragraph,
    Other,
    /// The words of the file's name.
    Name,
}

/// Words that go to a field of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) field: FieldId,
    /// The position of the first.
    pub(super) base: u32,
    /// Which words of the draft they are.
    pub(super) from: u32,
    pub(super) to: u32,
}

impl Draft {
    /// The draft of an article whose running text is `prose`.
    pub fn new(article: &Article, prose: Prose, lexicons: &Lexicons) -> Self {
        let language = article.language();
        let (lexicon, parts) = lexicons.with(language, |lexicon| Parts::of(article, prose, lexicon));
        let Parts { mut text, words, parts } = parts;
        text.shrink_to_fit();
        let (words, parts) = (words.into(), parts.into());
        Self { key: key(&article.path), language, lexicon, words, text, parts }
    }

    /// The fingerprints of its blocks, sorted, each once.
    pub fn fingerprints(&self) -> Vec<u64> {
        let mut prints: Vec<u64> = self.parts.iter().map(|part| part.print).filter(|print| *print != 0).collect();
        prints.sort_unstable();
        prints.dedup();
        prints
    }

    /// About how many bytes it holds.
    pub fn size(&self) -> usize {
        self.text.len() + size_of_val(&*self.words) + size_of_val(&*self.parts) + size_of::<Self>()
    }

    /// What stands in which field, now that it is known what many articles share, goes behind `lines`, the fields mixed. Gives
    /// back what is stored.
    pub(super) fn lay_out(&self, boilerplate: &Boilerplate, lines: &mut Vec<Line>) -> String {
        let mut cursors = [Cursor::default(); FieldId::ALL.len()];
        let (mut text, mut aside) = (String::with_capacity(self.text.len() + 8), String::new());
        text.push(self.language.mark());
        let mut from = 0;
        let mut has_lead = false;
        let mut before = Kind::Title;
        for part in &self.parts {
            let mut put = |field: FieldId| {
                let base = cursors[field as usize].line(part.extent);
                lines.push(Line { field, base, from, to: part.end });
            };
            let beside =
                matches!(part.kind, Kind::Code | Kind::Name) || (part.print != 0 && boilerplate.contains(part.print));
            let stored = part.span.slice(&self.text).unwrap_or("");
            if beside {
                put(FieldId::Aside);
                push_line(&mut aside, 0, stored);
            } else {
                match part.kind {
                    Kind::Title => put(FieldId::Title),
                    Kind::Keyword => put(FieldId::Keyword),
                    Kind::Heading => put(FieldId::Headings),
                    Kind::Paragraph if !has_lead => {
                        has_lead = true;
                        put(FieldId::Lead);
                    }
                    _ => {}
                }
                // Title, metadata and text are values of their own.
                if value_of(part.kind) != value_of(before) {
                    cursors[FieldId::Text as usize].value();
                }
                before = part.kind;
                let base = cursors[FieldId::Text as usize].line(part.extent);
                lines.push(Line { field: FieldId::Text, base, from, to: part.end });
                if value_of(part.kind) == 2 {
                    push_line(&mut text, self.language.mark().len_utf8(), stored);
                }
            }
            from = part.end;
        }
        text.push(ASIDE);
        text.push_str(&aside);
        text
    }
}

/// Which value of the field of text a part stands in.
fn value_of(kind: Kind) -> u8 {
    match kind {
        Kind::Title => 0,
        Kind::Keyword | Kind::About => 1,
        _ => 2,
    }
}

/// Where the next word of a field goes.
#[derive(Clone, Copy, Default)]
struct Cursor {
    at: u32,
    /// Whether a line of the same value stands before.
    follows: bool,
}

impl Cursor {
    /// Passes over a line; where it begins.
    fn line(&mut self, extent: u32) -> u32 {
        let base = self.at + if self.follows { BLOCK_GAP } else { 0 };
        *self = Self { at: base + extent, follows: true };
        base
    }

    /// Begins another value.
    fn value(&mut self) {
        if self.follows {
            *self = Self { at: self.at + 1, follows: false };
        }
    }
}

/// A draft in the making.
struct Parts {
    text: String,
    words: Vec<u32>,
    parts: Vec<Part>,
}

impl Parts {
    fn of(article: &Article, prose: Prose, lexicon: &mut Lexicon) -> Self {
        let (metadata, tools) = (&article.metadata, tool_words(article));
        let blocks = prose.blocks;
        let words = Vec::with_capacity(prose.text.len() / 4);
        let mut made = Self { text: prose.text, words, parts: Vec::with_capacity(blocks.len() + 8) };
        made.push(lexicon, Kind::Title, article.title());
        made.push(lexicon, Kind::Keyword, metadata.keyword.as_deref().unwrap_or(""));
        for value in metadata.tools.iter().chain(&metadata.categories) {
            made.push(lexicon, Kind::About, value);
        }
        for block in &blocks {
            made.push_block(lexicon, block, &tools);
        }
        let name = article.stem().replace(['-', '_'], " ");
        let start = made.text.len();
        made.push(lexicon, Kind::Name, &name);
        made.text.push_str(&name);
        if let Some(part) = made.parts.last_mut().filter(|part| part.kind == Kind::Name) {
            part.span = Span::new(start, made.text.len());
        }
        made
    }

    fn push(&mut self, lexicon: &mut Lexicon, kind: Kind, text: &str) {
        if !text.is_empty() {
            let extent = lexicon.cut(text, &mut self.words);
            self.parts.push(Part { print: 0, span: Span::new(0, 0), end: self.words.len() as u32, extent, kind });
        }
    }

    fn push_block(&mut self, lexicon: &mut Lexicon, block: &Block, tools: &[WordPrint]) {
        let text = block.span.slice(&self.text).unwrap_or("");
        if text.is_empty() {
            return;
        }
        let kind = match block.kind {
            BlockKind::Code => Kind::Code,
            BlockKind::Heading(_) => Kind::Heading,
            BlockKind::Paragraph => Kind::Paragraph,
            BlockKind::Item | BlockKind::Cell => Kind::Other,
        };
        let start = self.words.len();
        let extent = lexicon.cut(text, &mut self.words);
        let print = self.words.get(start..).filter(|_| kind != Kind::Code);
        let print = print.and_then(|words| lexicon.fingerprint(words, tools)).unwrap_or(0);
        self.parts.push(Part { print, span: block.span, end: self.words.len() as u32, extent, kind });
    }
}

/// Appends a line to `out`, of which `head` bytes are no text.
fn push_line(out: &mut String, head: usize, line: &str) {
    if out.len() > head {
        out.push('\n');
    }
    out.push_str(line);
}
