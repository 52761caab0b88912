//! What an article is about by its title, keyword and address: the words that searchers would type.
//!
//! Names of tools are set aside, so that "… with Pictory" and "… with Otter" are seen to be one topic, unless the article is
//! about the tools themselves: a comparison, or a title of which too little would be left.

use xxhash_rust::xxh3::xxh3_64;

use super::address::{folder_name, is_of_guide, is_of_reference, issued, own_name, own_title, steps, undated};
use super::lexicon::Lexicon;
use super::tool_names::ToolNames;
use crate::corpus::Article;
use crate::similarity::{Term, Terms};
use crate::site::Locale;
use crate::text::language::Language;
use crate::text::terms::words;
use crate::text::words::{fold, fold_hash};

/// With fewer words than this a title says too little by itself ("Overview", "Installation"); the folder helps.
const FEWEST: usize = 3;
/// As many signs are a word, where words are not written apart.
const SIGNS_A_WORD: usize = 2;

/// What an article is about by what stands above its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Topic {
    /// Whom the article is written for, as the site tells.
    pub(super) locale: Locale,
    /// The language its words are in.
    pub(super) language: Option<Language>,
    /// The words of title and keyword, sorted, each once, without glue and tools.
    pub(super) terms: Vec<Term>,
    /// Those of the title alone.
    pub(super) title: Vec<Term>,
    /// Those of the title as they follow each other.
    pub(super) ordered: Vec<Term>,
    /// Those of the title that do not tell what it is for: `Install` and `Set up` are words for one thing.
    pub(super) subject: Vec<Term>,
    /// Those of the declared keyword; empty if there is none.
    pub(super) keyword: Vec<Term>,
    /// Those of the address, without a date.
    pub(super) slug: Vec<Term>,
    /// Those of the folder, which tell articles with short titles apart.
    pub(super) folder: Vec<Term>,
    /// What counts: years, parts and versions in title and address, number words too.
    pub(super) numbers: Vec<Term>,
    /// Those of the title as they follow each other: 13.0.1 is not 13.1.0.
    pub(super) counted: Vec<Term>,
    /// Names spelt with capitals inside (`YouTube`, `ScriptBlock`) in the title, not inflected: `SelectionSets` is another.
    pub(super) names: Vec<u64>,
    /// The words of title and keyword as written but for case, sorted.
    pub(super) written: Vec<u64>,
    /// The words that the title has more than once.
    pub(super) repeated: Vec<Term>,
    /// The tools that title or keyword name, by number, sorted.
    pub(super) tools: Vec<u32>,
    /// What it is for, a bit for each purpose its verbs tell.
    pub(super) intents: u32,
    /// Whether the title is a name in a language of machines (`http.get(url)`): another name is another thing.
    pub(super) identifier: Option<u64>,
    /// Whether enough is left to compete by the topic alone.
    pub(super) tells: bool,
    /// The title folded, to see whether two are the very same.
    pub(super) folded: String,
    /// The day in its address, if it is a post.
    pub(super) issued: Option<u64>,
    /// In a reference the words of the title as they are written, signs and all, glue aside: `function*` is not `function`.
    pub(super) entry: Option<u64>,
    /// Whether it stands in a guide.
    pub(super) guide: bool,
    /// The folders that lead to it, and its own name.
    pub(super) steps: Vec<u64>,
}

