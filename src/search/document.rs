//! One article as the index takes it.

use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::Article;
use crate::corpus::boilerplate::{Boilerplate, fingerprint, tool_words};
use crate::corpus::prose::{BlockKind, Prose};
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
    document_of(article, &Prose::read(&article.path, text), boilerplate)
}

/// The document of an article whose running text is `prose`.
pub fn document_of(article: &Article, prose: &Prose, boilerplate: &Boilerplate) -> Document {
    let metadata = &article.metadata;
    let tools = tool_words(article);
    let mut document = Document {
        key: key(&article.path),
        lang: Some(article.language()),
        title: article.title().to_owned(),
        keyword: metadata.keyword.as_deref().unwrap_or("").to_owned(),
        text: String::with_capacity(prose.text.len()),
        ..Document::default()
    };
    let said = metadata.keyword.iter().chain(&metadata.tools).chain(&metadata.categories);
    for value in said {
        push_line(&mut document.about, value);
    }
    for block in &prose.blocks {
        let text = prose.text_of(block);
        let is_boilerplate = || {
            !boilerplate.is_empty()
                && fingerprint(text, &tools).is_some_and(|fingerprint| boilerplate.contains(fingerprint))
        };
        if block.is_code() || is_boilerplate() {
            push_line(&mut document.aside, text);
            continue;
        }
        if matches!(block.kind, BlockKind::Heading(_)) {
            push_line(&mut document.headings, text);
        } else if document.lead.is_empty() && block.kind == BlockKind::Paragraph {
            push_line(&mut document.lead, text);
        }
        push_line(&mut document.text, text);
    }
    push_line(&mut document.aside, &article.stem().replace(['-', '_'], " "));
    document
}

fn push_line(out: &mut String, line: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(line);
}
