//! Where a link may stand: the words that become its text, by the rules of placement.

use std::ops::Range;

use super::cues;
use super::grounds::Ground;
use super::knowledge::Knowledge;
use super::mentions::{Mention, Mentions};
use super::names::Naming;
use super::page::{Page, Token};
use super::sound::{is_balanced, is_of_another_year};
use super::windows::{Window, best_window};
use super::{Anchor, Options};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::settings::Placement;
use crate::similarity::TermId;
use crate::site::Target;
use crate::text::phrases::{is_date_or_number, says_nothing};
use crate::text::{Lines, Span};

/// A window that holds less of a topic says too little to be an anchor.
const LEAST_COVERAGE: f32 = 0.45;

/// Of the words of a window at least this share are of the topic: more between them makes half a sentence, no name.
const LEAST_DENSITY: f32 = 0.6;

/// A single word is an anchor if no more than this share of the articles hold it.
const RARE_SHARE: f32 = 0.02;

/// In a small corpus a word is rare in so many articles.
const RARE_ARTICLES: u32 = 3;

/// What a phrase is worth that is only part of a longer one.
const WITHIN_ANOTHER: f32 = 0.3;

/// Words that stand in a larger share of the articles name nothing, unless they are links where they stand.
const COMMON_SHARE: f32 = 0.5;
const USUAL_LINK: f32 = 0.05;

/// A word of so few letters in such a share of the articles is a little word: a preposition, an article, a verb that helps.
const LITTLE: usize = 4;
const LITTLE_SHARE: f32 = 0.3;

/// An anchor is the page's own topic if so much of it, by rarity, is of that topic, and holds so much of it.
const OWN_WORDS: f32 = 0.85;
const OWN_TOPIC: f32 = 0.5;

/// A heading of a page is an anchor if no more articles than this hold its words, and it is no other page's name: what many say leads
/// nobody to one of them.
const HEADING_HOLDERS: u32 = 5;

/// Longer anchors are sentences.
const MOST_WORDS: usize = 10;

/// Places given to links of one page, so that no two meet.
#[derive(Debug, Default)]
pub(super) struct Given {
    blocks: Vec<u32>,
    spans: Vec<Span>,
}

/// A page with everything that placing links in it takes.
pub(super) struct Placing<'p> {
    pub(super) catalog: &'p Catalog,
    pub(super) source: ArticleId,
    pub(super) page: &'p Page,
    pub(super) text: &'p str,
    pub(super) mentions: &'p Mentions,
    pub(super) knowledge: &'p Knowledge,
    pub(super) options: &'p Options,
    /// The texts of its links, see [`linked`].
    pub(super) linked: &'p [String],
}

/// The texts of the links of an article in lower case, but for those that were accepted.
pub(super) fn linked(catalog: &Catalog, source: ArticleId, options: &Options) -> Vec<String> {
    let is_own = |target| matches!(target, Target::Article(to) if options.policy.is_accepted(source, to));
    let others = catalog.links(source).filter(|(_, target)| !is_own(*target));
    others.map(|(link, _)| link.text.to_lowercase()).filter(|words| !words.is_empty()).collect()
}

