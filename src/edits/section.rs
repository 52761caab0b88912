//! Links put into a section of their own, such as "Internal links": as items of the list there, or of a new list, or of a
//! new section at the end.

use super::check::Check;
use super::links::{Form, Spelled, is_html};
use super::{EditError, FileEdits, LinkWriter, TextEdit, Written, escape};
use crate::corpus::{Article, ArticleId};
use crate::text::Span;
use crate::text::words::fold;

/// An item that is wanted.
struct Item {
    to: ArticleId,
    title: String,
    spelled: Spelled,
}

/// What is put in, and where.
struct Insertion {
    at: usize,
    text: String,
    /// Whether the heading was missing.
    heading: bool,
}

impl LinkWriter<'_> {
    /// Items for `wanted` in the section `name` of article `from`. Articles that it links to already are left out.
    ///
    /// # Errors
    /// The file cannot be read any more.
    pub fn section(&self, from: ArticleId, name: &str, wanted: &[ArticleId]) -> Result<Written, EditError> {
        let path = &*self.catalog.article(from).path;
        let text = self.catalog.read_text(from).ok_or_else(|| EditError::Unreadable { path: path.into() })?;
        let check = Check::new(self.catalog, from, &text);
        let mut left = Vec::new();
        let mut items: Vec<Item> = Vec::new();
        for &to in wanted {
            if check.links_to(to) || items.iter().any(|item| item.to == to) {
                left.push((to, "the article links there already"));
            } else if let Some(spelled) = self.spelled(from, to, !is_html(path)) {
                items.push(Item { to, title: self.catalog.article(to).title().to_owned(), spelled });
            } else {
                left.push((to, "no target can be written that leads there from here"));
            }
        }
        let mut written: Vec<ArticleId> = items.iter().map(|item| item.to).collect();
        let insertion = match items.as_slice() {
            [] => None,
            items if is_html(path) => Some(in_html(&text, &check.article, name, items)),
            items => Some(in_markdown(&text, &check.article, name, items)),
        };
        let mut edits = Vec::new();
        if let Some(Insertion { at, text: replacement, heading }) = insertion {
            let edit = TextEdit { span: Span::new(at, at), replacement };
            let new = FileEdits::new(path, &text, vec![edit.clone()])?.applied(&text).unwrap_or_default();
            let meant: Vec<(ArticleId, String)> = items.into_iter().map(|item| (item.to, item.title)).collect();
            if check.items(&new, &meant, heading) {
                edits.push(edit);
            } else {
                let reason = "a list would not stand in that section: it would break what is around it";
                left.extend(written.drain(..).map(|to| (to, reason)));
            }
        }
        Ok(Written { edits: FileEdits::new(path, &text, edits)?, written, left })
    }
}