impl Topic {
    /// The topic of an article that is written for the readers of `locale`.
    pub(super) fn of(
        article: &Article,
        locale: Locale,
        tools: &ToolNames,
        lexicon: &Lexicon,
        terms: &mut Terms,
    ) -> Self {
        let language = article.language();
        let title = undated(own_title(article));
        let keyword = article.metadata.keyword.as_deref().map(undated).unwrap_or("");
        let mut found = tools.named(title, &article.metadata.tools);
        found.extend(tools.named(keyword, &article.metadata.tools));
        found.sort_unstable();
        found.dedup();
        let read = |text: &str, terms: &mut Terms| clean(terms.of(text, language), lexicon);
        let mut intents = 0;
        let said = article.metadata.content_type.as_deref().unwrap_or("");
        for term in [title, keyword, said].into_iter().flat_map(|text| terms.of(text, language)) {
            intents |= lexicon.intent(term);
        }
        let without = |text: &str, terms: &mut Terms| read(&tools.without(text, &found), terms);
        let (mut of_title, mut of_keyword) = (without(title, terms), without(keyword, terms));
        if union(&of_title, &of_keyword).len() < FEWEST - 1 || intents & lexicon.comparison() != 0 {
            (of_title, of_keyword) = (read(title, terms), read(keyword, terms));
            found.clear();
        }
        let all = union(&of_title, &of_keyword);
        let declared = !of_keyword.is_empty();
        let slug = article.metadata.slug.as_deref().unwrap_or_else(|| own_name(article));
        let mut written: Vec<u64> =
            [title, keyword].into_iter().flat_map(words).map(|word| fold_hash(word.text)).collect();
        written.sort_unstable();
        let mut ordered = terms.of(&tools.without(title, &found), language);
        ordered.retain(|term| !lexicon.is_glue(*term));
        let (names, counted, numbers) = marked(title, undated(slug), terms, language);
        Self {
            locale,
            language: Some(language),
            tells: all.len() >= fewest(language) || declared,
            folder: read(folder_name(article), terms),
            names,
            written,
            repeated: repeated(&ordered),
            ordered,
            slug: read(undated(slug), terms),
            identifier: identifier(article),
            folded: fold(title),
            issued: issued(article),
            steps: steps(article),
            guide: is_of_guide(article) && !is_of_reference(article),
            entry: is_of_reference(article).then(|| entry(title, lexicon, terms, language)),
            terms: all,
            subject: of_title.iter().copied().filter(|&term| lexicon.intent(term) == 0).collect(),
            title: of_title,
            keyword: of_keyword,
            numbers,
            counted,
            tools: found,
            intents,
        }
    }

    /// Whether the titles are of one pattern: the same but for one word in the place of another.
    pub(super) fn is_to_one_pattern(&self, other: &Self) -> bool {
        let (one, other) = (&self.ordered, &other.ordered);
        one.len() == other.len() && one.len() > 1 && one.iter().zip(other).filter(|(a, b)| a != b).count() == 1
    }

    /// Whether both are for different things, as their titles say, or since one is there to learn from and the other to look
    /// something up in.
    pub(super) fn differs_in_intent(&self, other: &Self) -> bool {
        let by_title = self.intents != 0 && other.intents != 0 && self.intents & other.intents == 0;
        let by_place = |guide: &Self, reference: &Self| guide.guide && reference.entry.is_some();
        by_title || by_place(self, other) || by_place(other, self)
    }

    /// Whether one names something that the other does not: two things of one sort.
    pub(super) fn differs_in_names(&self, other: &Self) -> bool {
        let lacks = |a: &Self, b: &Self| a.names.iter().any(|name| b.written.binary_search(name).is_err());
        let entries = self.entry.is_some() && other.entry.is_some() && self.entry != other.entry;
        entries || lacks(self, other) || lacks(other, self)
    }

    /// Whether they are posts of different days under one title.
    pub(super) fn are_issues(&self, other: &Self) -> bool {
        self.folded == other.folded && self.issued.is_some() && other.issued.is_some() && self.issued != other.issued
    }

    /// Whether both titles count, and differently.
    pub(super) fn count_differently(&self, other: &Self) -> bool {
        !self.counted.is_empty() && !other.counted.is_empty() && self.counted != other.counted
    }

    /// Whether the title is so short that it means something else in every folder.
    pub(super) fn is_short(&self) -> bool {
        self.terms.len() < self.language.map_or(FEWEST, fewest) && self.keyword.is_empty()
    }

