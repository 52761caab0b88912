//! Reports anchor texts that do not say where the link leads.
//!
//! ## What it does
//! Compares the whole anchor text with lists of phrases such as "click here" or "read more" in eight languages, without
//! regard to case and punctuation. A vague anchor is excused where the same article links the same target with an
//! anchor that names it, as cards with a linked title and a "Read more" do.
//!
//! A text that is code, the target's title or a word of its address (`Go` for `/languages/go/`) is a name.
//!
//! ## Why it matters
//! Search engines take the anchor text for what the target is about, and readers who go from link to link, by eye or
//! with a screen reader, hear "here, here, here".
//!
//! ## Example
//! ```markdown index.md
//! Everything about water is written up here: [click here](water.md).
//!
//! - [All about beans](beans.md), 5 minutes
//! - [Read more](beans.md)
//! ```
//! ```markdown water.md
//! Water makes most of the cup. Zurück geht es [hier](index.md).
//! ```
//! ```markdown beans.md
//! From bush to cup, with [a chapter on water](water.md).
//! ```
//! Findings: `index.md:1`, `water.md:1`
//!
//! ## How to fix
//! Let the anchor name the target: "see [how to choose water]" rather than "for water click [here]".
//!
//! ## Options
//! - `phrases`: further phrases that are vague in this corpus, such as `[see the docs]`.

use rustc_hash::FxHashSet;

use super::judged_links;
use crate::audit::{Check, Finding, Findings, Meta, OptionSpec, OptionValue, Rule};
use crate::catalog::Catalog;
use crate::corpus::{ArticleId, Link, LinkKind};
use crate::settings::Severity;
use crate::site::Target;
use crate::text::phrases;
use crate::text::words::{fold, fold_hash};

const OPTIONS: &[OptionSpec] = &[OptionSpec {
    name: "phrases",
    default: OptionValue::Phrases(&[]),
    help: "further phrases that are vague in this corpus",
}];
/// An anchor longer than this, in bytes, need not be looked up: twice the longest phrase on the lists, to leave room
/// for punctuation.
const LONGEST: usize = 48;

/// See the file's documentation.
pub(crate) struct VagueAnchor;

impl Rule for VagueAnchor {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: OPTIONS, since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        // Asked for once: options are found by their names.
        let own = check.options.phrases("phrases");
        // Made where one is vague: a hub may have thousands, and as many links beside them.
        let mut named = None;
        for (link, target) in judged_links(check.catalog, id) {
            if is_vague(own, link)
                && !is_name(check, link, target)
                && !named.get_or_insert_with(|| Named::of(check.catalog, id, own)).has(link, target)
            {
                findings.push(finding(check, id, link, target));
            }
        }
    }
}

/// Whether an anchor is on the lists or among `own` phrases.
fn is_vague(own: &[String], link: &Link) -> bool {
    if link.kind == LinkKind::Auto || (own.is_empty() && link.text.len() > LONGEST) {
        return false;
    }
    let hash = fold_hash(&link.text);
    phrases::is_vague(hash) || own.iter().any(|phrase| fold_hash(phrase) == hash && !fold(phrase).is_empty())
}

/// Whether the anchor text is a name all the same: code, the target's title, or a word of its address (`Go` for
/// `/languages/go/`).
fn is_name(check: &Check<'_>, link: &Link, target: Target) -> bool {
    let phrase = fold(&link.text);
    let title = |to: ArticleId| fold(check.catalog.article(to).title());
    let path = link.href.split('?').next().unwrap_or("").trim_end_matches('/');
    let place = path.rsplit('/').next().unwrap_or("").split(['#', '-', '_', '.', '(', ')']);
    link.text.contains(['/', '_', '<', '>', '(', ')', '{', '}', '='])
        || matches!(target, Target::Article(to) if title(to) == phrase)
        || place.map(str::to_lowercase).any(|word| word == phrase)
}

/// What those links of an article lead to whose anchor names it.
struct Named<'a> {
    articles: FxHashSet<ArticleId>,
    hrefs: FxHashSet<&'a str>,
}

impl<'a> Named<'a> {
    fn of(catalog: &'a Catalog, id: ArticleId, own: &[String]) -> Self {
        let mut named = Self { articles: FxHashSet::default(), hrefs: FxHashSet::default() };
        for (link, target) in judged_links(catalog, id) {
            let says_something = || link.text.contains(char::is_alphanumeric) && !is_vague(own, link);
            if link.kind != LinkKind::Auto && says_something() {
                named.hrefs.insert(&link.href);
                if let Target::Article(to) = target {
                    named.articles.insert(to);
                }
            }
        }
        named
    }

    /// Whether what `link` leads to is named by another link.
    fn has(&self, link: &Link, target: Target) -> bool {
        match target {
            Target::Placeholder => false,
            Target::Article(to) => self.articles.contains(&to),
            _ => self.hrefs.contains(&*link.href),
        }
    }
}

fn finding(check: &Check<'_>, id: ArticleId, link: &Link, target: Target) -> Finding {
    let message = format!("the anchor text “{}” does not say where the link leads", link.text.trim());
    let help = match target {
        Target::Article(to) => format!("name the target, such as “{}”", check.catalog.article(to).title()),
        _ => "name the target".to_owned(),
    };
    Finding::at(id, link.place, message).help(help).datum("href", &*link.href).datum("text", &*link.text)
}
