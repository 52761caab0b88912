//! The vocabulary: words of the trade in front, some thousand made-up ones behind them, drawn so that a few are very
//! common and most are rare (Zipf), and a stock of its own for each category, so that topics can be told apart.

use std::collections::HashSet;

use super::random::Random;

/// The categories.
pub(crate) const CATEGORIES: [&str; 12] = [
    "email-marketing",
    "content-repurposing",
    "search-optimization",
    "social-scheduling",
    "lead-scoring",
    "video-production",
    "customer-feedback",
    "paid-advertising",
    "analytics-reporting",
    "chat-assistants",
    "podcast-growth",
    "webinar-funnels",
];

/// What each category is about, in the order of `CATEGORIES`.
const TOPICS: [&str; 12] = [
    "newsletter inbox subject-line sender mailing-list autoresponder unsubscribe bounce welcome-email opt-in digest",
    "repurposing clip excerpt carousel thread transcript evergreen-post remix snippet content-library rewrite",
    "ranking search-result crawl sitemap canonical redirect title-tag meta-description backlink indexing keyword-map",
    "posting-schedule feed hashtag story reel mention follower queue engagement-rate content-calendar timeline",
    "lead score threshold handover intent-signal enrichment sales-stage decay-rule contact-record fit-model routing",
    "footage storyboard voiceover subtitle b-roll thumbnail cut render teaser explainer camera-script",
    "survey rating comment-card complaint interview sentiment response-rate panel wish-list follow-up review-request",
    "ad-group bid placement creative frequency-cap lookalike click-cost landing-test remarketing budget-pace ad-copy",
    "dashboard attribution cohort event-stream metric-tree goal report-deck sampling data-layer trend-line alert",
    "chatbot intent fallback prompt greeting escalation knowledge-base reply-time transcript-log bot-persona handoff",
    "episode guest show-notes intro-music feed-host listener chapter-mark interview-outline microphone trailer season",
    "registration reminder replay live-demo slide-deck question-round attendee no-show host-script poll closing-offer",
];
/// Made-up words that belong to one category alone.
const TOPIC_WORDS: usize = 160;
const TOOLS: usize = 40;

/// Slots of the lookup table that turns a random number into a word.
const SLOTS: usize = 1 << 14;

const NOUNS: &str = "\
    campaign audience newsletter segment workflow template report budget channel headline landing-page funnel \
    persona dashboard calendar brief draft subject-line signup trial pricing-page webinar podcast transcript \
    caption thumbnail script storyboard survey interview testimonial case-study benchmark metric baseline \
    forecast keyword snippet backlink sitemap query ranking impression click conversion retention churn renewal \
    upsell referral onboarding checklist playbook handover approval review deadline owner stakeholder agency \
    freelancer editor designer analyst founder customer prospect subscriber visitor buyer account deal pipeline \
    quota territory ticket chatbot prompt model dataset label export import integration webhook spreadsheet \
    folder archive backup version policy consent disclosure claim source citation summary outline paragraph \
    sentence tone voice style glossary";
const VERBS: &str = "\
    draft review publish schedule measure compare test rewrite shorten translate record edit cut tag label \
    export import connect sync segment score rank audit update archive approve reject delegate assign plan \
    outline collect clean merge split group track monitor report present explain document automate simplify \
    prioritize postpone replace reuse repurpose transcribe caption summarize personalize localize";
const ADJECTIVES: &str = "\
    small weekly monthly shared draft final clear short long early late manual automated reliable fragile \
    expensive affordable seasonal regional technical editorial legal visual internal external quarterly repeated \
    neglected outdated measurable consistent personal generic targeted broad narrow plain detailed modest";