    /// Whether they stand at one place in two folders side by side: `go/libraries`, `js/libraries`. So the folder tells what each
    /// is about, be the titles what they may.
    pub(super) fn is_parallel(&self, other: &Self) -> bool {
        let (a, b) = (&self.steps, &other.steps);
        let parted = || a.iter().zip(b).filter(|(a, b)| a != b).count();
        a.len() == b.len() && a.last() == b.last() && parted() == 1
    }

    /// Whether both declare a keyword, the same but for order, inflection, glue and tools.
    pub(super) fn same_keyword(&self, other: &Self) -> bool {
        !self.keyword.is_empty() && self.keyword == other.keyword
    }

    /// Whether nothing but numbers tells the topics apart: two parts of a series.
    pub(super) fn differs_in_numbers(&self, other: &Self) -> bool {
        let rest = |topic: &Self| -> Vec<Term> {
            topic.terms.iter().copied().filter(|term| topic.numbers.binary_search(term).is_err()).collect()
        };
        (self.numbers != other.numbers || self.counted != other.counted) && rest(self) == rest(other)
    }
}

/// With fewer words a title in this language says too little by itself.
fn fewest(language: Language) -> usize {
    if language.is_unstemmed() { FEWEST * SIGNS_A_WORD } else { FEWEST }
}