/// The section called `name`: from behind its heading to the next one, or to the end.
fn find(text: &str, article: &Article, name: &str) -> Option<(usize, usize)> {
    let wanted = fold(name.trim());
    let at = article.headings.iter().position(|heading| fold(heading.text.trim()) == wanted)?;
    let start = article.headings.get(at)?.place.span.range().end;
    let end = article.headings.get(at + 1).map_or(text.len(), |next| next.place.span.range().start);
    Some((start, end.max(start)))
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn in_markdown(text: &str, article: &Article, name: &str, items: &[Item]) -> Insertion {
    let eol = line_end(text);
    let link = |item: &Item| item.spelled.link(Form::Markdown, &escape::markdown(&item.title), false);
    let Some((start, end)) = find(text, article, name) else {
        let mut new = String::new();
        let before = text.trim_end_matches(['\r', '\n']);
        // A blank line, unless there is one.
        let newlines = text.get(before.len()..).unwrap_or("").matches('\n').count();
        let missing = if text.trim_start_matches('\u{feff}').is_empty() { 0 } else { 2_usize.saturating_sub(newlines) };
        new.push_str(&eol.repeat(missing));
        new.push_str(&format!("## {}{eol}{eol}", escape::markdown(name)));
        items.iter().for_each(|item| new.push_str(&format!("- {}{eol}", link(item))));
        return Insertion { at: text.len(), text: new, heading: true };
    };
    let section = text.get(start..end).unwrap_or("");
    let mut new = String::new();
    let (at, mut marker) = match last_item(section) {
        Some((item_end, marker)) => (start + item_end, marker),
        None => {
            let at = start + section.trim_end().len();
            let rest = text.get(at..end).unwrap_or("");
            let at = at + rest.find('\n').map_or(rest.len(), |newline| newline + 1);
            new.push_str(eol);
            (at, Marker { indent: String::new(), bullet: "-".to_owned(), space: " ".to_owned() })
        }
    };
    if !text.get(..at).unwrap_or("").ends_with('\n') {
        new.insert_str(0, eol);
    }
    for item in items {
        new.push_str(&format!("{}{eol}", marker.line(&link(item))));
        marker = marker.next();
    }
    let rest = text.get(at..).unwrap_or("");
    if !rest.is_empty() && !rest.starts_with(['\r', '\n']) {
        new.push_str(eol);
    }
    Insertion { at, text: new, heading: false }
}

/// What an item begins with.
struct Marker {
    indent: String,
    /// `-`, or `4.`
    bullet: String,
    space: String,
}

impl Marker {
    fn of(line: &str) -> Option<Self> {
        let rest = line.trim_start_matches(' ');
        let indent = line.get(..line.len() - rest.len())?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length = if digits == 0 { usize::from(rest.starts_with(['-', '*', '+'])) } else { digits + 1 };
        let (bullet, behind) = rest.split_at_checked(length)?;
        let numbered = digits == 0 || (digits < 10 && bullet.ends_with(['.', ')']));
        let text = behind.trim_start_matches(' ');
        let space = behind.get(..behind.len() - text.len())?;
        let is_item =
            indent.len() < 4 && !bullet.is_empty() && numbered && !space.is_empty() && !text.trim().is_empty();
        let dashes = text.trim_end().chars().all(|c| c == ' ' || bullet.starts_with(c));
        let part = |part: &str| part.to_owned();
        (is_item && !dashes).then(|| Self { indent: part(indent), bullet: part(bullet), space: part(space) })
    }

    /// That of the item behind one with this.
    fn next(self) -> Self {
        let number = self.bullet.trim_end_matches(['.', ')']).parse::<u32>();
        let Ok(number) = number else { return self };
        let end = self.bullet.chars().next_back().unwrap_or('.');
        Self { bullet: format!("{}{end}", number + 1), ..self }
    }

    fn line(&self, text: &str) -> String {
        format!("{}{}{}{text}", self.indent, self.bullet, self.space)
    }
}

/// Where the last item of the last list in `section` ends, and what the next one begins with.
fn last_item(section: &str) -> Option<(usize, Marker)> {
    let mut found: Option<(usize, Marker)> = None;
    let (mut at, mut after_blank) = (0, false);
    for line in section.split_inclusive('\n') {
        at += line.len();
        let blank = line.trim().is_empty();
        match Marker::of(line) {
            // An item within an item ends that one.
            Some(marker) => match &mut found {
                Some((end, last)) if marker.indent.len() > last.indent.len() + 1 => *end = at,
                _ => found = Some((at, marker.next())),
            },
            None if !blank => {
                if let Some((end, _)) = found.as_mut().filter(|_| !after_blank || line.starts_with(' ')) {
                    *end = at;
                }
            }
            None => {}
        }
        after_blank = blank;
    }
    found
}

fn in_html(text: &str, article: &Article, name: &str, items: &[Item]) -> Insertion {
    let eol = line_end(text);
    let list = |indent: &str| {
        let item = |item: &Item| {
            let link = item.spelled.link(Form::Html, &escape::html(&item.title), false);
            format!("{indent}<li>{link}</li>{eol}")
        };
        items.iter().map(item).collect::<String>()
    };
    // Lower case in ASCII moves no byte.
    let lower = text.to_ascii_lowercase();
    let Some((start, end)) = find(text, article, name) else {
        let at = ["</article>", "</main>", "</body>"].iter().find_map(|tag| lower.rfind(tag)).unwrap_or(text.len());
        let (at, indent) = line_start(text, at);
        let lead = if at == 0 || text.get(..at).is_some_and(|before| before.ends_with('\n')) { "" } else { eol };
        let items = list(&format!("{indent}  "));
        let heading = escape::html(name);
        let new = format!("{lead}{indent}<h2>{heading}</h2>{eol}{indent}<ul>{eol}{items}{indent}</ul>{eol}");
        return Insertion { at, text: new, heading: true };
    };
    let section = lower.get(start..end).unwrap_or("");
    if let Some(list_end) = section.rfind("</ul>").or(section.rfind("</ol>")) {
        let (at, indent) = line_start(text, start + list_end);
        let lead = if text.get(..at).is_some_and(|before| before.ends_with('\n')) { "" } else { eol };
        return Insertion { at, text: format!("{lead}{}", list(&format!("{indent}  "))), heading: false };
    }
    Insertion { at: start, text: format!("{eol}<ul>{eol}{}</ul>{eol}", list("  ")), heading: false }
}

/// The start of the line of `at` and its indentation, if nothing else stands before `at`; else `at` itself.
fn line_start(text: &str, at: usize) -> (usize, &str) {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let before = text.get(start..at).unwrap_or("");
    if before.trim().is_empty() { (start, before) } else { (at, "") }
}
