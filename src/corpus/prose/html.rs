//! HTML to blocks: whole HTML articles, and blocks of HTML in Markdown.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::super::html::{heading_level, is_block};
use super::builder::Builder;
use super::{BlockKind, DEEPEST, markdown};

/// Reads the HTML at `part` of the file. In MDX, what stands between tags is Markdown again; `depth` says how often it
/// has been so already.
pub(super) fn read(builder: &mut Builder<'_>, part: Range<usize>, mdx: bool, depth: usize) {
    let text = builder.text;
    let Some(html) = text.get(part.clone()) else { return };
    let mut reading = Reading {
        builder,
        base: part.start,
        mdx: mdx && depth < DEEPEST,
        depth,
        name: Vec::new(),
        hidden: None,
        within: Vec::new(),
        pre: 0,
    };
    reading.builder.close();
    let callback = |event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Infallible> {
        reading.event(event, span.start..span.end);
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    reading.builder.close();
    reading.builder.code = false;
    reading.builder.links = 0;
}

struct Reading<'b, 't> {
    builder: &'b mut Builder<'t>,
    base: usize,
    mdx: bool,
    depth: usize,
    /// The start tag that is being read.
    name: Vec<u8>,
    /// The element whose text is not content, while inside it.
    hidden: Option<Vec<u8>>,
    within: Vec<BlockKind>,
    /// How many `pre` are open.
    pre: usize,
}

impl Reading<'_, '_> {
    fn event(&mut self, event: CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.name = name.to_vec(),
            CallbackEvent::CloseStartTag { self_closing } => {
                let name = std::mem::take(&mut self.name);
                if !self_closing || name == b"br" {
                    self.start(&name, self.base + span.start..self.base + span.end);
                }
            }
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => {
                self.string(&String::from_utf8_lossy(value), self.base + span.start..self.base + span.end);
            }
            _ => {}
        }
    }

    fn start(&mut self, name: &[u8], at: Range<usize>) {
        let text = std::str::from_utf8(name).unwrap_or("");
        if self.hidden.is_some() {
            return;
        }
        match name {
            b"script" | b"style" | b"title" | b"svg" | b"noscript" | b"template" => self.hidden = Some(name.to_vec()),
            b"br" => self.builder.push_space(at),
            b"a" => self.builder.links += 1,
            b"code" => self.builder.code = true,
            b"pre" => {
                self.pre += 1;
                self.builder.open(BlockKind::Code);
                self.builder.code = true;
            }
            _ if heading_level(text).is_some() => {
                self.builder.open(BlockKind::Heading(heading_level(text).unwrap_or(1)));
            }
            _ if is_block(text) => {
                self.builder.close();
                self.within.extend(kind_of(name));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if let Some(hidden) = &self.hidden {
            if hidden == name {
                self.hidden = None;
            }
            return;
        }
        let text = std::str::from_utf8(name).unwrap_or("");
        match name {
            b"a" => self.builder.links = self.builder.links.saturating_sub(1),
            b"code" => self.builder.code = self.pre > 0,
            b"pre" => {
                self.pre = self.pre.saturating_sub(1);
                self.builder.close();
                self.builder.code = false;
            }
            _ if heading_level(text).is_some() => self.builder.close(),
            _ if is_block(text) => {
                self.builder.close();
                if kind_of(name).is_some() {
                    self.within.pop();
                }
            }
            _ => {}
        }
    }

    fn string(&mut self, value: &str, at: Range<usize>) {
        let blank = value.trim().is_empty();
        if self.hidden.is_some() || (blank && !self.builder.is_open()) {
            return;
        }
        if self.mdx && self.pre == 0 && value.contains(['[', '`', '*', '_', '#', '\n']) && !blank {
            let lead = value.len() - value.trim_start().len();
            self.builder.close();
            markdown::read(self.builder, at.start + lead..at.end, true, self.depth + 1);
            return;
        }
        if !self.builder.is_open() {
            self.builder.open(self.within.last().copied().unwrap_or(BlockKind::Paragraph));
        }
        if self.builder.text.get(at.clone()) == Some(value) {
            self.builder.push_source(at);
        } else {
            self.builder.push(value, at);
        }
    }
}

fn kind_of(name: &[u8]) -> Option<BlockKind> {
    match name {
        b"li" | b"dd" | b"dt" => Some(BlockKind::Item),
        b"td" | b"th" => Some(BlockKind::Cell),
        b"p" => Some(BlockKind::Paragraph),
        _ => None,
    }
}
