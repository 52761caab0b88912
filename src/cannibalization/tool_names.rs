//! The tools that articles and catalogue name, and where they stand in a title.

use rustc_hash::FxHashMap;

use crate::corpus::{Article, Tool};
use crate::text::terms::words;
use crate::text::words::fold;

/// The names of all tools, by their first word.
#[derive(Clone, Debug, Default)]
pub(super) struct ToolNames {
    /// Names as written, in words, the longest first; by the folded first word.
    by_first: FxHashMap<String, Vec<(u32, Vec<String>)>>,
}

impl ToolNames {
    /// The tools of a corpus: those of the catalogue and those that articles say they are about.
    pub(super) fn of(articles: &[Article], catalogue: &[Tool]) -> Self {
        let mut names: Vec<&str> = catalogue.iter().map(|tool| tool.name.as_str()).collect();
        // One text may hold several tools.
        names.extend(articles.iter().flat_map(|article| &article.metadata.tools).flat_map(|tools| tools.split(',')));
        names.sort_unstable();
        names.dedup();
        Self::new(names)
    }

    /// These tools.
    pub(super) fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut tools = Self::default();
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        for name in names {
            let parts: Vec<String> = words(name).map(|word| word.text.to_owned()).collect();
            let Some(first) = parts.first() else { continue };
            let next = numbers.len() as u32;
            // Ways to write one name are one tool.
            let number = *numbers.entry(fold(&parts.join(" "))).or_insert(next);
            tools.by_first.entry(fold(first)).or_default().push((number, parts));
        }
        for list in tools.by_first.values_mut() {
            list.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.cmp(b)));
        }
        tools
    }

    /// The words of all names, some of them more than once.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.by_first.values().flatten().flat_map(|(_, parts)| parts).map(String::as_str)
    }

    /// The tools that `text` names: as they are written, or in any case if they are among the article's `own`.
    pub(super) fn named(&self, text: &str, own: &[Box<str>]) -> Vec<u32> {
        let own: Vec<String> = own.iter().flat_map(|tools| tools.split(',')).map(|tool| fold(tool.trim())).collect();
        let mut found = Vec::new();
        self.each(text, |number, name, as_written| {
            if as_written || own.contains(&fold(&name.join(" "))) {
                found.push(number);
            }
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    /// `text` without the names of these tools, however they are written.
    pub(super) fn without(&self, text: &str, tools: &[u32]) -> String {
        if tools.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let list: Vec<&str> = words(text).map(|word| word.text).collect();
        let mut at = 0;
        while let Some(word) = list.get(at) {
            match self.at(&list, at).find(|(number, ..)| tools.binary_search(number).is_ok()) {
                Some((_, name, _)) => at += name.len(),
                None => {
                    out.push_str(word);
                    out.push(' ');
                    at += 1;
                }
            }
        }
        out
    }

    fn each(&self, text: &str, mut take: impl FnMut(u32, &[String], bool)) {
        let list: Vec<&str> = words(text).map(|word| word.text).collect();
        for at in 0..list.len() {
            for (number, name, as_written) in self.at(&list, at) {
                take(number, name, as_written);
            }
        }
    }

    /// The names that stand at a place of `list`, the longest first, and whether they are written as there.
    fn at<'s>(&'s self, list: &'s [&str], at: usize) -> impl Iterator<Item = (u32, &'s [String], bool)> {
        let known = list.get(at).and_then(|word| self.by_first.get(&fold(word)));
        known.into_iter().flatten().filter_map(move |(number, name)| {
            let here = list.get(at..at + name.len())?;
            let alike = here.iter().zip(name).all(|(word, part)| fold(word) == fold(part));
            alike.then(|| (*number, name.as_slice(), here.iter().zip(name).all(|(word, part)| word == part)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_several_words_go_as_a_whole() {
        let tools = ToolNames::new(["Opus", "Opus Clip", "Make"]);
        let found = tools.named("Clips with Opus Clip", &[]);
        assert_eq!(found.len(), 2);
        assert_eq!(tools.without("Clips with Opus Clip", &found), "Clips with ");
    }

    #[test]
    fn case_counts_unless_the_tool_is_the_articles_own() {
        let tools = ToolNames::new(["Make"]);
        assert!(tools.named("how to make tea", &[]).is_empty());
        assert_eq!(tools.named("tea orders in make", &["Otter, Make".into()]).len(), 1);
    }
}