impl Placing<'_> {
    /// The best place for a link to `target` that is still free, and takes it.
    pub(super) fn place(&self, target: ArticleId, given: &mut Given, lines: &Lines) -> Option<Anchor> {
        let none = Mention::default();
        let mention = self.mentions.target(target.0).unwrap_or(&none);
        let (tokens, span) = self.by_phrase(target, mention, given).or_else(|| self.by_topic(target, given))?;
        let block = self.page.tokens.get(tokens.start as usize)?.block;
        let source = self.page.prose.source(span)?;
        given.blocks.push(block);
        given.spans.push(span);
        Some(Anchor {
            text: span.slice(&self.page.prose.text)?.to_owned(),
            span: source,
            place: lines.place(source),
            sentence: self.sentence(block, span)?.slice(&self.page.prose.text)?.trim().to_owned(),
            paragraph: block,
        })
    }

    /// The best phrase that names the target, where it may stand.
    fn by_phrase(&self, target: ArticleId, mention: &Mention, given: &Given) -> Option<(Range<u32>, Span)> {
        let mut places: Vec<(f32, Range<u32>)> = Vec::new();
        for (worth, id) in self.mentions.named(mention) {
            let phrase = self.knowledge.ledger.phrase(*id);
            let Some(claim) = phrase.claims.iter().find(|claim| claim.target == target) else { continue };
            let is_short = phrase.words < 2 && (claim.naming == Naming::Heading || !self.is_rare(phrase.holding));
            let is_common = phrase.keyphraseness() < USUAL_LINK && self.is_common(phrase.holding);
            let is_mere_heading = claim.naming == Naming::Heading && claim.links == 0;
            let is_usual = is_mere_heading && (phrase.claims.len() > 1 || phrase.holding > HEADING_HOLDERS);
            if phrase.is_owned_by_another(claim) || is_common || (self.is_strict() && (is_short || is_usual)) {
                continue;
            }
            let is_chance = claim.naming == Naming::Anchor && claim.links == 1;
            let found = self.mentions.places_of(*id).iter();
            for place in found.filter(|place| place.is_clear || !self.is_strict()) {
                let tokens = place.tokens();
                let is_loose = claim.naming > Naming::Keyword && self.has_loose_end(&tokens);
                if self.is_strict() && (is_loose || (is_chance && self.says_little(&tokens))) {
                    continue;
                }
                let fit = cues::fit(self.page, &tokens, self.title(target));
                places.push((worth * fit * if place.is_clear { 1.0 } else { WITHIN_ANOTHER }, tokens));
            }
        }
        places.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
        places.into_iter().find_map(|(_, place)| self.allowed(&place, target, given).map(|span| (place, span)))
    }

    fn title(&self, target: ArticleId) -> &str {
        self.catalog.article(target).title()
    }

    /// The tightest stretch with the terms of the target's topic.
    fn by_topic(&self, target: ArticleId, given: &Given) -> Option<(Range<u32>, Span)> {
        let topics = [self.knowledge.topic(target), self.knowledge.habits.vocabulary(target)];
        topics.into_iter().find_map(|topic| {
            let window = best_window(self.page, topic)?;
            let fine = self.reads_well(&window, topic) && !self.is_of_another(&window.tokens, target);
            let tokens = window.tokens;
            fine.then(|| self.allowed(&tokens, target, given)).flatten().map(|span| (tokens, span))
        })
    }

    /// Whether a window holds enough of a topic and little else.
    fn reads_well(&self, window: &Window, topic: &[(TermId, f32)]) -> bool {
        let tokens = self.page.tokens.get(window.tokens.start as usize..window.tokens.end as usize).unwrap_or(&[]);
        let is_in = |token: &&Token| topic.binary_search_by(|entry| entry.0.cmp(&token.term)).is_ok();
        let words = tokens.len();
        let on_topic = tokens.iter().filter(is_in).count();
        let rarest = tokens.iter().map(|token| self.knowledge.rarity.frequency(token.term)).min();
        let says_something = rarest.is_some_and(|articles| !self.is_common(articles));
        let span = self.page.span_of(window.tokens.start as usize..window.tokens.end as usize);
        let text = span.and_then(|span| span.slice(&self.page.prose.text)).unwrap_or("");
        // A version that the topic does not name is another one.
        let is_number = |token: &Token| {
            let word = token.span.slice(&self.page.prose.text).unwrap_or("");
            word.bytes().any(|byte| byte.is_ascii_digit())
        };
        let is_another = || tokens.iter().any(|token| is_number(token) && !is_in(&token));
        let is_phrase = || {
            let dense = on_topic as f32 >= LEAST_DENSITY * words as f32;
            words > 1
                && dense
                && !is_another()
                && !self.has_loose_end(&window.tokens)
                && !text.contains([',', ';', ':', '(', ')', '!', '?'])
        };
        let enough = window.coverage >= LEAST_COVERAGE && words <= MOST_WORDS;
        enough && says_something && (!self.is_strict() || is_phrase())
    }

    /// Whether all of a stretch is a phrase that other articles own.
    fn is_of_another(&self, tokens: &Range<u32>, target: ArticleId) -> bool {
        let range = tokens.start as usize..tokens.end as usize;
        let Some(row) = self.page.tokens.get(range) else { return true };
        let mut owned = false;
        self.knowledge.ledger.find(row.iter().map(|token| token.term), |id, found| {
            let phrase = self.knowledge.ledger.phrase(id);
            let whole = found.len() == row.len() && phrase.is_name;
            owned |= whole && phrase.claims.iter().all(|claim| claim.target != target);
        });
        owned
    }

    /// The span of tokens in the text, if a link may stand there.
    fn allowed(&self, tokens: &Range<u32>, target: ArticleId, given: &Given) -> Option<Span> {
        let range = tokens.start as usize..tokens.end as usize;
        let span = self.page.span_of(range.clone())?;
        let block = self.page.tokens.get(range.start)?.block;
        let text = span.slice(&self.page.prose.text)?;
        let fine = self.page.is_free(range.clone())
            && self.is_whole(span)
            && self.sentences(block, span).count() == 1
            && !self.options.policy.denies(text)
            && !says_nothing(text)
            && (!self.is_strict() || self.is_sound(text, block, span, target))
            && !(self.is_strict() && self.is_own(&self.page.tokens[range]))
            && !given.spans.iter().any(|other| span.start < other.end && other.start < span.end);
        let keeps_limits = || {
            let ground = self.page.grounds.get(block as usize) == Some(&Ground::Text);
            let paragraph = !(self.options.one_per_paragraph && given.blocks.contains(&block));
            let sentence = self.sentence(block, span);
            ground
                && paragraph
                && sentence.is_some_and(|sentence| !self.options.one_per_sentence || !self.holds_link(sentence))
        };
        (fine && (!self.is_strict() || keeps_limits())).then_some(span)
    }

    /// Whether words may be an anchor by what they are, whatever stands around them.
    fn is_sound(&self, text: &str, block: u32, span: Span, target: ArticleId) -> bool {
        let sentence = self.sentence(block, span).and_then(|sentence| sentence.slice(&self.page.prose.text));
        !is_date_or_number(text)
            && is_balanced(text)
            && !is_of_another_year(sentence.unwrap_or(""), self.title(target))
            && !self.is_linked_elsewhere(text)
    }

    /// Whether a link of the page has these words, or several of them, already: they would lead to two places.
    fn is_linked_elsewhere(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.linked.iter().any(|words| *words == lower || (words.contains(' ') && lower.contains(&**words)))
    }

    fn is_strict(&self) -> bool {
        self.options.placement == Placement::Strict
    }

    fn is_rare(&self, articles: u32) -> bool {
        let all = self.knowledge.vectors.len() as f32;
        articles <= RARE_ARTICLES.max((all * RARE_SHARE) as u32)
    }

    /// Whether a stretch begins or ends with a little word, such as "in": half a phrase.
    fn has_loose_end(&self, tokens: &Range<u32>) -> bool {
        let is_little = |at: u32| self.page.tokens.get(at as usize).is_some_and(|token| self.is_little(token, false));
        is_little(tokens.start) || is_little(tokens.end.saturating_sub(1))
    }

    /// Whether a word is a little one. Capital letters make a name of it, unless they are those of the start of a sentence.
    fn is_little(&self, token: &Token, may_start_sentence: bool) -> bool {
        let word = token.span.slice(&self.page.prose.text).unwrap_or("");
        let mut letters = word.bytes();
        let first = letters
            .next()
            .is_some_and(|byte| byte.is_ascii_lowercase() || (may_start_sentence && byte.is_ascii_uppercase()));
        let short = word.len() <= LITTLE && first && letters.all(|byte| byte.is_ascii_lowercase());
        let articles = self.knowledge.rarity.frequency(token.term) as f32;
        short && articles > self.knowledge.vectors.len() as f32 * LITTLE_SHARE
    }

    /// Whether a stretch has less than two words that mean something by themselves, and no number.
    fn says_little(&self, tokens: &Range<u32>) -> bool {
        let tokens = self.page.tokens.get(tokens.start as usize..tokens.end as usize).unwrap_or(&[]);
        let word = |token: &Token| token.span.slice(&self.page.prose.text).unwrap_or("");
        let has_number = tokens.iter().any(|token| word(token).bytes().any(|byte| byte.is_ascii_digit()));
        !has_number && tokens.iter().filter(|token| !self.is_little(token, true)).count() < 2
    }

    fn is_common(&self, articles: u32) -> bool {
        articles as f32 > self.knowledge.vectors.len() as f32 * COMMON_SHARE
    }

    /// Whether words are what the page itself is about: a link with them would give its own topic away.
    fn is_own(&self, words: &[Token]) -> bool {
        let topic = self.knowledge.topic(self.source);
        let is_in = |term: TermId| topic.binary_search_by(|own| own.0.cmp(&term)).is_ok();
        let idf = |term: TermId| self.knowledge.rarity.idf(term);
        let all: f32 = words.iter().map(|word| idf(word.term)).sum();
        let own: f32 = words.iter().filter(|word| is_in(word.term)).map(|word| idf(word.term)).sum();
        let whole: f32 = topic.iter().map(|(_, idf)| idf).sum();
        own > OWN_WORDS * all && own > OWN_TOPIC * whole
    }

    /// Whether a span stands in the file word for word, begins and ends with whole words, and has no markup in it.
    fn is_whole(&self, span: Span) -> bool {
        let (prose, page) = (&self.page.prose, &self.page.prose.text);
        let Some(source) = prose.source(span).and_then(|source| source.slice(self.text)) else { return false };
        let shown = span.slice(page).unwrap_or("");
        let same = shown.split_whitespace().eq(source.split_whitespace());
        let before = page.get(..span.start as usize).and_then(|text| text.chars().next_back());
        let after: Vec<char> = page.get(span.end as usize..).unwrap_or("").chars().take(2).collect();
        let joined = |c: &char| matches!(c, '-' | '_' | '/' | '@' | '#' | '\\' | '$' | '%');
        let goes_on = match after.as_slice() {
            [first, rest @ ..] if joined(first) || *first == '.' => {
                rest.first().is_some_and(|next| next.is_alphanumeric())
            }
            _ => false,
        };
        same && !goes_on && !before.as_ref().is_some_and(|c| joined(c) || *c == '.')
    }

    /// The sentence that a span stands in.
    fn sentence(&self, block: u32, span: Span) -> Option<Span> {
        self.sentences(block, span).next()
    }

    /// The sentences of a block that a span touches.
    fn sentences(&self, block: u32, span: Span) -> impl Iterator<Item = Span> {
        let all = self.page.sentences_of(block).iter().copied();
        all.filter(move |sentence| sentence.start < span.end && sentence.end > span.start)
    }

    fn holds_link(&self, sentence: Span) -> bool {
        self.page.prose.pieces_of(sentence).iter().any(|piece| piece.in_link)
    }
}
