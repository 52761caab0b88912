//! What speaks for two articles being rivals, each signal by itself, and the one number they come to.
//!
//! score = (2 · topic + lead + headings + body) / 5, over those that there are; for a skeleton, whose text says nothing, the
//! topic alone. A keyword that both declare counts as half of the score by itself; texts that are nearly the same are rivals
//! whatever stands above them; topics that only numbers or names tell apart, or that are for different things, are less so,
//! and texts on different topics are not rivals for being alike in tone.

use super::rarity::{Rarity, cosine};
use super::texts::Facets;
use super::topic::Topic;
use crate::similarity::Term;
use crate::similarity::minhash::resemblance;

/// Pairs from this score on are reported.
pub const THRESHOLD: f32 = 0.5;
/// How much the topic counts, against one each for lead, headings and body.
const TOPIC_WEIGHT: f32 = 2.0;
/// Texts with so many of their shingles in common are copies.
pub(super) const COPY: f32 = 0.8;
/// Texts whose words agree so much are copies too, in other sentences.
pub(super) const PARAPHRASE: f32 = 0.9;
/// Texts whose words agree less are not looked at as copies, nor do they go into one without much loss.
pub(super) const ALIKE: f32 = 0.5;
/// What is left of the score where numbers alone tell the topics apart, or one names what the other does not: too little
/// to be reported, however well the rest agrees.
const OTHER_NUMBER: f32 = 0.45;
/// Articles on topics that overlap less are related, however alike in tone, and no rivals unless they are copies …
pub(super) const FLOOR: f32 = 0.6;
/// … so that so much of their score is left.
const OTHER_TOPIC: f32 = 0.6;
/// What is left of the score where the articles are for different things.
const OTHER_INTENT: f32 = 0.6;
/// Topics that overlap so much are one.
pub(super) const SAME_TOPIC: f32 = 0.9;

/// What speaks for and against a pair, 0 to 1 each; what could not be compared is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Signals {
    /// Overlap of the words of title and keyword without tools, weighted by how rare they are; 1 if the keywords are the same.
    pub topic: f32,
    /// Overlap of the titles alone.
    pub title: f32,
    /// Overlap of the keywords alone; 1 if they are the same but for order, inflection and small words.
    pub keyword: Option<f32>,
    /// Overlap of the words of the addresses.
    pub slug: f32,
    /// Cosine of the first paragraphs.
    pub lead: Option<f32>,
    /// Cosine of the headings below the title.
    pub headings: Option<f32>,
    /// Cosine of the texts, template text left out.
    pub body: Option<f32>,
    /// Share of three-word runs that the texts have in common, where their words agree enough to ask.
    pub copied: Option<f32>,
    /// 1 if the titles name different tools.
    pub other_tools: bool,
    /// 1 if they are for different things.
    pub other_intent: bool,
    /// 1 if only numbers tell the topics apart.
    pub other_numbers: bool,
    /// 1 if one title has a name that the other lacks.
    pub other_names: bool,
    /// 1 if the titles do not say the same and no keywords were declared that do: then each title is all that is known of what
    /// its article is for, and a word that the other lacks makes it another subject.
    pub other_subject: bool,
    /// 1 if they stand at one place in two folders side by side and no keywords were declared: what each is about is told by its
    /// folder then, unless much of one text stands in the other.
    pub other_folder: bool,
    /// Whether the titles are of one pattern, with one word in the place of another: `Transform JSON files`, `Transform YAML
    /// files`. Texts to one pattern agree without being copies.
    pub swapped: bool,
    /// Whether a text is too short to speak, or was not read.
    pub skeleton: bool,
    /// Whether one is titled with a name in a language of machines: such pages are written for that name alone, all to one
    /// pattern, and compete only for a keyword that both declare.
    pub reference: bool,
    /// How much each comes up when the other's keyword is searched for: 1 if both are the other's nearest.
    pub search: Option<f32>,
    /// Share of anchor texts that lead to both.
    pub anchors: Option<f32>,
    /// Share of search queries that show both, by impressions.
    pub queries: Option<f32>,
}

