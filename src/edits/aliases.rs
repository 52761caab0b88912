//! Redirects as the front matter has them: further URL paths of an article, under the key that its generator reads.

use super::{EditError, FileEdits, TextEdit};
use crate::catalog::Catalog;
use crate::corpus::{self, Article, ArticleId, FrontMatter, split_front_matter};
use crate::settings::Preset;
use crate::text::Span;

/// What became of aliases that were wanted: changes to the file, or a clause saying why not.
pub type Aliases = Result<FileEdits, String>;

/// The keys under which a generator reads redirects from front matter, that of new entries first; none if it knows none, and would
/// pass over an entry without a word. Where no generator is known, what is there is gone by.
fn keys(preset: Preset) -> &'static [&'static str] {
    match preset {
        Preset::Auto | Preset::Plain => &["aliases", "redirect_from"],
        Preset::Hugo | Preset::Zola => &["aliases"],
        Preset::Jekyll => &["redirect_from"],
        _ => &[],
    }
}

/// Whether the generator of a preset reads redirects from front matter.
pub fn has_aliases(preset: Preset) -> bool {
    !keys(preset).is_empty()
}

/// Lets the URL paths `wanted` lead to the article as well. Those that do already are left out, so the changes may be none.
/// Written only if all else that is known of the article stays.
///
/// # Errors
/// The file cannot be read any more.
pub fn add_aliases(catalog: &Catalog, article: ArticleId, wanted: &[&str]) -> Result<Aliases, EditError> {
    let path = &*catalog.article(article).path;
    let text = catalog.read_text(article).ok_or_else(|| EditError::Unreadable { path: path.into() })?;
    let before = corpus::article(path.to_owned(), &text, &catalog.settings);
    let bare = |url: &str| url.trim_matches('/').to_owned();
    let known: Vec<String> = before.metadata.aliases.iter().map(|alias| bare(alias)).collect();
    let new: Vec<&str> = wanted.iter().copied().filter(|url| !known.contains(&bare(url))).collect();
    if new.is_empty() {
        return Ok(Ok(FileEdits::new(path, &text, Vec::new())?));
    }
    let keys = keys(catalog.site.preset());
    let Some(new_key) = keys.first() else {
        return Ok(Err("its generator reads no redirects from front matter".to_owned()));
    };
    let Some(edit) = insertion(&text, &new, keys, new_key) else {
        let reason = "its front matter has no place where an alias can be put without reading it as YAML would";
        return Ok(Err(reason.to_owned()));
    };
    let edits = FileEdits::new(path, &text, vec![edit])?;
    let after = edits.applied(&text).map(|text| corpus::article(path.to_owned(), &text, &catalog.settings));
    Ok(match after {
        Some(after) if is_same_but_for(&before, &after, &new) => Ok(edits),
        _ => Err("an alias there would change what else its front matter says".to_owned()),
    })
}

/// The edit that puts in the entries.
fn insertion(text: &str, urls: &[&str], keys: &[&str], new_key: &str) -> Option<TextEdit> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let items = |indent: &str| urls.iter().map(|url| format!("{indent}- {url}{end}")).collect::<String>();
    let at = |at: usize, replacement: String| Some(TextEdit { span: Span::new(at, at), replacement });
    let Some(FrontMatter { fence, block, closed, .. }) = split_front_matter(text) else {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        return at(start, format!("---{end}{new_key}:{end}{}---{end}{end}", items("  ")));
    };
    if !closed || fence.slice(text) != Some("---") {
        return None;
    }
    let mut lines = lines(text, block);
    let is_key = |line: &str| line.split_once(':').is_some_and(|(key, _)| keys.contains(&key));
    let key = lines.find(|(_, line)| is_key(line));
    let Some((start, line)) = key else {
        return at(block.range().end, format!("{new_key}:{end}{}", items("  ")));
    };
    let value = line.split_once(':').map_or("", |(_, value)| value).trim();
    if value.is_empty() {
        let is_item = |line: &str| line.trim_start().starts_with("- ");
        let (last, item) = lines.take_while(|(_, line)| is_item(line)).last()?;
        let indent: String = item.chars().take_while(|c| *c == ' ').collect();
        return at(last + item.len(), items(&indent));
    }
    if is_one_url(value) {
        let from = start + line.find(value)?;
        let span = Span::new(from, from + value.len());
        return Some(TextEdit { span, replacement: format!("[{value}, {}]", urls.join(", ")) });
    }
    let close = line.rfind(']').filter(|_| value.starts_with('[') && value.ends_with(']'))?;
    let comma = if value.trim_matches(['[', ']', ' ']).is_empty() { "" } else { ", " };
    at(start + close, format!("{comma}{}", urls.join(", ")))
}

/// Whether a value is one URL path, in quotes or not, that means the same in a list.
fn is_one_url(value: &str) -> bool {
    let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    let url = quoted.unwrap_or(value);
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '~');
    !url.is_empty() && url.chars().all(is_plain)
}

/// The lines of a block with where they begin, line ends included.
fn lines(text: &str, block: Span) -> impl Iterator<Item = (usize, &str)> {
    let mut at = block.range().start;
    block.slice(text).unwrap_or("").split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}

/// Whether nothing but the aliases is new.
fn is_same_but_for(before: &Article, after: &Article, new: &[&str]) -> bool {
    let aliases =
        |article: &Article| article.metadata.aliases.iter().map(|alias| alias.to_string()).collect::<Vec<_>>();
    let mut meant = aliases(before);
    meant.extend(new.iter().map(|url| (*url).to_owned()));
    let facts = |article: &Article| {
        let metadata = &article.metadata;
        let links: Vec<Box<str>> = article.links.iter().map(|link| link.href.clone()).collect();
        (article.title().to_owned(), metadata.keyword.clone(), metadata.draft, metadata.slug.clone(), links)
    };
    aliases(after) == meant && facts(before) == facts(after) && before.problems.len() == after.problems.len()
}
