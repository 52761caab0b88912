//! One article as the index takes it.

use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::Article;
use crate::corpus::boilerplate::{Boilerplate, fingerprint, tool_words};
use crate::corpus::prose::{Block, BlockKind, Prose};
use crate::text::Span;
use crate::text::language::Language;

/// One article as the index takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The article's [`key`].
    pub key: u64,
    /// Its language.
    pub lang: Option<Language>,
    /// Its title.
    pub title: String,
    /// Its headings, a line each.
    pub headings: String,
    /// The keyword it is written for.
    pub keyword: String,
    /// Its first paragraph.
    pub lead: String,
    /// What is said of it beside its text: keyword, tools, categories.
    pub about: String,
    /// Its own text, a block a line, headings included.
    pub text: String,
    /// Code, and what stands in many articles.
    pub aside: String,
}

/// The key of the article at `path`.
pub fn key(path: &str) -> u64 {
    xxh3_64(path.as_bytes())
}

/// The document of an article whose file reads `text`.
pub fn document(article: &Article, text: &str, boilerplate: &Boilerplate) -> Document {
    Draft::new(article, Prose::read(&article.path, text)).finish(boilerplate)
}

/// A document before it is known which of its blocks many articles share. Made while an article is read, so that nothing has
/// to be read or parsed twice.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Without the fields that are made of blocks.
    document: Document,
    /// The text of the blocks, each of them a line.
    text: String,
    blocks: Box<[Part]>,
}

/// A block of a draft.
#[derive(Clone, Copy, Debug)]
struct Part {
    /// Its fingerprint; 0 if it has none.
    print: u64,
    span: Span,
    kind: Kind,
}

/// As far as fields go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Code,
    Heading,
    Paragraph,
    Other,
}

impl Draft {
    /// The draft of an article whose running text is `prose`.
    pub fn new(article: &Article, prose: Prose) -> Self {
        let tools = tool_words(article);
        let part = |block: &Block| {
            let kind = match block.kind {
                BlockKind::Code => Kind::Code,
                BlockKind::Heading(_) => Kind::Heading,
                BlockKind::Paragraph => Kind::Paragraph,
                BlockKind::Item | BlockKind::Cell => Kind::Other,
            };
            let text = (kind != Kind::Code).then(|| prose.text_of(block));
            let print = text.and_then(|text| fingerprint(text, &tools)).unwrap_or(0);
            Part { print, span: block.span, kind }
        };
        let blocks = prose.blocks.iter().map(part).collect();
        let mut text = prose.text;
        text.shrink_to_fit();
        Self { document: bare(article), text, blocks }
    }

    /// The fingerprints of its blocks, sorted, each once.
    pub fn fingerprints(&self) -> Vec<u64> {
        let mut prints: Vec<u64> = self.blocks.iter().map(|part| part.print).filter(|print| *print != 0).collect();
        prints.sort_unstable();
        prints.dedup();
        prints
    }

    /// About how many bytes it holds.
    pub fn size(&self) -> usize {
        self.text.len() + size_of_val(&*self.blocks) + size_of::<Self>()
    }

    /// The document, now that it is known what many articles share.
    pub fn finish(self, boilerplate: &Boilerplate) -> Document {
        let Self { mut document, text, blocks } = self;
        let stem = std::mem::take(&mut document.aside);
        document.text.reserve(text.len());
        for part in &blocks {
            let text = part.span.slice(&text).unwrap_or("");
            if part.kind == Kind::Code || (part.print != 0 && boilerplate.contains(part.print)) {
                push_line(&mut document.aside, text);
                continue;
            }
            if part.kind == Kind::Heading {
                push_line(&mut document.headings, text);
            } else if document.lead.is_empty() && part.kind == Kind::Paragraph {
                push_line(&mut document.lead, text);
            }
            push_line(&mut document.text, text);
        }
        push_line(&mut document.aside, &stem);
        document
    }
}

/// What a document has of its article beside the blocks of its text. `aside` is what comes behind them.
fn bare(article: &Article) -> Document {
    let metadata = &article.metadata;
    let mut document = Document {
        key: key(&article.path),
        lang: Some(article.language()),
        title: article.title().to_owned(),
        keyword: metadata.keyword.as_deref().unwrap_or("").to_owned(),
        aside: article.stem().replace(['-', '_'], " "),
        ..Document::default()
    };
    let said = metadata.keyword.iter().chain(&metadata.tools).chain(&metadata.categories);
    for value in said {
        push_line(&mut document.about, value);
    }
    document
}

fn push_line(out: &mut String, line: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(line);
}
