//! Sentences: templates whose slots are filled from the vocabulary. A slot is `%` and a letter: `%n` noun, `%v` verb,
//! `%a` adjective, `%p` phrase, `%t` word of the topic, `%T` tool, `%U` another tool, `%L` whatever the caller hands in
//! (a link).

use super::random::Random;
use super::words::{Lexicon, capitalized};

const STATEMENTS: &[&str] = &[
    "A %a %n tells you more about %p than a %n that nobody reads.",
    "Before you %v the %n, %v the %t and write down what changed.",
    "Most teams %v their %n too late, so the %t ends up %a and the %n stays empty.",
    "If the %t is %a, then %v it with %T and keep the %n for %p.",
    "%T can %v a %t, but it will not %v the %n for you.",
    "Keep the %n %a: one %t, one %n and a date by which somebody will %v it.",
    "Where %p matters, %v the %t first and the %n second.",
    "The %n that worked for %p rarely works for a %a %t.",
    "Do not %v a %n because a competitor did; %v it because the %t asks for it.",
    "In our tests the %a %t needed a %n, two people and one %a afternoon.",
    "Write the %n for one reader, then %v every %t that does not help that reader.",
    "When %p slows down, look at the %t, the %n and the %a handover between them.",
    "A good %n survives a change of %n; a %a one has to be written again.",
    "Ask who will %v the %t next month, and give that person the %n today.",
    "Numbers from the %t say little until you %v them against a %a %n.",
    "Small teams %v the %t by hand, which is fine as long as the %n stays %a.",
    "Nobody misses a %n that was cut, while a %a %t costs trust every week.",
    "Put the %t where the %n is, not in a %a folder that only the %n knows.",
];
const CONDITIONS: &[&str] = &[
    "If your %t holds more than a few hundred names, then %v it by %n first.",
    "If the %n is %a, then do not %v the %t until the %n is agreed.",
    "Use %T when the %t repeats every week and the %n is the same each time.",
    "Skip the %n when %p is not measured; you could not tell a %a result from luck.",
    "A %a %n takes longer to %v, but the %t lasts for several quarters.",
    "Relying on %T alone makes the %n %a and hides mistakes in the %t.",
    "Without a %n the %t drifts, and %p has to be explained again and again.",
    "%v the %t before the %n, and keep both in one place.",
    "Agree on a %n for %p, name who may %v it, and %v the rest.",
];
const LINKING: &[&str] = &[
    "For the groundwork behind the %t, see %L before you %v anything.",
    "Teams that %v a %n for the first time usually start with %L and come back later.",
    "We described the %a part of this in %L, together with a %n to copy.",
    "The same %t comes up in %L, where the %n is a different one.",
    "If the %n is new to you, read %L first and then %v the %t.",
    "What to do when the %t turns %a is the subject of %L and needs no %n.",
    "Compare this with %L, which starts from %p instead of the %n.",
];
const QUESTIONS: &[&str] = &[
    "How often should I %v the %t?",
    "Which %n do I need for %p?",
    "Can %T %v the %n on its own?",
    "What if the %t is %a?",
    "Who should own the %n?",
    "Is a %a %n enough for %p?",
    "How do I know that the %t works?",
];
const KEYWORDS: &[&str] = &["%a %t %n", "%t %n", "%t %t %n", "%n for %a %t", "%a %n and %t", "%t for %p"];
const TITLES: &[(&str, &str)] = &[
    ("how-to", "How to %v %L with %T"),
    ("how-to", "How to plan %L in a small team"),
    ("guide", "Guide to %L for %p"),
    ("guide", "A practical guide to %L"),
    ("review", "%T for %L: a review"),
    ("comparison", "%T compared with %U for %L"),
    ("best", "Best tools for %L"),
    ("guide", "What to know about %L before you %v it"),
    ("how-to", "Use %T for %L and %p"),
];

/// Writes text about one category, with one tool in mind.
pub(crate) struct Writer<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) category: usize,
    pub(crate) tool: &'a str,
    pub(crate) other_tool: &'a str,
    pub(crate) random: Random,
}

impl Writer<'_> {
    /// A sentence of running text.
    pub(crate) fn statement(&mut self) -> String {
        let template = self.random.pick(STATEMENTS);
        self.fill(template, "")
    }

    /// A sentence for a list item.
    pub(crate) fn condition(&mut self) -> String {
        let template = self.random.pick(CONDITIONS);
        self.fill(template, "")
    }

    /// A sentence with a link in its middle.
    pub(crate) fn linking(&mut self, link: &str) -> String {
        let template = self.random.pick(LINKING);
        self.fill(template, link)
    }

    /// A question for the FAQ.
    pub(crate) fn question(&mut self) -> String {
        let template = self.random.pick(QUESTIONS);
        self.fill(template, "")
    }

    /// A search phrase of a few words, in lower case.
    pub(crate) fn keyword(&mut self) -> String {
        let template = self.random.pick(KEYWORDS);
        self.fill(template, "").to_lowercase()
    }

    /// A content type and a title that contains the keyword.
    pub(crate) fn title(&mut self, keyword: &str) -> (&'static str, String) {
        let (kind, template) = self.random.pick(TITLES);
        (kind, self.fill(template, keyword))
    }

    /// Several statements as one paragraph.
    pub(crate) fn paragraph(&mut self, sentences: usize) -> String {
        let sentences: Vec<String> = (0..sentences).map(|_| self.statement()).collect();
        sentences.join(" ")
    }

    fn fill(&mut self, template: &str, link: &str) -> String {
        let mut parts = template.split('%');
        let mut text = String::with_capacity(template.len() * 2 + link.len());
        text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (slot, rest) = part.split_at(1);
            let (lexicon, random) = (self.lexicon, &mut self.random);
            let word = match slot {
                "n" => lexicon.nouns.draw(random),
                "v" => lexicon.verbs.draw(random),
                "a" => lexicon.adjectives.draw(random),
                "t" => lexicon.topics[self.category].draw(random),
                "p" => Lexicon::phrase(random),
                "T" => self.tool,
                "U" => self.other_tool,
                _ => link,
            };
            if text.ends_with(" a ") && word.starts_with(['a', 'e', 'i', 'o', 'u']) {
                text.truncate(text.len() - 1);
                text.push_str("n ");
            }
            text.push_str(word);
            text.push_str(rest);
        }
        if template.starts_with('%') { capitalized(&text) } else { text }
    }
}