/// Sorted, each once, without glue.
fn clean(mut terms: Vec<Term>, lexicon: &Lexicon) -> Vec<Term> {
    terms.retain(|term| !lexicon.is_glue(*term));
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The hash of a title's words with the signs they are written with.
fn entry(title: &str, lexicon: &Lexicon, terms: &mut Terms, language: Language) -> u64 {
    let mut kept = String::new();
    for word in title.split_whitespace() {
        let word = word.trim_matches(['.', ',', ':', ';', '!', '?', '"', '\'', '(', ')', '`', '–', '—']);
        let found = terms.of(word, language);
        let is_glue = !found.is_empty() && found.iter().all(|term| lexicon.is_glue(*term));
        if !word.is_empty() && !is_glue {
            kept.push_str(&word.to_lowercase());
            kept.push(' ');
        }
    }
    xxh3_64(kept.as_bytes())
}

/// Those that stand more than once.
fn repeated(terms: &[Term]) -> Vec<Term> {
    let mut terms = terms.to_vec();
    terms.sort_unstable();
    terms.chunk_by(|a, b| a == b).filter(|run| run.len() > 1).map(|run| run[0]).collect()
}

fn union(a: &[Term], b: &[Term]) -> Vec<Term> {
    let mut both = [a, b].concat();
    both.sort_unstable();
    both.dedup();
    both
}

/// Numbers written as words, as far as parts of a series are called so, and months, by which issues are.
const NUMBER_WORDS: [&str; 26] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "first",
    "second",
    "third",
    "fourth",
    "ii",
    "iii",
    "iv",
    "vi",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The names spelt with capitals inside a title, its numbers as they follow each other, and those of title and address.
fn marked(title: &str, slug: &str, terms: &mut Terms, language: Language) -> (Vec<u64>, Vec<Term>, Vec<Term>) {
    let (mut names, mut numbers) = (Vec::new(), Vec::new());
    let is_number = |word: &str| {
        word.bytes().any(|byte| byte.is_ascii_digit())
            || NUMBER_WORDS.iter().any(|number| number.eq_ignore_ascii_case(word))
    };
    let has_hump =
        |word: &str| word.as_bytes().windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
    terms.each(title, language, |term, word| {
        if is_number(word.text) {
            numbers.push(term);
        } else if has_hump(word.text) {
            names.push(fold_hash(word.text));
        }
    });
    let counted = numbers.clone();
    terms.each(slug, language, |term, word| {
        if is_number(word.text) {
            numbers.push(term);
        }
    });
    numbers.sort_unstable();
    numbers.dedup();
    (names, counted, numbers)
}

/// The hash of a title that is a name in a language of machines: `Get-Item`, `http.get(url)`, `add_header`, `addHeader`. A name
/// that begins with a digit is a file's.
fn identifier(article: &Article) -> Option<u64> {
    let title = own_title(article).trim().trim_matches('`');
    let bytes = title.as_bytes();
    let called = bytes.windows(2).any(|two| two[1] == b'(' && two[0].is_ascii_alphanumeric());
    let inner = |c: char| matches!(c, '_' | '.' | ':' | '/' | '#' | '$' | '@');
    let camel = bytes.windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
    let cased = title.contains('-') && bytes.iter().any(u8::is_ascii_uppercase);
    let one_word = !title.contains(char::is_whitespace) && (title.contains(inner) || camel || cased);
    let begins = bytes.first().is_some_and(|first| !first.is_ascii_digit());
    (begins && (called || one_word)).then(|| fold_hash(title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    fn topic(front: &str) -> Topic {
        let article =
            crate::corpus::article("blog/x.md".into(), &format!("---\n{front}\n---\nText.\n"), &Settings::default());
        let mut terms = Terms::default();
        let lexicon = Lexicon::new(article.language(), &mut terms);
        Topic::of(&article, Locale::default(), &ToolNames::new(["Pictory", "Otter", "Make"]), &lexicon, &mut terms)
    }

    #[test]
    fn tools_and_glue_are_set_aside() {
        let (one, other) = (
            topic("title: How to cut podcasts into clips with Otter"),
            topic("title: Cutting a podcast into clips with Pictory"),
        );
        assert_eq!(one.terms, other.terms);
        assert_ne!(one.tools, other.tools);
        assert!(one.tells);
    }

    #[test]
    fn a_comparison_is_about_its_tools() {
        let (one, other) =
            (topic("title: Otter vs Pictory for podcast clips"), topic("title: Otter vs Make for podcast clips"));
        assert_ne!(one.terms, other.terms);
        assert!(one.tools.is_empty());
    }

    #[test]
    fn a_common_word_is_a_tool_only_where_it_is_written_as_one() {
        assert!(topic("title: How to make clips of podcasts").tools.is_empty());
        assert_eq!(topic("title: Podcast clips automated with Make").tools.len(), 1);
    }

    #[test]
    fn a_few_signs_say_little() {
        assert!(topic("title: 快速入门\nlang: zh").is_short() && topic("title: Quick start").is_short());
        assert!(
            !topic("title: 使用插桩库导出器\nlang: zh").is_short() && !topic("title: Green tea brewing").is_short()
        );
    }

    #[test]
    fn pages_stand_side_by_side() {
        let at = |path: &str| Topic { steps: path.split('/').map(fold_hash).collect(), ..Topic::default() };
        assert!(at("docs/go/libraries").is_parallel(&at("docs/js/libraries")));
        assert!(!at("docs/go/libraries").is_parallel(&at("docs/go/exporters")));
        assert!(!at("docs/go/libraries").is_parallel(&at("guides/js/libraries")));
    }

    #[test]
    fn numbers_are_told_apart() {
        let (one, other) = (topic("title: Brewing tea at home part 1"), topic("title: Brewing tea at home part 2"));
        assert!(one.differs_in_numbers(&other) && !one.differs_in_numbers(&one));
    }

    #[test]
    fn names_of_functions_are_identifiers() {
        for title in ["Get-Item", "http.get(url)", "add_header", "addHeader( name )"] {
            assert!(topic(&format!("title: {title}")).identifier.is_some(), "{title}");
        }
        for title in ["Tea", "Green tea", "green-tea", "2026-01-02-green-tea.x_y", "Step-by-step guide", "Tea (green)"]
        {
            assert!(topic(&format!("title: {title}")).identifier.is_none(), "{title}");
        }
    }
}
