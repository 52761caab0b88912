//! The words of a value as tantivy would take them if it cut them itself, to hold our index against: each in its folded form,
//! and at the same position its stem where that is another one, marked with its language.

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::language::Language;
use crate::text::stems::Stems;
use crate::text::terms::{Words, words};

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

/// What an index of tantivy's own making holds of the same documents, to hold ours against.
mod tests {
    use tantivy::postings::Postings;
    use tantivy::schema::IndexRecordOption;
    use tantivy::tokenizer::TextAnalyzer;
    use tantivy::{DocSet, Index, TERMINATED, TantivyDocument};

    use super::super::document::{ASIDE, Draft};
    use super::super::fields::{CUTTING, Fields, schema};
    use super::super::{IndexWriter, Lexicons, SearchIndex};
    use super::*;
    use crate::corpus::boilerplate::Boilerplate;
    use crate::corpus::prose::{BlockKind, Prose};
    use crate::corpus::{Article, article};
    use crate::settings::Settings;

    const TEXTS: [(&str, &str); 4] = [
        (
            "a/first-steps.md",
            "---\ntitle: First steps\nkeyword: steps, stepping\ntools: [Otter, K6]\n---\n# First steps\n\nRecord it and step's back, don't run: running runs.\n\n## Again\n\nWe all read the same policy here again.\n\n```\nlet x = 1;\n\n\nlet naïve = x;\n```\n",
        ),
        (
            "b.md",
            "# Running\n\nWe all read the same policy here again.\n\nWe stepped on records of naïve Łódź.\n\n| a | b |\n|---|---|\n| one cell | |\n",
        ),
        ("c.md", ""),
        ("de.md", "---\nlang: de\n---\nHäuser und Haus, läuft 検索 laufen.\n\n- ein Punkt\n- noch einer\n"),
    ];

    /// The values of each field in the order of the schema, and what is stored.
    fn fields(article: &Article, prose: &Prose, shared: &str) -> ([Vec<String>; 6], String) {
        let metadata = &article.metadata;
        let mut about: Vec<&str> = metadata.keyword.as_deref().into_iter().collect();
        about.extend(metadata.tools.iter().chain(&metadata.categories).map(|value| &**value));
        let (mut headings, mut lead, mut text, mut aside) = (Vec::new(), "", Vec::new(), Vec::new());
        for block in &prose.blocks {
            let line = prose.text_of(block);
            if block.is_code() || line == shared {
                aside.push(line);
                continue;
            }
            match block.kind {
                BlockKind::Heading(_) => headings.push(line),
                BlockKind::Paragraph if lead.is_empty() => lead = line,
                _ => {}
            }
            text.push(line);
        }
        let name = article.stem().replace(['-', '_'], " ");
        aside.push(&name);
        let (text, aside) = (text.join("\n"), aside.join("\n"));
        let stored = format!("{}{text}{ASIDE}{aside}", article.language().mark());
        let title = article.title().to_owned();
        let keyword = metadata.keyword.as_deref().unwrap_or("").to_owned();
        let values = [
            vec![title.clone()],
            vec![headings.join("\n")],
            vec![keyword],
            vec![lead.to_owned()],
            vec![title, about.join("\n"), text],
            vec![aside],
        ];
        (values, stored)
    }

    /// All that can be read from an index of one segment.
    fn told(index: &SearchIndex) -> Vec<String> {
        let reader = index.searcher.segment_reader(0);
        let mut told = Vec::new();
        for field in index.fields.searched() {
            let (inverted, lengths) =
                (reader.inverted_index(field).unwrap(), reader.get_fieldnorms_reader(field).unwrap());
            let lengths: Vec<u32> = (0..reader.max_doc()).map(|document| lengths.fieldnorm(document)).collect();
            told.push(format!("{field:?}: {} of {lengths:?}", inverted.total_num_tokens()));
            let mut terms = inverted.terms().stream().unwrap();
            while let Some((term, info)) = terms.next() {
                let option = IndexRecordOption::WithFreqsAndPositions;
                let mut postings = inverted.read_postings_from_terminfo(info, option).unwrap();
                let mut places = Vec::new();
                while postings.doc() != TERMINATED {
                    let mut positions = Vec::new();
                    if index.fields.lead != field {
                        postings.positions(&mut positions);
                    }
                    places.push((postings.doc(), postings.term_freq(), positions));
                    postings.advance();
                }
                told.push(format!("{} {} {places:?}", String::from_utf8_lossy(term), info.doc_freq));
            }
        }
        for document in 0..reader.max_doc() {
            let address = tantivy::DocAddress::new(0, document);
            told.push(format!("{:?}", index.searcher.doc::<TantivyDocument>(address).unwrap()));
            let keys = reader.fast_fields().u64(super::super::fields::KEY).unwrap();
            told.push(format!("{:?}", keys.first(document)));
        }
        told
    }

    #[test]
    fn an_index_holds_what_tantivy_would_make_of_the_same_words() {
        let shared = "We all read the same policy here again.";
        let read = |(path, text): (&str, &str)| {
            (article(path.to_owned(), text, &Settings::default()), Prose::read(path, text))
        };
        let articles = TEXTS.map(read);
        let lexicons = Lexicons::default();
        let drafts: Vec<Draft> =
            articles.iter().map(|(article, prose)| Draft::new(article, prose.clone(), &lexicons)).collect();
        let block = "We all read the same policy here again.\n";
        let only = (article("x.md".to_owned(), block, &Settings::default()), Prose::read("x.md", block));
        let boilerplate = Boilerplate::known(&Draft::new(&only.0, only.1, &lexicons).fingerprints());
        let mut ours = IndexWriter::in_memory().unwrap();
        ours.add(drafts, &boilerplate).unwrap();
        ours.commit("").unwrap();

        let index = Index::create_in_ram(schema());
        index.tokenizers().register(CUTTING, TextAnalyzer::builder(WordTokenizer::default()).build());
        let names = Fields::of(&index).unwrap();
        let mut theirs: tantivy::IndexWriter = index.writer_with_num_threads(1, 20_000_000).unwrap();
        for (article, prose) in &articles {
            let (values, stored) = fields(article, prose, shared);
            let mut document = TantivyDocument::default();
            document.add_u64(names.key, super::super::key(&article.path));
            for (field, values) in names.searched().into_iter().zip(values) {
                for value in values.iter().filter(|value| !value.is_empty()) {
                    document.add_text(field, format!("{}{value}", article.language().mark()));
                }
            }
            document.add_text(names.stored, stored);
            theirs.add_document(document).unwrap();
        }
        theirs.commit().unwrap();
        let theirs = SearchIndex::read(&index).unwrap();
        let (ours, theirs) = (told(&SearchIndex::of(&ours).unwrap()), told(&theirs));
        assert!(theirs.len() > 80, "{theirs:?}");
        assert_eq!(ours, theirs);
    }
}