impl Signals {
    /// Compares two articles by their topics, and by their texts where these are known.
    pub(super) fn of(a: (&Topic, Option<&Facets>), b: (&Topic, Option<&Facets>), rarity: &Rarity<Term>) -> Self {
        let ((one, a), (other, b)) = (a, b);
        let keywords = !one.keyword.is_empty() && !other.keyword.is_empty();
        let mut overlap = if one.same_keyword(other) { 1.0 } else { rarity.overlap(&one.terms, &other.terms) };
        if one.is_short() || other.is_short() {
            overlap *= rarity.overlap(&one.folder, &other.folder);
        }
        let title = rarity.overlap(&one.title, &other.title);
        // Verbs for one purpose may be swapped, but "Installing it" is not all of "It".
        let subject = if one.intents & other.intents == 0 { 0.0 } else { rarity.overlap(&one.subject, &other.subject) };
        let same_subject = title.max(subject) >= SAME_TOPIC;
        let mut signals = Self {
            topic: overlap,
            reference: one.identifier.is_some() || other.identifier.is_some(),
            title,
            other_subject: !keywords && (!same_subject || one.repeated != other.repeated),
            other_folder: !keywords && one.is_parallel(other),
            swapped: !keywords && one.is_to_one_pattern(other),
            skeleton: a.is_none_or(Facets::is_skeleton) || b.is_none_or(Facets::is_skeleton),
            keyword: keywords.then(|| rarity.overlap(&one.keyword, &other.keyword)),
            slug: rarity.overlap(&one.slug, &other.slug),
            other_tools: one.tools != other.tools,
            other_intent: one.differs_in_intent(other),
            other_numbers: one.differs_in_numbers(other),
            other_names: one.differs_in_names(other),
            ..Self::default()
        };
        // Copies that count differently are issues of a series, whatever else their titles say.
        signals.other_numbers |= signals.other_subject && one.count_differently(other);
        if let (Some(a), Some(b)) = (a, b) {
            signals.lead = cosine(&a.lead, &b.lead);
            signals.headings = cosine(&a.headings, &b.headings);
            signals.body = cosine(&a.body, &b.body);
            // Copies have the same words, so that others need not be compared run by run.
            let alike = signals.body.is_some_and(|body| body >= ALIKE);
            let long = alike && !a.shingles().is_empty() && !b.shingles().is_empty();
            signals.copied = long.then(|| resemblance(a.shingles(), b.shingles()));
        }
        // Posts of different days under one title are issues of a series as well, unless the text is one.
        let alike = signals.body.is_some_and(|body| body >= ALIKE);
        signals.other_numbers |= !keywords && !alike && one.are_issues(other);
        signals
    }

    /// The highest score that these topics could come to, whatever the texts, unless these are copies.
    pub(super) fn most(&self, tells: bool) -> f32 {
        let full = Some(1.0);
        let texts = Self { lead: full, headings: full, body: full, ..*self };
        let alike = Self { copied: None, skeleton: false, other_folder: false, ..texts };
        alike.score(tells).max(Self { skeleton: true, ..alike }.score(tells))
    }

    /// The score, 0 to 1. `tells` says that the topics can speak for texts that are too short to.
    pub(super) fn score(&self, tells: bool) -> f32 {
        let same_keyword = self.keyword.is_some_and(|share| share >= 1.0);
        let texts = [self.lead, self.headings, self.body];
        let known = texts.iter().flatten().count() as f32;
        let mut score = if self.skeleton {
            if tells { self.topic } else { 0.0 }
        } else {
            (TOPIC_WEIGHT * self.topic + texts.iter().flatten().sum::<f32>()) / (TOPIC_WEIGHT + known)
        };
        if self.topic < FLOOR {
            score *= OTHER_TOPIC;
        }
        if self.reference && !same_keyword {
            return 0.0;
        }
        if same_keyword {
            score = f32::midpoint(1.0, score);
        }
        if let Some(alike) = self.copy() {
            score = score.max(alike);
        }
        let other_subject = self.other_subject && self.copy().is_none();
        let other_folder = self.other_folder && self.copied.unwrap_or(0.0) < ALIKE;
        if self.other_numbers || self.other_names || other_subject || other_folder {
            score *= OTHER_NUMBER;
        }
        if self.other_intent {
            score *= OTHER_INTENT;
        }
        score
    }

    /// How alike the texts are if they are copies: nearly the same runs of words, or nearly the same words. Texts to
    /// one pattern agree anyway, and so do short ones that are written for no keyword: stubs, pages of a reference. Those are
    /// copies only if they have every run in common.
    pub fn copy(&self) -> Option<f32> {
        let copied = self.copied?;
        if copied < 1.0 && (self.swapped || (self.skeleton && self.keyword.is_none())) {
            return None;
        }
        let body = self.body.unwrap_or(0.0);
        (copied >= COPY || (body >= PARAPHRASE && !self.other_subject)).then_some(copied.max(body))
    }

    /// Every signal that is known, with its name, in a fixed order.
    pub fn named(&self) -> Vec<(&'static str, f32)> {
        let flag = |set: bool| set.then_some(1.0);
        let all = [
            ("topic", Some(self.topic)),
            ("title", Some(self.title)),
            ("keyword", self.keyword),
            ("slug", Some(self.slug)),
            ("lead", self.lead),
            ("headings", self.headings),
            ("body", self.body),
            ("copied", self.copied),
            ("search", self.search),
            ("anchors", self.anchors),
            ("queries", self.queries),
            ("other_tools", flag(self.other_tools)),
            ("other_intent", flag(self.other_intent)),
            ("other_numbers", flag(self.other_numbers)),
            ("other_names", flag(self.other_names)),
            ("other_subject", flag(self.other_subject)),
            ("other_folder", flag(self.other_folder)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}