const PHRASES: &[&str] = &[
    "small business marketing",
    "email open rates",
    "content repurposing",
    "lead scoring",
    "search intent",
    "customer lifetime value",
    "a tight approval process",
    "the first reply",
    "click-through rates",
    "marketing automation",
    "the sales pipeline",
    "brand voice",
    "social media posts",
    "an editorial calendar",
    "audience research",
    "a landing page test",
    "data privacy rules",
    "conversion tracking",
    "organic search traffic",
    "a content audit",
    "short-form video",
    "the buying committee",
    "paid search spend",
    "customer interviews",
    "a quarterly plan",
    "keyword research",
    "the welcome sequence",
    "cost per lead",
    "lookalike audiences",
    "internal linking",
];

/// Words of one kind and the table that draws them by rank.
pub(crate) struct Bank {
    words: Vec<String>,
    table: Vec<u16>,
}

impl Bank {
    /// Gives the word of rank `r` a share of the table in proportion to `1 / (r + 6) ^ 1.3`.
    fn new(words: Vec<String>) -> Bank {
        let weight = |rank: usize| (rank as f64 + 6.0).powf(-1.3);
        let total: f64 = (0..words.len()).map(weight).sum();
        let mut table = Vec::with_capacity(SLOTS);
        let mut filled = 0.0;
        for rank in 0..words.len() {
            filled += weight(rank) / total * SLOTS as f64;
            table.resize((filled.round() as usize).min(SLOTS), rank as u16);
        }
        table.resize(SLOTS, 0);
        Bank { words, table }
    }

    /// Draws a word.
    pub(crate) fn draw(&self, random: &mut Random) -> &str {
        &self.words[usize::from(self.table[random.below(SLOTS)])]
    }
}

/// Everything text is made of.
pub(crate) struct Lexicon {
    pub(crate) nouns: Bank,
    pub(crate) verbs: Bank,
    pub(crate) adjectives: Bank,
    /// One bank for each of `CATEGORIES`.
    pub(crate) topics: Vec<Bank>,
    /// Names of made-up tools.
    pub(crate) tools: Vec<String>,
}

impl Lexicon {
    /// The vocabulary that belongs to a seed.
    pub(crate) fn new(seed: u64) -> Lexicon {
        let mut coiner = Coiner { random: Random::lane(seed, 1 << 40), used: HashSet::new() };
        let mut bank = |known: &str, coined: usize| {
            let mut words: Vec<String> = known.split_whitespace().map(|word| word.replace('-', " ")).collect();
            words.extend((0..coined).map(|_| coiner.word()));
            Bank::new(words)
        };
        let nouns = bank(NOUNS, 2_400);
        let verbs = bank(VERBS, 700);
        let adjectives = bank(ADJECTIVES, 900);
        let topics = TOPICS.iter().map(|words| bank(words, TOPIC_WORDS)).collect();
        let tools = (0..TOOLS).map(|_| capitalized(&coiner.word())).collect();
        Lexicon { nouns, verbs, adjectives, topics, tools }
    }

    /// The tool at a place, and the one that it is compared with.
    pub(crate) fn tools_at(&self, place: usize) -> (&str, &str) {
        (&self.tools[place], &self.tools[(place + 1) % self.tools.len()])
    }

    /// A set phrase of the trade.
    pub(crate) fn phrase(random: &mut Random) -> &'static str {
        random.pick(PHRASES)
    }
}

/// The text with its first letter in upper case.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Makes up words that can be pronounced, each only once.
struct Coiner {
    random: Random,
    used: HashSet<String>,
}

impl Coiner {
    fn word(&mut self) -> String {
        const ONSETS: &[&str] = &[
            "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "cl", "dr", "fl", "gr", "pl", "pr",
            "st", "tr", "sh", "th",
        ];
        const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "io", "ou", "ee"];
        const CODAS: &[&str] = &["", "", "", "n", "r", "l", "s", "t", "m", "nd", "rt", "st", "ck", "nt", "x", "ld"];
        loop {
            let mut word = String::new();
            for _ in 0..self.random.between(2, 3) {
                word.push_str(self.random.pick(ONSETS));
                word.push_str(self.random.pick(VOWELS));
            }
            word.push_str(self.random.pick(CODAS));
            if self.used.insert(word.clone()) {
                return word;
            }
        }
    }
}
